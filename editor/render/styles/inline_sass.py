"""Sass that a layout compiles itself, with the filters ``scssify`` and ``sassify``."""

from pathlib import Path

from editor.render.styles.compilers import compilers_of
from editor.render.styles.imports import LoadedFiles, Stamp
from editor.render.styles.sass_job import EndlessSassError, SassError
from editor.render.styles.sass_settings import SassSettings
from editor.site.site import Site

_MOST_KEPT = 20


class InlineSass:
    """Compiles Sass that lies in no file of its own; keeps what it made while its files stand."""

    def __init__(self, site: Site, theme: Path | None) -> None:
        self._root = site.root
        self._settings = SassSettings.of(site, theme)
        self._first, self._second = compilers_of(self._settings)
        self._loaded = LoadedFiles()
        self._kept: dict[tuple[str, bool, tuple[Stamp, ...]], tuple[str, str] | SassError] = {}

    def convert(self, source: str, *, indented: bool) -> tuple[str, str]:
        """Return the CSS, and why it may not be the published one (empty: no reason).

        Raises SassError when neither compiler can read it.
        """
        bases = (self._root, *self._settings.load_paths)
        key = (source, indented, self._loaded.stamps(source, bases))
        if key not in self._kept:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[key] = self._tried(source, indented=indented)
        kept = self._kept[key]
        if isinstance(kept, SassError):
            raise kept
        return kept

    def _tried(self, source: str, *, indented: bool) -> tuple[str, str] | SassError:
        try:
            return self._made(source, indented=indented)
        except SassError as error:
            return error

    def _made(self, source: str, *, indented: bool) -> tuple[str, str]:
        job = self._settings.job(source, self._root, self._root, indented=indented)
        try:
            return self._first.compile(job), ""
        except EndlessSassError:
            raise
        except SassError as error:
            fault = error
        try:
            css = self._second.compile(job)
        except SassError:
            raise fault from None
        said = f"{self._first.name} cannot compile a style sheet in the page: {fault.sentence}"
        return css, f"{said}; {self._second.name} made the one that is shown"
