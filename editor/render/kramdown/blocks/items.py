"""The lines of a list item: what belongs to it, without its indentation.

Measured: the text of an item starts where its first line's text starts; lines indented so far
belong to it, and so does any line straight below that begins no block of its own.
"""

import re
from functools import lru_cache

from editor.render.kramdown.attributes import LIST_CONTENT, AttributeList, apply
from editor.render.kramdown.blocks.lines import OL_START, UL_START, lazy_end
from editor.render.kramdown.blocks.parser import BLANK, BlockParser
from editor.render.kramdown.tree import Element

TAB = 4
LAST_SIBLING = 3
"""Spaces before a marker, at most, for the item to stand beside the one above."""

_LIST_FIRST = re.compile(rf"\{{:(?![:/]|[A-Za-z0-9_][\w-]*:)({LIST_CONTENT})\}}[ \t]*\n?")
_ITEM = re.compile(rf"{UL_START}|{OL_START}", re.ASCII)
_TABS = re.compile(r"^\t+")


class Item:
    """One item while its lines are gathered."""

    __slots__ = (
        "element",
        "ended",
        "first_line",
        "has_list",
        "indent",
        "lines",
        "own_list",
        "split",
    )

    def __init__(self, element: Element, marker: str, content: str) -> None:
        self.element = element
        content = _expanded(len(marker), content)
        text = content.lstrip(" ")
        self.own_list = ""
        own = _LIST_FIRST.match(text)
        if own is not None:
            self.own_list, text = own[1], text[own.end() :]
        width = len(marker) + len(content) - len(content.lstrip(" "))
        if text.strip(" \t\r\f\v\n"):
            self.indent = width
        else:
            self.indent = TAB
            text = ""
        self.lines = [text]
        self.first_line = element.line + (not text)
        self.has_list = _ITEM.match(text) is not None
        """Whether a list stands in the item: other lists below it belong to its last item."""
        self.split: int | None = None
        """Number of the lines above the list that stands in the item: no block goes over it."""
        self.ended = False
        """Whether an end-of-block marker follows, so that a blank line before it counts."""

    def take(self, line: str) -> None:
        """Add a line that is indented, or lazy."""
        if "\t" in line:
            found = _TABS.match(line)
            if found is not None:
                line = found[0].expandtabs(TAB) + line[found.end() :]
        indent = len(line) - len(line.lstrip(" "))
        if indent >= self.indent:
            line = line[self.indent :]
            if self.element.kind == "li" and _ITEM.match(line) and not self.has_list:
                self.has_list = True
                self.split = len(self.lines)
        elif self.element.kind == "li" and self.has_list and _ITEM.match(line):
            line = " " * (self.indent + TAB) + line
        self.lines.append(line)

    def keep_blank(self, lines: str) -> None:
        """Add blank lines between others."""
        self.lines.append(lines)
        self.has_list = True

    def as_text(self) -> None:
        """Take the ``<p>`` off the first paragraph; its line end stays when more follows."""
        elements = self.element.elements
        elements[0].transparent = True
        elements[0].level = int(len(elements) > 1)

    def read(self, parser: BlockParser) -> None:
        """Read the gathered lines into the element, and its own attribute list."""
        if self.own_list:
            given = AttributeList()
            given.add(self.own_list)
            apply(given, self.element)
        above = "".join(self.lines[: self.split])
        parser.nested(self.element, above, self.first_line)
        if self.split:
            line = self.first_line + above.count("\n")
            parser.nested(self.element, "".join(self.lines[self.split :]), line)

    def read_with_blank(self, parser: BlockParser, end: int) -> int:
        """Read the last item of a list that ends at a position; returns where it does then.

        HTML without an end takes the blank lines behind the list with it.
        """
        blank = None
        if any("<" in line for line in self.lines):
            blank = BLANK.match(parser.text, end)
            if blank is not None:
                self.lines.append(blank[0])
        self.read(parser)
        if blank is None:
            return end
        last = self.element.elements[-1]
        if last.kind != "blank" or self.ended:
            return blank.end()
        self.element.children.pop()
        return end


def _expanded(column: int, content: str) -> str:
    """Turn the tabs at the start of an item's text into spaces, from the marker's column on."""
    if "\t" not in content:
        return content
    width = len(content) - len(content.lstrip(" \t"))
    lead = (" " * column + content[:width]).expandtabs(TAB)
    return lead[column:] + content[width:]


@lru_cache(maxsize=128)
def content_line(indent: int) -> re.Pattern[str]:
    """A line that is indented as far as an item's text."""
    whole, rest = divmod(indent, TAB)
    columns = rf"(?:[ ]{{{TAB}}}|\t){{{whole}}}" + (rf"(?:[ ]{{{rest}}}|\t)" if rest else "")
    return re.compile(rf"{columns}[^\n]*[^\s]", re.ASCII)


def is_inner(marker: str, indent: int) -> bool:
    """Whether a marker is indented so far that it stands inside the item above."""
    spaces = len(marker) - len(marker.lstrip(" "))
    return spaces > min(LAST_SIBLING, indent - 1)


def is_lazy(parser: BlockParser, position: int) -> bool:
    """Whether a line may belong to the block above though it is not indented."""
    return lazy_end(parser.options).match(parser.text, position) is None
