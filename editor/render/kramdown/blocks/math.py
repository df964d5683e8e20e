"""A formula that stands alone: ``$$ ... $$``."""

import re

from editor.render.kramdown.blocks.lines import AFTER_BLOCK
from editor.render.kramdown.blocks.paragraphs import read_paragraph
from editor.render.kramdown.blocks.parser import BlockParser
from editor.render.kramdown.tree import Element

_MATH = re.compile(r"[ ]{0,3}(\\)?\$\$((?:(?!\$\$).)*)\$\$(?:[ \t\r\f\v]*(?:\n|\Z))?", re.DOTALL)


def read_math(parser: BlockParser) -> bool:
    """A formula between blank lines; elsewhere it belongs to its paragraph."""
    if not parser.after_boundary():
        return False
    found = _MATH.match(parser.text, parser.position)
    if found is None:
        return False
    if found[1] and found[0].endswith("\n"):
        parser.position = found.end(1)
        return read_paragraph(parser)
    if found[1] or not AFTER_BLOCK.match(parser.text, found.end()):
        return False
    parser.add(Element("math_block", found[2].strip(" \t\r\f\v\n\0"), parser.line()))
    parser.position = found.end()
    return True
