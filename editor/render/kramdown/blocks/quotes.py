"""Quotes: lines that begin with ``>``, and lazy ones straight below."""

import re

from editor.render.kramdown.blocks.lines import lazy_end, line_end
from editor.render.kramdown.blocks.parser import BlockParser
from editor.render.kramdown.tree import Element

_START = re.compile(r"[ ]{0,3}>")
_MARKER = re.compile(r"^[ ]{0,3}>[ ]?", re.MULTILINE)


def read_quote(parser: BlockParser) -> bool:
    """A quote ends at a blank line, not at a line without its marker."""
    text, end = parser.text, parser.position
    if _START.match(text, end) is None:
        return False
    end, ends = line_end(text, end), lazy_end(parser.options)
    while end < parser.end and not ends.match(text, end):
        end = line_end(text, end)
    line = parser.line()
    quote = parser.add(Element("blockquote", "", line))
    parser.nested(quote, _MARKER.sub("", text[parser.position : end]), line)
    parser.position = end
    return True
