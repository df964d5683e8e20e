"""``for``, ``tablerow``, ``cycle``, ``break`` and ``continue``."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TextIO

from liquid.ast import Node
from liquid.exceptions import BreakLoop, ContinueLoop
from liquid.stream import TokenStream
from liquid.token import Token

from editor.render.liquid.blocks import Body, RubyNode, RubyTag, tidied
from editor.render.liquid.context import Context
from editor.render.liquid.drop import Drop
from editor.render.liquid.errors import TemplateSyntaxError
from editor.render.liquid.expressions import (
    QUOTED_FRAGMENT,
    Expression,
    Literal,
    parse_attributes,
    parse_value,
)
from editor.render.liquid.scanning import Scanner
from editor.render.liquid.values import Range, leading_integer, output_text, to_integer

_LENIENT_FOR = re.compile(rf"([\w-]+)\s+in\s+({QUOTED_FRAGMENT}+)\s*(reversed)?")
_BAD_FOR = "Syntax Error in 'for loop' - Valid syntax: for [item] in [collection]"


@dataclass(frozen=True, slots=True)
class LoopMarkup:
    """What the markup of ``for`` says."""

    variable: str
    name: str
    collection: Expression
    backwards: bool
    attributes: Mapping[str, str]


class LoopDrop(Drop):
    """``forloop``."""

    def __init__(self, name: str, length: int, outer: object) -> None:
        self.name = name
        self.length = length
        self.outer = outer
        self.at = 0

    def __contains__(self, key: object) -> bool:
        return True

    getters: Mapping[str, Callable[..., object]] = {
        "name": lambda loop: loop.name,
        "length": lambda loop: loop.length,
        "parentloop": lambda loop: loop.outer,
        "index": lambda loop: loop.at + 1,
        "index0": lambda loop: loop.at,
        "rindex": lambda loop: loop.length - loop.at,
        "rindex0": lambda loop: loop.length - loop.at - 1,
        "first": lambda loop: loop.at == 0,
        "last": lambda loop: loop.at == loop.length - 1,
    }

    def text(self) -> str:
        """Return the name of Liquid's class."""
        return "Liquid::ForloopDrop"


class WalkedList(list[object]):
    """A list of the whole site, of which one loop sees only the first ``most`` items."""

    most: int
    on_cut: Callable[["WalkedList", Context], None]


def loop_items(collection: object, first: int, end: int | None, context: Context) -> list[object]:
    """Return what a loop goes through, from ``first`` up to ``end``."""
    if isinstance(collection, str):
        return [collection] if collection else []
    if isinstance(collection, WalkedList):
        return _bounded(collection, first, end, context)
    if isinstance(collection, Mapping):
        items: Iterable[object] = ([key, collection[key]] for key in collection)
    elif isinstance(collection, list | Range):
        items = collection
    else:
        return []
    stop = None if end is None else max(0, end)
    if isinstance(collection, Range):
        stop = min(len(collection) if stop is None else stop, context.budget.steps + 1)
    return list(islice(items, max(0, first), stop))


def _bounded(collection: WalkedList, first: int, end: int | None, context: Context) -> list[object]:
    wanted = len(collection) if end is None else min(max(0, end), len(collection))
    start = max(0, first)
    if wanted - start > collection.most:
        collection.on_cut(collection, context)
        wanted = start + collection.most
    return collection[start:wanted]


