"""What stands behind ``{{`` and in tags: values, paths, ranges and chains of filters.

Read twice, as Jekyll does by default (``error_mode: warn``): first strictly, and what is refused
there once more leniently, by Liquid's old rules, which take what they understand.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from editor.render.liquid.drop import Drop, LazyMap
from editor.render.liquid.errors import TemplateSyntaxError
from editor.render.liquid.scanning import Scanner
from editor.render.liquid.values import (
    Range,
    first_of,
    last_of,
    leading_integer,
    size_of,
    to_integer,
)

if TYPE_CHECKING:
    from editor.render.liquid.context import Context

QUOTED_FRAGMENT = r"""(?:"[^"]*"|'[^']*'|(?:[^\s,|'"]|"[^"]*"|'[^']*')+)"""
"""One value in lenient markup."""

_INTEGER = re.compile(r"-?\d+", re.ASCII)
_FLOAT = re.compile(r"-?\d[\d.]+", re.ASCII)
_RANGE = re.compile(r"\(\s*(\S+?)\s*\.\.\s*(\S+)\s*\)")
_PATH_PART = re.compile(r"\[[^\]]+\]|[\w-]+\??")
_KEYWORD_ARGUMENT = re.compile(rf"(\w[\w-]*)\s*:\s*({QUOTED_FRAGMENT})")
_LITERALS: dict[str, object] = {
    "nil": None,
    "null": None,
    "": None,
    "true": True,
    "false": False,
    "blank": "",
    "empty": "",
}


class Expression(Protocol):
    """Something that has a value when a template is rendered."""

    def evaluate(self, context: "Context") -> object:
        """Return the value; raises RenderError."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A value that stands in the template itself."""

    value: object

    def evaluate(self, context: "Context") -> object:
        """Return the value."""
        return self.value


@dataclass(frozen=True, slots=True)
class RangeBetween:
    """``(first..last)`` of values that are known only later."""

    first: Expression
    last: Expression

    def evaluate(self, context: "Context") -> object:
        """Return the range."""
        return Range(
            _range_end(self.first.evaluate(context)), _range_end(self.last.evaluate(context))
        )


def _range_end(value: object) -> int:
    return leading_integer(value) if value is None or isinstance(value, str) else to_integer(value)


@dataclass(frozen=True, slots=True)
class Path:
    """``site.posts[0].title``: a name and what is looked up in it, one after the other."""

    name: "str | Expression"
    parts: "tuple[str | Expression, ...]"

    def evaluate(self, context: "Context") -> object:
        """Return the value at the end of the path, nil where there is none."""
        name = self.name if isinstance(self.name, str) else self.name.evaluate(context)
        value = context.find(name) if isinstance(name, str) else None
        for part in self.parts:
            if value is None:
                return None
            if isinstance(part, str):
                value = _look_up(value, part)
            else:
                value = _look_up_key(value, part.evaluate(context))
        return value


def _look_up(value: object, name: str) -> object:
    if isinstance(value, Drop) and not isinstance(value, LazyMap):
        return value[name]
    if isinstance(value, dict | LazyMap) and name in value:
        return value[name]
    command = _COMMANDS.get(name)
    return command(value) if command else None


def _look_up_key(value: object, key: object) -> object:
    if isinstance(value, list):
        if isinstance(key, int) and not isinstance(key, bool):
            return value[key] if -len(value) <= key < len(value) else None
        return None
    if isinstance(value, Drop):
        return value[key] if isinstance(key, str) else None
    if isinstance(value, dict):
        return value.get(key) if isinstance(key, str | int | float) else None
    return None


_COMMANDS = {"size": size_of, "first": first_of, "last": last_of}


@dataclass(frozen=True, slots=True)
class FilterCall:
    """One ``| name: argument, key: value``."""

    name: str
    arguments: tuple[Expression, ...]
    keywords: tuple[tuple[str, Expression], ...]


