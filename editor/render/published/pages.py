"""The site's other files: pages, which have front matter, and static files."""

import datetime as dt
import posixpath
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from editor.post.document import Document
from editor.post.front_matter import FrontMatterError
from editor.post.scalars import Value
from editor.render.liquid.drop import Drop
from editor.render.liquid.values import to_s, truthy
from editor.render.published.build import Build
from editor.render.published.files import entries, has_front_matter
from editor.render.published.stamps import SeenFolders, Stamp, stamp_of
from editor.site.address_escapes import escape_path
from editor.site.defaults import defaults_for, merge_values
from editor.site.entry_filter import EntryFilter
from editor.site.quick_values import front_matter_values

_SLASHES = re.compile(r"/+")
_PLACEHOLDER = re.compile(r":(path|basename|output_ext)")
_HTML = (".html", ".xhtml", ".htm")
_STYLES = {"pretty": "/", "date": ":output_ext", "ordinal": ":output_ext", "none": ":output_ext"}
_OUTPUT_EXTENSIONS = {".scss": ".css", ".sass": ".css", ".coffee": ".js"}


class PageFile:
    """One page, read when it is asked for."""

    def __init__(self, build: Build, relative: str) -> None:
        self._build = build
        self.path = relative
        self.name = posixpath.basename(relative)
        self._values: Mapping[str, Value] | None = None
        self._body = ""
        self.problem: str | None = None
        """Why Jekyll ignores the front matter, where it does; known once the page was read."""
        self._liquid: dict[str, object] | None = None

    @property
    def values(self) -> Mapping[str, Value]:
        """What the front matter says."""
        if self._values is None:
            self.take(self._build.folder.document(self.path))
        return self._values or {}

    def take(self, document: Document | None) -> None:
        """Let the page say what ``document`` says."""
        self._values, self.problem = {}, None
        if document is not None:
            self._body = document.body
            try:
                self._values = front_matter_values(document.front_matter)
            except FrontMatterError as error:
                self.problem = str(error)

    @property
    def published(self) -> bool:
        """Whether Jekyll writes the page."""
        return self._build.site.config.unpublished or truthy(self.values.get("published", True))

    @property
    def defaults(self) -> dict[str, Value]:
        """What ``defaults:`` gives to the page."""
        return defaults_for(self._build.site.config, self.path, "pages")

    @property
    def output_extension(self) -> str:
        """The extension of the written file."""
        permalink = self._permalink
        if permalink and not permalink.endswith("/"):
            own = posixpath.splitext(permalink)[1]
            if own:
                return own
        extension = posixpath.splitext(self.name)[1]
        if self._build.is_markdown(self.name):
            return ".html"
        return _OUTPUT_EXTENSIONS.get(extension, extension)

    @property
    def is_html(self) -> bool:
        """Whether the page is one that browsers show."""
        return self.output_extension in _HTML

    @property
    def _permalink(self) -> str:
        value = self.values.get("permalink")
        if value is None:
            value = self.defaults.get("permalink")
        return value if isinstance(value, str) else ""

    @property
    def url(self) -> str:
        """The address of the page."""
        stem = posixpath.splitext(self.name)[0].rstrip(".")
        parts = {
            "path": posixpath.dirname(self.path),
            "basename": stem,
            "output_ext": self.output_extension,
        }
        template = self._permalink or self._template(stem)
        filled = _PLACEHOLDER.sub(lambda found: escape_path(parts[found[1]]), template)
        return _SLASHES.sub("/", f"/{filled}".replace("..", "/").replace("./", ""))

    def _template(self, stem: str) -> str:
        if not self.is_html:
            return "/:path/:basename:output_ext"
        if stem == "index":
            return "/:path/"
        style = to_s(self._build.settings.get("permalink"))
        suffix = _STYLES.get(style)
        if suffix is None:
            suffix = "/" if style.endswith("/") else ""
            suffix = ":output_ext" if style.endswith(":output_ext") else suffix
        return f"/:path/:basename{suffix}"

    def liquid(self) -> dict[str, object]:
        """Return the page as templates see it."""
        if self._liquid is None:
            url = self.url
            above = posixpath.dirname(url)
            excerpt = self.values.get("excerpt")
            further: dict[str, Value] = {
                "content": self._body,
                "dir": url if url.endswith("/") else f"{above.rstrip('/')}/",
                "excerpt": to_s(excerpt) if truthy(excerpt) else None,
                "name": self.name,
                "path": to_s(self.values.get("path") or self.path),
                "url": url,
            }
            data = merge_values(self.values, further)
            self._liquid = {**merge_values(self.defaults, data)}
        return self._liquid


