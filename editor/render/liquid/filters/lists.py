"""Filters of lists: Liquid's own, and Jekyll's where it has others of the same name."""

from collections.abc import Callable, Mapping
from functools import cmp_to_key

from editor.render.liquid.conditions import class_name, shown_kind
from editor.render.liquid.context import Context
from editor.render.liquid.drop import Drop
from editor.render.liquid.errors import JekyllTagError, RenderError
from editor.render.liquid.filters.calls import plain, services_of, with_context
from editor.render.liquid.filters.properties import item_property
from editor.render.liquid.values import (
    Range,
    as_items,
    compare,
    first_of,
    inspect,
    join,
    last_of,
    to_integer,
    to_s,
    truthy,
)


def join_filter(value: object, glue: object = " ") -> str:
    """Join with a text between."""
    return join(as_items(value), to_s(glue))


def attribute(item: object, name: object) -> object:
    """Ruby's ``item[name]``; raises RenderError where that cannot be asked."""
    if isinstance(item, dict | Drop):
        return item.get(name) if isinstance(name, str | int | float) else None  # type: ignore[arg-type]
    if isinstance(item, str) and isinstance(name, str):
        return name if name in item else None
    if isinstance(item, list | str) and isinstance(name, int):
        return item[name] if -len(item) <= name < len(item) else None
    raise RenderError(f"cannot select the property '{to_s(name)}'")


def _has_attributes(item: object) -> bool:
    return isinstance(item, dict | Drop | str | list | int) and not isinstance(item, bool)


def map_filter(value: object, name: object) -> object:
    """The value of one name in every item."""
    items = as_items(value)
    return [attribute(item, name) if _has_attributes(item) else None for item in items]


def sort_natural(value: object, name: object = None) -> object:
    """Sort without regard to case, nil last."""
    items = as_items(value)

    def order(one: object, other: object) -> int:
        left, right = (
            (one, other) if name is None else (attribute(one, name), attribute(other, name))
        )
        if left is None or right is None:
            return 1 if left is None else -1
        return compare(_ascii_lower(to_s(left)), _ascii_lower(to_s(right))) or 0

    # Ruby asks how the earlier one stands to the later one, Python the other way round.
    return sorted(items, key=cmp_to_key(lambda later, earlier: -order(earlier, later)))


def _ascii_lower(text: str) -> str:
    return "".join(char.lower() if char.isascii() else char for char in text)


def uniq(value: object, name: object = None) -> object:
    """Every item once."""
    first: dict[object, object] = {}
    for item in as_items(value):
        if name is not None and not _has_attributes(item):
            return None
        key = item if name is None else attribute(item, name)
        first.setdefault(identity(key), item)
    return [*first.values()]


def identity(value: object) -> object:
    """A key that is equal for values that Ruby's ``eql?`` calls equal."""
    if isinstance(value, list):
        return "list", inspect(value)
    if isinstance(value, dict):
        return "map", inspect(value)
    return type(value).__name__, value


def reverse(value: object) -> object:
    """The other way round."""
    return as_items(value)[::-1]


def compact(value: object, name: object = None) -> object:
    """Without nil."""
    items = as_items(value)
    if name is None:
        return [item for item in items if item is not None]
    if any(not _has_attributes(item) for item in items):
        return None
    return [item for item in items if attribute(item, name) is not None]


def concat(value: object, other: object) -> object:
    """Two lists in one."""
    if not isinstance(other, list):
        raise RenderError("concat filter requires an array argument")
    return [*as_items(value), *other]


def default(value: object, instead: object = "", options: object = None) -> object:
    """``instead`` for nil, false and what is empty."""
    keeps_false = isinstance(options, dict) and truthy(options.get("allow_false"))
    missing = value is None if keeps_false else not truthy(value)
    return instead if missing or (isinstance(value, str | list | dict) and not value) else value


def pop(value: object, count: object = 1) -> object:
    """Without the last items."""
    if not isinstance(value, list):
        return value
    return value[: max(0, len(value) - _count(count))]


def _count(count: object) -> int:
    number = to_integer(count)
    if number < 0:
        raise RenderError("negative array size")
    return number


def push(value: object, item: object) -> object:
    """With one more item at the end."""
    return [*value, item] if isinstance(value, list) else value


def shift(value: object, count: object = 1) -> object:
    """Without the first items."""
    return value[_count(count) :] if isinstance(value, list) else value


def unshift(value: object, item: object) -> object:
    """With one more item at the start."""
    return [item, *value] if isinstance(value, list) else value


def sample(context: Context, value: object, count: object = 1) -> object:
    """The first items, where Jekyll takes any: a preview that changed by itself would mislead."""
    if not isinstance(value, list):
        return value
    services_of(context).remark("“sample” picks at random; the first are shown", context)
    number = to_integer(count)
    return (value[0] if value else None) if number == 1 else value[:number]


def sort(context: Context, value: object, name: object = None, nils: object = "first") -> object:
    """Sort, by one name of every item if it is given."""
    if value is None:
        raise RenderError("Cannot sort a null object.")
    if not isinstance(value, list | Range | dict | Drop):
        raise JekyllTagError(f"undefined method `sort' for {inspect(value)}:{class_name(value)}")
    items = enumerated(value)
    if name is None:
        return sorted(items, key=cmp_to_key(_strict_order))
    if nils not in ("first", "last"):
        raise RenderError(
            f"Invalid nils order: '{to_s(nils)}' is not a valid nils order. "
            "It must be 'first' or 'last'."
        )
    return _sorted_by(items, to_s(name), -1 if nils == "first" else 1)


def enumerated(value: object) -> list[object]:
    """The items of what Ruby can go through: those of a map are pairs."""
    if isinstance(value, dict | Drop):
        return [[key, item] for key, item in value.items()]
    return [*value] if isinstance(value, list | Range) else []


def _strict_order(left: object, right: object) -> int:
    order = compare(left, right)
    if order is None:
        # Python asks whether the later one is less, Ruby how the earlier one stands to it.
        raise RenderError(f"comparison of {class_name(right)} with {shown_kind(left)} failed")
    return order


def _sorted_by(items: list[object], name: str, nil_order: int) -> list[object]:
    def order(one: tuple[object, object], other: tuple[object, object]) -> int:
        left, right = one[0], other[0]
        if (left is None) != (right is None):
            return nil_order if left is None else -nil_order
        found = compare(left, right)
        return found if found is not None else (compare(to_s(left), to_s(right)) or 0)

    pairs = [(item_property(item, name), item) for item in items]
    return [item for _, item in sorted(pairs, key=cmp_to_key(order))]


_PLAIN: Mapping[str, Callable[..., object]] = {
    "join": join_filter,
    "map": map_filter,
    "sort_natural": sort_natural,
    "uniq": uniq,
    "reverse": reverse,
    "compact": compact,
    "concat": concat,
    "default": default,
    "first": first_of,
    "last": last_of,
    "pop": pop,
    "push": push,
    "shift": shift,
    "unshift": unshift,
}

FILTERS = {**plain(_PLAIN), **with_context({"sort": sort, "sample": sample})}
