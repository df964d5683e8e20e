"""How Jekyll merges what folders, defaults and front matter say about one post."""

from collections.abc import Iterable, Mapping

from editor.post.scalars import Value, to_text
from editor.site.defaults import merge_values
from editor.site.errors import IgnoredFrontMatterError
from editor.site.ruby_text import capitalize, identity, split_words, truthy


def categories_from_path(path: str, folder: str) -> list[Value]:
    """Return the names of the folders above ``folder`` (``_posts`` or ``_drafts``) in ``path``.

    ``path`` is relative to ``collections_dir``. Rule: ``document.rb#categories_from_path``.
    """
    if path.startswith(folder):
        return []
    above = path.partition(folder)[0].split("/")
    basename = path.rpartition("/")[2]
    return [name for name in above if name not in ("", folder, basename)]


def merge_data(data: Mapping[str, Value], other: Mapping[str, Value]) -> dict[str, Value]:
    """Lay ``other`` on a post's ``data``: categories are joined, other values overwritten.

    Raises IgnoredFrontMatterError where Jekyll gives up reading (``document.rb#merge_data!``).
    """
    added = other.get("categories")
    if added is None:
        return merge_values(data, other)
    if isinstance(added, str):
        added = [*split_words(added)]
    known = data.get("categories")
    if isinstance(known, list):
        if not isinstance(added, list):
            raise IgnoredFrontMatterError(
                "“categories” is neither a list nor a text, so Jekyll ignores the whole front "
                "matter. Nothing is lost; write it as a list, such as [News]."
            )
        added = _unique([*known, *added])
    return merge_values(data, {**other, "categories": added})


def read_categories(data: Mapping[str, Value]) -> list[Value]:
    """Return a post's categories out of ``category`` and ``categories`` together.

    A number is followed by its own text (``[1]`` gives ``[1, "1"]``), as in Jekyll; addresses
    use each text once (``document.rb#populate_categories``).
    """
    known = data.get("categories")
    listed = known if isinstance(known, list) else []
    named = [to_text(item) for item in (*listed, *_plural(data, "category", "categories"))]
    return _unique([*listed, *named])


def read_tags(data: Mapping[str, Value]) -> list[Value]:
    """Return a post's tags: ``tag`` wins over ``tags`` (``document.rb#populate_tags``)."""
    return _plural(data, "tag", "tags")


def title_from_slug(slug: str) -> str:
    """Return the title that Jekyll makes of a slug (``utils.rb#titleize_slug``)."""
    return " ".join(capitalize(word) for word in slug.rstrip("-").split("-"))


def _plural(data: Mapping[str, Value], singular: str, plural: str) -> list[Value]:
    """``utils.rb#pluralized_array_from_hash``."""
    value = data.get(singular)
    if not truthy(value):
        value = data.get(plural)
        if isinstance(value, str):
            value = [*split_words(value)]
        elif not isinstance(value, list):
            return []
    return [item for item in _flat([value]) if item is not None]


def _flat(values: Iterable[Value]) -> Iterable[Value]:
    for value in values:
        if isinstance(value, list):
            yield from _flat(value)
        else:
            yield value


def _unique(values: Iterable[Value]) -> list[Value]:
    first: dict[tuple[str, str], Value] = {}
    for value in values:
        first.setdefault(identity(value), value)
    return [*first.values()]
