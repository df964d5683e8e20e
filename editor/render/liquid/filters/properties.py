"""How Jekyll's filters read one property of an item, and compare it."""

import re

from editor.render.liquid.conditions import class_name
from editor.render.liquid.drop import Drop
from editor.render.liquid.errors import JekyllTagError
from editor.render.liquid.values import inspect, leading_float, leading_integer, to_s

_INDEXED = (dict, Drop, str, list, int)
_FLOAT_LIKE = re.compile(r"\s*-?(?:\d+\.?\d*|\.\d+)\s*", re.ASCII)
_INTEGER_LIKE = re.compile(r"\s*-?\d+\s*", re.ASCII)


def item_property(item: object, name: str) -> object:
    """Return a property, of which ``a.b`` goes deeper; texts that look like numbers are numbers."""
    if "." not in name:
        return _as_number(_entry(item, name))
    value: object = item
    for key in name.split("."):
        indexed = isinstance(value, _INDEXED) and not isinstance(value, bool)
        value = _entry(value, key) if indexed else False
    return _as_number(value)


def _entry(item: object, key: str) -> object:
    if isinstance(item, dict | Drop):
        return item.get(key)
    if isinstance(item, str):
        return key if key in item else None
    if isinstance(item, list | int):
        raise JekyllTagError("no implicit conversion of String into Integer")
    raise JekyllTagError(f"undefined method `[]' for {inspect(item)}:{class_name(item)}")


def _as_number(value: object) -> object:
    if not isinstance(value, str) or len(value) > 400:
        return value
    if _INTEGER_LIKE.fullmatch(value):
        return leading_integer(value)
    return leading_float(value) if _FLOAT_LIKE.fullmatch(value) else value


def property_is(value: object, target: object) -> bool:
    """Whether a property is ``target`` or a list that has it, by their texts."""
    if target is None:
        return value is None
    text = to_s(target)
    if isinstance(value, str):
        return value == text
    if value is None:
        return False
    if isinstance(value, dict):
        return any(to_s([key, item]) == text for key, item in value.items())
    return any(to_s(item) == text for item in (value if isinstance(value, list) else [value]))
