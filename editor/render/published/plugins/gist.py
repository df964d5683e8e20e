"""jekyll-gist: a gist by its script; its text is fetched only when the site is built."""

import re
from typing import TextIO

from liquid.ast import Node
from liquid.stream import TokenStream
from liquid.token import Token

from editor.render.liquid.blocks import RubyNode, RubyTag
from editor.render.liquid.context import Context
from editor.render.liquid.errors import JekyllTagError
from editor.render.liquid.expressions import parse_value
from editor.render.liquid.filters.calls import services_of
from editor.render.liquid.values import RUBY_SPACE, to_s, truthy
from editor.render.published.plugins.plugin import Plugin

_ARGUMENTS = re.compile(r"(\S+|.*(?=/).+)\s?(\S*)")


class GistNode(RubyNode):
    """``{% gist user/number file %}``."""

    __slots__ = ("_file", "_gist")

    def __init__(self, token: Token, gist: str, file: str) -> None:
        super().__init__(token)
        self._gist = gist
        self._file = file

    def write(self, context: Context, buffer: TextIO) -> None:
        """Write the script."""
        gist = parse_value(self._gist).evaluate(context)
        file = parse_value(self._file).evaluate(context) if self._file else None
        shown = to_s(gist) if truthy(gist) else self._gist
        query = to_s(file) if truthy(file) else self._file
        address = f"https://gist.github.com/{shown}.js"
        settings = services_of(context).setting("gist")
        if not (isinstance(settings, dict) and settings.get("noscript") is False):
            services_of(context).remark(
                "the text of a gist, for browsers without scripts, is fetched when the site is "
                "built",
                context,
            )
        buffer.write(f'<script src="{address}{f"?file={query}" if query else ""}"> </script>')


class GistTag(RubyTag):
    """``{% gist %}``."""

    name = "gist"

    def parse_markup(self, token: Token, markup: str, stream: TokenStream) -> Node:
        """Read the gist and the file in it."""
        found = _ARGUMENTS.fullmatch(markup.strip(RUBY_SPACE))
        if found is None:
            raise JekyllTagError(
                "Syntax error in tag 'gist' while parsing the following markup:\n\n"
                f"{markup}\n\nValid syntax:\n  {{% gist user/1234567 %}}\n"
            )
        return GistNode(token, found[1].strip(), found[2].strip())


PLUGIN = Plugin(tags=(GistTag,))
