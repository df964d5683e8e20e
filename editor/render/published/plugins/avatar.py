"""jekyll-avatar: the picture of a person on GitHub."""

import re
import zlib
from typing import TextIO

from liquid.ast import Node
from liquid.stream import TokenStream
from liquid.token import Token

from editor.render.liquid.blocks import RubyNode, RubyTag
from editor.render.liquid.context import Context
from editor.render.liquid.expressions import parse_value
from editor.render.liquid.values import to_s
from editor.render.published.plugins.plugin import Plugin

_SIZE = re.compile(r"size=(\w+)")
_USER = re.compile(r"user=([\w.]+)")
_PLAIN_USER = re.compile(r"\s*@?([\w.-]+)")
_SCALES = (1, 2, 3, 4)
_SIZE_WHEN_UNSAID = 40
_LARGEST = 4096


class AvatarNode(RubyNode):
    """``{% avatar name size=40 %}``."""

    __slots__ = ("_lazy", "_size", "_user", "_variable")

    def __init__(self, token: Token, markup: str) -> None:
        super().__init__(token)
        size = _SIZE.search(markup)
        user = _USER.search(markup)
        plain = _PLAIN_USER.match(markup)
        self._size = size[1] if size else ""
        self._variable = user[1] if user else ""
        self._user = "" if user or plain is None else plain[1]
        self._lazy = "lazy=true" in markup

    def write(self, context: Context, buffer: TextIO) -> None:
        """Write the picture."""
        user = to_s(parse_value(self._variable).evaluate(context)) if self._variable else self._user
        user = user.removeprefix("@")
        size = self._pixels(context)
        host = f"https://avatars{zlib.crc32(user.encode()) % 4}.githubusercontent.com"
        addresses = [f"{host}/{user}?v=3&s={size * scale}" for scale in _SCALES]
        sources = ", ".join(
            f"{address} {scale}x" for address, scale in zip(addresses, _SCALES, strict=True)
        )
        small = " avatar-small" if size < 48 else ""
        prefix = "data-" if self._lazy else ""
        source = f'src="" data-src="{addresses[0]}"' if self._lazy else f'src="{addresses[0]}"'
        buffer.write(
            f'<img class="avatar{small}" alt="{user}" width="{size}" height="{size}" '
            f'data-proofer-ignore="true" {source} {prefix}srcset="{sources}" />'
        )

    def _pixels(self, context: Context) -> int:
        text = self._size
        if text and not text.isdigit():
            text = to_s(parse_value(text).evaluate(context))
        return min(int(text[:6]), _LARGEST) if text.isdigit() else _SIZE_WHEN_UNSAID


class AvatarTag(RubyTag):
    """``{% avatar %}``."""

    name = "avatar"

    def parse_markup(self, token: Token, markup: str, stream: TokenStream) -> Node:
        """Read the name and the size."""
        return AvatarNode(token, markup)


PLUGIN = Plugin("jekyll-avatar", tags=(AvatarTag,))
