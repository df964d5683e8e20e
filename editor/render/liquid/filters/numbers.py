"""Filters of numbers."""

import math
import operator
from collections.abc import Callable
from decimal import Decimal, localcontext

from editor.render.liquid.conditions import class_name
from editor.render.liquid.errors import JekyllTagError, RenderError
from editor.render.liquid.filters.calls import plain
from editor.render.liquid.values import (
    from_number,
    inspect,
    leading_integer,
    rounded,
    to_number,
)

_PRECISION = 60
Number = int | Decimal


def _apply(value: object, operand: object, work: Callable[[Number, Number], Number]) -> object:
    left, right = to_number(value), to_number(operand)
    if isinstance(left, Decimal) or isinstance(right, Decimal):
        left, right = Decimal(left), Decimal(right)
    with localcontext() as context:
        context.prec = _PRECISION
        return from_number(work(left, right))


def _divide(left: Number, right: Number) -> Number:
    if isinstance(left, Decimal) or isinstance(right, Decimal):
        if not right:
            raise RenderError("divided by 0")
        return Decimal(left) / Decimal(right)
    if right == 0:
        raise RenderError("divided by 0")
    return left // right


def _modulo(left: Number, right: Number) -> Number:
    if right == 0:
        raise RenderError("divided by 0")
    if isinstance(left, Decimal) or isinstance(right, Decimal):
        left, right = Decimal(left), Decimal(right)
        return left - right * math.floor(left / right)
    return left % right


def plus(value: object, operand: object) -> object:
    """Add."""
    return _apply(value, operand, operator.add)


def minus(value: object, operand: object) -> object:
    """Subtract."""
    return _apply(value, operand, operator.sub)


def times(value: object, operand: object) -> object:
    """Multiply."""
    return _apply(value, operand, operator.mul)


def divided_by(value: object, operand: object) -> object:
    """Divide; whole numbers to a whole number, downwards."""
    return _apply(value, operand, _divide)


def modulo(value: object, operand: object) -> object:
    """The rest of a division, with the sign of the divisor."""
    return _apply(value, operand, _modulo)


def absolute(value: object) -> object:
    """The value without its sign."""
    number = to_number(value)
    return from_number(-number if number < 0 else number)


def round_(value: object, digits: object = 0) -> object:
    """Round, half away from zero."""
    number, places = to_number(value), int(to_number(digits))
    if isinstance(number, int):
        return number if places >= 0 else int(rounded(Decimal(number), max(places, -300)))
    result = rounded(number, max(-300, min(places, 300)))
    return int(result) if places <= 0 else float(result)


def ceil(value: object) -> object:
    """Round up."""
    return math.ceil(to_number(value))


def floor(value: object) -> object:
    """Round down."""
    return math.floor(to_number(value))


def at_least(value: object, least: object) -> object:
    """The value, or ``least`` if that is more."""
    number, bound = to_number(value), to_number(least)
    return from_number(bound if bound > number else number)


def at_most(value: object, most: object) -> object:
    """The value, or ``most`` if that is less."""
    number, bound = to_number(value), to_number(most)
    return from_number(bound if bound < number else number)


def to_integer(value: object) -> object:
    """Ruby's ``to_i``; true is 1. Raises JekyllTagError for what has none."""
    if isinstance(value, list | dict):
        shown = f"{inspect(value)}:{class_name(value)}"
        raise JekyllTagError(f"undefined method `to_i' for {shown}")
    return int(value) if isinstance(value, bool) else leading_integer(value)


FILTERS = plain(
    {
        "plus": plus,
        "minus": minus,
        "times": times,
        "divided_by": divided_by,
        "modulo": modulo,
        "abs": absolute,
        "round": round_,
        "ceil": ceil,
        "floor": floor,
        "at_least": at_least,
        "at_most": at_most,
        "to_integer": to_integer,
    }
)
