"""What a template is made of: texts, outputs, tags and the blocks that hold them."""

from collections.abc import Container, Iterator
from typing import TextIO

from liquid import Environment
from liquid.ast import Node
from liquid.exceptions import LiquidError, LiquidInterrupt
from liquid.stream import TokenStream
from liquid.tag import Tag
from liquid.token import TOKEN_CONTENT, TOKEN_EOF, TOKEN_EXPRESSION, TOKEN_OUTPUT, TOKEN_TAG, Token

from editor.render.liquid.context import Context
from editor.render.liquid.errors import RenderError, TemplateSyntaxError
from editor.render.liquid.expressions import Expression, parse_filtered
from editor.render.liquid.lexing import end_of
from editor.render.liquid.values import RUBY_SPACE, output_text

DEEPEST_BLOCKS = 100
UNKNOWN = "illegal"
"""The name under which an environment keeps what reads unknown tags."""


class RubyNode(Node):
    """A node of ours: it is given our context, and its errors know where it stands."""

    __slots__ = ()

    def __init__(self, token: Token, *, blank: bool = False) -> None:
        super().__init__(token)
        self.blank = blank

    def render(self, context: Context, buffer: TextIO) -> int:  # type: ignore[override]
        """Write what the node makes; raises the faults of ``errors`` and LiquidInterrupt."""
        try:
            self.write(context, buffer)
        except LiquidError as error:
            if error.token is None:
                error.token = self.token
            raise
        except RecursionError as error:
            raise RenderError("Nesting too deep", self.token) from error
        return 0

    def write(self, context: Context, buffer: TextIO) -> None:
        """Write what the node makes into ``buffer``."""
        raise NotImplementedError

    def render_to_output(self, context: object, buffer: TextIO) -> int:
        """Do as ``render``."""
        assert isinstance(context, Context)
        return self.render(context, buffer)


class TextNode(RubyNode):
    """Text outside of all markup."""

    __slots__ = ("text",)

    def __init__(self, token: Token) -> None:
        super().__init__(token, blank=not token.value.strip(RUBY_SPACE))
        self.text = token.value

    def write(self, context: Context, buffer: TextIO) -> None:
        """Write the text."""
        buffer.write(self.text)


class OutputNode(RubyNode):
    """``{{ value | filter }}``."""

    __slots__ = ("expression",)

    def __init__(self, token: Token, expression: Expression) -> None:
        super().__init__(token)
        self.expression = expression

    def write(self, context: Context, buffer: TextIO) -> None:
        """Write the value."""
        buffer.write(output_text(self.expression.evaluate(context)))


class Body:
    """The nodes of a block."""

    __slots__ = ("nodes",)

    def __init__(self, nodes: list[Node]) -> None:
        self.nodes = nodes

    @property
    def blank(self) -> bool:
        """Whether nothing in it can be seen."""
        return all(node.blank for node in self.nodes)

    def without_text(self) -> "Body":
        """The same block without its white space, as Liquid keeps blocks that are all blank."""
        return Body([node for node in self.nodes if not isinstance(node, TextNode)])

    def write(self, context: Context, buffer: TextIO) -> None:
        """Write all nodes."""
        for node in self.nodes:
            node.render(context, buffer)

    def text(self, context: Context) -> str:
        """Return what the nodes write."""
        buffer = context.new_output()
        self.write(context, buffer)
        return buffer.getvalue()


def tidied(bodies: list[Body]) -> tuple[list[Body], bool]:
    """Return the blocks of one tag, without white space if all of them are blank."""
    blank = all(body.blank for body in bodies)
    return ([body.without_text() for body in bodies] if blank else bodies), blank


class BlockStream(TokenStream):
    """Tokens, and the names of the blocks that are open at the present one."""

    def __init__(self, tokens: Iterator[Token], block_depth_carry: int = 0) -> None:
        super().__init__(tokens, block_depth_carry)
        self.open_blocks: list[str] = []


def parse_body(env: Environment, stream: TokenStream, ends: Container[str]) -> Body:
    """Read nodes up to a tag in ``ends`` (or the end of the file), which is left to be read."""
    nodes: list[Node] = []
    stream.block_depth += 1
    if stream.block_depth > DEEPEST_BLOCKS:
        raise RenderError("Nesting too deep", stream.current)
    while stream.current.kind != TOKEN_EOF:
        token = stream.current
        if token.kind == TOKEN_TAG and token.value in ends:
            break
        nodes.append(_parse_node(env, stream, token))
        stream.next_token()
    stream.block_depth -= 1
    return Body(nodes)


def _parse_node(env: Environment, stream: TokenStream, token: Token) -> Node:
    if token.kind == TOKEN_CONTENT:
        return TextNode(token)
    if token.kind == TOKEN_OUTPUT:
        stream.next_token()
        return OutputNode(token, parse_filtered(stream.current.value))
    tag = env.tags.get(token.value) or env.tags[UNKNOWN]
    try:
        return tag.parse(stream)
    except LiquidError as error:
        if error.token is None:
            error.token = token
        raise


class RubyTag(Tag):
    """A tag of ours: after ``parse`` the stream stands at its last token."""

    def parse(self, stream: TokenStream) -> Node:
        """Return the node of the tag at the head of the stream."""
        token = stream.next_token()
        assert stream.current.kind == TOKEN_EXPRESSION
        return self.parse_markup(token, stream.current.value, stream)

    def parse_markup(self, token: Token, markup: str, stream: TokenStream) -> Node:
        """Return the node; ``stream`` stands at the expression. Raises TemplateSyntaxError."""
        raise NotImplementedError

    def body(
        self, stream: TokenStream, ends: Container[str], name: str = ""
    ) -> tuple[Body, str, str]:
        """Read the block behind the present token up to a tag in ``ends``.

        Returns the block with the name and the markup of the tag that ended it, whose last token
        the stream then stands at.
        """
        opening = stream.tokens[stream.pos]
        opening_name = name or self.name
        stream.next_token()
        assert isinstance(stream, BlockStream)
        stream.open_blocks.append(opening_name)
        found = parse_body(self.env, stream, ends)
        stream.open_blocks.pop()
        if stream.current.kind == TOKEN_EOF:
            raise TemplateSyntaxError(
                f"'{opening_name}' tag was never closed", end_of(opening.source)
            )
        ended_by = stream.next_token().value
        return found, ended_by, stream.current.value


def run_template(nodes: list[Node], context: Context, buffer: TextIO) -> None:
    """Write a whole file; ``break`` outside of a loop ends it, as in Liquid."""
    try:
        for node in nodes:
            node.render(context, buffer)
    except LiquidInterrupt:
        return
