"""Links, images, footnote marks and addresses in angle brackets."""

import re

from editor.render.kramdown.attributes import AttributeList, resolve
from editor.render.kramdown.blocks.definitions import link_id
from editor.render.kramdown.entities import escape_html
from editor.render.kramdown.spans.parser import DEEPEST_SPAN, IN_LINK, Run, SpanParser
from editor.render.kramdown.tree import Attributes, Element

_FOOTNOTE = re.compile(r"\[\^([A-Za-z0-9_][A-Za-z0-9_-]*)\]")
_REFERENCE = re.compile(r"[ \t\r\f\v]*\n?[ \t\r\f\v]*\[([^\]]*)\]")
_ANGLED = re.compile(r"\([ \t\r\f\v]*<([^>\n]*+)>")
_CLOSED = re.compile(r"[ \t\r\f\v\n]*\)")
_TITLE = re.compile(r"[ \t\r\f\v\n]*([\"'])")
_ADDRESS = re.compile(r"<((?:mailto|https?|ftps?):[^\n][^>\n]*|[-.\w]+@[-.\w]+)>")
_ESCAPE = re.compile(r"\\([\\.*_+`<>()\[\]{}#!:|\"'$=~-])")
_LONGEST_NAME = 1000
"""Characters of a link's text that are looked up as its name."""


def read_link(parser: SpanParser, at: int, flags: int, run: Run) -> int:
    """``[text](address)``, ``[text][name]``, ``[name]``; also footnotes."""
    text = parser.text
    found = _FOOTNOTE.match(text, at)
    if found is not None:
        known = found[1] in parser.definitions.footnotes
        parser.put(run, at, Element("footnote_ref", found[1]) if known else found[0])
        return found.end()
    if flags & IN_LINK or text.startswith("[^", at):
        return -1
    return _read(parser, at, at + 1, flags, run)


def read_image(parser: SpanParser, at: int, flags: int, run: Run) -> int:
    """``![text](address)`` and its references."""
    if not parser.text.startswith("![", at) or parser.text.startswith("^", at + 2):
        return -1
    return _read(parser, at, at + 2, flags, run)


def _read(parser: SpanParser, at: int, start: int, flags: int, run: Run) -> int:
    is_image = start - at == 2
    content, close = _content(parser, start, flags, is_image=is_image)
    target = None if close < 0 else _target(parser, start, close)
    if target is None:
        parser.put(run, at, parser.text[at:start])
        return start
    address, title, given, end = target
    element = Element("img" if is_image else "a")
    if is_image:
        attributes: Attributes = {"src": address}
        attributes["alt"] = _ESCAPE.sub(r"\1", parser.text[start:close])
    else:
        attributes = {"href": address}
        element.children = content.merged()
    if title is not None:
        attributes["title"] = title
    if given is not None:
        resolve(element.attributes, given, parser.definitions.lists)
    element.attributes.update(attributes)
    parser.put(run, at, element)
    return end


def _content(parser: SpanParser, start: int, flags: int, *, is_image: bool) -> tuple[Run, int]:
    """Return what stands between the brackets, and where the closing one stands (or -1)."""
    content = Run(start)
    key = (start, flags | IN_LINK, "]")
    if key in parser.known or parser.fuel < 0 or parser.depth >= DEEPEST_SPAN:
        return content, -1
    if parser.text.find("]", start) < 0:
        return content, -1
    brackets = _Brackets(parser.text)
    parser.depth += 1
    parser.run(content, flags | IN_LINK, brackets.stop)
    parser.depth -= 1
    if brackets.close < 0:
        parser.known[key] = None
        for position in brackets.unclosed:
            parser.known[position, flags | IN_LINK, "]"] = None
    return content, brackets.close


class _Brackets:
    """Counts brackets up to the one that closes the first."""

    __slots__ = ("_before_image", "_depth", "_text", "close", "unclosed")

    def __init__(self, text: str) -> None:
        self._text = text
        self._depth = 0
        self._before_image = -1
        self.unclosed: list[int] = []
        self.close = -1

    def stop(self, position: int, run: Run) -> int:
        """See ``SpanParser.run``."""
        if self._before_image >= 0:
            if not _has_image(run, self._before_image):  # then its bracket is one as any other
                self._depth += 1
                self.unclosed.append(len(self._text))
            self._before_image = -1
        if self._text.startswith("![", position):
            self._before_image = len(run.children)
        elif self._text[position] == "[":
            self._depth += 1
            self.unclosed.append(position + 1)
        elif self._text[position] == "]":
            if self._depth == 0:
                self.close = position
                return position + 1
            self._depth -= 1
            self.unclosed.pop()
        return -1


def _has_image(run: Run, start: int) -> bool:
    return any(isinstance(child, Element) and child.kind == "img" for child in run.children[start:])


def _target(
    parser: SpanParser, start: int, close: int
) -> tuple[str, str | None, AttributeList | None, int] | None:
    text = parser.text
    if text.startswith("(", close + 1):
        inline = _inline(parser, close + 1)
        return None if inline is None else (inline[0], inline[1], None, inline[2])
    found = _REFERENCE.match(text, close + 1)
    end = close + 1
    name = None
    if found is not None:
        end = found.end()
        name = found[1]
    if not name:
        if close - start > _LONGEST_NAME:
            return None
        name = _ESCAPE.sub(r"\1", text[start:close])
    definition = parser.definitions.links.get(link_id(name))
    if definition is None:
        return None
    return definition.address, definition.title, definition.list, end


def _inline(parser: SpanParser, at: int) -> tuple[str, str | None, int] | None:
    """Return address, title and end of what stands in parentheses at ``at``."""
    text = parser.text
    angled = _ANGLED.match(text, at) if parser.angle_ends(at + 1) else None
    if angled is not None:
        closed = _CLOSED.match(text, angled.end())
        if closed is not None:
            return angled[1], None, closed.end()
        titled = _title(parser, angled.end())
        return None if titled is None else (angled[1], *titled)
    close = parser.parentheses.get(at, -1)
    quote = parser.first_from(parser.brackets_after, at + 1)
    if quote >= 0 and (close < 0 or quote < close):
        titled = _title(parser, quote)
        address = text[at + 1 : quote]
        return None if titled is None else (_address(address), *titled)
    return None if close < 0 else (_address(text[at + 1 : close]), None, close + 1)


def _address(source: str) -> str:
    return source.strip(" \t\r\f\v\n")


def _title(parser: SpanParser, at: int) -> tuple[str, int] | None:
    """Return the title that begins at a quote, and where the parenthesis behind it ends."""
    found = _TITLE.match(parser.text, at)
    if found is None:
        return None
    ends = parser.title_ends[found[1]]
    low, high = 0, len(ends)
    while low < high:
        middle = (low + high) // 2
        if ends[middle][0] <= found.end():
            low = middle + 1
        else:
            high = middle
    if low == len(ends):
        return None
    return parser.text[found.end() : ends[low][0]], ends[low][1]


def read_address(parser: SpanParser, at: int, run: Run) -> int:
    """``<https://...>`` and ``<somebody@example.org>``."""
    found = _ADDRESS.match(parser.text, at) if parser.angle_ends(at + 1) else None
    if found is None:
        return -1
    address = found[1]
    link = Element("a")
    is_mail = "@" in address and ":" not in address
    link.attributes["href"] = f"mailto:{address}" if is_mail else address
    shown = address.removeprefix("mailto:")
    link.children.append(Element("written", escape_html(shown)) if "&" in shown else shown)
    parser.put(run, at, link)
    return found.end()
