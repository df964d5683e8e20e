"""What the front matter of a post says, for walks over thousands of posts that read no text.

The same values as ``document_data`` gives, of posts whose first lines are plain; for others there
is no answer, and the post has to be read.
"""

import datetime as dt
from collections.abc import Mapping

from editor.post.scalars import Value
from editor.site.config import SiteConfig
from editor.site.defaults import defaults_for, merge_values
from editor.site.errors import IgnoredFrontMatterError
from editor.site.layout import PostKind, parse_draft_name
from editor.site.merging import (
    categories_from_path,
    merge_data,
    read_categories,
    read_tags,
    title_from_slug,
)
from editor.site.quick_values import quick_values
from editor.site.ruby_text import truthy


def glance(
    config: SiteConfig, path: str, head: bytes, date: dt.datetime
) -> Mapping[str, object] | None:
    """Return the values of the post ``path`` (below ``collections_dir``) that is dated ``date``.

    ``head`` is its front matter with the first fence. None for what wants reading.
    """
    written = _written(head)
    name = parse_draft_name(path)
    if written is None or name is None or PostKind.POST.value not in path:
        return None
    inherited = defaults_for(config, path)
    data: dict[str, Value] = {
        "draft": False,
        "categories": categories_from_path(path, PostKind.POST.value),
    }
    try:
        data = merge_data(merge_data(data, inherited), written)
    except IgnoredFrontMatterError:
        return None
    merged = merge_values(inherited, written)
    values: dict[str, object] = {"draft": truthy(data["draft"]), **merged}
    title, slug = data.get("title"), data.get("slug")
    values["title"] = title if truthy(title) else title_from_slug(name.slug)
    values["slug"] = slug if truthy(slug) else name.slug
    values["categories"] = read_categories(data)
    values["tags"] = read_tags(data)
    values["date"] = date
    if not truthy(merged.get("ext")):
        values["ext"] = name.extension
    return values


def _written(head: bytes) -> Mapping[str, Value] | None:
    if not head:
        return None
    try:
        return quick_values(head.partition(b"\n")[2].decode("utf-8"))
    except UnicodeDecodeError:
        return None
