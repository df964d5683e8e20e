"""jekyll-include-cache: ``include`` under another name; what it saves is time alone."""

from editor.render.liquid.tags.includes import IncludeTag
from editor.render.published.plugins.plugin import Plugin


class IncludeCachedTag(IncludeTag):
    """``{% include_cached %}``."""

    name = "include_cached"


PLUGIN = Plugin(tags=(IncludeCachedTag,))
