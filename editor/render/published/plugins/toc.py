"""jekyll-toc: a list of the headings, and links at them, for pages that ask for it."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TextIO

from liquid.ast import Node
from liquid.stream import TokenStream
from liquid.token import Token

from editor.post.scalars import Value
from editor.render.liquid.blocks import RubyNode, RubyTag
from editor.render.liquid.context import Context
from editor.render.liquid.filters.calls import services_of, with_context
from editor.render.liquid.values import to_s
from editor.render.published.plugins.plugin import Plugin

_HEADING = re.compile(r"<h([1-6])((?:\s[^>]*)?)>(.*?)</h\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_ID = re.compile(r"""\bid=["']([^"']*)["']""")
_CLASSES = re.compile(r"""\bclass=["']([^"']*)["']""")
_NOT_IN_ID = re.compile(r"[^\w\- ]")
_ANCHOR = (
    '<a class="anchor" href="#{}" aria-hidden="true"><span class="octicon octicon-link"></span></a>'
)


@dataclass(frozen=True, slots=True)
class _Entry:
    level: int
    name: str
    text: str
    at: int


def _setting(settings: Value, name: str, otherwise: str) -> str:
    value = settings.get(name) if isinstance(settings, dict) else None
    return otherwise if value is None else to_s(value)


def _entries(content: str, settings: Value) -> list[_Entry]:
    least, most = (
        int(_setting(settings, name, otherwise) or 1)
        for name, otherwise in (("min_level", "1"), ("max_level", "6"))
    )
    left_out = _setting(settings, "no_toc_class", "no_toc")
    used: dict[str, int] = {}
    found: list[_Entry] = []
    for heading in _HEADING.finditer(content):
        level, attributes, inside = int(heading[1]), heading[2], heading[3]
        classes = _CLASSES.search(attributes)
        if not least <= level <= most or left_out in (classes[1].split() if classes else ()):
            continue
        text = html.unescape(_TAG.sub("", inside))
        given = _ID.search(attributes)
        name = given[1] if given else _NOT_IN_ID.sub("", text.lower()).replace(" ", "-")
        count = used.get(name, 0)
        used[name] = count + 1
        shown = f"{name}-{count}" if count else name
        found.append(_Entry(level, shown, text, heading.start(3)))
    return found


def _list(entries: Sequence[_Entry], settings: Value) -> str:
    sublist = _setting(settings, "sublist_class", "")
    attributes = f' class="{sublist}"' if sublist else ""
    top = min((entry.level for entry in entries), default=1)
    item_class = _setting(settings, "item_class", "toc-entry")
    prefix = _setting(settings, "item_prefix", "toc-")
    pieces: list[str] = []
    place = 0
    while place < len(entries):
        entry = entries[place]
        end = place if entry.level > top else place + 1
        while end < len(entries) and entries[end].level > top:
            end += 1
        if entry.level > top:
            pieces.append(_list(entries[place:end], settings))
            place = end
            continue
        nested = entries[place + 1 : end]
        below = f"\n<ul{attributes}>\n{_list(nested, settings)}</ul>\n" if nested else ""
        text = html.escape(entry.text).replace("&#x27;", "&#39;")
        pieces.append(
            f'<li class="{item_class} {prefix}h{entry.level}"><a href="#{entry.name}">{text}</a>'
            f"{below}</li>\n"
        )
        place = end
    return "".join(pieces)


def contents(content: str, settings: Value) -> str:
    """Return the list of the headings in ``content``."""
    list_class = _setting(settings, "list_class", "section-nav")
    list_id = _setting(settings, "list_id", "toc")
    items = _list(_entries(content, settings), settings)
    return f'<ul id="{list_id}" class="{list_class}">\n{items}</ul>'


def anchored(content: str, settings: Value) -> str:
    """Return ``content`` with a link at every heading."""
    pieces: list[str] = []
    place = 0
    for entry in _entries(content, settings):
        pieces.extend((content[place : entry.at], _ANCHOR.format(entry.name)))
        place = entry.at
    return "".join(pieces) + content[place:]


def _is_wanted(context: Context) -> bool:
    page = context.payload.get("page")
    return hasattr(page, "get") and page.get("toc") is True


def _settings(context: Context) -> Value:
    return services_of(context).setting("toc")


def _toc(context: Context, value: object) -> object:
    if not _is_wanted(context):
        return value
    text = to_s(value)
    return contents(text, _settings(context)) + anchored(text, _settings(context))


def _toc_only(context: Context, value: object) -> object:
    return contents(to_s(value), _settings(context)) if _is_wanted(context) else ""


def _inject_anchors(context: Context, value: object) -> object:
    return anchored(to_s(value), _settings(context)) if _is_wanted(context) else value


class TocNode(RubyNode):
    """``{% toc %}``."""

    def write(self, context: Context, buffer: TextIO) -> None:
        """Write the list of the page's headings, if the page wants one."""
        page = context.payload.get("page")
        if hasattr(page, "get") and page.get("toc"):
            content = to_s(page.get("content"))
            buffer.write(contents(content, _settings(context)))


class TocTag(RubyTag):
    """``{% toc %}``."""

    name = "toc"

    def parse_markup(self, token: Token, markup: str, stream: TokenStream) -> Node:
        """Read nothing."""
        return TocNode(token)


PLUGIN = Plugin(
    tags=(TocTag,),
    filters=with_context({"toc": _toc, "toc_only": _toc_only, "inject_anchors": _inject_anchors}),
)
