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
_NAME_START = (
    "A-Za-z_:\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
"""The letters that XML lets a name begin with."""
_NAME = rf"[{_NAME_START}][{_NAME_START}0-9_:.\-\u00b7\u0300-\u036f\u203f\u2040]*"
_ID = rf"(?s)\A(.*?)[ \t]+\{{\#({_NAME})\}}[ \t]*\Z"
_ONLY_ID = rf"\A\{{\#({_NAME})\}}\Z"
"""Not compiled before one is needed: so many characters take long."""
_RULE = re.compile(
    r"[ ]{0,3}(?:\*[ \t]*\*[ \t]*\*[ \t*]*|-[ \t]*-[ \t]*-[ \t-]*|_[ \t]*_[ \t]*_[ \t_]*)(?:\n|\Z)"
)


def read_atx(parser: BlockParser) -> bool:
    """``## Title ##``."""
    found = _ATX[parser.options.gfm].match(parser.text, parser.position)
    if found is None or not (parser.options.interrupts or parser.after_boundary()):
        return False
    end = _ATX_END if parser.options.gfm else _ATX_END_PLAIN
    named = _with_id(_ID, found[2])
    text = end.sub("", named[1] if named else found[2])
    _add(parser, len(found[1]), text, named[2] if named else None)
    parser.position = found.end()
    return True


def read_setext(parser: BlockParser) -> bool:
    """A line of text above a line of ``=`` or ``-``."""
    found = _SETEXT.match(parser.text, parser.position)
    if found is None or not parser.after_boundary():
        return False
    text = found[1].strip(" \t\r\f\v")
    named = _with_id(_ID, text)
    level = 1 if found[2][0] == "=" else 2
    _add(parser, level, named[1] if named else text, named[2] if named else None)
    parser.position = found.end()
    return True


def _with_id(pattern: str, text: str) -> re.Match[str] | None:
    return re.match(pattern, text) if "{#" in text else None


def _add(parser: BlockParser, level: int, text: str, name: str | None) -> None:
    header = Element("header", text, parser.line())
    header.level = level
    if name is not None:
        header.attributes["id"] = name
    else:
        only = _with_id(_ONLY_ID, text)
        if only is not None:
            header.attributes["id"] = only[1]
    header.tag = header.text  # plain kramdown makes the id of what is written
    plain = parser.inside_html or not parser.options.gfm
    header.model = "plain" if plain else "gfm"
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
