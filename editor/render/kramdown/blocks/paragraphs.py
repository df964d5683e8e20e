"""Paragraphs, blank lines, ends of blocks, and lines that belong to no rule."""

import re

from editor.render.kramdown.blocks.lines import BOUNDARY_LINE, paragraph_end
from editor.render.kramdown.blocks.parser import BLANK, BlockParser
from editor.render.kramdown.tree import Element

_BOUNDARY = re.compile(BOUNDARY_LINE)
_SPACES = " \t\r\f\v\0"
_MAY_END = re.compile(r"[ \t\r\f\v]*[\n^{<+*\-0-9#~`>:]|[ \t\r\f\v]*\Z")


def read_blank(parser: BlockParser) -> bool:
    """Blank lines: one for any number of them."""
    found = BLANK.match(parser.text, parser.position)
    if found is None:
        return False
    parser.add_blank()
    parser.position = found.end()
    return True


def read_boundary(parser: BlockParser) -> bool:
    """``^`` alone on a line ends the block above."""
    found = _BOUNDARY.match(parser.text, parser.position)
    if found is None:
        return False
    parser.add_boundary()
    parser.position = found.end()
    return True


def read_paragraph(parser: BlockParser) -> bool:
    """Lines up to one that ends a paragraph; they join a paragraph straight above."""
    text, start = parser.text, parser.position
    lead = start
    while text.startswith(" ", lead):
        lead += 1
    is_stray = text[lead : lead + 1] == "\t" or lead - start > 3
    if is_stray and parser.goes_on() is None:
        return False
    ends = paragraph_end(parser.options)
    end = _next_line(text, start, parser.end)
    while end < parser.end:
        if _MAY_END.match(text, end) and ends.match(text, end):
            break
        end = _next_line(text, end, parser.end)
    _add(parser, text[start:end])
    parser.position = parser.paragraph_end = end
    return True


def _closed(text: str) -> str:
    """Return the text of a paragraph that ended, for more to follow: it keeps only a break."""
    line = text.removesuffix("\n")
    body = line.rstrip(_SPACES)
    return f"{body}  \n" if line.endswith("  ") and body != line else f"{body}\n"


def _next_line(text: str, start: int, end: int) -> int:
    found = text.find("\n", start)
    return end if found < 0 else found + 1


def _add(parser: BlockParser, source: str) -> None:
    last = parser.goes_on()
    if last is not None:
        last.text = _closed(last.text) + source
    else:
        paragraph = Element("p", source.lstrip(" \r\f\v\0"), parser.line())
        paragraph.model = "plain" if parser.inside_html else ""
        parser.add(paragraph)


def read_stray(parser: BlockParser) -> bool:
    """A line that no rule wants (spaces and a tab before its text) stands as it is."""
    end = _next_line(parser.text, parser.position, parser.end)
    source, last = parser.text[parser.position : end], parser.last
    if last is not None and last.kind == "stray":
        last.text += source
    else:
        parser.parent.children.append(Element("stray", source, parser.line()))
    parser.position = end
    return True
