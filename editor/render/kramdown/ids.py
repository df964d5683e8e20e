"""The ids of headings.

Source of the rules: kramdown.gettalong.org/converter/html.html#auto-ids and, for GFM, measured.
"""

import html
import re
import unicodedata

from editor.render.kramdown.options import Options
from editor.render.kramdown.tree import Element

_KEPT = ("L", "M")
_KEPT_CATEGORIES = frozenset(("Nd", "Nl", "Pc"))
# Letters in circles and boxes are letters to Ruby's \p{Word}.
_LETTERS_IN_SIGNS = (
    ("\u24b6", "\u24e9"), ("\U0001f130", "\U0001f149"),
    ("\U0001f150", "\U0001f169"), ("\U0001f170", "\U0001f189"),
)  # fmt: skip
_ASCII_DROPPED = re.compile(r"[^A-Za-z0-9_\- \t]")
_SPACES = str.maketrans(" \t", "--")
_LEADING = re.compile(r"^[^A-Za-z]+")
_PLAIN_DROPPED = re.compile(r"[^A-Za-z0-9 -]")
_TEXT_LEAVES = frozenset(("code", "math"))
_LEFT_OUT = frozenset(("code", "math", "img", "raw", "footnote_ref"))


def text_of(element: Element) -> str:
    """Return the text that a heading shows."""
    parts: list[str] = []
    for child in element.children:
        if isinstance(child, str):
            parts.append(child)
        elif child.kind in _TEXT_LEAVES:
            parts.append(child.text)
        elif child.kind == "written":
            parts.append(html.unescape(child.text))
        elif child.kind not in ("footnote_ref", "raw", "img"):
            parts.append(text_of(child))
    return "".join(parts)


def plain_text_of(element: Element) -> str:
    """Return the text of a heading without code, formulas and images."""
    return "".join(
        child if isinstance(child, str) else "" if child.kind in _LEFT_OUT else plain_text_of(child)
        for child in element.children
    )


def base_id(text: str, options: Options) -> str:
    """Return the id of a heading with this text; empty where kramdown writes none."""
    return gfm_id(text, options) if options.gfm else plain_id(text, options)


def gfm_id(text: str, options: Options) -> str:
    """Return the id that the GFM reader makes."""
    return options.auto_id_prefix + _gfm_id(text)


def plain_id(text: str, options: Options) -> str:
    """Return the id that kramdown itself makes, which GFM leaves it to within HTML."""
    name = _PLAIN_DROPPED.sub("", _LEADING.sub("", text)).replace(" ", "-").lower()
    return options.auto_id_prefix + (name or "section")


def _gfm_id(text: str) -> str:
    if text.isascii():
        return _ASCII_DROPPED.sub("", text.lower()).translate(_SPACES)
    # one character at a time: Ruby knows no final sigma
    lowered = "".join(character.lower() for character in text)
    return "".join(filter(_is_kept, lowered)).translate(_SPACES)


def _is_kept(character: str) -> bool:
    if character.isascii():
        return _ASCII_DROPPED.match(character) is None
    category = unicodedata.category(character)
    if category == "So":
        return any(first <= character <= last for first, last in _LETTERS_IN_SIGNS)
    return category[0] in _KEPT or category in _KEPT_CATEGORIES


class UsedIds:
    """Gives every further heading of the same id a number."""

    def __init__(self) -> None:
        self._used: dict[str, int] = {}

    def take(self, name: str) -> str:
        """Return the id of the next heading whose text gives ``name``."""
        seen = self._used.get(name, -1) + 1
        self._used[name] = seen
        return f"{name}-{seen}" if seen else name
