"""How the site's own page looks: its style sheets, as the site makes them, around its frame."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from editor.render.exchange import Frame, Style
from editor.render.frames import PageParts, keyed
from editor.render.published.fidelity import Reason
from editor.render.published.files import Folder
from editor.render.site_files import SiteFiles
from editor.render.styles.imports import imported
from editor.render.styles.sheets import StyleSheets
from editor.render.typesetting import typesetting_of

MOST_SHEETS = 60
"""Style sheets that one page may load, those that they import included."""

_VERSION_CHARACTERS = 8


@dataclass(frozen=True, slots=True)
class Dressed:
    """A frame with its style sheets, and what is to be said of them."""

    frame: Frame
    reasons: tuple[Reason, ...]
    notes: tuple[str, ...]


class SiteLooks:
    """Finds the style sheets of one site's pages."""

    def __init__(self, files: SiteFiles, theme: Path | None, sheets: StyleSheets) -> None:
        self._files = files
        self._theme = theme
        self._sheets = sheets

    def dress(self, parts: PageParts) -> Dressed:
        """Return the frame with the text of every sheet that lies in no plain file."""
        reasons: dict[Reason, None] = {}
        sheets: dict[str, str] = {}
        for path in parts.local_styles:
            self._gather(path, sheets, reasons)
        for address in parts.remote_styles:
            reasons[
                Reason(f"the style sheet {address} lies on another site, so it is not loaded")
            ] = None
        styles = tuple(_versioned(style, sheets) for style in parts.frame.styles)
        typesetting = typesetting_of(parts.scripts, self._script)
        frame = replace(
            parts.frame,
            styles=styles,
            sheets=sheets,
            theme=str(self._theme or ""),
            typesetting=typesetting.as_json(),
        )
        notes = ("The page's own scripts do not run here.",) if parts.scripts else ()
        return Dressed(keyed(frame), tuple(reasons), (*typesetting.notes, *notes))

    def _script(self, address: str) -> str | None:
        """Return the text of a script that lies in the site; None of any other."""
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or self._files.root is None:
            return None
        inside = self._without_baseurl(unquote(parts.path)).lstrip("/")
        return Folder.of(self._files.root).text(inside)

    def _gather(self, start: str, sheets: dict[str, str], reasons: dict[Reason, None]) -> None:
        waiting = [start]
        while waiting and len(sheets) < MOST_SHEETS:
            path = waiting.pop()
            if path in sheets:
                continue
            sheet = self._sheets.find(self._without_baseurl(unquote(path)))
            if sheet is None:
                inside = self._without_baseurl(unquote(path))
                why = self._sheets.why_missing(inside)
                if why is not None:
                    reasons[why] = None
                elif self._files.find(path) is None:
                    reasons[Reason(f"the site has no style sheet {unquote(path)}")] = None
                continue
            sheets[path] = sheet.css
            reasons.update(dict.fromkeys(sheet.reasons))
            waiting += _imported_paths(path, imported(sheet.css))

    def _without_baseurl(self, path: str) -> str:
        prefix = self._files.baseurl.strip("/")
        inside = path.lstrip("/")
        return "/" + (inside.removeprefix(f"{prefix}/") if prefix else inside)


def _imported_paths(path: str, addresses: Iterable[str]) -> list[str]:
    found = [urlsplit(urljoin(path, address)) for address in addresses]
    return [parts.path for parts in found if not parts.scheme and not parts.netloc]


def _versioned(style: Style, sheets: dict[str, str]) -> Style:
    """A sheet that changed has another address, so that the page loads it again."""
    css = sheets.get(urlsplit(style.href).path) if style.href else None
    if css is None:
        return style
    version = hashlib.sha256(css.encode()).hexdigest()[:_VERSION_CHARACTERS]
    return replace(style, href=f"{urlsplit(style.href).path}?{version}")
