"""``if``, ``unless`` and ``case``."""

import re
from typing import TextIO

from liquid.ast import Node
from liquid.exceptions import LiquidError
from liquid.stream import TokenStream
from liquid.token import TOKEN_EOF, TOKEN_TAG, Token

from editor.render.liquid.blocks import Body, RubyNode, RubyTag, tidied
from editor.render.liquid.conditions import Comparison, Condition, parse_condition, parse_operand
from editor.render.liquid.context import Context
from editor.render.liquid.errors import TemplateSyntaxError
from editor.render.liquid.expressions import QUOTED_FRAGMENT, parse_value
from editor.render.liquid.lexing import end_of
from editor.render.liquid.values import RUBY_SPACE, truthy

_IF_PARTS = ("elsif", "else")


class BranchNode(RubyNode):
    """Writes the first block whose condition holds; a block without one always does."""

    __slots__ = ("_branches", "_negated")

    def __init__(
        self,
        token: Token,
        branches: list[tuple[Condition | None, Body]],
        *,
        negated: bool,
    ) -> None:
        bodies, blank = tidied([body for _, body in branches])
        super().__init__(token, blank=blank)
        conditions = [condition for condition, _ in branches]
        self._branches = tuple(zip(conditions, bodies, strict=True))
        self._negated = negated

    def write(self, context: Context, buffer: TextIO) -> None:
        """Write the block that is chosen, if one is."""
        negated = self._negated
        for condition, body in self._branches:
            holds = condition is None or truthy(condition.evaluate(context))
            if holds is not negated:
                body.write(context, buffer)
                return
            negated = False


class IfTag(RubyTag):
    """``{% if %}``."""

    name = "if"
    negated = False

    def parse_markup(self, token: Token, markup: str, stream: TokenStream) -> Node:
        """Read the branches up to ``endif``."""
        end = f"end{self.name}"
        condition: Condition | None = parse_condition(markup)
        branches: list[tuple[Condition | None, Body]] = []
        while True:
            body, ended_by, markup = self.body(stream, (*_IF_PARTS, end))
            branches.append((condition, body))
            if ended_by == end:
                return BranchNode(token, branches, negated=self.negated)
            condition = parse_condition(markup) if ended_by == "elsif" else None


class UnlessTag(IfTag):
    """``{% unless %}``."""

    name = "unless"
    negated = True


class CaseNode(RubyNode):
    """Writes every block whose value fits; those of ``else`` when none did before them."""

    __slots__ = ("_branches",)

    def __init__(self, token: Token, branches: list[tuple[list[Comparison] | None, Body]]) -> None:
        bodies, blank = tidied([body for _, body in branches])
        super().__init__(token, blank=blank)
        checks = [check for check, _ in branches]
        self._branches = tuple(zip(checks, bodies, strict=True))

    def write(self, context: Context, buffer: TextIO) -> None:
        """Write the blocks that fit."""
        found = False
        for comparisons, body in self._branches:
            if comparisons is None:
                if not found:
                    body.write(context, buffer)
                continue
            for comparison in comparisons:
                if truthy(comparison.evaluate(context)):
                    found = True
                    body.write(context, buffer)


_CASE = re.compile(f"({QUOTED_FRAGMENT})")
_WHEN = re.compile(rf"({QUOTED_FRAGMENT})(?:(?:\s+or\s+|\s*,\s*)({QUOTED_FRAGMENT}.*))?", re.DOTALL)
_BAD_WHEN = (
    "Syntax Error in tag 'case' - Valid when condition: {% when [condition] [or condition2...] %}"
)
_BAD_ELSE = "Syntax Error in tag 'case' - Valid else condition: {% else %} (no parameters) "


class CaseTag(RubyTag):
    """``{% case %}``."""

    name = "case"

    def parse_markup(self, token: Token, markup: str, stream: TokenStream) -> Node:
        """Read the branches up to ``endcase``; what stands before the first is lost."""
        found = _CASE.search(markup)
        if found is None:
            raise TemplateSyntaxError(
                "Syntax Error in 'case' - Valid syntax: case [condition]", token
            )
        left = found[1]
        branches: list[tuple[list[Comparison] | None, Body]] = []
        _, ended_by, markup = self.body(stream, ("when", "else", "endcase"))
        while ended_by != "endcase":
            check = _comparisons(left, markup) if ended_by == "when" else _no_comparisons(markup)
            body, ended_by, markup = self.body(stream, ("when", "else", "endcase"))
            branches.append((check, body))
        return CaseNode(token, branches)


def _no_comparisons(markup: str) -> list[Comparison] | None:
    if markup.strip(RUBY_SPACE):
        raise TemplateSyntaxError(_BAD_ELSE)
    return None


def _comparisons(left: str, markup: str) -> list[Comparison]:
    comparisons: list[Comparison] = []
    rest: str | None = markup
    while rest is not None:
        found = _WHEN.search(rest)
        if found is None:
            raise TemplateSyntaxError(_BAD_WHEN)
        comparisons.append(Comparison(parse_value(left), "==", parse_operand(found[1])))
        rest = found[2]
    return comparisons


class CommentNode(RubyNode):
    """A comment: nothing."""

    def write(self, context: Context, buffer: TextIO) -> None:
        """Write nothing."""


class CommentTag(RubyTag):
    """``{% comment %}``: what it holds is read all the same, only unknown tags are not."""

    name = "comment"

    def parse_markup(self, token: Token, markup: str, stream: TokenStream) -> Node:
        """Step over everything up to ``endcomment``; raises what a faulty tag in it raises."""
        stream.next_token()
        while stream.current.value != "endcomment" or stream.current.kind != TOKEN_TAG:
            if stream.current.kind == TOKEN_EOF:
                raise TemplateSyntaxError("'comment' tag was never closed", end_of(token.source))
            if stream.current.kind == TOKEN_TAG:
                self._read_tag(stream)
            stream.next_token()
        stream.next_token()
        return CommentNode(token, blank=True)

    def _read_tag(self, stream: TokenStream) -> None:
        inner = stream.current
        tag = self.env.tags.get(inner.value)
        if tag is None:
            stream.next_token()
            return
        try:
            tag.parse(stream)
        except LiquidError as error:
            error.token = error.token or inner
            raise


class InlineCommentTag(RubyTag):
    """``{% # a remark %}``."""

    name = "#"

    def parse_markup(self, token: Token, markup: str, stream: TokenStream) -> Node:
        """Read nothing; every line must begin with ``#``."""
        if re.search(r"\n\s*[^#\s]", markup):
            raise TemplateSyntaxError(
                "Syntax error in tag '#' - Each line of comments must be prefixed by the "
                "'#' character"
            )
        return CommentNode(token, blank=True)
