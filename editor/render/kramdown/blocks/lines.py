"""Lines as every block rule knows them: where blocks begin, and where lazy ones end."""

import re
from functools import cache

from editor.render.kramdown.attributes import LIST_CONTENT
from editor.render.kramdown.html_tags import NAME, SPAN
from editor.render.kramdown.options import Options

_SPANS = "|".join(sorted(SPAN | {"script"}))

INDENT = r"(?:[ ]{4}|\t)"
BLANK_LINE = r"[ \t\r\f\v]*(?:\n|\Z)"
BOUNDARY_LINE = r"\^[ \t\r\f\v]*(?:\n|\Z)"
LIST_LINE = (
    rf"[ ]{{0,3}}\{{:(?![:/])(?:[A-Za-z0-9_][\w:-]*:)?{LIST_CONTENT}\}}[ \t\r\f\v]*(?:\n|\Z)"
)
HTML_LINES = tuple(
    rf"[ ]{{0,3}}</?(?!(?:{spans})(?!\w)){NAME}" for spans in (_SPANS, f"{_SPANS}|time")
)
"""A line that an element begins which is no span: for kramdown 2.4 and for 2.5."""
UL_START = r"[ ]{0,3}[+*-][\t| ]"
OL_START = r"[ ]{0,3}[0-9]+\.[\t| ]"
ATX = r"\#{1,6}[ \t]+[^ \t]"
FENCE = r"[ ]{0,3}(?:~{3,}|`{3,})"
QUOTE = r"[ ]{0,3}>"
DEFINITION = r"[ ]{0,3}:[\t| ]"

LAZY_ENDS = tuple(rf"{BLANK_LINE}|{BOUNDARY_LINE}|{LIST_LINE}|{html}" for html in HTML_LINES)
"""A line that does not belong to the block above, though every other line would."""

AFTER_BLOCK = re.compile(rf"{BLANK_LINE}|{BOUNDARY_LINE}|{LIST_LINE}|\Z")
"""What must follow a block that has to stand apart."""


def lazy_end(options: Options) -> re.Pattern[str]:
    """Return the lines that do not belong to the block above."""
    return _lazy_end(options.newer)


def paragraph_end(options: Options) -> re.Pattern[str]:
    """Return the lines that end a paragraph, for the GFM reader or for kramdown's own."""
    return _paragraph_end(options.newer, options.interrupts)


@cache
def _lazy_end(newer: bool) -> re.Pattern[str]:
    return re.compile(LAZY_ENDS[newer])


@cache
def _paragraph_end(newer: bool, interrupts: bool) -> re.Pattern[str]:
    if interrupts:
        starts = f"{UL_START}|{OL_START}|{ATX}|{FENCE}|{QUOTE}|{DEFINITION}"
        return re.compile(f"{LAZY_ENDS[newer]}|{starts}", re.I)
    return re.compile(f"{LAZY_ENDS[newer]}|{DEFINITION}")


def line_end(text: str, position: int) -> int:
    """Where the next line starts."""
    found = text.find("\n", position)
    return len(text) if found < 0 else found + 1
