"""Code: indented by four spaces or a tab, or between fences."""

import re

from editor.render.kramdown.blocks.lines import BLANK_LINE, INDENT, LAZY_END, line_end
from editor.render.kramdown.blocks.parser import BlockParser
from editor.render.kramdown.tree import Element

_INDENTED = re.compile(rf"{INDENT}[^\n]*[^\s][^\n]*(?:\n|\Z)", re.ASCII)
_BLANK = re.compile(BLANK_LINE)
_OUTDENT = re.compile(rf"^{INDENT}", re.MULTILINE)
_LAZY_JOIN = re.compile(r"\n(?=[^\n]*[^\s])(?![ ]{4}|[ ]{0,3}\t)", re.ASCII)
_FENCE = re.compile(r"[ ]{0,3}((~|`)\2{2,})[ \t\r\f\v]*(?:([^\s]+)[ \t\r\f\v]*)?\n", re.ASCII)
_FENCE_END = re.compile(r"^[ ]{0,3}((~|`)\2{2,})[ \t\r\f\v]*(?:\n|\Z)", re.MULTILINE)


def read_indented(parser: BlockParser) -> bool:
    """Indented lines, blank ones between them, and lazy ones straight below."""
    text, end = parser.text, parser.position
    if _INDENTED.match(text, end) is None:
        return False
    closed = end
    while end < parser.end:
        if _BLANK.match(text, end):
            end = line_end(text, end)
            continue
        if not _INDENTED.match(text, end) and (closed != end or LAZY_END.match(text, end)):
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
    closing = _closing_fence(parser, found)
    if closing is None:
        return False
    block = Element("code_block", parser.text[found.end() : closing.start()], parser.line())
    if found[3]:
        language = found[3]
        block.tag = language
        block.attributes["class"] = f"language-{language.split('?')[0]}"
    parser.add(block)
    parser.position = closing.end()
    return True


def _closing_fence(parser: BlockParser, opening: re.Match[str]) -> re.Match[str] | None:
    character, size = opening[2], len(opening[1])
    if size >= parser.unclosed_fences.get(character, parser.end + 1):
        return None
    for found in _FENCE_END.finditer(parser.text, opening.end()):
        if found[2] == character and len(found[1]) >= size:
            return found
    parser.unclosed_fences[character] = size
    return None