class ForNode(RubyNode):
    """``{% for %}``."""

    __slots__ = ("_body", "_else", "_markup")

    def __init__(self, token: Token, markup: LoopMarkup, bodies: list[Body]) -> None:
        tidy, blank = tidied(bodies)
        super().__init__(token, blank=blank)
        self._markup = markup
        self._body = tidy[0]
        self._else = tidy[-1] if len(tidy) > 1 else None

    def write(self, context: Context, buffer: TextIO) -> None:
        """Write the block for every item, or that of ``else`` when there are none."""
        items = self._items(context)
        if items:
            self._loop(items, context, buffer)
        elif self._else is not None:
            self._else.write(context, buffer)

    def _items(self, context: Context) -> list[object]:
        markup = self._markup
        offsets = context.register("for")
        written = markup.attributes.get("offset")
        if written == "continue":
            first = leading_integer(offsets.get(markup.name, 0))
        else:
            first = _whole(written, context) or 0
        limit = _whole(markup.attributes.get("limit"), context)
        end = None if limit is None else first + limit
        items = loop_items(markup.collection.evaluate(context), first, end, context)
        offsets[markup.name] = first + len(items)
        if markup.backwards:
            items.reverse()
        return items

    def _loop(self, items: list[object], context: Context, buffer: TextIO) -> None:
        variable, body, step = self._markup.variable, self._body, context.budget.step
        stack = context.register("loops")
        outer = stack.get("innermost")
        loop = LoopDrop(self._markup.name, len(items), outer)
        stack["innermost"] = loop
        try:
            with context.inner_scope({"forloop": loop}) as scope:
                for item in items:
                    step()
                    scope[variable] = item
                    try:
                        body.write(context, buffer)
                    except ContinueLoop:
                        pass
                    except BreakLoop:
                        break
                    loop.at += 1
        finally:
            stack["innermost"] = outer


def _whole(markup: str | None, context: Context) -> int | None:
    value = parse_value(markup).evaluate(context) if markup is not None else None
    return None if value is None else to_integer(value)


class ForTag(RubyTag):
    """``{% for %}``."""

    name = "for"

    def parse_markup(self, token: Token, markup: str, stream: TokenStream) -> Node:
        """Read the block up to ``endfor``, and that of ``else``."""
        try:
            loop = _strict_for(markup)
        except TemplateSyntaxError:
            loop = _lenient_for(markup)
        bodies: list[Body] = []
        ended_by = ""
        while ended_by != "endfor":
            body, ended_by, _ = self.body(stream, ("else", "endfor"))
            bodies.append(body)
        return ForNode(token, loop, bodies)


def _strict_for(markup: str) -> LoopMarkup:
    scanner = Scanner(markup)
    variable = scanner.need("id")
    if not scanner.take_word("in"):
        raise TemplateSyntaxError("For loops require an 'in' clause")
    collection = scanner.expression()
    backwards = scanner.take_word("reversed") is not None
    attributes: dict[str, str] = {}
    while scanner.looks_like_keyword():
        name = scanner.take_word("limit", "offset")
        if name is None:
            raise TemplateSyntaxError(
                "Invalid attribute in for loop. Valid attributes are limit and offset"
            )
        scanner.need("colon")
        attributes[name] = scanner.expression()
    scanner.need_end()
    name = f"{variable}-{collection}"
    return LoopMarkup(variable, name, parse_value(collection), backwards, attributes)


_ATTRIBUTE = re.compile(rf"(\w[\w-]*)\s*:\s*({QUOTED_FRAGMENT})")


def _lenient_for(markup: str) -> LoopMarkup:
    found = _LENIENT_FOR.match(markup)
    if found is None:
        raise TemplateSyntaxError(_BAD_FOR)
    attributes = dict(_ATTRIBUTE.findall(markup))
    name = f"{found[1]}-{found[2]}"
    return LoopMarkup(found[1], name, parse_value(found[2]), bool(found[3]), attributes)


class InterruptNode(RubyNode):
    """``{% break %}`` and ``{% continue %}``."""

    def write(self, context: Context, buffer: TextIO) -> None:
        """Leave the block of the loop."""
        raise BreakLoop("break") if self.token.value == "break" else ContinueLoop("continue")


class BreakTag(RubyTag):
    """``{% break %}``."""

    name = "break"

    def parse_markup(self, token: Token, markup: str, stream: TokenStream) -> Node:
        """Read nothing."""
        return InterruptNode(token)


class ContinueTag(BreakTag):
    """``{% continue %}``."""

    name = "continue"


class TableRowDrop(LoopDrop):
    """``tablerowloop``."""

    def __init__(self, length: int, columns: int) -> None:
        super().__init__("", length, None)
        self.columns = columns
        self.column = 1
        self.row = 1

    def step(self) -> None:
        """Go on to the next cell."""
        self.at += 1
        if self.column == self.columns:
            self.column = 1
            self.row += 1
        else:
            self.column += 1

    getters: Mapping[str, Callable[..., object]] = {
        **{
            name: get
            for name, get in LoopDrop.getters.items()
            if name not in ("name", "parentloop")
        },
        "col": lambda loop: loop.column,
        "col0": lambda loop: loop.column - 1,
        "row": lambda loop: loop.row,
        "col_first": lambda loop: loop.column == 1,
        "col_last": lambda loop: loop.column == loop.columns,
    }