@dataclass(frozen=True, slots=True)
class Filtered:
    """A value and the filters that it goes through."""

    value: Expression
    filters: tuple[FilterCall, ...]

    def evaluate(self, context: "Context") -> object:
        """Return what the last filter gives; raises RenderError."""
        value = self.value.evaluate(context)
        for call in self.filters:
            arguments = [argument.evaluate(context) for argument in call.arguments]
            if call.keywords:
                arguments.append({key: item.evaluate(context) for key, item in call.keywords})
            value = context.apply_filter(call.name, value, arguments)
        return value


def parse_value(markup: str | None) -> Expression:
    """Read one value; never raises, since what is no literal is taken for a path."""
    text = (markup or "").strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return Literal(text[1:-1])
    if text in _LITERALS:
        return Literal(_LITERALS[text])
    if _INTEGER.fullmatch(text):
        return Literal(int(text[:4000]))
    between = _RANGE.fullmatch(text)
    if between:
        return _range(parse_value(between[1]), parse_value(between[2]))
    if _FLOAT.fullmatch(text):
        whole, _, rest = text.partition(".")
        return Literal(float(f"{whole}.{rest.partition('.')[0] or '0'}"))
    return _path(text)


def _range(first: Expression, last: Expression) -> Expression:
    if isinstance(first, Literal) and isinstance(last, Literal):
        return Literal(Range(leading_integer(first.value), leading_integer(last.value)))
    return RangeBetween(first, last)


def _path(text: str) -> Expression:
    parts = [_path_part(part) for part in _PATH_PART.findall(text)]
    if not parts:
        return Literal(None)
    return Path(parts[0], tuple(parts[1:]))


def _path_part(part: str) -> "str | Expression":
    if part.startswith("[") and part.endswith("]"):
        return parse_value(part[1:-1])
    return part


def parse_filtered(markup: str) -> Expression:
    """Read a value with its filters, strictly if possible, else leniently."""
    try:
        return _parse_strictly(markup)
    except TemplateSyntaxError:
        return _parse_leniently(markup)


def _parse_strictly(markup: str) -> Expression:
    scanner = Scanner(markup)
    if scanner.at_end:
        return Literal(None)
    value = parse_value(scanner.expression())
    calls: list[FilterCall] = []
    while scanner.take("pipe"):
        name = scanner.need("id")
        arguments: list[str] = []
        if scanner.take("colon"):
            arguments.append(scanner.argument())
            while scanner.take("comma"):
                arguments.append(scanner.argument())
        calls.append(_filter_call(name, arguments))
    scanner.need_end()
    return Filtered(value, tuple(calls)) if calls else value


_LENIENT_VALUE = re.compile(rf"({QUOTED_FRAGMENT})(.*)", re.DOTALL)
_LENIENT_FILTERS = re.compile(r"\|\s*(.*)", re.DOTALL)
_LENIENT_CALL = re.compile(rf"(?:\s+|{QUOTED_FRAGMENT}|,)+")
_LENIENT_ARGUMENT = re.compile(rf"[:,]\s*((?:\w+\s*:\s*)?{QUOTED_FRAGMENT})")
_WORD = re.compile(r"\w+")


def _parse_leniently(markup: str) -> Expression:
    found = _LENIENT_VALUE.search(markup)
    if not found:
        return Literal(None)
    value = parse_value(found[1])
    filters = _LENIENT_FILTERS.search(found[2])
    calls = []
    for text in _LENIENT_CALL.findall(filters[1]) if filters else ():
        name = _WORD.search(text)
        if name:
            calls.append(_filter_call(name[0], _LENIENT_ARGUMENT.findall(text)))
    return Filtered(value, tuple(calls)) if calls else value


def _filter_call(name: str, arguments: Iterable[str]) -> FilterCall:
    positional: list[Expression] = []
    keywords: dict[str, Expression] = {}
    for argument in arguments:
        keyword = _KEYWORD_ARGUMENT.fullmatch(argument.strip())
        if keyword:
            keywords[keyword[1]] = parse_value(keyword[2])
        else:
            positional.append(parse_value(argument))
    return FilterCall(name, tuple(positional), tuple(keywords.items()))


def parse_attributes(markup: str) -> dict[str, Expression]:
    """Read the ``name: value`` pairs of a tag."""
    return {name: parse_value(value) for name, value in _KEYWORD_ARGUMENT.findall(markup)}
