"""Lines as every block rule knows them: where blocks begin, and where lazy ones end."""

import re

from editor.render.kramdown.attributes import LIST_CONTENT
from editor.render.kramdown.html_tags import NAME, SPAN

_SPANS = "|".join(sorted(SPAN | {"script"}))

INDENT = r"(?:[ ]{4}|\t)"
BLANK_LINE = r"[ \t\r\f\v]*(?:\n|\Z)"
BOUNDARY_LINE = r"\^[ \t\r\f\v]*(?:\n|\Z)"
LIST_LINE = (
    rf"[ ]{{0,3}}\{{:(?![:/])(?:[A-Za-z0-9_][\w:-]*:)?{LIST_CONTENT}+\}}[ \t\r\f\v]*(?:\n|\Z)"
)
HTML_LINE = rf"[ ]{{0,3}}</?(?!(?:{_SPANS})(?![\w:.-])){NAME}"
UL_START = r"[ ]{0,3}[+*-][\t| ]"
OL_START = r"[ ]{0,3}[0-9]+\.[\t| ]"
ATX = r"\#{1,6}[ \t]+[^ \t\n]"
FENCE = r"[ ]{0,3}(?:~{3,}|`{3,})"
QUOTE = r"[ ]{0,3}>"
DEFINITION = r"[ ]{0,3}:[\t| ]"

LAZY_END = re.compile(rf"{BLANK_LINE}|{BOUNDARY_LINE}|{LIST_LINE}|{HTML_LINE}")
"""A line that does not belong to the block above, though every other line would."""

PARAGRAPH_END = {
    True: re.compile(
        rf"{BLANK_LINE}|{BOUNDARY_LINE}|{LIST_LINE}|{HTML_LINE}|{UL_START}|{OL_START}|{ATX}"
        rf"|{FENCE}|{QUOTE}|{DEFINITION}",
        re.I,
    ),
    False: re.compile(rf"{BLANK_LINE}|{BOUNDARY_LINE}|{LIST_LINE}|{HTML_LINE}|{DEFINITION}"),
}
"""A line that ends a paragraph, for the GFM reader and for kramdown's own."""

AFTER_BLOCK = re.compile(rf"{BLANK_LINE}|{BOUNDARY_LINE}|{LIST_LINE}|\Z")
"""What must follow a block that has to stand apart."""


def line_end(text: str, position: int) -> int:
    """Where the next line starts."""
    found = text.find("\n", position)
    return len(text) if found < 0 else found + 1
