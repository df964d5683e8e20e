"""Lists with bullets and with numbers."""

import re

from editor.render.kramdown.blocks.headers import is_rule
from editor.render.kramdown.blocks.items import Item, content_line, is_inner, is_lazy
from editor.render.kramdown.blocks.lines import BLANK_LINE, BOUNDARY_LINE, line_end
from editor.render.kramdown.blocks.parser import BlockParser
from editor.render.kramdown.tree import Element

_START = {
    "ul": re.compile(r"([ ]{0,3}[+*-])([\t| ][^\n]*(?:\n|\Z))"),
    "ol": re.compile(r"([ ]{0,3}\d+\.)([\t| ][^\n]*(?:\n|\Z))", re.ASCII),
}
_BLANK = re.compile(BLANK_LINE)
_BOUNDARY = re.compile(BOUNDARY_LINE)
_TASK = re.compile(r"\[([ xX])\]\s+(?=\S|\Z)", re.ASCII)
_BOX = '<input type="checkbox" class="task-list-item-checkbox" disabled="disabled" '


def read_list(parser: BlockParser) -> bool:
    """Items of one kind; a blank line between them does not end the list."""
    text, position = parser.text, parser.position
    kind = next((kind for kind in _START if _START[kind].match(text, position)), None)
    if kind is None:
        return False
    if not parser.options.interrupts and parser.goes_on() is not None:
        return False
    line = parser.line()
    found = Element(kind, "", line)
    items, end = _gather(parser, kind, line)
    found.children += [item.element for item in items]
    for item in items[:-1]:
        item.read(parser)
    end = items[-1].read_with_blank(parser, end)
    ends_blank = _loosen(items)
    if parser.options.gfm:
        _mark_tasks(found, items)
    parser.add(found)
    if ends_blank:
        parser.add_blank()
    boundary = _BOUNDARY.match(parser.text, end)
    if boundary is not None:
        end = boundary.end()
    parser.position = end
    return True


def _gather(parser: BlockParser, kind: str, line: int) -> tuple[list[Item], int]:
    """Return the items, and where the list ends: before the blank lines that follow it."""
    text, end = parser.text, parser.position
    start, items, blank, closed = _START[kind], list[Item](), "", parser.position
    counted = end
    while end < parser.end:
        if _BLANK.match(text, end):
            blank += text[end : line_end(text, end)]
            end = line_end(text, end)
            continue
        if items and blank and is_rule(text, end):
            break
        marker = start.match(text, end)
        if marker is not None and items and is_inner(marker[1], items[-1].indent):
            marker = None
        if marker is not None:
            _keep_blank(items, blank)
            line, counted = line + text.count("\n", counted, end), end
            items.append(Item(Element("li", "", line), marker[1], marker[2]))
        elif items and _belongs(parser, end, items[-1].indent, blank):
            _keep_blank(items, blank)
            items[-1].take(text[end : line_end(text, end)])
        else:
            if _BOUNDARY.match(text, end):
                _keep_blank(items, blank)
                items[-1].ended = bool(blank)
                closed = end
            break
        blank = ""
        end = closed = line_end(text, end)
    return items, closed


def _belongs(parser: BlockParser, position: int, indent: int, blank: str) -> bool:
    if content_line(indent).match(parser.text, position):
        return True
    return not blank and is_lazy(parser, position)


def _keep_blank(items: list[Item], blank: str) -> None:
    if items and blank:
        items[-1].keep_blank(blank)


def _loosen(items: list[Item]) -> bool:
    """An item's first paragraph is plain text, unless a blank line follows it.

    The last item cannot have one, so it follows the others when they all agree. Returns whether a
    blank line at the end of the last belongs behind the list.
    """
    loose, ends_blank = True, False
    for at, item in enumerate(items):
        elements = item.element.elements
        last = at == len(items) - 1
        if last and elements and elements[-1].kind == "blank" and not item.ended:
            ends_blank = True
            elements.pop()
            item.element.children.pop()
        followed = len(elements) > 1 and elements[1].kind == "blank"
        if elements and elements[-1].kind == "blank":
            item.element.children.pop()
        is_text = elements and elements[0].kind == "p"
        if is_text and not followed and not (last and at and loose):
            item.as_text()
        if not elements or elements[0].kind != "p" or elements[0].transparent:
            loose = False
    return ends_blank


def _mark_tasks(found: Element, items: list[Item]) -> None:
    """``[ ]`` and ``[x]`` at the start of an item become boxes (GFM)."""
    has_tasks = False
    for item in items:
        elements = item.element.elements
        if not elements or elements[0].kind != "p":
            continue
        text = elements[0].text.rstrip(" \t\r\f\v\n") + "\n" * elements[0].level
        task = _TASK.match(text)
        if task is not None:
            has_tasks = True
            end = "/>" if task[1] == " " else 'checked="checked" />'
            elements[0].text = f"{_BOX}{end}{text[task.end() :]}"
            elements[0].level *= task.end() < len(text)
        if has_tasks:
            _add_class(item.element, "task-list-item")
    if has_tasks:
        _add_class(found, "task-list")


def _add_class(element: Element, name: str) -> None:
    held = element.attributes.get("class")
    element.attributes["class"] = f"{held} {name}" if held else name
