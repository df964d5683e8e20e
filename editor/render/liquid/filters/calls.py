"""How a filter is called: with as many arguments as it takes, or with Ruby's complaint."""

import inspect
from collections.abc import Callable, Mapping

from editor.render.liquid.context import Context, Filter
from editor.render.liquid.errors import RenderError
from editor.render.liquid.services import Services

Function = Callable[..., object]


def plain(functions: Mapping[str, Function]) -> dict[str, Filter]:
    """Make filters of functions that take the value and the arguments."""
    return {name: _wrapped(function, with_context=False) for name, function in functions.items()}


def with_context(functions: Mapping[str, Function]) -> dict[str, Filter]:
    """Make filters of functions that take the context before the value."""
    return {name: _wrapped(function, with_context=True) for name, function in functions.items()}


def services_of(context: Context) -> Services:
    """Return the site that the template belongs to."""
    services: Services = context.services  # type: ignore[assignment]  # given by whoever renders
    return services


def _wrapped(function: Function, *, with_context: bool) -> Filter:
    least, most = _arity(function, skipped=1 if with_context else 0)

    def call(context: Context, value: object, arguments: list[object]) -> object:
        given = len(arguments) + 1
        if not least <= given <= most:
            expected = str(least) if least == most else f"{least}..{most}"
            raise RenderError(f"wrong number of arguments (given {given}, expected {expected})")
        if with_context:
            return function(context, value, *arguments)
        return function(value, *arguments)

    return call


def _arity(function: Function, *, skipped: int) -> tuple[int, int]:
    parameters = list(inspect.signature(function).parameters.values())[skipped:]
    needed = [one for one in parameters if one.default is inspect.Parameter.empty]
    return len(needed), len(parameters)
