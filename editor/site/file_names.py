"""File names that every system and Jekyll can live with, made of slugs and titles."""

import re
import unicodedata
from typing import Final

from editor.errors import EditorError
from editor.site.slugs import slugify

MOST_NAME_BYTES: Final = 255
# Leaves room in 255 bytes for a day, an extension, a number and the name of a temporary file.
_MOST_SLUG_BYTES = 180
_UNTITLED = "untitled"

_FORBIDDEN_CHARS = frozenset('/\\<>:"|?*')
_FORBIDDEN_STARTS = tuple(" .-_~#")
_FORBIDDEN_ENDS = tuple(" .")
# Joiners are invisible too, but Persian and emoji need them.
_HARMLESS_FORMATS = frozenset("\u200c\u200d")
_FORBIDDEN_CATEGORIES = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
_RESERVED = re.compile(
    r"(?:con|prn|aux|nul|clock\$|conin\$|conout\$|(?:com|lpt)[0-9¹²³])[ ]*(?:\..*)?",
    re.IGNORECASE | re.DOTALL,
)


class InvalidNameError(EditorError):
    """A slug cannot be part of a file name; nothing was written."""


def check_slug(slug: str) -> None:
    """Raise InvalidNameError, saying why, unless ``slug`` is fit for a file name."""
    if not slug:
        raise InvalidNameError("The slug is empty. Type a word or two for the file name.")
    bad = next((char for char in slug if _is_forbidden(char)), None)
    if bad is not None:
        raise InvalidNameError(
            f"The slug holds {_described(bad)}, which a file name must not have. Leave it out."
        )
    if slug.startswith(_FORBIDDEN_STARTS):
        raise InvalidNameError(
            f"The slug starts with “{slug[0]}”, which hides the file from Jekyll or from other "
            "programs. Start it with a letter or a digit."
        )
    if slug.endswith(_FORBIDDEN_ENDS):
        raise InvalidNameError("The slug ends with a dot or a space. Leave it out.")


def check_name(name: str) -> None:
    """Raise InvalidNameError unless the whole file name fits on every system."""
    if len(name.encode("utf-8", "surrogatepass")) > MOST_NAME_BYTES:
        raise InvalidNameError("The file name would be too long. Shorten the slug.")
    if _RESERVED.fullmatch(name):
        raise InvalidNameError(
            f"Windows keeps the name “{name.partition('.')[0]}” for itself. Choose another slug."
        )


def is_portable(name: str) -> bool:
    """Whether every system can hold a file or folder of this name, and Jekyll publishes it."""
    try:
        check_slug(name)
        check_name(name)
    except InvalidNameError:
        return False
    return True


def name_key(name: str) -> str:
    """Return what file systems that ignore case and forms of accents tell names apart by."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def slug_for_title(title: str, mode: str = "default") -> str:
    """Return a slug for ``title`` that ``check_slug`` accepts, in a mode of ``slugify``.

    Where the mode leaves nothing (Japanese in ``latin``), the default mode is tried; where that
    leaves nothing either, the slug is ``untitled``.
    """
    text = unicodedata.normalize("NFC", title)
    for attempt in (mode, "default"):
        slug = _shortened(_portable(slugify(text, attempt)))
        if slug:
            return f"{slug}-post" if _RESERVED.fullmatch(slug) else slug
    return _UNTITLED


def _portable(slug: str) -> str:
    plain = "".join("-" if _is_forbidden(char) else char for char in slug)
    return plain.lstrip("".join(_FORBIDDEN_STARTS)).rstrip(" .-")


def _shortened(slug: str) -> str:
    data = slug.encode("utf-8", "surrogatepass")
    if len(data) <= _MOST_SLUG_BYTES:
        return slug
    cut = data[:_MOST_SLUG_BYTES].decode("utf-8", "ignore")
    at_word = cut.rpartition("-")[0]
    return (at_word or cut).rstrip(" .-")


def _is_forbidden(char: str) -> bool:
    if char in _FORBIDDEN_CHARS:
        return True
    return unicodedata.category(char) in _FORBIDDEN_CATEGORIES and char not in _HARMLESS_FORMATS


def _described(char: str) -> str:
    if char.isprintable():
        return f"“{char}”"
    return f"an invisible character (U+{ord(char):04X})"
