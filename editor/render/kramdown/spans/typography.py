"""Dashes, ellipses, guillemets, typographic quotes and entities.

The rules of quotes are those of SmartyPants (daringfireball.net/projects/smartypants): each looks
at the character before a quote and at what follows.
"""

import re

from editor.render.kramdown.entities import ENTITY, read_entity
from editor.render.kramdown.spans.parser import Run, SpanParser
from editor.render.kramdown.tree import Element

_PUNCTUATION = r"[!\"#$%'()*+,\-./:;<=>?@\[\\\]^_`{|}~]"
_AT_EMPHASIS = re.compile(r"[_*]{1,2}\S")
_AT_PUNCTUATION = re.compile(rf"{_PUNCTUATION}(?!\.\.)\B")
_WORD = re.compile(r"[A-Za-z0-9_]")
_DECADE = re.compile(r"\d\ds", re.ASCII)
_ENDING = re.compile(r"[ \t\r\n\f\v]|s\b|\n?\Z|$", re.MULTILINE)
_SPACES = " \t\r\n\f\v"
_OPENERS = " \\\t\r\n[{(-"
_DASHES = re.compile(r"---?")


def read_quote(parser: SpanParser, at: int, _flags: int, run: Run) -> int:
    """``"`` or ``'``: opening or closing."""
    text = parser.text
    before = text[at - 1] if at > run.start and text[at - 1] != "\\" else ""
    quotes = parser.options.smart_quotes
    second = text[at + 1 : at + 2]
    ends = not before and _AT_PUNCTUATION.match(text, at + 1)
    if second in ("'", '"') and not ends and (not before or before in _SPACES):
        if second != text[at] and _WORD.match(text, at + 2):
            pair = quotes[_index(text[at], closing=False)] + quotes[_index(second, closing=False)]
            return parser.symbol(run, at, pair, at + 2)
        if not before:
            # this quote is the character before the next one
            pair = text[at] + quotes[_index(second, closing=True)]
            return parser.symbol(run, at, pair, at + 2)
    closing = _is_closing(text, at, before)
    return parser.symbol(run, at, quotes[_index(text[at], closing=closing)], at + 1)


def _index(quote: str, *, closing: bool) -> int:
    return (0 if quote == "'" else 2) + closing


def _is_closing(text: str, at: int, before: str) -> bool:
    after = at + 1
    if not before:
        if _AT_EMPHASIS.match(text, after):
            return False
        if _AT_PUNCTUATION.match(text, after):
            return True
    if text[at] == "'" and (not before or before in _SPACES) and _DECADE.match(text, after):
        return True
    if before:
        return before not in _OPENERS
    return _ENDING.match(text, after) is not None


def read_dash(parser: SpanParser, at: int, _flags: int, run: Run) -> int:
    """``--`` and ``---``."""
    if not parser.options.auto_typographic:
        return -1
    found = _DASHES.match(parser.text, at)
    size = len(found[0]) if found else 2
    name = "mdash" if size == 3 else "ndash"
    return parser.symbol(run, at, parser.options.symbols[name], at + size)


def read_ellipsis(parser: SpanParser, at: int, _flags: int, run: Run) -> int:
    """``...``."""
    if not parser.options.auto_typographic:
        return -1
    return parser.symbol(run, at, parser.options.symbols["hellip"], at + 3)


def read_closing_guillemet(parser: SpanParser, at: int, _flags: int, run: Run) -> int:
    """``>>``."""
    if not parser.options.auto_typographic:
        return -1
    return parser.symbol(run, at, parser.options.symbols["raquo"], at + 2)


def read_opening_guillemet(parser: SpanParser, at: int, run: Run) -> int:
    """``<<``, with a space that does not break when one follows."""
    if not parser.options.auto_typographic:
        return -1
    if parser.text.startswith("<< ", at):
        return parser.symbol(run, at, parser.options.symbols["laquo_space"], at + 3)
    if parser.text.startswith("<<", at):
        return parser.symbol(run, at, parser.options.symbols["laquo"], at + 2)
    return -1


_MARKUP = frozenset("&<>")
"""What stays as it is written: as itself it would be markup."""


def read_ampersand(parser: SpanParser, at: int, _flags: int, run: Run) -> int:
    """``&copy;``: the character itself, unless it would be markup."""
    found = ENTITY.match(parser.text, at)
    character = read_entity(found, newer=parser.options.newer) if found else None
    if found is None:
        return -1
    if character is None:
        parser.put(run, at, found[0])
        return found.end()
    if parser.options.entity_output != "as_char" or (character in _MARKUP and found[1] is None):
        parser.put(run, at, _entity(parser, found, character))
        run.symbol_end = found.end()
        return found.end()
    if _WORD.match(character):  # a name ends before it, as before an element
        parser.put(run, at, Element("written", character))
        run.symbol_end = found.end()
        return found.end()
    return parser.symbol(run, at, character, found.end())


def _entity(parser: SpanParser, found: re.Match[str], character: str) -> Element:
    if parser.options.entity_output == "numeric":
        return Element("raw", f"&#{ord(character)};")
    return Element("raw", found[0])
