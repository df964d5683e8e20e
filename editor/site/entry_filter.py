"""Which files and folders Jekyll looks at: exclude, include, special and backup names."""

from collections.abc import Sequence
from dataclasses import dataclass

from editor.site.config import SiteConfig
from editor.site.globs import fnmatch_pattern

_SPECIAL_FIRST = (".", "_", "#", "~")


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """The rules of ``jekyll/entry_filter.rb``, links apart."""

    include: tuple[str, ...]
    exclude: tuple[str, ...]

    @classmethod
    def of(cls, config: SiteConfig) -> "EntryFilter":
        """Build the filter for a site's settings."""
        return cls(config.include, config.exclude)

    def accepts(self, base: str, entry: str, *, is_folder: bool) -> bool:
        """Whether Jekyll reads ``entry``, a path below the folder ``base`` of the site.

        Both use ``/``; ``base`` is empty for the root. ``include`` is compared with the entry
        alone, ``exclude`` with the path from the root: Jekyll's own asymmetry.
        """
        if entry.endswith("."):
            return False
        name = entry.rpartition("/")[2]
        if _matches(self.include, entry, is_folder) or _matches(self.include, name, is_folder):
            return True
        if _matches(self.exclude, f"{base}/{entry}".lstrip("/"), is_folder):
            return False
        special = entry.startswith(_SPECIAL_FIRST) or name.startswith(_SPECIAL_FIRST)
        return not special and not entry.endswith("~")


def _matches(patterns: Sequence[str], entry: str, is_folder: bool) -> bool:
    return any(_matches_one(pattern.lstrip("/"), entry, is_folder) for pattern in patterns)


def _matches_one(pattern: str, entry: str, is_folder: bool) -> bool:
    if entry.startswith(pattern) or (is_folder and pattern == f"{entry}/"):
        return True
    return _has_wildcard(pattern) and fnmatch_pattern(pattern).match(entry) is not None


def _has_wildcard(pattern: str) -> bool:
    return not {"*", "?", "[", "\\"}.isdisjoint(pattern)
