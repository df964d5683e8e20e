"""Which file of a site, or of its theme, is published as the style sheet at an address."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from editor.post.front_matter import FrontMatterError
from editor.post.scalars import Value
from editor.render.liquid.values import truthy
from editor.render.published.files import Folder, entries, has_front_matter
from editor.site.defaults import defaults_for
from editor.site.entry_filter import EntryFilter
from editor.site.quick_values import front_matter_values
from editor.site.site import Site

SASS = (".scss", ".sass")
SUFFIXES = (".css", *SASS)
_PLACEHOLDER = re.compile(r":(path|basename|output_ext)")
_SLASHES = re.compile(r"/+")


@dataclass(frozen=True, slots=True)
class SheetFile:
    """The file that makes a sheet."""

    path: Path
    relative: str
    """The path from the site, or from the theme, with ``/``."""
    shown: str
    """The path as people know it: the theme's with its name before."""
    is_page: bool
    """Whether it has front matter; else it is published as it lies."""
    body: str
    first_line: int
    """The line of the file on which ``body`` begins, from 0."""
    values: Mapping[str, Value]
    """What the front matter says."""

    @property
    def has_liquid(self) -> bool:
        """Whether Jekyll carries out the Liquid in it."""
        marked = "{{" in self.body or "{%" in self.body
        return self.is_page and marked and self.values.get("render_with_liquid") is not False

    @property
    def suffix(self) -> str:
        """The extension in small letters, with the dot."""
        return posixpath.splitext(self.relative)[1].lower()


class SheetFiles:
    """Finds the files of sheets in a site, then in its theme."""

    def __init__(self, site: Site, theme: Path | None) -> None:
        self._site = site
        self._accepts = EntryFilter.of(site.config)
        self._own = Folder.of(site.root)
        self._theme = None if theme is None else Folder.of(theme)
        self._moved: dict[str, tuple[Folder, str]] | None = None

    def forget(self) -> None:
        """Look again for sheets whose front matter gives them another address."""
        self._moved = None

    def find(self, address: str) -> SheetFile | None:
        """Return the file published at ``address``; None when neither site nor theme has one.

        Jekyll writes pages by the names of their files, then the files without front matter: what
        is written last stands.
        """
        relative = posixpath.normpath(address.lstrip("/"))
        stem, suffix = posixpath.splitext(relative)
        if suffix not in SUFFIXES or relative.startswith(".."):
            return None
        plain = self._read(relative)
        if plain is not None and not plain.is_page:
            return plain
        if suffix == ".css":
            made = (self._read(f"{stem}{end}") for end in (*SASS, ".css"))
            pages = (file for file in made if file is not None and file.is_page)
            found = next((file for file in pages if self._address(file) == f"/{relative}"), None)
            if found is not None:
                return found
        return self._read_moved(f"/{relative}")

    def _read(self, relative: str) -> SheetFile | None:
        if self._is_read(relative) and self._own.file(relative) is not None:
            return self._file(self._own, relative)
        in_assets = relative.startswith("assets/")
        return self._file(self._theme, relative) if self._theme and in_assets else None

    def _is_read(self, relative: str) -> bool:
        parts = relative.split("/")
        return all(
            self._accepts.accepts("/".join(parts[:place]), part, is_folder=place + 1 < len(parts))
            for place, part in enumerate(parts)
        )

    def _file(self, folder: Folder, relative: str) -> SheetFile | None:
        path = folder.file(relative)
        if path is None:
            return None
        shown = relative if folder is self._own else f"{folder.root.name}/{relative}"
        if not has_front_matter(path):
            return SheetFile(path, relative, shown, False, folder.text(relative) or "", 0, {})
        document = folder.document(relative)
        if document is None:
            return None
        values = _values(document.front_matter)
        if not truthy(values.get("published", True)) and not self._site.config.unpublished:
            return None
        head = document.opening + document.front_matter + document.closing
        return SheetFile(path, relative, shown, True, document.body, head.count("\n"), values)

    def _address(self, file: SheetFile) -> str:
        made = f"/{posixpath.splitext(file.relative)[0]}.css"
        return self._permalink(file.relative, file.values) or made

    def _permalink(self, relative: str, values: Mapping[str, Value]) -> str:
        written = values.get("permalink")
        if written is None:
            written = defaults_for(self._site.config, relative, "pages").get("permalink")
        if not isinstance(written, str) or not written:
            return ""
        above, name = posixpath.split(relative)
        parts = {
            "path": above,
            "basename": posixpath.splitext(name)[0],
            "output_ext": ".css",
        }
        filled = _PLACEHOLDER.sub(lambda found: parts[found[1]], written)
        return _SLASHES.sub("/", f"/{filled}")

    def _read_moved(self, address: str) -> SheetFile | None:
        if self._moved is None:
            self._moved = dict(self._find_moved())
        place = self._moved.get(address)
        return None if place is None else self._file(*place)

    def _find_moved(self) -> Iterator[tuple[str, tuple[Folder, str]]]:
        for relative in self._walk():
            path = self._own.file(relative)
            if path is None or not has_front_matter(path):
                continue
            document = self._own.document(relative)
            address = self._permalink(relative, _values(document.front_matter)) if document else ""
            if address:
                yield address, (self._own, relative)

    def _walk(self) -> Iterator[str]:
        """Yield the sheets that Jekyll reads, paths from the site."""
        pending = [""]
        while pending:
            base = pending.pop()
            for entry in entries(self._own.root / base):
                is_folder = entry.is_dir(follow_symlinks=False)
                if not self._accepts.accepts(base, entry.name, is_folder=is_folder):
                    continue
                relative = f"{base}/{entry.name}" if base else entry.name
                if is_folder:
                    pending.append(relative)
                elif entry.name.lower().endswith(SUFFIXES):
                    yield relative


def _values(front_matter: str) -> Mapping[str, Value]:
    try:
        return front_matter_values(front_matter)
    except FrontMatterError:
        return {}
