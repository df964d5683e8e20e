"""jekyll-last-modified-at: when the file was changed, by git's log or by the file itself."""

import datetime as dt
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import TextIO

from liquid.ast import Node
from liquid.stream import TokenStream
from liquid.token import Token

from editor.render.liquid.blocks import RubyNode, RubyTag
from editor.render.liquid.context import Context
from editor.render.liquid.filters.dates import local_moment
from editor.render.liquid.strftime import strftime
from editor.render.liquid.values import RUBY_SPACE, to_s
from editor.render.published.build import Build
from editor.render.published.documents import DocumentDrop
from editor.render.published.plugins.plugin import Plugin

_FORMAT = "%d-%b-%y"
_GIT_SECONDS = 5
_GIT = ("git", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null")


def _committed(path: Path) -> int | None:
    command = [*_GIT, "log", "-1", "--no-show-signature", "--format=%ct", "--", path.name]
    try:
        done = subprocess.run(  # noqa: S603  # a fixed program; the path is one argument
            command,
            cwd=path.parent,
            capture_output=True,
            text=True,
            timeout=_GIT_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    text = done.stdout.strip()
    return int(text) if text.isdigit() else None


def _values(build: Build, document: DocumentDrop) -> Mapping[str, object]:
    if document.data.values.get("last_modified_at") is not None:
        return {}
    base = build.site.config.collections_dir.strip("/")
    relative = document.data.path
    path = build.folder.file(f"{base}/{relative}" if base else relative)
    if path is None:
        return {}
    seconds = _committed(path)
    if seconds is None:
        seconds = int(path.stat().st_mtime)
    return {"last_modified_at": dt.datetime.fromtimestamp(seconds, build.now.tzinfo)}


class LastModifiedNode(RubyNode):
    """``{% last_modified_at %}``."""

    __slots__ = ("_format",)

    def __init__(self, token: Token, pattern: str) -> None:
        super().__init__(token)
        self._format = pattern or _FORMAT

    def write(self, context: Context, buffer: TextIO) -> None:
        """Write the date."""
        page = context.payload.get("page")
        value = page.get("last_modified_at") if isinstance(page, Mapping) else None
        if to_s(value):
            buffer.write(strftime(local_moment(context, value), self._format))


class LastModifiedTag(RubyTag):
    """``{% last_modified_at %}``."""

    name = "last_modified_at"

    def parse_markup(self, token: Token, markup: str, stream: TokenStream) -> Node:
        """Read the form of the date."""
        return LastModifiedNode(token, markup.strip(RUBY_SPACE))


PLUGIN = Plugin(tags=(LastModifiedTag,), values=_values)
