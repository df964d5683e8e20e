"""The sites of ``sample_sites``, sites made of text, and pages as a browser sees them."""

import datetime as dt
import html
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from editor.post.document import Document
from editor.render.published.fidelity import PublishedPage
from editor.render.published.renderer import SiteRenderer
from editor.site.layout import PostKind, iter_posts
from editor.site.site import Site

SITES = Path(__file__).parent / "sample_sites"
NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)

_SPANS = re.compile(r"</?span[^>]*>")
_SPACE = re.compile(r"\s+")


def seen(page: str) -> str:
    """Return a page without white space, entities and the colours of code."""
    return _SPACE.sub("", html.unescape(_SPANS.sub("", page)))


def make_site(root: Path, files: Mapping[str, str], config: str) -> Site:
    """Write ``files`` (path to text) below ``root`` and open it as a site."""
    for name, text in {**files, "_config.yml": config}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Site.open(root)


def published_posts(site: Site) -> Iterator[Path]:
    """Yield the posts that Jekyll writes."""
    for path, kind in iter_posts(site):
        if kind is PostKind.POST and "published: false" not in path.read_text("utf-8"):
            yield path


def render(renderer: SiteRenderer, path: Path, text: str | None = None) -> PublishedPage:
    """Render the file as it is, or with another text."""
    data = path.read_bytes() if text is None else text.encode()
    return renderer.render(path, Document.decode(data), now=NOW)
