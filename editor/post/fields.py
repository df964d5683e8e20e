"""The table of known fields, and the verbs of a form: text, lists, and keys of any other kind."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from editor.post.errors import FrontMatterError
from editor.post.front_matter import FrontMatter
from editor.post.scalars import Scalar, Value, read_plain, to_text


class FieldKind(Enum):
    """What a field holds, and so how it is shown."""

    TEXT = "text"
    LONG_TEXT = "long text"
    DATE = "date"
    LIST = "list"
    IMAGE = "image"


@dataclass(frozen=True, slots=True)
class Field:
    """A key that every Jekyll post may have; ``aliases`` are other keys Jekyll reads for it."""

    key: str
    kind: FieldKind
    aliases: tuple[str, ...] = ()


KNOWN_FIELDS: Final = (
    Field("title", FieldKind.TEXT),
    Field("date", FieldKind.DATE),
    Field("author", FieldKind.TEXT),
    Field("layout", FieldKind.TEXT),
    Field("tags", FieldKind.LIST, ("tag",)),
    Field("categories", FieldKind.LIST, ("category",)),
    Field("image", FieldKind.IMAGE),
    Field("excerpt", FieldKind.LONG_TEXT),
)

_WORD: Final = re.compile(r"[^ \t\r\n\f\v]+")
_SINGULAR: Final = {"tags": "tag", "categories": "category"}


def read_list(front_matter: FrontMatter, key: str) -> tuple[str, ...]:
    """Return "tags" or "categories" as Jekyll reads them, as text (``utils.rb#41``).

    A text is split at blanks. "tag" comes before "tags" and is never split; "category" is added
    to "categories", where each counts once.
    """
    singular = front_matter.get(_SINGULAR[key])
    chosen = _items_of(singular)
    if key == "categories":
        found = [*_split(front_matter.get(key)), *chosen]
        return tuple(dict.fromkeys(map(to_text, found)))
    if not _is_truthy(singular):
        chosen = _split(front_matter.get(key))
    return tuple(map(to_text, chosen))


def set_text(
    front_matter: FrontMatter, key: str, text: str, order: Sequence[str] = ()
) -> FrontMatter:
    """Return the front matter with ``text`` as the value of ``key``; "" removes the key.

    A value that reads as that text already, as the number 7 for "7", stays. Raises
    CannotEditError.
    """
    if not text:
        return front_matter.remove(key)
    if _shows(front_matter, key, text):
        return front_matter
    return front_matter.set(key, text, order=order)


def set_list(
    front_matter: FrontMatter, key: str, items: Sequence[str], order: Sequence[str] = ()
) -> FrontMatter:
    """Return the front matter whose "tags" or "categories" read as ``items``.

    They are written into the key and in the style that the file uses: text split at blanks,
    ``[a, b]`` or lines of ``- a``. No items remove the key; empty ones, and categories that come
    twice, are left out. Raises CannotEditError.
    """
    items = [item for item in items if item.strip()]
    if key == "categories":
        items = list(dict.fromkeys(items))
    if list(read_list(front_matter, key)) == items:
        return front_matter
    singular = _SINGULAR[key]
    if not items:
        return front_matter.remove(singular).remove(key)
    if key == "tags":
        target = singular if _is_truthy(front_matter.get(singular)) else key
        return _write_items(front_matter, target, items, order)
    return _set_categories(front_matter, items, order)


def set_typed(
    front_matter: FrontMatter, key: str, text: str, order: Sequence[str] = ()
) -> FrontMatter:
    """Return the front matter with ``text`` as the value of a key that no form knows.

    A number stays a number, true or false stays such, a date a date, where the text still is
    one; all else becomes a string. A key that is absent or empty takes the type that the text
    has by itself, as long as it is read back as it was typed: ``1.10`` and ``no`` are strings,
    ``1.5`` and ``false`` are not. "" removes the key. Raises CannotEditError.
    """
    if not text:
        return front_matter.remove(key)
    if _shows(front_matter, key, text):
        return front_matter
    current = front_matter.get(key)
    if current is None or current == "":
        value = _read_or_text(text)
        return front_matter.set(key, value if to_text(value) == text else text, order=order)
    if front_matter.is_plain(key) and _is_same_type(current, _read_or_text(text)):
        return front_matter.set_plain(key, text, order=order)
    return front_matter.set(key, text, order=order)


def _shows(front_matter: FrontMatter, key: str, text: str) -> bool:
    if not front_matter.is_simple(key):
        return False
    written = front_matter.written(key)
    return text == to_text(front_matter.get(key)) or (written is not None and written[0] == text)


def _read_or_text(text: str) -> Scalar:
    try:
        return read_plain(text)
    except FrontMatterError:
        return text


def _is_same_type(current: Value, new: Scalar) -> bool:
    for kinds in (bool, (int, float), dt.date):
        if isinstance(current, kinds):
            return isinstance(new, kinds) and (kinds is bool or not isinstance(new, bool))
    return False


def _set_categories(
    front_matter: FrontMatter, items: Sequence[str], order: Sequence[str]
) -> FrontMatter:
    """Write categories into "category", "categories" or both, which Jekyll adds up."""
    single = list(dict.fromkeys(map(to_text, _items_of(front_matter.get("category")))))
    if "category" not in front_matter:
        return _write_items(front_matter, "categories", items, order)
    if "categories" not in front_matter:
        return _write_items(front_matter, "category", items, order)
    rest = list(items[: len(items) - len(single)])
    if single and list(items[len(rest) :]) == single and rest:
        return _write_items(front_matter, "categories", rest, order)
    return _write_items(front_matter.remove("category"), "categories", items, order)


def _write_items(
    front_matter: FrontMatter, key: str, items: Sequence[str], order: Sequence[str]
) -> FrontMatter:
    current = front_matter.get(key)
    plural = key in _SINGULAR
    if isinstance(current, str) and plural and not any(item.split() != [item] for item in items):
        return front_matter.set(key, " ".join(items), order=order)
    if not plural and len(items) == 1 and not isinstance(current, list):
        return front_matter.set(key, items[0], order=order)
    known = {to_text(item): item for item in _flat(current)} if isinstance(current, list) else {}
    value: list[Value] = [known.get(item, item) for item in items]
    return front_matter.set(key, value, order=order)


def _is_truthy(value: Value) -> bool:
    """Tell what Ruby takes for true: all but nil and false."""
    return value is not None and value is not False


def _items_of(value: Value) -> list[Value]:
    """Return the items of a singular key, which is not split."""
    if not _is_truthy(value):
        return []
    return list(_flat(value)) if isinstance(value, list) else [value]


def _split(value: Value) -> list[Value]:
    """Return the items of a plural key: Ruby's ``split`` knows ASCII blanks only."""
    if isinstance(value, str):
        return list(_WORD.findall(value))
    return list(_flat(value)) if isinstance(value, list) else []


def _flat(value: Iterable[Value]) -> Iterable[Value]:
    for item in value:
        if isinstance(item, list):
            yield from _flat(item)
        elif item is not None:
            yield item
