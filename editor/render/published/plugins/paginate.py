"""jekyll-paginate: the further pages of the list of posts, which are pages of the site as well."""

import math
import posixpath
from collections.abc import Sequence

from editor.render.liquid.values import to_s
from editor.render.published.build import Build
from editor.render.published.pages import PageFile
from editor.render.published.plugins.plugin import Plugin

_PATH_WHEN_UNSAID = "/page:num"
_TEMPLATE = "index.html"


def _paged(build: Build, pages: Sequence[PageFile], posts: int) -> list[object]:
    """Return pages 2, 3, ... of the list: the page that shows the first, at other addresses."""
    on_a_page = build.settings.get("paginate")
    if not isinstance(on_a_page, int) or on_a_page < 1:
        return []
    path = (to_s(build.settings.get("paginate_path")) or _PATH_WHEN_UNSAID).strip("/")
    template = _template(pages, posixpath.dirname(path))
    if template is None:
        return []
    last = math.ceil(posts / on_a_page)
    return [_at(template, path.replace(":num", str(number), 1)) for number in range(2, last + 1)]


def _template(pages: Sequence[PageFile], folder: str) -> PageFile | None:
    """The ``index.html`` with the longest path between the site's folder and ``folder``."""
    above = {"", folder}
    while folder := posixpath.dirname(folder):
        above.add(folder)
    found = (
        page for page in pages if page.name == _TEMPLATE and posixpath.dirname(page.path) in above
    )
    return max(found, key=lambda page: len(page.path), default=None)


def _at(template: PageFile, folder: str) -> dict[str, object]:
    url = f"/{folder}/"
    return {**template.liquid(), "url": url, "dir": url}


PLUGIN = Plugin(paged=_paged)
