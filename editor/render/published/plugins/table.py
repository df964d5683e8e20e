"""The gems that are known here, and those that change nothing on a post's page."""

from editor.render.published.plugins import feed, seo
from editor.render.published.plugins.plugin import Plugin

PLUGINS: tuple[Plugin, ...] = (seo.PLUGIN, feed.PLUGIN)

WITHOUT_EFFECT = frozenset(
    (
        "jekyll-sitemap", "jekyll-redirect-from", "jekyll-paginate", "jekyll-paginate-v2",
        "jekyll-archives", "jekyll-sass-converter", "jekyll-watch", "jekyll-admin",
        "jekyll-compose", "jekyll-coffeescript", "jekyll-readme-index", "jekyll-commonmark",
        "jekyll-livereload", "github-pages", "jekyll", "kramdown", "kramdown-parser-gfm", "rouge",
        "webrick", "liquid", "tzinfo", "tzinfo-data", "wdm", "minima", "sassc", "sass-embedded",
    )
)  # fmt: skip
"""On the page of a post."""