class StaticFileDrop(Drop):
    """A file that is copied as it is."""

    def __init__(self, build: Build, relative: str) -> None:
        self._build = build
        self.relative = relative

    @property
    def fallback(self) -> Mapping[str, object]:
        """What ``defaults:`` gives to the file."""
        path = f"/{self.relative}"
        return defaults_for(self._build.site.config, path, None)

    def modified(self) -> object:
        """Return when the file was written."""
        try:
            seconds = Path(self._build.site.root, self.relative).stat().st_mtime
        except OSError:
            return None
        return dt.datetime.fromtimestamp(int(seconds), self._build.now.tzinfo)

    def text(self) -> str:
        """Return the name of Jekyll's class."""
        return "Jekyll::Drops::StaticFileDrop"

    getters: Mapping[str, Callable[["StaticFileDrop"], object]] = {
        "path": lambda drop: f"/{drop.relative}",
        "name": lambda drop: posixpath.basename(drop.relative),
        "basename": lambda drop: posixpath.splitext(posixpath.basename(drop.relative))[0],
        "extname": lambda drop: posixpath.splitext(drop.relative)[1],
        "modified_time": lambda drop: drop.modified(),
        "collection": lambda _: None,
    }


class SiteFiles:
    """Pages and static files, looked for when they are asked for first."""

    def __init__(self, build: Build) -> None:
        self._build = build
        self._found: tuple[list[PageFile], list[StaticFileDrop]] | None = None
        self._folders = SeenFolders(str(build.site.root))
        self._stamps: dict[str, Stamp | None] = {}

    def pages(self) -> list[PageFile]:
        """Return the pages by the names of their files."""
        return self._all()[0]

    def static_files(self) -> list[StaticFileDrop]:
        """Return the static files by their paths."""
        return self._all()[1]

    def forget(self) -> None:
        """Look again when they are asked for next."""
        self._found = None

    def refresh(self) -> bool:
        """Forget them if any was changed, made or removed; whether that is so."""
        if self._found is None:
            return False
        root = self._build.site.root
        changed = bool(self._folders.changed()) or any(
            stamp_of(f"{root}/{path}") != stamp for path, stamp in self._stamps.items()
        )
        if changed:
            self.forget()
        return changed

    def _all(self) -> tuple[list[PageFile], list[StaticFileDrop]]:
        if self._found is None:
            pages: list[PageFile] = []
            files: list[StaticFileDrop] = []
            for relative, path in self._walk():
                if has_front_matter(path):
                    page = PageFile(self._build, relative)
                    if page.published:
                        pages.append(page)
                else:
                    files.append(StaticFileDrop(self._build, relative))
            pages.sort(key=lambda page: page.name)
            files.sort(key=lambda file: file.relative)
            self._found = pages, files
            self._stamps = {
                page.path: stamp_of(f"{self._build.site.root}/{page.path}") for page in pages
            }
        return self._found

    def _walk(self) -> list[tuple[str, Path]]:
        site = self._build.site
        accepts = EntryFilter.of(site.config)
        destination = posixpath.normpath(site.config.destination)
        found: list[tuple[str, Path]] = []
        pending = [""]
        visited: set[Path] = set()
        while pending:
            base = pending.pop()
            folder = (site.root / base).resolve()
            if folder in visited or not folder.is_relative_to(site.root):
                continue
            visited.add(folder)
            folders: list[str] = []
            for entry in entries(folder):
                relative = f"{base}/{entry.name}" if base else entry.name
                is_folder = entry.is_dir()
                if not accepts.accepts(base, entry.name, is_folder=is_folder):
                    continue
                if is_folder:
                    folders.extend([relative] if relative != destination else [])
                elif self._build.folder.file(relative) is not None:
                    found.append((relative, Path(entry.path)))
            pending.extend(reversed(folders))
        self._folders.see(folder.relative_to(site.root).as_posix() for folder in visited)
        return found
