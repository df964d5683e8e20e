"""The style sheets that a site publishes, made from its own files as Jekyll makes them."""

import posixpath
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from liquid.exceptions import LiquidError

from editor.errors import EditorError
from editor.render.published.fidelity import Reason
from editor.render.published.files import Folder
from editor.render.styles.compilers import compilers_of
from editor.render.styles.imports import LoadedFiles, Stamp, stamp
from editor.render.styles.sass_job import Compiler, EndlessSassError, SassError, SassJob
from editor.render.styles.sass_settings import SassSettings, needs_pipeline
from editor.render.styles.sheet_files import SASS, SheetFile, SheetFiles
from editor.site.site import Site

RenderLiquid = Callable[[str, str], str]
"""Takes the text of a file without its front matter and the file's path; returns its Liquid
carried out. Raises LiquidError or EditorError."""

_Key = tuple[str, tuple[Stamp, ...]]


@dataclass(frozen=True, slots=True)
class StyleSheet:
    """A sheet as a browser gets it, and why it may not be the published one."""

    css: str
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class _Kept:
    key: _Key
    sheet: StyleSheet | None
    missing: Reason | None


class StyleSheets:
    """Makes the sheets of one site; keeps each until a file that it was made from changes.

    ``theme`` is the folder of the theme's gem. Not for several threads: libsass needs the working
    folder.
    """

    def __init__(self, site: Site, theme: Path | None, render_liquid: RenderLiquid) -> None:
        self._root = site.root
        self._settings = SassSettings.of(site, theme)
        self._files = SheetFiles(site, theme)
        self._render_liquid = render_liquid
        self._built = Folder.of(site.root / site.config.destination)
        self._loaded = LoadedFiles()
        self._kept: dict[str, _Kept] = {}

    @cached_property
    def _compilers(self) -> tuple[Compiler, Compiler]:
        return compilers_of(self._settings)

    def forget(self) -> None:
        """Look again for files that were made or moved; changed ones are noticed without this."""
        self._files.forget()

    def find(self, path: str) -> StyleSheet | None:
        """Return the sheet at a published address such as ``/assets/main.css``.

        ``path`` is percent-decoded and without the site's ``baseurl``. None when the site makes no
        such sheet, or cannot: see ``why_missing``. Never raises for what a sheet holds.
        """
        file = self._files.find(path)
        if file is None:
            return self._built_elsewhere(path)
        source = file.body
        fault: Reason | None = None
        if file.has_liquid:
            try:
                source = self._render_liquid(file.body, file.relative)
            except (LiquidError, EditorError) as error:
                fault = Reason(f"Liquid stopped in this style sheet: {error}", file.shown)
        return self._kept_or_made(path, file, source, fault)

    def why_missing(self, path: str) -> Reason | None:
        """Return why ``find`` answered None for a sheet that the site has; None if it has none."""
        kept = self._kept.get(path)
        return None if kept is None else kept.missing

    def _built_elsewhere(self, path: str) -> StyleSheet | None:
        self._kept.pop(path, None)
        css = self._read_built(path)
        if css is None:
            return None
        where = path.lstrip("/")
        said = "this style sheet is made by something else than Jekyll; the last built one is shown"
        return StyleSheet(css, (Reason(said, where),))

    def _kept_or_made(
        self, path: str, file: SheetFile, source: str, fault: Reason | None
    ) -> StyleSheet | None:
        built = stamp(self._built.root / path.lstrip("/"))
        key = (source, (stamp(file.path), built, *self._imports(file, source)))
        kept = self._kept.get(path)
        if kept is None or kept.key != key:
            kept = self._kept[path] = self._made(key, path, file, fault)
        return kept.sheet

    def _imports(self, file: SheetFile, source: str) -> tuple[Stamp, ...]:
        if not self._is_sass(file):
            return ()
        bases = (self._root, self._root / posixpath.dirname(file.relative))
        return self._loaded.stamps(source, (*bases, *self._settings.load_paths))

    @staticmethod
    def _is_sass(file: SheetFile) -> bool:
        return file.is_page and file.suffix in SASS

    def _made(self, key: _Key, path: str, file: SheetFile, fault: Reason | None) -> _Kept:
        source = key[0]
        if fault is not None:
            said = f"{fault.text}; the last built one is shown"
            return self._last_built(key, path, Reason(said, fault.file)) or _Kept(key, None, fault)
        pipeline = self._after_sass(file, source)
        if pipeline is not None:
            said = f"{pipeline.text}; the last built one is shown"
            kept = self._last_built(key, path, Reason(said, pipeline.file))
            if kept is not None:
                return kept
        further = () if pipeline is None else (pipeline,)
        if not self._is_sass(file):
            return _Kept(key, StyleSheet(source, further), None)
        return self._compiled(key, path, file, further)

    def _after_sass(self, file: SheetFile, source: str) -> Reason | None:
        if needs_pipeline(source):
            return Reason("Tailwind writes a part of this style sheet", file.shown)
        if self._settings.pipeline and file.is_page:
            said = f"the plugin {self._settings.pipeline} changes this style sheet"
            return Reason(said, file.shown)
        return None

    def _compiled(
        self, key: _Key, path: str, file: SheetFile, further: tuple[Reason, ...]
    ) -> _Kept:
        first, second = self._compilers
        try:
            return _Kept(key, StyleSheet(first.compile(self._job(file, key[0])), further), None)
        except SassError as error:
            fault = error
        said = f"{first.name} cannot compile this style sheet: {fault.sentence}"
        place = self._place(file, fault)
        shown = Reason(f"{said}; the last built one is shown", *place)
        kept = self._last_built(key, path, shown)
        if kept is not None:
            return kept
        if isinstance(fault, EndlessSassError):
            return _Kept(key, None, Reason(said, *place))
        try:
            css = second.compile(self._job(file, key[0]))
        except SassError:
            return _Kept(key, None, Reason(said, *place))
        shown = Reason(f"{said}; {second.name} made the one that is shown", *place)
        return _Kept(key, StyleSheet(css, (shown, *further)), None)

    def _last_built(self, key: _Key, path: str, reason: Reason) -> _Kept | None:
        css = self._read_built(path)
        return None if css is None else _Kept(key, StyleSheet(css, (reason,)), None)

    def _read_built(self, path: str) -> str | None:
        return self._built.text(path) if path.endswith(".css") else None

    def _job(self, file: SheetFile, source: str) -> SassJob:
        folder = self._root / posixpath.dirname(file.relative)
        return self._settings.job(source, self._root, folder, indented=file.suffix == ".sass")

    def _place(self, file: SheetFile, fault: SassError) -> tuple[str, int]:
        """Where the file of an error lies, as people know it, and the line in that file."""
        if fault.file is None:
            return file.shown, fault.line + file.first_line if fault.line else 0
        path = Folder.of(fault.file).root
        for folder in (self._root, *self._settings.load_paths):
            if path.is_relative_to(folder):
                inside = path.relative_to(folder).as_posix()
                above = "" if folder == self._root else f"{folder.parent.name}/{folder.name}/"
                return f"{above}{inside}", fault.line
        return path.name, fault.line
