"""jekyll-titles-from-headings: posts have titles anyway, unless the site asks for these."""

import re
from collections.abc import Mapping

from editor.render.published.build import Build
from editor.render.published.documents import DocumentDrop
from editor.render.published.plugins.plugin import PagePart, Plugin
from editor.site.merging import title_from_slug

_HEADING = re.compile(r"\A\s*#{1,3}[ \t]+(.*?)[ \t]*#*[ \t]*$\n?", re.MULTILINE)


def _settings(build: Build) -> Mapping[str, object]:
    written = build.settings.get("titles_from_headings")
    return written if isinstance(written, dict) else {}


def _without_title(source: str, part: PagePart) -> str:
    """Posts are read only where the site asks for its collections and for the heading to go."""
    settings = _settings(part.build)
    if not (settings.get("collections") is True and settings.get("strip_title") is True):
        return source
    found = _HEADING.match(source)
    same = found is not None and found[1] == part.document.data.values.get("title")
    return source[found.end() :] if found is not None and same else source


def _heading_as_title(build: Build, document: DocumentDrop) -> Mapping[str, object]:
    """A title that Jekyll made of the file's name gives way to the first heading."""
    values = document.data.values
    made = title_from_slug(str(values.get("slug") or ""))
    found = _HEADING.match(document.data.body)
    if _settings(build).get("collections") is not True or found is None:
        return {}
    return {"title": found[1]} if values.get("title") == made else {}


PLUGIN = Plugin(before_liquid=_without_title, values=_heading_as_title)
