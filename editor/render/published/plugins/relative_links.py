"""jekyll-relative-links: links to markdown files become links to their pages."""

import posixpath
import re
from urllib.parse import unquote_plus

from editor.render.liquid.filters.addresses import is_absolute, normalize
from editor.render.liquid.values import to_s
from editor.render.published.plugins.plugin import PagePart, Plugin

_TITLE = r"""(?P<{}title>\s+"(?:\\"|[^"])*(?<!\\)"|\s+"(?:\\'|[^'])*(?<!\\)')?"""
_TEXT = r"(?P<{}text>(?:!\[[^\]]*\](?:\([^)]*\))?|(?!\]\().)*?)"
_INLINE = re.compile(
    rf"\[{_TEXT.format('')}\]\((?P<path>[^)]+?)(?P<fragment>#.+?|)?{_TITLE.format('')}\)"
)
_REFERENCE = re.compile(
    rf"^\s*?\[{_TEXT.format('')}\]: (?P<path>.+?)(?P<fragment>#.+?|)?{_TITLE.format('')}\s*?$",
    re.MULTILINE,
)


def _with_pages(source: str, part: PagePart) -> str:
    settings = part.build.settings.get("relative_links")
    # Posts are left alone unless the site asks for its collections too.
    if not isinstance(settings, dict) or settings.get("collections") is not True:
        return source
    if settings.get("enabled") is False or not part.build.is_markdown(part.document.data.path):
        return source
    source = _INLINE.sub(lambda found: _inline(found, part), source)
    return _REFERENCE.sub(lambda found: _reference(found, part), source)


def _inline(found: re.Match[str], part: PagePart) -> str:
    url = _url(found["path"], part)
    if url is None:
        return found[0]
    return f"[{found['text']}]({url}{found['fragment'] or ''}{found['title'] or ''})"


def _reference(found: re.Match[str], part: PagePart) -> str:
    url = _url(found["path"], part)
    if url is None:
        return found[0]
    return f"\n[{found['text']}]: {url}{found['fragment'] or ''}{found['title'] or ''}"


def _url(path: str, part: PagePart) -> str | None:
    if path.startswith("#") or is_absolute(path):
        return None
    base = "" if path.startswith("/") else posixpath.dirname(part.document.data.path)
    target = posixpath.normpath(posixpath.join(base, path.lstrip("/")))
    url = part.file_url(unquote_plus(target))
    if url is None:
        return None
    site = to_s(part.build.settings.get("baseurl")).removesuffix("/")
    return normalize(f"{'/' if site and not site.startswith('/') else ''}{site}{url}")


PLUGIN = Plugin(before_liquid=_with_pages)
