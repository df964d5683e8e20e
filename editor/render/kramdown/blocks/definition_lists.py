"""Definition lists: a paragraph of terms, then lines that begin with a colon."""

import re

from editor.render.kramdown.attributes import LIST_CONTENT, AttributeList, apply
from editor.render.kramdown.blocks.items import Item, content_line, is_inner, is_lazy
from editor.render.kramdown.blocks.lines import BLANK_LINE, BOUNDARY_LINE, line_end
from editor.render.kramdown.blocks.parser import BLANK, BlockParser
from editor.render.kramdown.tree import Element

_START = re.compile(r"([ ]{0,3}:)([\t| ][^\n]*(?:\n|\Z))")
_BLANK = re.compile(BLANK_LINE)
_BOUNDARY = re.compile(BOUNDARY_LINE)
_TERM_LIST = re.compile(rf"[ \t]*\{{:(?![:/]|[A-Za-z0-9_][\w-]*:)({LIST_CONTENT})\}}[ \t]*")


def read_definition_list(parser: BlockParser) -> bool:
    """The terms are the lines of the paragraph above; one blank line may stand between."""
    if _START.match(parser.text, parser.position) is None:
        return False
    children = parser.parent.children
    blank = parser.last is not None and parser.last.kind == "blank"
    if blank:
        above = BLANK.match(parser.text, parser.paragraph_end) if parser.paragraph_end > 0 else None
        if above is None or above[0] != "\n":
            return False
    elif parser.goes_on() is None:
        return False
    at = len(children) - 1 - blank
    terms = children[at] if at >= 0 else None
    if not isinstance(terms, Element) or terms.kind != "p":
        return False
    del children[at:]
    found = _list_above(parser, terms)
    _add_terms(parser, found, terms)
    _gather(parser, found, after_blank=blank)
    return True


def _list_above(parser: BlockParser, terms: Element) -> Element:
    """Return the list that the terms go on with, or a new one."""
    children = parser.parent.children
    last = parser.last
    blank = last is not None and last.kind == "blank"
    above = children[-2] if blank and len(children) > 1 else last
    if isinstance(above, Element) and above.kind == "dl" and not above.model:
        if blank:
            children.pop()
        return above
    parser.forget_pending()
    found = parser.add(Element("dl", "", terms.line))
    found.listed.update(terms.listed)
    found.references += terms.references
    return found


def _add_terms(parser: BlockParser, found: Element, terms: Element) -> None:
    for number, line in enumerate(terms.text.rstrip(" \t\r\f\v\n").split("\n")):
        term = Element("dt", line, terms.line + number)
        own = _TERM_LIST.match(line)
        if own is not None:
            given = AttributeList()
            given.add(own[1])
            apply(given, term)
            term.text = line[own.end() :]
        found.children.append(term)


def _gather(parser: BlockParser, found: Element, *, after_blank: bool) -> None:
    text, end, closed = parser.text, parser.position, parser.position
    counted, line, items, blank = end, parser.line(), list[tuple[Item, bool]](), ""
    while end < parser.end:
        if _BLANK.match(text, end):
            blank += text[end : line_end(text, end)]
            end = line_end(text, end)
            continue
        start = _START.match(text, end)
        if start is not None and items and is_inner(start[1], items[-1][0].indent):
            start = None
        if start is not None:
            line, counted = line + text.count("\n", counted, end), end
            item = Item(Element("dd", "", line), start[1], start[2])
            _close(items, blank)
            items.append((item, bool(blank) or (after_blank and not items)))
        elif content_line(items[-1][0].indent).match(text, end) or (
            not blank and is_lazy(parser, end)
        ):
            _close(items, blank)
            items[-1][0].take(text[end : line_end(text, end)])
        else:
            break
        blank = ""
        end = closed = line_end(text, end)
    for item, as_paragraph in items:
        if item is items[-1][0]:
            closed = item.read_with_blank(parser, closed)
        else:
            item.read(parser)
        _finish(found, item, as_paragraph=as_paragraph)
    parser.position = closed


def _close(items: list[tuple[Item, bool]], blank: str) -> None:
    if items and blank:
        items[-1][0].keep_blank(blank)


def _finish(found: Element, item: Item, *, as_paragraph: bool) -> None:
    found.children.append(item.element)
    elements = item.element.elements
    if elements and elements[-1].kind == "blank":
        item.element.children.pop()
    if elements and elements[0].kind == "p" and not as_paragraph:
        item.as_text()
