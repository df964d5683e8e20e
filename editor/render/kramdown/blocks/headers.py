"""Headings of both kinds, and rules across the page."""

import re

from editor.render.kramdown.blocks.parser import BlockParser
from editor.render.kramdown.tree import Element

_ATX = {
    True: re.compile(r"(\#{1,6})[ \t]+([^ \t\n][^\n]*)(?:\n|\Z)"),
    False: re.compile(r"(\#{1,6})[ \t]*([^ \t\n][^\n]*)(?:\n|\Z)"),
}
_ATX_END = re.compile(r"[ \t]+\#+[ \t]*\Z|[ \t]+\Z")
_ATX_END_PLAIN = re.compile(r"[ \t]*(?<!\\)\#+[ \t]*\Z|[ \t]+\Z")
_SETEXT = re.compile(r"[ ]{0,3}([^ \t\n][^\n]*)\n([-=]+)[ \t\r\f\v]*(?:\n|\Z)")
_ID = re.compile(r"\A(.*?)[ \t]+\{\#([^\W\d_][\w:.-]*)\}[ \t]*\Z", re.DOTALL)
_ONLY_ID = re.compile(r"\A\{\#([^\W\d_][\w:.-]*)\}\Z")
_RULE = re.compile(
    r"[ ]{0,3}(?:\*[ \t]*\*[ \t]*\*[ \t*]*|-[ \t]*-[ \t]*-[ \t-]*|_[ \t]*_[ \t]*_[ \t_]*)(?:\n|\Z)"
)


def read_atx(parser: BlockParser) -> bool:
    """``## Title ##``."""
    found = _ATX[parser.options.gfm].match(parser.text, parser.position)
    if found is None or not (parser.options.gfm or parser.after_boundary()):
        return False
    end = _ATX_END if parser.options.gfm else _ATX_END_PLAIN
    _add(parser, len(found[1]), end.sub("", found[2]))
    parser.position = found.end()
    return True


def read_setext(parser: BlockParser) -> bool:
    """A line of text above a line of ``=`` or ``-``."""
    found = _SETEXT.match(parser.text, parser.position)
    if found is None or not parser.after_boundary():
        return False
    _add(parser, 1 if found[2][0] == "=" else 2, found[1].strip(" \t\r\f\v"))
    parser.position = found.end()
    return True


def _add(parser: BlockParser, level: int, text: str) -> None:
    header = Element("header", text, parser.line())
    header.level = level
    named = _ID.match(text)
    if named is not None:
        header.text = named[1]
        header.attributes["id"] = named[2]
    else:
        only = _ONLY_ID.match(text)
        if only is not None:
            header.attributes["id"] = only[1]
    header.tag = header.text  # plain kramdown makes the id of what is written
    if parser.options.auto_ids:
        header.references.append("auto")
    parser.add(header)


def read_rule(parser: BlockParser) -> bool:
    """Three or more of ``*``, ``-`` or ``_``."""
    found = _RULE.match(parser.text, parser.position)
    if found is None:
        return False
    parser.add(Element("hr", "", parser.line()))
    parser.position = found.end()
    return True


def is_rule(text: str, position: int) -> bool:
    """Whether a rule across the page stands at a position."""
    return _RULE.match(text, position) is not None
