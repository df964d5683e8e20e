"""Code, formulas, escapes and line breaks within a text."""

import re

from editor.render.kramdown.spans.parser import Run, SpanParser
from editor.render.kramdown.tree import Element

_ESCAPED = "\\.*_+`<>()[]{}#!:|\"'$-=~"
_TICKS = re.compile(r"`+")
_MATH = re.compile(r"\$\$((?:(?!\$\$).)*?)\$\$", re.DOTALL)
_BREAK = re.compile(r"\\\\?(?=\n)")


def read_code(parser: SpanParser, at: int, _flags: int, run: Run) -> int:
    """``code`` between the same number of backticks."""
    text = parser.text
    found = _TICKS.match(text, at)
    ticks = found[0] if found else "`"
    after = at + len(ticks)
    spaced = after < len(text) and text[after] in " \t\r\n\f\v"
    if len(ticks) == 1 and spaced and (at == 0 or text[at - 1] in " \t\r\n\f\v"):
        parser.put(run, at, ticks)
        return after
    close = -1
    if after < parser.no_close.get(ticks, len(text) + 1):
        close = text.find(ticks, after)
        if close < 0:
            parser.no_close[ticks] = after
    if close < 0:
        parser.put(run, at, ticks)
        return after
    content = text[after:close]
    if len(ticks) > 1:
        content = content.removeprefix(" ").removesuffix(" ")
    parser.put(run, at, Element("code", content))
    return close + len(ticks)


def read_math(parser: SpanParser, at: int, _flags: int, run: Run) -> int:
    """``$$formula$$``."""
    found = _MATH.match(parser.text, at)
    if found is None:
        return -1
    parser.put(run, at, Element("math", found[1].strip(" \t\r\f\v\n\0")))
    return found.end()


def read_escape(parser: SpanParser, at: int, _flags: int, run: Run) -> int:
    """A backslash takes its meaning from the next character, or breaks the line."""
    text = parser.text
    found = _BREAK.match(text, at)
    if found is not None:
        return _read_escaped_break(parser, found, run)
    following = text[at + 1 : at + 2]
    if following and text.startswith(("<<", ">>"), at + 1):
        return parser.symbol(run, at, text[at + 1 : at + 3], at + 3)
    if text.startswith("$$", at + 1):
        parser.put(run, at, text[at + 1])
        return at + 2
    if following and following in _ESCAPED and (following != "~" or parser.options.gfm):
        parser.put(run, at, following)
        return at + 2
    return -1


def _read_escaped_break(parser: SpanParser, found: re.Match[str], run: Run) -> int:
    if len(found[0]) == 1 and not parser.in_paragraph:
        return -1
    is_last = len(found[0]) == 1 and found.end() + 1 == len(parser.text)
    parser.put(run, found.start(), *([] if is_last else [Element("br")]))
    return found.end()


def read_break(parser: SpanParser, at: int, _flags: int, run: Run) -> int:
    """Two spaces at the end of a line; the start of a bar of quotes is looked at elsewhere."""
    if parser.text.startswith("  \n", at) and not parser.options.hard_wrap:
        parser.put(run, at, Element("br"))
        return at + 2
    return _read_guillemet(parser, at, run)


def _read_guillemet(parser: SpanParser, at: int, run: Run) -> int:
    if parser.options.auto_typographic and parser.text.startswith(" >>", at):
        return parser.symbol(run, at, parser.options.symbols["raquo_space"], at + 3)
    return -1


def read_hard_wrap(parser: SpanParser, at: int, _flags: int, run: Run) -> int:
    """The end of a line, where the site wants every one of them kept: not that of a paragraph."""
    if parser.depth == 0 and at + 1 == len(parser.text):
        return -1
    parser.put(run, at, Element("br"), "\n")
    return at + 1
