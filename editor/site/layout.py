"""Which files of a site are posts and drafts, and what their names say."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path

from editor.site.entry_filter import EntryFilter
from editor.site.site import OutsideSiteError, Site


class PostKind(Enum):
    """Where Jekyll found a post."""

    POST = "_posts"
    DRAFT = "_drafts"


# ``jekyll/document.rb``: DATE_FILENAME_MATCHER and DATELESS_FILENAME_MATCHER.
_DATED = re.compile(
    r"^(?>.+/)*?(\d{2,4}-\d{1,2}-\d{1,2})-([^/]*)(\.[^.]+)$", re.MULTILINE | re.ASCII
)
_DATELESS = re.compile(r"^(?:.+/)*(.*)(\.[^.]+)$", re.MULTILINE)
# Data files: Jekyll reads no text from them, and so publishes nothing.
_YAML_EXTENSIONS = (".yml", ".yaml")


@dataclass(frozen=True, slots=True)
class PostName:
    """What a file name says: ``day_text`` as written (empty without one), slug and extension."""

    day_text: str
    slug: str
    extension: str

    @property
    def date(self) -> date | None:
        """The day in the name; None without one or when there is no such day."""
        if not self.day_text:
            return None
        year, month, day = (int(part) for part in self.day_text.split("-"))
        try:
            return date(year if year >= 100 else _full_year(year), month, day)
        except ValueError:
            return None


def parse_post_name(path: str) -> PostName | None:
    """Read the name of a post, a path with ``/``; None when it is not a post's name."""
    found = _DATED.search(path)
    return _post_name(found[1], found[2], found[3]) if found else None


def parse_draft_name(path: str) -> PostName | None:
    """Read the name of a draft, whose day is optional; None for a name without an extension."""
    dated = parse_post_name(path)
    if dated:
        return dated
    found = _DATELESS.search(path)
    return _post_name("", found[1], found[2]) if found else None


_SPECIAL_FOLDERS = tuple(kind.value for kind in PostKind)
_PARSERS = {PostKind.POST: parse_post_name, PostKind.DRAFT: parse_draft_name}


def kind_of(site: Site, path: Path) -> PostKind | None:
    """Tell what Jekyll reads the file ``path`` as; None when it does not read it as a post.

    The file need not exist. A link that leaves the site is not a post here, although Jekyll
    would publish what it points to.
    """
    try:
        parts = site.relative(path).split("/")
    except OutsideSiteError:
        return None
    walk = _Walk(site)
    for index, name in enumerate(parts[:-1]):
        base = "/".join(parts[:index])
        if name in _SPECIAL_FOLDERS and walk.searches(base):
            return walk.judge(parts[:index], PostKind(name), parts[index + 1 :])
        if not walk.enters(base, name):
            return None
    return None


def iter_posts(site: Site) -> Iterator[tuple[Path, PostKind]]:
    """Yield every post and draft of the site, links that leave it apart, each file once."""
    return ((site.root / relative, kind) for relative, kind in iter_post_names(site))


def iter_post_names(site: Site) -> Iterator[tuple[str, PostKind]]:
    """Yield what ``iter_posts`` yields with paths from the site's folder, with ``/``."""
    return _Walk(site).posts()


class _Walk:
    """One walk over a site's folders (``jekyll/reader.rb#read_directories``)."""

    def __init__(self, site: Site) -> None:
        self._filter = EntryFilter.of(site.config)
        self._site = site
        self._destination = os.path.normpath(site.root / site.config.destination)
        self._collections_dir = site.config.collections_dir

    def posts(self) -> Iterator[tuple[str, PostKind]]:
        """Yield every post, each real folder visited once."""
        pending = [(str(self._site.root), "")]
        # Links come after all real folders, so that a file keeps its real path.
        linked: list[tuple[str, str]] = []
        visited: set[str] = set()
        while pending or linked:
            folder, base = (pending or linked).pop()
            real = os.path.realpath(folder)
            if real in visited or not self._site.contains(Path(real)):
                continue
            visited.add(real)
            for entry in filter(_is_folder, _entries(folder)):
                if entry.name in _SPECIAL_FOLDERS and self.searches(base):
                    yield from self._special_folder(entry, base)
                elif self.enters(base, entry.name):
                    target = linked if entry.is_symlink() else pending
                    target.append((entry.path, _join(base, entry.name)))

    def searches(self, base: str) -> bool:
        """Whether Jekyll looks for ``_posts`` in the folder ``base`` (from the root, with /)."""
        if not self._collections_dir:
            return True
        return f"/{base}".startswith(f"/{self._collections_dir}") and base != ""

    def judge(self, above: list[str], kind: PostKind, below: list[str]) -> PostKind | None:
        """Return ``kind`` if the file ``below`` the folder of that kind is one of its posts."""
        base = "/".join([*above, kind.value])
        if any(name.startswith(".") for name in below):
            return None
        folder = self._site.root.joinpath(*above, kind.value)
        for depth in range(1, len(below)):
            if folder.joinpath(*below[:depth]).is_symlink():
                return None
        if not self._site.contains(folder.joinpath(*below)):
            return None
        return kind if self._is_post(base, "/".join(below), kind) else None

    def enters(self, base: str, name: str) -> bool:
        """Whether Jekyll walks into the folder ``name`` of the folder ``base``."""
        path = os.path.normpath(self._site.root / base / name)
        return self._filter.accepts(base, name, is_folder=True) and path != self._destination

    def _special_folder(self, entry: os.DirEntry[str], base: str) -> Iterator[tuple[str, PostKind]]:
        if not self._site.contains(Path(entry.path)):
            return
        kind = PostKind(entry.name)
        within = _join(base, entry.name)
        for path, below, is_link in _files_below(entry.path):
            if not self._is_post(within, below, kind):
                continue
            if not is_link or self._site.contains(Path(path)):
                yield f"{within}/{below}", kind

    def _is_post(self, base: str, below: str, kind: PostKind) -> bool:
        return (
            _PARSERS[kind](below) is not None
            and not below.endswith(_YAML_EXTENSIONS)
            and self._filter.accepts(base, below, is_folder=False)
        )


def _files_below(folder: str) -> Iterator[tuple[str, str, bool]]:
    """Yield path, path below ``folder`` and whether it is a link, as ``Dir["**/*"]`` finds files.

    Dot names are skipped, and linked folders are not entered.
    """
    pending = [(folder, "")]
    while pending:
        current, above = pending.pop()
        for entry in _entries(current):
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                pending.append((entry.path, f"{above}{entry.name}/"))
            elif _is_file(entry):
                yield entry.path, above + entry.name, entry.is_symlink()


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself
        return False


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:
        return False


def _entries(folder: str) -> list[os.DirEntry[str]]:
    """The entries of ``folder``; none when it may not be read, as a reader sees nothing there."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return []


def _post_name(day: str, slug: str, extension: str) -> PostName:
    return PostName(day, slug.rstrip("."), extension)


def _join(base: str, name: str) -> str:
    return f"{base}/{name}" if base else name


def _full_year(year: int) -> int:
    """The century that Ruby's ``Time.parse`` adds to two digits."""
    return year + (1900 if year >= 69 else 2000)
