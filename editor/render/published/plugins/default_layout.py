"""jekyll-default-layout: a layout for posts that name none."""

from collections.abc import Callable

from editor.render.published.plugins.plugin import Plugin


def _layout(exists: Callable[[str], bool]) -> str | None:
    return next((name for name in ("post", "default") if exists(name)), None)


PLUGIN = Plugin(layout=_layout)