_TABLE_ROW = re.compile(rf"(\w+)\s+in\s+({QUOTED_FRAGMENT}+)")


class TableRowNode(RubyNode):
    """``{% tablerow %}``."""

    __slots__ = ("_attributes", "_body", "_collection", "_variable")

    def __init__(
        self,
        token: Token,
        variable: str,
        collection: Expression,
        attributes: Mapping[str, Expression],
        body: Body,
    ) -> None:
        super().__init__(token, blank=body.blank)
        self._variable = variable
        self._collection = collection
        self._attributes = attributes
        self._body = body

    def write(self, context: Context, buffer: TextIO) -> None:
        """Write rows of cells."""
        collection = self._collection.evaluate(context)
        if collection is None or collection is False:
            return
        first = self._number("offset", context)
        end = first + self._number("limit", context) if "limit" in self._attributes else None
        items = loop_items(collection, first, end, context)
        loop = TableRowDrop(len(items), self._number("cols", context))
        buffer.write('<tr class="row1">\n')
        with context.inner_scope({"tablerowloop": loop}) as scope:
            for item in items:
                context.budget.step()
                scope[self._variable] = item
                buffer.write(f'<td class="col{loop.column}">')
                self._body.write(context, buffer)
                buffer.write("</td>")
                if loop.column == loop.columns and loop.at != loop.length - 1:
                    buffer.write(f'</tr>\n<tr class="row{loop.row + 1}">')
                loop.step()
        buffer.write("</tr>\n")

    def _number(self, name: str, context: Context) -> int:
        expression = self._attributes.get(name)
        return leading_integer(expression.evaluate(context)) if expression else 0


class TableRowTag(RubyTag):
    """``{% tablerow %}``."""

    name = "tablerow"

    def parse_markup(self, token: Token, markup: str, stream: TokenStream) -> Node:
        """Read the block up to ``endtablerow``."""
        found = _TABLE_ROW.search(markup)
        if found is None:
            raise TemplateSyntaxError(
                "Syntax Error in 'table_row loop' - Valid syntax: table_row [item] in "
                "[collection] cols=3"
            )
        attributes = parse_attributes(markup)
        body, _, _ = self.body(stream, ("endtablerow",))
        return TableRowNode(token, found[1], parse_value(found[2]), attributes, body)


_NAMED_CYCLE = re.compile(rf"({QUOTED_FRAGMENT})\s*:\s*(.*)", re.DOTALL)
_FRAGMENT = re.compile(rf"\s*({QUOTED_FRAGMENT})\s*")


class CycleNode(RubyNode):
    """``{% cycle %}``."""

    __slots__ = ("_name", "_values")

    def __init__(self, token: Token, name: Expression, values: list[Expression]) -> None:
        super().__init__(token)
        self._name = name
        self._values = values

    def write(self, context: Context, buffer: TextIO) -> None:
        """Write the next of the values."""
        key = output_text(self._name.evaluate(context))
        places = context.register("cycle")
        place = leading_integer(places.get(key, 0))
        if place < len(self._values):
            buffer.write(output_text(self._values[place].evaluate(context)))
        places[key] = place + 1 if place + 1 < len(self._values) else 0


class CycleTag(RubyTag):
    """``{% cycle %}``."""

    name = "cycle"

    def parse_markup(self, token: Token, markup: str, stream: TokenStream) -> Node:
        """Read the values, and the name of the cycle before a colon."""
        named = _NAMED_CYCLE.match(markup)
        written = named[2] if named else markup
        if not named and not _FRAGMENT.match(markup):
            raise TemplateSyntaxError(
                "Syntax Error in 'cycle' - Valid syntax: cycle [name :] var [, var2, var3 ...]"
            )
        found = [_FRAGMENT.search(part) for part in written.split(",")]
        values = [parse_value(part[1]) for part in found if part]
        name = parse_value(named[1]) if named else Literal(repr(values))
        return CycleNode(token, name, values)
