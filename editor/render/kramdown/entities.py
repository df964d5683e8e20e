"""Named and numbered characters: ``&copy;``, ``&#8212;``."""

import re
from html.entities import name2codepoint

ENTITY = re.compile(r"&(?:([A-Za-z_:][A-Za-z0-9_:.-]*)|#(\d+)|#x([0-9a-fA-F]+));")
_NAMES = {**name2codepoint, "apos": 39}
_LAST = 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)


def entity_character(name: str) -> str | None:
    """Return the character of a named entity; None for a name that kramdown does not know."""
    code = _NAMES.get(name)
    return None if code is None else chr(code)


def read_entity(match: re.Match[str]) -> str | None:
    """Return the character that a match of ``ENTITY`` stands for; None when there is none."""
    name, decimal, hexadecimal = match.groups()
    if name is not None:
        return entity_character(name)
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
