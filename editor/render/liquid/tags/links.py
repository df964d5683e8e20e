"""``link`` and ``post_url``: the address of another file of the site."""

import re
from typing import TextIO

from liquid import Environment
from liquid.ast import Node
from liquid.stream import TokenStream
from liquid.token import Token

from editor.render.liquid.blocks import RubyNode, RubyTag, run_template
from editor.render.liquid.context import Context
from editor.render.liquid.errors import JekyllTagError
from editor.render.liquid.filters.addresses import relative_url
from editor.render.liquid.filters.calls import services_of
from editor.render.liquid.values import RUBY_SPACE, to_s

_POST_NAME = re.compile(r"^(.+/)*(\d+-\d+-\d+)-(.*)$", re.MULTILINE)


class LinkNode(RubyNode):
    """``{% link _posts/2020-01-01-a.md %}``."""

    __slots__ = ("_path",)

    def __init__(self, token: Token, markup: str, env: Environment) -> None:
        super().__init__(token)
        self._path = env.from_string(markup.strip(RUBY_SPACE))

    def write(self, context: Context, buffer: TextIO) -> None:
        """Write the address; raises JekyllTagError when there is no such file."""
        output = context.new_output()
        run_template(self._path.nodes, context, output)
        path = output.getvalue()
        url = services_of(context).file_url(path)
        if url is None:
            raise JekyllTagError(
                f"Could not find document '{path}' in tag 'link'.\n\n"
                "Make sure the document exists and the path is correct.\n"
            )
        buffer.write(to_s(relative_url(context, url)))


class LinkTag(RubyTag):
    """``{% link %}``."""

    name = "link"

    def parse_markup(self, token: Token, markup: str, stream: TokenStream) -> Node:
        """Read the path, in which outputs may stand."""
        return LinkNode(token, markup, self.env)


class PostUrlNode(RubyNode):
    """``{% post_url 2020-01-01-a %}``."""

    __slots__ = ("_name",)

    def __init__(self, token: Token, name: str) -> None:
        super().__init__(token)
        self._name = name

    def write(self, context: Context, buffer: TextIO) -> None:
        """Write the address; raises JekyllTagError when there is no such post."""
        url = services_of(context).post_url(self._name)
        if url is None:
            raise JekyllTagError(
                f"Could not find post \"{self._name}\" in tag 'post_url'.\n"
                "Make sure the post exists and the name is correct.\n"
            )
        buffer.write(to_s(relative_url(context, url)))


class PostUrlTag(RubyTag):
    """``{% post_url %}``."""

    name = "post_url"

    def parse_markup(self, token: Token, markup: str, stream: TokenStream) -> Node:
        """Read the name of a post; raises JekyllTagError for what cannot be one."""
        name = markup.strip(RUBY_SPACE)
        if not _POST_NAME.search(name.removeprefix("/")):
            raise JekyllTagError(
                f"Could not parse name of post \"{name}\" in tag 'post_url'.\n"
                " Make sure the post exists and the name is correct.\n"
                f" Jekyll::Errors::InvalidPostNameError: '{name}' does not contain valid date "
                "and/or title.\n"
            )
        return PostUrlNode(token, name)
