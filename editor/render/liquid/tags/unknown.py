"""Tags that nobody here knows: shown as what they are, with a mark around them."""

import html
from typing import TextIO

from liquid.ast import Node
from liquid.stream import TokenStream
from liquid.token import TOKEN_TAG, Token

from editor.render.liquid.blocks import UNKNOWN, BlockStream, Body, RubyNode, RubyTag
from editor.render.liquid.context import Context
from editor.render.liquid.errors import TemplateSyntaxError

PLACEHOLDER_CLASS = "gp-unknown-tag"


class UnknownNode(RubyNode):
    """A tag that is not known, with what its block holds if it has one."""

    __slots__ = ("_body", "_markup")

    def __init__(self, token: Token, markup: str, body: Body | None) -> None:
        super().__init__(token)
        self._markup = markup
        self._body = body

    def write(self, context: Context, buffer: TextIO) -> None:
        """Write the tag itself as text, and its block below."""
        hook = context.on_unknown_tag
        if hook is not None:
            hook(self.token, context)
        shown = " ".join(f"{{% {self.token.value} {self._markup} %}}".split())
        buffer.write(f'<code class="{PLACEHOLDER_CLASS}">{html.escape(shown, quote=False)}</code>')
        if self._body is not None:
            self._body.write(context, buffer)


class UnknownTag(RubyTag):
    """Whatever is no tag of Jekyll or of a plugin that is known here."""

    name = UNKNOWN

    def parse_markup(self, token: Token, markup: str, stream: TokenStream) -> Node:
        """Read the block too where an end of it follows; a lonely end is a fault."""
        name = token.value
        if name in ("else", "elsif", "when") or name.startswith("end"):
            raise TemplateSyntaxError(_misplaced(name, stream), token)
        end = f"end{name}"
        body = None
        if any(
            item.kind == TOKEN_TAG and item.value == end for item in stream.tokens[stream.pos :]
        ):
            body = self.body(stream, (end,), name)[0]
        return UnknownNode(token, markup, body)


def _misplaced(name: str, stream: TokenStream) -> str:
    """Liquid's words for a tag that cannot stand where it is."""
    block = stream.open_blocks[-1] if isinstance(stream, BlockStream) and stream.open_blocks else ""
    if name == "else":
        return f"{block} tag does not expect 'else' tag" if block else "Unexpected outer 'else' tag"
    if block and name.startswith("end"):
        return f"'{name}' is not a valid delimiter for {block} tags. use end{block}"
    return f"Unknown tag '{name}'"
