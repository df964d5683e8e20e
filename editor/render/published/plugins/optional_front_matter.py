"""jekyll-optional-front-matter: pages without front matter, for which see ``added_pages``."""

from editor.render.published.plugins.plugin import Plugin

PLUGIN = Plugin()
