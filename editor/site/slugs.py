"""``slugify`` exactly as Jekyll does it: what a title or category becomes in an address."""

import re
import unicodedata
from typing import Final

from editor.site.ruby_text import downcase
from editor.site.transliteration import transliterate

MODES: Final = ("none", "raw", "default", "pretty", "ascii", "latin")

_PRETTY_EXTRA = frozenset("._~!$&'()+,;=@")
_WHITE_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_NOT_ASCII_WORD = re.compile(r"[^A-Za-z0-9]+")
_NOT_ASCII_PRETTY = re.compile(r"[^A-Za-z0-9._~!$&'()+,;=@]+")
_LEADING_OR_TRAILING_HYPHEN = re.compile(r"^-|-$", re.MULTILINE)


def slugify(text: str, mode: str = "default", *, cased: bool = False) -> str:
    """Return the slug of ``text``; empty when nothing of it is left.

    ``mode`` is one of MODES (any other name counts as ``none``, as in Jekyll); ``cased`` keeps
    capitals. Rule: ``jekyll/utils.rb#slugify``.
    """
    if mode not in MODES or mode == "none":
        return text if cased else downcase(text)
    if mode == "latin":
        text = transliterate(text)
    slug = _LEADING_OR_TRAILING_HYPHEN.sub("", _hyphenate(text, mode))
    return slug if cased else downcase(slug)


def _hyphenate(text: str, mode: str) -> str:
    if mode == "raw":
        return _WHITE_SPACE.sub("-", text)
    if mode == "ascii":
        return _NOT_ASCII_WORD.sub("-", text)
    if text.isascii():
        pattern = _NOT_ASCII_PRETTY if mode == "pretty" else _NOT_ASCII_WORD
        return pattern.sub("-", text)
    return _hyphenate_unicode(text, _PRETTY_EXTRA if mode == "pretty" else frozenset())


def _hyphenate_unicode(text: str, kept: frozenset[str]) -> str:
    r"""Replace runs of what is not ``\p{M}\p{L}\p{Nd}`` by one hyphen."""
    pieces: list[str] = []
    in_run = False
    for char in text:
        if char in kept or _is_word(char):
            pieces.append(char)
            in_run = False
        elif not in_run:
            pieces.append("-")
            in_run = True
    return "".join(pieces)


def _is_word(char: str) -> bool:
    category = unicodedata.category(char)
    return category[0] in "LM" or category == "Nd"
