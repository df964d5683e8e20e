"""Jekyll's filters that look for items: ``where``, ``group_by``, ``find`` and their kind."""

from collections.abc import Iterable, Iterator

from editor.render.liquid.conditions import parse_strict_condition
from editor.render.liquid.context import Context
from editor.render.liquid.drop import Drop
from editor.render.liquid.expressions import parse_filtered
from editor.render.liquid.filters.calls import plain, with_context
from editor.render.liquid.filters.lists import enumerated, identity
from editor.render.liquid.filters.properties import item_property, property_is
from editor.render.liquid.values import Range, to_s, truthy


def _items(value: object) -> list[object] | None:
    """The items that can be looked through; None for what has none."""
    if isinstance(value, dict):
        return [*value.values()]
    if isinstance(value, Drop):
        return [[key, value[key]] for key in value]
    return [*value] if isinstance(value, list | Range) else None


def where(value: object, name: object, target: object) -> object:
    """The items whose property is ``target``."""
    items = _items(value)
    if items is None or not truthy(name) or isinstance(target, list | dict):
        return value
    return [*_matching(items, to_s(name), target)]


def find(value: object, name: object, target: object) -> object:
    """The first item whose property is ``target``."""
    items = _items(value)
    if items is None or not truthy(name) or isinstance(target, list | dict):
        return value
    return next(_matching(items, to_s(name), target), None)


def _matching(items: Iterable[object], name: str, target: object) -> Iterator[object]:
    return (item for item in items if property_is(item_property(item, name), target))


def where_exp(context: Context, value: object, variable: object, expression: object) -> object:
    """The items for which an expression holds."""
    items = _items(value)
    return value if items is None else [*_holding(context, items, variable, expression)]


def find_exp(context: Context, value: object, variable: object, expression: object) -> object:
    """The first item for which an expression holds."""
    items = _items(value)
    if items is None:
        return value
    return next(_holding(context, items, variable, expression), None)


def _holding(
    context: Context, items: Iterable[object], variable: object, expression: object
) -> Iterator[object]:
    condition = parse_strict_condition(to_s(expression))
    with context.inner_scope({}) as scope:
        for item in items:
            context.budget.step()
            scope[to_s(variable)] = item
            if truthy(condition.evaluate(context)):
                yield item


def group_by(value: object, name: object) -> object:
    """The items in groups of one property's text."""
    if _items(value) is None:
        return value
    groups: dict[object, list[object]] = {}
    for item in enumerated(value):
        groups.setdefault(to_s(item_property(item, to_s(name))), []).append(item)
    return _listed(list(groups.items()))


def group_by_exp(context: Context, value: object, variable: object, expression: object) -> object:
    """The items in groups of an expression's value."""
    if _items(value) is None:
        return value
    wanted = parse_filtered(to_s(expression))
    groups: dict[object, tuple[object, list[object]]] = {}
    with context.inner_scope({}) as scope:
        for item in enumerated(value):
            context.budget.step()
            scope[to_s(variable)] = item
            key = wanted.evaluate(context)
            groups.setdefault(identity(key), (key, []))[1].append(item)
    return _listed([*groups.values()])


def _listed(groups: list[tuple[object, list[object]]]) -> list[object]:
    return [{"name": key, "items": items, "size": len(items)} for key, items in groups]


FILTERS = {
    **plain({"where": where, "find": find, "group_by": group_by}),
    **with_context({"where_exp": where_exp, "find_exp": find_exp, "group_by_exp": group_by_exp}),
}
