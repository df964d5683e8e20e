"""jekyll-avatar: the picture of a person on GitHub."""

import html
import re
import zlib
from typing import TextIO

from liquid.ast import Node
from liquid.stream import TokenStream
from liquid.template import BoundTemplate
from liquid.token import Token

from editor.render.liquid.blocks import RubyNode, RubyTag, run_template
from editor.render.liquid.context import Context
from editor.render.liquid.expressions import parse_value
from editor.render.liquid.values import RUBY_SPACE, to_s, truthy
from editor.render.published.plugins.plugin import Plugin

_SIZE = re.compile(r"\bsize=(\d+)\b", re.IGNORECASE)
_USER = re.compile(r"\buser=([\w.]+)\b")
_SERVERS = 4
_SCALES = (1, 2, 3, 4)
_SIZE_WHEN_UNSAID = 40
_LARGEST = 4096


class AvatarNode(RubyNode):
    """``{% avatar name size=40 %}``; what stands in the tag may itself hold outputs."""

    __slots__ = ("_size", "_template", "_variable")

    def __init__(self, token: Token, markup: str, template: BoundTemplate) -> None:
        super().__init__(token)
        size = _SIZE.search(markup)
        user = _USER.search(markup)
        self._size = min(int(size[1][:6]), _LARGEST) if size else _SIZE_WHEN_UNSAID
        self._variable = user[1] if user else ""
        self._template = template

    def write(self, context: Context, buffer: TextIO) -> None:
        """Write the picture."""
        words = context.new_output()
        run_template(self._template.nodes, context, words)
        written = words.getvalue()
        user = html.escape(self._user(written, context))
        size = self._size
        server = zlib.crc32(f"{user}?v=3&s={size}".encode()) % _SERVERS
        host = f"https://avatars{server}.githubusercontent.com"
        addresses = [f"{host}/{user}?v=3&s={size * scale}" for scale in _SCALES]
        sources = ", ".join(
            f"{address} {scale}x" for address, scale in zip(addresses, _SCALES, strict=True)
        )
        small = " avatar-small" if size < 48 else ""
        lazy = "lazy=true" in written
        prefix = "data-" if lazy else ""
        source = f'src="" data-src="{addresses[0]}"' if lazy else f'src="{addresses[0]}"'
        buffer.write(
            f'<img class="avatar{small}" alt="{user}" width="{size}" height="{size}" '
            f'data-proofer-ignore="true" {source} {prefix}srcset="{sources}" />'
        )

    def _user(self, written: str, context: Context) -> str:
        if self._variable:
            value = parse_value(self._variable).evaluate(context)
            return to_s(value) if truthy(value) else self._variable
        return next(iter(written.split()), "").removeprefix("@")


class AvatarTag(RubyTag):
    """``{% avatar %}``."""

    name = "avatar"

    def parse_markup(self, token: Token, markup: str, stream: TokenStream) -> Node:
        """Read the name and the size."""
        markup = markup.strip(RUBY_SPACE)
        return AvatarNode(token, markup, self.env.from_string(markup))


PLUGIN = Plugin(tags=(AvatarTag,))
