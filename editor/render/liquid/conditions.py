"""Conditions: comparisons joined by ``and`` and ``or``, which are worked out from right to left."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor.render.liquid.drop import Drop
from editor.render.liquid.errors import RenderError, TemplateSyntaxError
from editor.render.liquid.expressions import QUOTED_FRAGMENT, Expression, Literal, parse_value
from editor.render.liquid.scanning import Scanner
from editor.render.liquid.values import (
    MethodLiteral,
    Range,
    compare,
    equal,
    inspect,
    is_number,
    to_s,
    truthy,
)

if TYPE_CHECKING:
    from editor.render.liquid.context import Context

_METHOD_LITERALS = {
    "blank": Literal(MethodLiteral("blank")),
    "empty": Literal(MethodLiteral("empty")),
}


def parse_operand(markup: str | None) -> Expression:
    """Read one side of a comparison, where ``empty`` and ``blank`` are questions."""
    return _METHOD_LITERALS.get(markup or "") or parse_value(markup)


@dataclass(frozen=True, slots=True)
class Comparison:
    """``left operator right``, or a value alone."""

    left: Expression
    operator: str | None = None
    right: Expression | None = None

    def evaluate(self, context: "Context") -> object:
        """Return what the comparison gives; raises RenderError for unlike sides."""
        left = self.left.evaluate(context)
        if self.operator is None or self.right is None:
            return left
        return compare_with(self.operator, left, self.right.evaluate(context))


@dataclass(frozen=True, slots=True)
class Junction:
    """A comparison and all that follows its ``and`` or ``or``."""

    first: Comparison
    joined_by: str
    rest: "Comparison | Junction"

    def evaluate(self, context: "Context") -> object:
        """Return the value that decides."""
        first = self.first.evaluate(context)
        if truthy(first) is (self.joined_by == "or"):
            return first
        return self.rest.evaluate(context)


Condition = Comparison | Junction


def compare_with(operator: str, left: object, right: object) -> object:
    """Return what ``operator`` makes of two values; raises RenderError."""
    found = _OPERATORS.get(operator)
    if found is None:
        raise RenderError(f"Unknown operator {operator}")
    return found(left, right)


def _equal(left: object, right: object) -> bool | None:
    if isinstance(left, MethodLiteral):
        return left.holds(right)
    if isinstance(right, MethodLiteral):
        return right.holds(left)
    return equal(left, right)


def _contains(left: object, right: object) -> bool:
    if not truthy(left) or not truthy(right):
        return False
    if isinstance(left, str):
        return to_s(right) in left
    if isinstance(left, list):
        return any(equal(item, right) for item in left)
    if isinstance(left, dict | Drop):
        return right in left if isinstance(right, str | int) else False
    return isinstance(left, Range) and right in left


def _ordered(sign: Callable[[int], bool]) -> Callable[[object, object], object]:
    def check(left: object, right: object) -> object:
        if not _has_order(left) or not _has_order(right):
            return None
        order = compare(left, right)
        if order is None:
            raise RenderError(f"comparison of {class_name(left)} with {shown_kind(right)} failed")
        return sign(order)

    return check


def _has_order(value: object) -> bool:
    return is_number(value) or isinstance(value, str) or hasattr(value, "isoformat")


def class_name(value: object) -> str:
    """Return the name of Ruby's class."""
    if value is None:
        return "NilClass"
    if isinstance(value, bool):
        return "TrueClass" if value else "FalseClass"
    names = {int: "Integer", float: "Float", str: "String", list: "Array", dict: "Hash"}
    return names.get(type(value), "Time" if hasattr(value, "hour") else "Date")


def shown_kind(value: object) -> str:
    """Return how Ruby names the other side of a comparison that failed."""
    plain = value is None or isinstance(value, bool | int | float)
    return inspect(value) if plain else class_name(value)


_OPERATORS: Mapping[str, Callable[[object, object], object]] = {
    "==": _equal,
    "!=": lambda left, right: not _equal(left, right),
    "<>": lambda left, right: not _equal(left, right),
    "<": _ordered(lambda order: order < 0),
    ">": _ordered(lambda order: order > 0),
    "<=": _ordered(lambda order: order <= 0),
    ">=": _ordered(lambda order: order >= 0),
    "contains": _contains,
}


def parse_condition(markup: str) -> Condition:
    """Read the condition of a tag, strictly if possible, else leniently.

    Raises TemplateSyntaxError.
    """
    try:
        return parse_strict_condition(markup)
    except TemplateSyntaxError:
        return _parse_leniently(markup)


def parse_strict_condition(markup: str) -> Condition:
    """Read a condition by the strict rules alone, as ``where_exp`` does.

    Raises TemplateSyntaxError.
    """
    scanner = Scanner(markup)
    terms = [_comparison(scanner)]
    joints: list[str] = []
    while joint := scanner.take_word("and", "or"):
        joints.append(joint)
        terms.append(_comparison(scanner))
    scanner.need_end()
    return _chain(terms, joints)


def _comparison(scanner: Scanner) -> Comparison:
    left = parse_operand(scanner.expression())
    operator = scanner.take("comparison")
    if operator is None:
        return Comparison(left)
    return Comparison(left, operator, parse_operand(scanner.expression()))


def _chain(terms: list[Comparison], joints: list[str]) -> Condition:
    condition: Condition = terms[-1]
    for term, joint in zip(reversed(terms[:-1]), reversed(joints), strict=True):
        condition = Junction(term, joint, condition)
    return condition


_JOINT = r"\b(?:\s?and\s?|\s?or\s?)\b"
_LENIENT_PARTS = re.compile(rf"(?:{_JOINT}|(?:\s*(?!{_JOINT})(?:{QUOTED_FRAGMENT}|\S+)\s*)+)")
_LENIENT_TERM = re.compile(rf"({QUOTED_FRAGMENT})\s*([=!<>a-z_]+)?\s*({QUOTED_FRAGMENT})?")
_BAD_IF = "Syntax Error in tag 'if' - Valid syntax: if [expression]"
_LONGEST_LENIENT = 2000


def _parse_leniently(markup: str) -> Condition:
    if len(markup) > _LONGEST_LENIENT:
        raise TemplateSyntaxError(_BAD_IF)
    parts = _LENIENT_PARTS.findall(markup)
    terms = [_lenient_term(part) for part in parts[::2]]
    joints = [part.strip() for part in parts[1::2]]
    if len(terms) != len(joints) + 1 or not set(joints) <= {"and", "or"}:
        raise TemplateSyntaxError(_BAD_IF)
    return _chain(terms, joints)


def _lenient_term(text: str) -> Comparison:
    found = _LENIENT_TERM.search(text)
    if found is None:
        raise TemplateSyntaxError(_BAD_IF)
    if found[2] is None:
        return Comparison(parse_operand(found[1]))
    return Comparison(parse_operand(found[1]), found[2], parse_operand(found[3]))
