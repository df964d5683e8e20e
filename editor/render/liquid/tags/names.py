"""Tags that name values, and those that write them: ``assign``, ``capture``, ``echo`` ..."""

import re
from typing import TextIO

from liquid.ast import Node
from liquid.stream import TokenStream
from liquid.token import TOKEN_EXPRESSION, TOKEN_TAG, Token

from editor.render.liquid.blocks import BlockStream, Body, OutputNode, RubyNode, RubyTag, parse_body
from editor.render.liquid.context import Context
from editor.render.liquid.errors import RenderError, TemplateSyntaxError
from editor.render.liquid.expressions import Expression, parse_filtered
from editor.render.liquid.filters.calls import services_of
from editor.render.liquid.values import RUBY_SPACE, leading_integer

_NAME = r"(?:\(?[\w\-.\[\]]\)?)+"
_ASSIGN = re.compile(rf"({_NAME})\s*=\s*(.*)\s*", re.DOTALL)
_CAPTURE = re.compile(f"({_NAME})")
_LINE = re.compile(r"\s*(#|\w+)\s*(.*)", re.DOTALL)


class AssignNode(RubyNode):
    """``{% assign %}``."""

    __slots__ = ("_expression", "_name")

    def __init__(self, token: Token, name: str, expression: Expression) -> None:
        super().__init__(token, blank=True)
        self._name = name
        self._expression = expression

    def write(self, context: Context, buffer: TextIO) -> None:
        """Keep the value under the name."""
        context.assign(self._name, self._expression.evaluate(context))


class AssignTag(RubyTag):
    """``{% assign name = value %}``."""

    name = "assign"

    def parse_markup(self, token: Token, markup: str, stream: TokenStream) -> Node:
        """Read the name and the value."""
        found = _ASSIGN.search(markup)
        if found is None:
            raise TemplateSyntaxError(
                "Syntax Error in 'assign' - Valid syntax: assign [var] = [source]"
            )
        return AssignNode(token, found[1], parse_filtered(found[2]))


class CaptureNode(RubyNode):
    """``{% capture %}``."""

    __slots__ = ("_body", "_name")

    def __init__(self, token: Token, name: str, body: Body) -> None:
        super().__init__(token, blank=True)
        self._name = name
        self._body = body

    def write(self, context: Context, buffer: TextIO) -> None:
        """Keep what the block writes under the name."""
        context.assign(self._name, self._body.text(context))


class CaptureTag(RubyTag):
    """``{% capture name %}``."""

    name = "capture"

    def parse_markup(self, token: Token, markup: str, stream: TokenStream) -> Node:
        """Read the block up to ``endcapture``."""
        found = _CAPTURE.search(markup)
        if found is None:
            raise TemplateSyntaxError("Syntax Error in 'capture' - Valid syntax: capture [var]")
        body, _, _ = self.body(stream, ("endcapture",))
        return CaptureNode(token, found[1], body)


_COUNTS_ON = "a counter goes on from page to page when Jekyll builds; here each page counts anew"


class CounterNode(RubyNode):
    """``{% increment %}`` and ``{% decrement %}``, which count beside the assigned names."""

    __slots__ = ("_name",)

    def __init__(self, token: Token, name: str) -> None:
        super().__init__(token)
        self._name = name

    def write(self, context: Context, buffer: TextIO) -> None:
        """Count, and write the number: before counting up, after counting down."""
        services_of(context).remark(_COUNTS_ON, context)
        value = leading_integer(context.payload.get(self._name))
        counts_up = self.token.value == "increment"
        context.payload[self._name] = value + 1 if counts_up else value - 1
        buffer.write(str(value if counts_up else value - 1))


class IncrementTag(RubyTag):
    """``{% increment %}``."""

    name = "increment"

    def parse_markup(self, token: Token, markup: str, stream: TokenStream) -> Node:
        """Read the name."""
        return CounterNode(token, markup.strip(RUBY_SPACE))


