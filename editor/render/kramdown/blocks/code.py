"""Code: indented by four spaces or a tab, or between fences."""

import re

from editor.render.kramdown.blocks.lines import BLANK_LINE, INDENT, lazy_end, line_end
from editor.render.kramdown.blocks.parser import BlockParser
from editor.render.kramdown.tree import Element

_INDENTED = re.compile(rf"{INDENT}[^\n]*[^\s][^\n]*(?:\n|\Z)", re.ASCII)
_BLANK = re.compile(BLANK_LINE)
_OUTDENT = re.compile(rf"^{INDENT}", re.MULTILINE)
_ODD_SPACE = re.compile(r"[ \t]*[\r\f\v]")
_LAZY_JOIN = re.compile(r"\n(?=[^\n]*[^\s])(?![ ]{4}|[ ]{0,3}\t)", re.ASCII)
_FENCE = re.compile(r"[ ]{0,3}((~|`)\2{2,}+)[ \t\r\f\v]*+(?:([^\s]+)[ \t\r\f\v]*)?\n", re.ASCII)
_FENCE_END = re.compile(r"^[ ]{0,3}((~|`)\2{2,})[ \t\r\f\v]*(?:\n|\Z)", re.MULTILINE)


def read_indented(parser: BlockParser) -> bool:
    """Indented lines, blank ones between them, and lazy ones straight below."""
    text, end = parser.text, parser.position
    if _INDENTED.match(text, end) is None:
        return False
    closed, ends = end, lazy_end(parser.options)
    while end < parser.end:
        if _BLANK.match(text, end):
            end = line_end(text, end)
            continue
        indented = _INDENTED.match(text, end)
        if not indented and (closed != end or _ODD_SPACE.match(text, end) or ends.match(text, end)):
            break
        end = closed = line_end(text, end)
    code = text[parser.position : closed]
    code = _OUTDENT.sub("", _LAZY_JOIN.sub(" ", code))
    parser.add(Element("code_block", code, parser.line()))
    parser.position = closed
    return True


def read_fenced(parser: BlockParser) -> bool:
    """Lines between fences of tildes or, for GFM, backticks; without the second it is text."""
    found = _FENCE.match(parser.text, parser.position)
    if found is None or (found[2] == "`" and not parser.options.gfm):
        return False
    size, closing = _closing_fence(parser, found)
    shorter = size < len(found[1])
    if closing is None or (shorter and found[3] and found.start(3) > found.end(1)):
        return False
    block = Element("code_block", parser.text[found.end() : closing.start()], parser.line())
    language = found[2] * (len(found[1]) - size) + (found[3] or "")
    if language:
        block.tag = language
        block.attributes["class"] = f"language-{language.split('?')[0]}"
    parser.add(block)
    parser.position = closing.end()
    return True


def _closing_fence(parser: BlockParser, opening: re.Match[str]) -> tuple[int, re.Match[str] | None]:
    """Return how long a fence counts, and the line that closes it.

    Where none is long enough, the fence is as long as the longest, and the rest is language.
    """
    character, size = opening[2], len(opening[1])
    longest, closing = 0, None
    if character in parser.unclosed_fences:
        return 0, None
    for found in _FENCE_END.finditer(parser.text, opening.end()):
        if found[2] == character and len(found[1]) > longest:
            longest, closing = len(found[1]), found
            if longest >= size:
                break
    if closing is None:
        parser.unclosed_fences.add(character)
    return min(size, longest), closing
