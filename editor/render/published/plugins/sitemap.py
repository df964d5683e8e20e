"""jekyll-sitemap: the two pages that it makes, for layouts that go through all pages."""

from editor.render.published.build import Build
from editor.render.published.plugins.plugin import Plugin

_CONTENTS = {"sitemap.xml": "", "robots.txt": 'Sitemap: {{ "sitemap.xml" | absolute_url }}\n'}
"""What templates see of each; the first is for machines, and no layout shows it."""


def _pages(build: Build) -> list[object]:
    return [
        {
            "content": content,
            "dir": "/",
            "layout": None,
            "name": name,
            "path": name,
            "url": f"/{name}",
        }
        for name, content in _CONTENTS.items()
        if not build.folder.file(name)
    ]


PLUGIN = Plugin(pages=_pages)
