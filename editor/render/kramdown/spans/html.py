"""HTML within a text, and what else begins with ``<``; kramdown's extensions within a text."""

import re

from editor.render.kramdown.attributes import LIST_AHEAD, LIST_ARGUMENTS, AttributeList, for_html
from editor.render.kramdown.html_tags import (
    CDATA,
    CDATA_END,
    CLOSING,
    NOT_IN_SPAN,
    OPENING,
    VOID,
    content_model,
    read_attributes,
    tag_name,
)
from editor.render.kramdown.spans.links import read_address
from editor.render.kramdown.spans.parser import DEEPEST_SPAN, Handler, Run, SpanParser
from editor.render.kramdown.spans.typography import read_opening_guillemet
from editor.render.kramdown.tree import Element

_EXTENSION = re.compile(
    rf"\{{::([A-Za-z0-9_][\w-]*){LIST_AHEAD}({LIST_ARGUMENTS})(/)?\}}", re.ASCII
)
_CLOSE = "</"


def read_angle(parser: SpanParser, at: int, flags: int, run: Run) -> int:
    """An address, an element, a comment or a guillemet."""
    end = read_address(parser, at, run)
    if end < 0:
        end = _read_html(parser, at, flags, run)
    return read_opening_guillemet(parser, at, run) if end < 0 else end


def _read_verbatim(parser: SpanParser, at: int, run: Run) -> int:
    """Read a comment, a stray end of an element, or text marked as such (kramdown 2.5)."""
    text = parser.text
    if text.startswith("<!--", at):
        close = _find(parser, "-->", at + 4)
        if close >= 0:
            parser.put(run, at, Element("raw", text[at : close + 3]))
            return close + 3
    elif parser.options.newer and text.startswith(CDATA, at):
        close = _find(parser, CDATA_END, at)
        if close >= 0:
            parser.put(run, at, text[at + len(CDATA) : close])
            return close + len(CDATA_END)
    closing = CLOSING.match(text, at)
    if closing is None:
        return -1
    parser.put(run, at, closing[0])
    return closing.end()


def _read_html(parser: SpanParser, at: int, flags: int, run: Run) -> int:
    text = parser.text
    verbatim = _read_verbatim(parser, at, run)
    if verbatim >= 0:
        return verbatim
    found = OPENING.match(text, at)
    if found is None or parser.depth >= DEEPEST_SPAN:
        return -1
    name = tag_name(found[1])
    if name in NOT_IN_SPAN:
        parser.put(run, at, found[0])
        return found.end()
    element = Element("html_span")
    element.tag = name
    element.attributes = {
        key: value.replace("\n", " ") for key, value in read_attributes(found[2], name).items()
    }
    asked = element.attributes.pop("markdown", None)
    end = found.end()
    if name not in VOID and not found[3]:
        end = _read_content(parser, element, end, flags, asked)
    parser.put(run, at, element)
    return end


def _find(parser: SpanParser, mark: str, start: int) -> int:
    if start >= parser.no_close.get(mark, len(parser.text) + 1):
        return -1
    close = parser.text.find(mark, start)
    if close < 0:
        parser.no_close[mark] = start
    return close


def _read_content(
    parser: SpanParser, element: Element, start: int, flags: int, asked: str | None
) -> int:
    """Read up to the end of an element; without one it takes all that follows."""
    as_written = _is_as_written(parser, element, asked)
    content = Run(start)
    element.model = "raw" if as_written else "span"

    def stop(position: int, _run: Run) -> int:
        if not parser.text.startswith(_CLOSE, position):
            return -1
        found = CLOSING.match(parser.text, position)
        return found.end() if found and tag_name(found[1]) == element.tag else -1

    key = (start, flags, f"<{element.tag} {as_written}")
    held = parser.known.get(key)
    if held is not None:
        element.children = held[0].children
        return held[1]
    parser.depth += 1
    outer, in_paragraph, was = parser.handlers, parser.in_paragraph, parser.as_written
    parser.in_paragraph, parser.as_written = False, as_written or was
    parser.handlers = _IN_RAW if as_written else parser.all_handlers
    end = parser.run(content, flags, stop)
    parser.handlers, parser.in_paragraph, parser.as_written = outer, in_paragraph, was
    parser.depth -= 1
    element.children = content.merged()
    end = len(parser.text) if end < 0 else end
    parser.known[key] = (element, end)
    return end


def _is_as_written(parser: SpanParser, element: Element, asked: str | None) -> bool:
    """Whether the text of an element is no markdown; ``asked`` is its ``markdown`` attribute."""
    if content_model(element.tag) == "raw" or asked == "0":
        return True
    return asked is None and (parser.as_written or not parser.options.parse_span_html)


def read_element(parser: SpanParser, at: int, flags: int, run: Run) -> int:
    """An element or a comment, and nothing else that begins with ``<``."""
    return _read_html(parser, at, flags, run)


_IN_RAW: dict[str, Handler] = {"<": read_element}


def read_brace(parser: SpanParser, at: int, flags: int, run: Run) -> int:
    """An attribute list, or ``{::comment}`` and ``{::nomarkdown}``."""
    found = _EXTENSION.match(parser.text, at)
    if found is None or found[1] not in ("comment", "nomarkdown", "options"):
        return parser.read_list(at, flags, run)
    name, body, end = found[1], "", found.end()
    if found[3] is None:
        closing = re.compile(rf"\{{:/(?:{name})?\}}").search(parser.text, end)
        if closing is None:
            return -1
        body, end = parser.text[end : closing.start()], closing.end()
    nodes: list[Element] = []
    if name == "comment" and found[3] is None:
        nodes.append(Element("raw", f"<!-- {body} -->"))
    elif name == "nomarkdown":
        given = AttributeList()
        given.add(found[2])
        if for_html(given):
            nodes.append(Element("raw", body))
    elif name == "options":
        given = AttributeList()
        given.add(found[2])
        parser.options = parser.definitions.options = parser.options.changed(given.attributes)
    parser.put(run, at, *nodes)
    return end
