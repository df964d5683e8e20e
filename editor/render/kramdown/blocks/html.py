"""Blocks of HTML: read as they stand, or as kramdown where ``markdown="1"`` says so."""

import re

from editor.render.kramdown.blocks.parser import DEEPEST_BLOCK, BlockParser
from editor.render.kramdown.html_tags import (
    CDATA,
    CDATA_END,
    CLOSING,
    COMMENT,
    INSTRUCTION,
    OPENING,
    RAW_TEXT,
    SPAN,
    VOID,
    content_model,
    read_attributes,
    tag_name,
)
from editor.render.kramdown.tree import Element

_LEAD = re.compile(r"[ ]{0,3}(?=<)")
_REST = re.compile(r"[ \t\r\f\v]*\n")
_VERBATIM = {"<!--": COMMENT, "<?": INSTRUCTION}
_MODELS = {"span": "span", "block": "block"}


def read_html(parser: BlockParser) -> bool:
    """A comment or an element that is no span, at the start of a line."""
    lead = _LEAD.match(parser.text, parser.position)
    if lead is None:
        return False
    at = lead.end()
    if parser.text.startswith("<!--", at):
        return at == parser.position and _read_comment(parser, at)
    if parser.open_tag and _closes(parser, at):
        return False
    found = OPENING.match(parser.text, at)
    if found is None or parser.depth >= DEEPEST_BLOCK:
        return False
    name = tag_name(found[1])
    if name in SPAN or (name == "time" and parser.options.newer):
        return False
    _read_element(parser, found, parser.line(), top=True)
    return True


def _closes(parser: BlockParser, at: int) -> bool:
    found = CLOSING.match(parser.text, at)
    return found is not None and tag_name(found[1]) == parser.open_tag


def _read_comment(parser: BlockParser, at: int) -> bool:
    found = COMMENT.match(parser.text, at) if "<!--" not in parser.not_closed else None
    if found is None:
        parser.not_closed.add("<!--")
        return False
    parser.parent.children.append(Element("html_comment", found[0], parser.line()))
    rest = _REST.match(parser.text, found.end())
    parser.position = rest.end() if rest else found.end()
    return True


def _read_element(parser: BlockParser, found: re.Match[str], line: int, *, top: bool) -> None:
    name = tag_name(found[1])
    element = Element("html", "", line)
    element.tag = name
    element.level = int(bool(found[3]) and name not in RAW_TEXT)
    element.attributes = read_attributes(found[2], name)
    element.model = _model(parser, element)
    if top:
        parser.add(element)
    else:
        parser.parent.children.append(element)
    parser.position = found.end()
    if element.level or name in VOID:
        return
    if name in RAW_TEXT:
        _read_raw_text(parser, element)
        return
    parser.depth += 1
    _CONTENT[element.model](parser, element)
    parser.depth -= 1
    if top:
        _skip_rest(parser)


def _skip_rest(parser: BlockParser) -> None:
    rest = _REST.match(parser.text, parser.position)
    if rest is not None:
        parser.position = rest.end()


def _model(parser: BlockParser, element: Element) -> str:
    asked = element.attributes.pop("markdown", None)
    model = content_model(element.tag)
    if asked is None:
        return model if parser.options.parse_block_html else "raw"
    return model if asked == "1" else _MODELS.get(asked, "raw")


def _read_raw_text(parser: BlockParser, element: Element) -> None:
    close = re.compile(rf"</{re.escape(element.tag)}\s*>", re.IGNORECASE | re.ASCII)
    found = close.search(parser.text, parser.position)
    end = found.start() if found else parser.end
    element.model = "raw"
    element.children.append(Element("raw", parser.text[parser.position : end]))
    parser.position = found.end() if found else parser.end


def _read_raw(parser: BlockParser, element: Element) -> None:
    """Text and elements up to the end of this one; the end of any other is text."""
    outer, parser.parent = parser.parent, element
    while parser.position < parser.end:
        at = parser.text.find("<", parser.position)
        if at < 0:
            _add_text(element, parser.text[parser.position :])
            parser.position = parser.end
            break
        _add_text(element, parser.text[parser.position : at])
        parser.position = at
        closing = CLOSING.match(parser.text, at)
        if closing is not None and tag_name(closing[1]) == element.tag:
            parser.position = closing.end()
            break
        _read_raw_part(parser, element, at)
    parser.parent = outer


def _read_raw_part(parser: BlockParser, element: Element, at: int) -> None:
    """Read what a ``<`` begins: an element, a comment, an instruction or nothing."""
    found = OPENING.match(parser.text, at)
    if found is not None and parser.depth < DEEPEST_BLOCK:
        _read_element(parser, found, 0, top=False)
        return
    if parser.options.newer and parser.text.startswith(CDATA, at):
        end = parser.text.find(CDATA_END, at)
        if end >= 0:
            _add_text(element, parser.text[at + len(CDATA) : end])
            parser.position = end + len(CDATA_END)
            return
    mark = next((mark for mark in _VERBATIM if parser.text.startswith(mark, at)), None)
    if mark is not None and mark not in parser.not_closed:
        part = _VERBATIM[mark].match(parser.text, at)
        if part is not None:
            element.children.append(Element("raw", part[0]))
            parser.position = part.end()
            return
        parser.not_closed.add(mark)
    _add_text(element, "<")
    parser.position = at + 1


def _add_text(element: Element, text: str) -> None:
    if text:
        element.children.append(text)


def _read_span(parser: BlockParser, element: Element) -> None:
    """The text up to the end of the element, to be read in the span pass."""
    close = re.compile(rf"</{re.escape(element.tag)}\s*>", re.IGNORECASE | re.ASCII)
    found = close.search(parser.text, parser.position)
    end = found.start() if found else parser.end
    element.text = parser.text[parser.position : end]
    parser.position = found.end() if found else parser.end


def _read_blocks(parser: BlockParser, element: Element) -> None:
    """Blocks, up to a line that begins with the end of the element."""
    outer, tag = parser.parent, parser.open_tag
    parser.forget_pending()
    inside, parser.inside_html = parser.inside_html, True
    parser.parent, parser.open_tag = element, element.tag
    rest = _REST.match(parser.text, parser.position)
    if rest is not None:
        parser.position = rest.end()
    while parser.position < parser.end:
        lead = _LEAD.match(parser.text, parser.position)
        if lead is not None and _closes(parser, lead.end()):
            closing = CLOSING.match(parser.text, lead.end())
            parser.position = closing.end() if closing else parser.position
            break
        parser.read_block()
    parser.parent, parser.open_tag, parser.inside_html = outer, tag, inside
    parser.forget_pending()


_CONTENT = {"raw": _read_raw, "span": _read_span, "block": _read_blocks}
