"""Front-matter defaults: what ``defaults:`` in the settings gives to a post."""

from collections.abc import Mapping
from dataclasses import dataclass

from editor.post.scalars import Value
from editor.site.config import SiteConfig
from editor.site.globs import glob_reaches

_POSTS = "posts"
_OLD_TYPE_NAMES = {"post": "posts", "page": "pages", "draft": "drafts"}


@dataclass(frozen=True, slots=True)
class _Scope:
    """One entry of ``defaults:``; ``kind`` is None where the scope names no type."""

    path: str
    kind: str | None
    values: Mapping[str, Value]

    @property
    def rank_path(self) -> str:
        return _without_slashes(self.path)

    def applies(self, path: str, collections_dir: str, kind: str | None) -> bool:
        if self.kind is not None and self.kind != kind:
            return False
        if "*" in self.path:
            whole = f"{collections_dir.strip('/')}/{path}".lstrip("/")
            return glob_reaches(self.path, whole)
        below = self.path
        if collections_dir and below.startswith(f"{collections_dir}/"):
            below = below.removeprefix(f"{collections_dir}/")
        return path.startswith(below)

    def precedes(self, other: "_Scope | None") -> bool:
        """Whether this scope is at least as close as ``other`` (``#has_precedence?``)."""
        if other is None:
            return True
        if len(self.rank_path) != len(other.rank_path):
            return len(self.rank_path) > len(other.rank_path)
        return self.kind is not None or other.kind is None


def defaults_for(config: SiteConfig, path: str, kind: str | None = _POSTS) -> dict[str, Value]:
    """Return the values that ``defaults:`` gives to the post ``path``.

    ``path`` is relative to ``collections_dir``, with ``/``. ``kind`` is ``posts``, ``pages`` or
    the label of a collection, None for a file without front matter. Rule:
    ``jekyll/frontmatter_defaults.rb#all``. A draft is of the type ``posts`` for Jekyll 4.
    """
    merged: dict[str, Value] = {}
    closest: _Scope | None = None
    for written in config.defaults:
        scope = _read_scope(written)
        if scope is None or not scope.applies(path, config.collections_dir, kind):
            continue
        if scope.precedes(closest):
            merged = merge_values(merged, scope.values)
            closest = scope
        else:
            merged = merge_values(scope.values, merged)
    return merged


def merge_values(under: Mapping[str, Value], over: Mapping[str, Value]) -> dict[str, Value]:
    """Lay ``over`` on ``under``: nil keeps what was there, maps are merged (``utils.rb``)."""
    merged = dict(under)
    for key, value in over.items():
        below = merged.get(key)
        if value is None and key in merged:
            continue
        if isinstance(below, dict) and isinstance(value, dict):
            merged[key] = merge_values(below, value)
        else:
            merged[key] = value
    return merged


def _read_scope(written: Value) -> _Scope | None:
    values = written.get("values") if isinstance(written, dict) else None
    if not isinstance(written, dict) or not isinstance(values, dict):
        return None
    scope = written.get("scope")
    if not isinstance(scope, dict):
        scope = {}
    path, kind = scope.get("path"), scope.get("type")
    named = str(kind) if "type" in scope else None
    return _Scope(
        path if isinstance(path, str) else "",
        _OLD_TYPE_NAMES.get(named, named) if named else named,
        values,
    )


def _without_slashes(path: str) -> str:
    if not path.startswith("/"):
        return path
    return path[1:-1] if len(path) > 2 and path.endswith("/") else path[1:]
