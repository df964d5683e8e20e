"""jekyll-feed: the link to the feed, and the page that it makes."""

from typing import TextIO

from liquid.ast import Node
from liquid.stream import TokenStream
from liquid.token import Token

from editor.post.scalars import Value
from editor.render.liquid.blocks import RubyNode, RubyTag
from editor.render.liquid.context import Context
from editor.render.liquid.filters.addresses import absolute_url
from editor.render.liquid.filters.calls import services_of
from editor.render.liquid.filters.strings import xml_escape
from editor.render.liquid.values import to_s, truthy
from editor.render.published.build import Build
from editor.render.published.plugins.plugin import Plugin


def _path(settings: Value) -> str:
    own = settings.get("path") if isinstance(settings, dict) else None
    return to_s(own) or "feed.xml"


class FeedMetaNode(RubyNode):
    """``{% feed_meta %}``."""

    def write(self, context: Context, buffer: TextIO) -> None:
        """Write the link."""
        services = services_of(context)
        address = to_s(absolute_url(context, _path(services.setting("feed"))))
        title = services.setting("title") or services.setting("name")
        attributes = {"type": "application/atom+xml", "rel": "alternate", "href": address}
        if truthy(title):
            attributes["title"] = to_s(title)
        shown = " ".join(f'{key}="{xml_escape(value)}"' for key, value in attributes.items())
        buffer.write(f"<link {shown} />")


class FeedMetaTag(RubyTag):
    """``{% feed_meta %}``."""

    name = "feed_meta"

    def parse_markup(self, token: Token, markup: str, stream: TokenStream) -> Node:
        """Read nothing."""
        return FeedMetaNode(token)


def _pages(build: Build) -> list[object]:
    path = _path(build.settings.get("feed")).lstrip("/")
    if build.folder.file(path):
        return []
    return [{"layout": None, "sitemap": False, "name": path, "path": path, "url": f"/{path}"}]


PLUGIN = Plugin(tags=(FeedMetaTag,), pages=_pages)
