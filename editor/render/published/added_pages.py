"""Plugins that add pages to ``site.pages`` which are not known here."""

import posixpath
from collections.abc import Container

from editor.render.published.build import Build
from editor.render.published.pages import SiteFiles

_ARCHIVES = "jekyll-archives"
_OPTIONAL = "jekyll-optional-front-matter"
_README = "jekyll-readme-index"
ADDING = frozenset((_ARCHIVES, _OPTIONAL, _README))

_LEFT_OUT = frozenset(
    ("README", "LICENSE", "LICENCE", "COPYING", "CODE_OF_CONDUCT", "CONTRIBUTING",
     "ISSUE_TEMPLATE", "PULL_REQUEST_TEMPLATE")
)  # fmt: skip
"""Names that are no pages without front matter."""


def adding_plugin(gems: Container[str], files: SiteFiles, build: Build) -> str | None:
    """Return the gem of ``gems`` that adds pages to those of ``files``; None when none does."""
    if _ARCHIVES in gems:
        return _ARCHIVES
    plain = [file.relative for file in files.static_files() if build.is_markdown(file.relative)]
    if _OPTIONAL in gems and any(_stem(path).upper() not in _LEFT_OUT for path in plain):
        return _OPTIONAL
    pages = [page.path for page in files.pages()]
    with_index = {posixpath.dirname(path) for path in pages if _stem(path).lower() == "index"}
    readmes = (path for path in (*plain, *pages) if _stem(path).lower() == "readme")
    if _README in gems and any(posixpath.dirname(path) not in with_index for path in readmes):
        return _README
    return None


def _stem(path: str) -> str:
    return posixpath.splitext(posixpath.basename(path))[0]