class DecrementTag(IncrementTag):
    """``{% decrement %}``."""

    name = "decrement"


class RawNode(RubyNode):
    """``{% raw %}``."""

    __slots__ = ("_text",)

    def __init__(self, token: Token, text: str) -> None:
        super().__init__(token, blank=not text)
        self._text = text

    def write(self, context: Context, buffer: TextIO) -> None:
        """Write what it holds as it is."""
        buffer.write(self._text)


class RawTag(RubyTag):
    """``{% raw %}``."""

    name = "raw"

    def parse_markup(self, token: Token, markup: str, stream: TokenStream) -> Node:
        """Read nothing: ``markup`` is all that it holds."""
        return RawNode(token, markup)


class EchoTag(RubyTag):
    """``{% echo value %}``."""

    name = "echo"

    def parse_markup(self, token: Token, markup: str, stream: TokenStream) -> Node:
        """Read the value."""
        return OutputNode(token, parse_filtered(markup))


class IfChangedNode(RubyNode):
    """``{% ifchanged %}``."""

    __slots__ = ("_body",)

    def __init__(self, token: Token, body: Body) -> None:
        super().__init__(token, blank=body.blank)
        self._body = body

    def write(self, context: Context, buffer: TextIO) -> None:
        """Write the block unless it is what was written last."""
        text = self._body.text(context)
        kept = context.register("ifchanged")
        if kept.get("text") != text:
            kept["text"] = text
            buffer.write(text)


class IfChangedTag(RubyTag):
    """``{% ifchanged %}``."""

    name = "ifchanged"

    def parse_markup(self, token: Token, markup: str, stream: TokenStream) -> Node:
        """Read the block up to ``endifchanged``."""
        body, _, _ = self.body(stream, ("endifchanged",))
        return IfChangedNode(token, body)


class GroupNode(RubyNode):
    """The tags of ``{% liquid %}``."""

    __slots__ = ("_body",)

    def __init__(self, token: Token, body: Body) -> None:
        super().__init__(token, blank=body.blank)
        self._body = body

    def write(self, context: Context, buffer: TextIO) -> None:
        """Write what the tags write."""
        self._body.write(context, buffer)


class LiquidTag(RubyTag):
    """``{% liquid %}``: a tag on each line."""

    name = "liquid"

    def parse_markup(self, token: Token, markup: str, stream: TokenStream) -> Node:
        """Read the lines."""
        tokens: list[Token] = []
        start = stream.current.start_index
        for line in markup.split("\n"):
            found = _LINE.fullmatch(line) if line.strip(RUBY_SPACE) else None
            if found:
                place = start + found.start(1)
                tokens.append(Token(TOKEN_TAG, found[1], place, token.source))
                text = found[2].rstrip(RUBY_SPACE)
                tokens.append(Token(TOKEN_EXPRESSION, text, start + found.start(2), token.source))
            elif line.strip(RUBY_SPACE):
                raise TemplateSyntaxError(f"Unknown tag '{line.strip(RUBY_SPACE)}'")
            start += len(line) + 1
        inner = BlockStream(iter(tokens), stream.block_depth)
        return GroupNode(token, parse_body(self.env, inner, ()))


class RenderNode(RubyNode):
    """``{% render %}`` of Liquid itself, for which Jekyll has no files."""

    def write(self, context: Context, buffer: TextIO) -> None:
        """Refuse, as Jekyll does."""
        raise RenderError("This liquid context does not allow includes.")


class RenderTag(RubyTag):
    """``{% render %}``."""

    name = "render"

    def parse_markup(self, token: Token, markup: str, stream: TokenStream) -> Node:
        """Insist on a name in quotes."""
        if not markup.startswith(("'", '"')):
            raise TemplateSyntaxError(
                "Syntax error in tag 'render' - Template name must be a quoted string"
            )
        return RenderNode(token)
