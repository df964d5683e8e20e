"""Letters with accents to plain ones, as Ruby's I18n does for ``slugify`` in the mode ``latin``."""

import unicodedata

# The letters of Latin-1 and Latin Extended-A that are no base letter with a mark.
_SPECIAL = {
    "Æ": "AE", "Ð": "D", "×": "x", "Ø": "O", "Þ": "Th", "ß": "ss", "æ": "ae", "ð": "d",
    "ø": "o", "þ": "th", "Đ": "D", "đ": "d", "Ħ": "H", "ħ": "h", "ı": "i", "Ĳ": "IJ",
    "ĳ": "ij", "ĸ": "k", "Ŀ": "L", "ŀ": "l", "Ł": "L", "ł": "l", "ŉ": "'n", "Ŋ": "NG",
    "ŋ": "ng", "Œ": "OE", "œ": "oe", "Ŧ": "T", "ŧ": "t",
}  # fmt: skip
_FIRST, _LAST = "\u00c0", "\u017e"
_UNKNOWN = "?"


def transliterate(text: str) -> str:
    """Return ``text`` in ASCII; every other character outside the two blocks becomes ``?``.

    Rule: ``i18n/backend/transliterator.rb``, default approximations.
    """
    if text.isascii():
        return text
    return "".join(char if char < "\x80" else _approximation(char) for char in text)


def _approximation(char: str) -> str:
    if char in _SPECIAL:
        return _SPECIAL[char]
    base = unicodedata.normalize("NFD", char)[0]
    return base if _FIRST <= char <= _LAST and base.isascii() else _UNKNOWN
