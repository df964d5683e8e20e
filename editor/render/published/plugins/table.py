"""The gems that are known here, and those that change nothing on a post's page."""

from collections.abc import Mapping
from importlib import import_module
from typing import Final

from editor.render.published.plugins.plugin import Plugin

PLUGINS: Final[Mapping[str, str]] = {
    "jekyll-seo-tag": "seo",
    "jekyll-feed": "feed",
    "jekyll-include-cache": "include_cache",
    "jekyll-toc": "toc",
    "jekyll-gist": "gist",
    "jekyll-mentions": "mentions",
    "jemoji": "emoji",
    "jekyll-relative-links": "relative_links",
    "jekyll-optional-front-matter": "optional_front_matter",
    "jekyll-titles-from-headings": "titles",
    "jekyll-default-layout": "default_layout",
    "jekyll-avatar": "avatar",
    "jekyll-github-metadata": "github_metadata",
    "jekyll-last-modified-at": "last_modified",
    "jekyll-redirect-from": "redirect_from",
    "jekyll-sitemap": "sitemap",
    "jekyll-paginate": "paginate",
}
"""The file of each gem, which is read when a site has the gem."""


def plugin_of(gem: str) -> Plugin:
    """Return what a gem of ``PLUGINS`` does."""
    plugin: Plugin = import_module(f"editor.render.published.plugins.{PLUGINS[gem]}").PLUGIN
    return plugin


def load_all() -> None:
    """Read every file, for a process that has the time."""
    for gem in PLUGINS:
        plugin_of(gem)


WITHOUT_EFFECT = frozenset(
    (
        "jekyll-paginate-v2",
        "jekyll-archives", "jekyll-sass-converter", "jekyll-watch", "jekyll-admin",
        "jekyll-compose", "jekyll-coffeescript", "jekyll-readme-index", "jekyll-livereload",
        "jekyll-remote-theme", "github-pages", "jekyll", "kramdown", "kramdown-parser-gfm",
        "rouge", "webrick", "liquid", "tzinfo", "tzinfo-data", "wdm", "minima", "sassc",
        "sass-embedded",
    )
)  # fmt: skip
"""On the page of a post."""
