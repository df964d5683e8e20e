"""Which files and folders Jekyll looks at: exclude, include, special and backup names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from editor.site.config import SiteConfig
from editor.site.globs import fnmatch_pattern

_SPECIAL_FIRST = (".", "_", "#", "~")


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Entries of ``include`` or ``exclude``, made ready for thousands of names."""

    beginnings: tuple[str, ...]
    wildcards: tuple[re.Pattern[str], ...]

    @classmethod
    def of(cls, written: Sequence[str]) -> "_Patterns":
        patterns = tuple(pattern.lstrip("/") for pattern in written)
        wild = (fnmatch_pattern(pattern) for pattern in patterns if _has_wildcard(pattern))
        return cls(patterns, tuple(wild))

    def reach(self, entry: str, *, is_folder: bool) -> bool:
        if entry.startswith(self.beginnings):
            return True
        if is_folder and f"{entry}/" in self.beginnings:
            return True
        return any(pattern.match(entry) is not None for pattern in self.wildcards)


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """The rules of ``jekyll/entry_filter.rb``, links apart."""

    include: _Patterns
    exclude: _Patterns

    @classmethod
    def of(cls, config: SiteConfig) -> "EntryFilter":
        """Build the filter for a site's settings."""
        return cls(_Patterns.of(config.include), _Patterns.of(config.exclude))

    def accepts(self, base: str, entry: str, *, is_folder: bool) -> bool:
        """Whether Jekyll reads ``entry``, a path below the folder ``base`` of the site.

        Both use ``/``; ``base`` is empty for the root. ``include`` is compared with the entry
        alone, ``exclude`` with the path from the root: Jekyll's own asymmetry.
        """
        if entry.endswith("."):
            return False
        name = entry.rpartition("/")[2]
        if self.include.reach(entry, is_folder=is_folder):
            return True
        if name != entry and self.include.reach(name, is_folder=is_folder):
            return True
        if self.exclude.reach(f"{base}/{entry}".lstrip("/"), is_folder=is_folder):
            return False
        special = entry.startswith(_SPECIAL_FIRST) or name.startswith(_SPECIAL_FIRST)
        return not special and not entry.endswith("~")


def _has_wildcard(pattern: str) -> bool:
    return not {"*", "?", "[", "\\"}.isdisjoint(pattern)
