"""Gems on this computer: the folder of a theme, and which versions the site is built with."""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from editor.render.published.files import Folder

_LOCKED = re.compile(r"^ {4}([\w.-]+) \(([\w.]+)[^)]*\)$", re.MULTILINE)
_IN_GEMFILE = re.compile(r"""^\s*gem\s*\(?\s*["']([\w.-]+)["']""", re.MULTILINE)
_SYSTEM = (
    "/usr/share/rubygems-integration/all/gems",
    "/var/lib/gems/*/gems",
    "/usr/lib/ruby/gems/*/gems",
    "/usr/lib64/ruby/gems/*/gems",
    "/usr/local/lib/ruby/gems/*/gems",
    "/usr/local/bundle/gems",
    "/opt/homebrew/lib/ruby/gems/*/gems",
    "/opt/homebrew/opt/ruby/lib/ruby/gems/*/gems",
    "/Library/Ruby/Gems/*/gems",
)
_AT_HOME = (
    ".gem/ruby/*/gems",
    ".local/share/gem/ruby/*/gems",
    "gems/gems",
    ".rbenv/versions/*/lib/ruby/gems/*/gems",
    ".asdf/installs/ruby/*/lib/ruby/gems/*/gems",
    ".rvm/gems/*/gems",
)
_IN_SITE = ("vendor/bundle/ruby/*/gems", "vendor/gems")
_NAME = re.compile(r"[\w.-]+")
JEKYLL_WHEN_UNKNOWN = "4.4.1"


class Gems:
    """What ``Gemfile`` and ``Gemfile.lock`` of a site say, and the folders of installed gems."""

    def __init__(self, site_root: Path) -> None:
        self._root = site_root
        folder = Folder.of(site_root)
        self.locked: Mapping[str, str] = dict(_LOCKED.findall(folder.text("Gemfile.lock") or ""))
        self.named = frozenset(_IN_GEMFILE.findall(folder.text("Gemfile") or ""))

    def folder(self, name: str) -> Path | None:
        """Return the folder of a gem: of the locked version if it is there, else the newest."""
        if not _NAME.fullmatch(name) or name.startswith("."):
            return None
        found = [*self._installed(name)]
        locked = self.locked.get(name)
        exact = [path for version, path in found if version == locked]
        if exact:
            return exact[0]
        return max(found, key=lambda one: _comparable(one[0]))[1] if found else None

    def version(self, name: str, otherwise: str) -> str:
        """Return the version that the site is built with."""
        if name in self.locked:
            return self.locked[name]
        versions = [version for version, _ in self._installed(name)]
        return max(versions, key=_comparable) if versions else otherwise

    def _installed(self, name: str) -> Iterator[tuple[str, Path]]:
        for place in _places(self._root):
            for path in place.glob(f"{name}-*"):
                version = path.name.removeprefix(f"{name}-")
                if version[:1].isdigit() and path.is_dir():
                    yield version, path


def _places(root: Path) -> Iterator[Path]:
    for pattern in _IN_SITE:
        yield from root.glob(pattern)
    for path in os.environ.get("GEM_PATH", "").split(os.pathsep):
        if path:
            yield Path(path, "gems")
    home = Path("~").expanduser()
    for pattern in _AT_HOME if home.is_absolute() else ():
        yield from home.glob(pattern)
    for pattern in _SYSTEM:
        yield from Path("/").glob(pattern.lstrip("/"))


def _comparable(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version))
