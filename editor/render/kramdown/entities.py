"""Named and numbered characters: ``&copy;``, ``&#8212;``."""

import re
from functools import cache
from html.entities import codepoint2name, html5, name2codepoint

ENTITY = re.compile(r"&(?:([A-Za-z_:][A-Za-z0-9_:.-]*)|#(\d+)|#x([0-9a-fA-F]+));")
_NAMES = {
    **name2codepoint,
    "apos": 0x27,
    "vellip": 0x22EE,
    "lang": 0x232A,
    "rang": 0x2329,
    "lceil": 0x2309,
    "rceil": 0x2308,  # kramdown's, swapped
}
_NEW_FROM = 0x27EA
_ALSO_NEW = re.compile(r"[Gg]ammad|frac(?:[1-5]5|[15]6|[1357]8|[12]3)")
_LAST = 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)


@cache
def _newer_names() -> dict[str, int]:
    """Return the names of kramdown 2.5: of HTML's new ones the first character of most."""
    names = {
        name[:-1]: ord(characters[0])
        for name, characters in html5.items()
        if name.endswith(";")
        and (len(characters) > 1 or ord(characters) >= _NEW_FROM or _ALSO_NEW.fullmatch(name[:-1]))
    }
    return {**names, **_NAMES}


def entity_character(name: str, *, newer: bool = False) -> str | None:
    """Return the character of a named entity; None for a name that kramdown does not know."""
    code = (_newer_names() if newer else _NAMES).get(name)
    return None if code is None else chr(code)


def as_entities(text: str, *, symbolic: bool) -> str:
    """Return a text with what is beyond ASCII as numbers, or as names where it has any."""
    return "".join(
        character
        if character.isascii()
        else f"&{codepoint2name[ord(character)]};"
        if symbolic and ord(character) in codepoint2name
        else f"&#{ord(character)};"
        for character in text
    )


def read_entity(match: re.Match[str], *, newer: bool = False) -> str | None:
    """Return the character that a match of ``ENTITY`` stands for; None when there is none."""
    name, decimal, hexadecimal = match.groups()
    if name is not None:
        return entity_character(name, newer=newer)
    digits = decimal or hexadecimal
    code = int(digits, 10 if decimal else 16) if len(digits) < 12 else _LAST + 1
    return chr(code) if code <= _LAST and code not in _SURROGATES else None


_AMP_IN_TEXT = re.compile(r"[&<>]")
_AMP_IN_HTML = re.compile(r"&(?!(?:[A-Za-z_:][A-Za-z0-9_:.-]*|#\d+|#x[0-9a-fA-F]+);)|[<>]")
_IN_ATTRIBUTE = re.compile(r"&(?!(?:[A-Za-z_:][A-Za-z0-9_:.-]*|#\d+|#x[0-9a-fA-F]+);)|[<>\"]")
_ESCAPED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}


def escape_text(text: str) -> str:
    """Escape what would be markup; every ``&`` is one."""
    if "&" in text or "<" in text or ">" in text:
        return _AMP_IN_TEXT.sub(lambda match: _ESCAPED[match[0]], text)
    return text


def escape_html(text: str) -> str:
    """Escape what would be markup, and leave entities as they are written."""
    if "&" in text or "<" in text or ">" in text:
        return _AMP_IN_HTML.sub(lambda match: _ESCAPED[match[0]], text)
    return text


def escape_attribute(text: str) -> str:
    """Escape the value of an attribute, and leave entities as they are written."""
    return _IN_ATTRIBUTE.sub(lambda match: _ESCAPED[match[0]], text)
