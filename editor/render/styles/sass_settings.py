"""What ``sass:`` of _config.yml, Gemfile and Gemfile.lock say about compiling a site's sheets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from editor.post.scalars import Value
from editor.render.published.files import Folder
from editor.render.published.gems import Gems
from editor.render.styles.sass_job import SassJob
from editor.site.site import Site

_CONVERTER = "jekyll-sass-converter"
_CONVERTER_WHEN_UNKNOWN = "2.2.0"
"""Debian's Jekyll 4.3, by which pages are judged, and GitHub Pages both mean libsass."""
_DEFAULT_PRECISION = 10
_PIPELINE_GEM = re.compile(r"post-?css|autoprefixer|tailwind|purgecss|sprockets|jekyll-assets")
_PIPELINE_RULE = re.compile(r"@(?:tailwind|apply)\s|@import\s+[\"']tailwindcss")
_WILD = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True)
class SassSettings:
    """How one site compiles its sheets."""

    dart: bool
    """Whether its converter runs Dart Sass; libsass otherwise."""
    style: str
    """As the settings name it; empty for the compiler's own."""
    precision: int
    load_paths: tuple[Path, ...]
    pipeline: str
    """The gem that changes every sheet after Sass; empty for none."""

    @classmethod
    def of(cls, site: Site, theme: Path | None) -> "SassSettings":
        """Read them. Rules: ``jekyll/converters/scss.rb`` of jekyll-sass-converter 2 and 3."""
        written = site.config.values.get("sass")
        values: dict[str, Value] = written if isinstance(written, dict) else {}
        gems = Gems(site.root)
        precision = values.get("precision")
        return cls(
            _dart(gems, values),
            str(values.get("style") or "").removeprefix(":"),
            precision if isinstance(precision, int) else _DEFAULT_PRECISION,
            tuple(_load_paths(site, theme, values)),
            _pipeline(site, gems),
        )

    def job(self, source: str, root: Path, folder: Path, *, indented: bool) -> SassJob:
        """Return what a compiler is given for a sheet in ``folder`` of the site at ``root``."""
        return SassJob(source, indented, self.style, self.precision, root, folder, self.load_paths)


def needs_pipeline(source: str) -> bool:
    """Whether a sheet holds rules that Tailwind replaces and no browser knows."""
    return _PIPELINE_RULE.search(source) is not None


def _dart(gems: Gems, values: dict[str, Value]) -> bool:
    locked = gems.locked.get(_CONVERTER)
    version = locked or _CONVERTER_WHEN_UNKNOWN
    if "github-pages" in gems.locked or not locked:
        return values.get("implementation") == "sass-embedded" and "github-pages" not in gems.locked
    major = int(re.match(r"\d*", version)[0] or 0)  # type: ignore[index]  # matches emptily too
    return major >= 3 or (major == 2 and values.get("implementation") == "sass-embedded")


def _load_paths(site: Site, theme: Path | None, values: dict[str, Value]) -> Iterator[Path]:
    further = values.get("load_paths")
    patterns = further if isinstance(further, list) else [further] if further else []
    found: dict[Path, None] = {}
    for pattern in patterns:
        for path in _expand(site.root, str(pattern)):
            found[path] = None
    sass_dir = Folder.of(site.root)
    named = str(values.get("sass_dir") or "_sass")
    if sass_dir.holds(named):
        found[(site.root / named.lstrip("/")).resolve()] = None
    if theme is not None:
        found[Folder.of(theme / "_sass").root] = None
    yield from (path for path in found if path.is_dir())


def _expand(root: Path, pattern: str) -> list[Path]:
    if not _WILD.search(pattern) or Path(pattern).is_absolute():
        return [(root / pattern).resolve()]
    try:
        return [path.resolve() for path in sorted(root.glob(pattern))]
    except (ValueError, NotImplementedError, OSError):
        return []


def _pipeline(site: Site, gems: Gems) -> str:
    plugins = site.config.values.get("plugins")
    named = {str(name) for name in plugins} if isinstance(plugins, list) else set()
    found = [name for name in sorted(named | gems.named) if _PIPELINE_GEM.search(name)]
    return found[0] if found else ""
