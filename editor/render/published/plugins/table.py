"""The gems that are known here, and those that change nothing on a post's page."""

from editor.render.published.plugins import (
    avatar,
    default_layout,
    emoji,
    feed,
    gist,
    github_metadata,
    include_cache,
    last_modified,
    mentions,
    paginate,
    redirect_from,
    relative_links,
    seo,
    sitemap,
    titles,
    toc,
)
from editor.render.published.plugins.plugin import Plugin

PLUGINS: tuple[Plugin, ...] = (
    seo.PLUGIN,
    feed.PLUGIN,
    include_cache.PLUGIN,
    toc.PLUGIN,
    gist.PLUGIN,
    mentions.PLUGIN,
    emoji.PLUGIN,
    relative_links.PLUGIN,
    titles.OPTIONAL_FRONT_MATTER,
    titles.TITLES,
    default_layout.PLUGIN,
    avatar.PLUGIN,
    github_metadata.PLUGIN,
    last_modified.PLUGIN,
    redirect_from.PLUGIN,
    sitemap.PLUGIN,
    paginate.PLUGIN,
)

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
