"""Which files of a site the preview may read: what a page shows, inside the site's root."""

import re
import stat
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

MAX_FILE_BYTES = 64 * 1024 * 1024
"""Larger files are not shown; a browser would load them whole into memory."""

MAX_ADDRESS_CHARACTERS = 4096

MEDIA_TYPES = {
    ".apng": "image/apng",
    ".avif": "image/avif",
    ".bmp": "image/bmp",
    ".gif": "image/gif",
    ".ico": "image/x-icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".m4a": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".oga": "audio/ogg",
    ".ogg": "audio/ogg",
    ".wav": "audio/wav",
    ".mp4": "video/mp4",
    ".ogv": "video/ogg",
    ".webm": "video/webm",
    ".vtt": "text/vtt",
    ".css": "text/css; charset=utf-8",
    ".eot": "application/vnd.ms-fontobject",
    ".otf": "font/otf",
    ".ttf": "font/ttf",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}
"""The only kinds of files that are served, by their suffix."""

_THEME_FOLDER = "assets/"
_SLASHES = re.compile("/{2,}")
_FORBIDDEN = frozenset("\0\\:")


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file that may be shown."""

    path: Path
    media_type: str


@dataclass(frozen=True, slots=True)
class SiteFiles:
    """The files of one site, found by the path of their address."""

    root: Path | None
    baseurl: str = ""
    """``baseurl`` of _config.yml, which addresses may begin with."""
    theme: Path | None = None
    """The folder of the site's theme, whose ``assets`` stand in for those the site lacks."""

    def find(self, address_path: str) -> SiteFile | None:
        """Return the file at a percent-encoded path such as ``/assets/a%20b.png``, or None.

        None as well for what may not be read: outside the root (symlinks followed), hidden files
        and folders, kinds not in the table, anything but a regular file, and files too large.
        """
        if self.root is None or len(address_path) > MAX_ADDRESS_CHARACTERS:
            return None
        for path in self._candidates(unquote(address_path)):
            found = self._readable(self.root, path)
            if found is None and self.theme is not None and path.startswith(_THEME_FOLDER):
                found = self._readable(self.theme, path)
            if found is not None:
                return found
        return None

    def _candidates(self, path: str) -> list[str]:
        prefix = self.baseurl.strip("/")
        relative = _SLASHES.sub("/", path).lstrip("/")  # as servers read `//`
        if prefix and relative.startswith(f"{prefix}/"):
            return [relative.removeprefix(f"{prefix}/"), relative]
        return [relative]

    @staticmethod
    def _readable(root: Path, relative: str) -> SiteFile | None:
        parts = PurePosixPath(relative).parts
        media_type = MEDIA_TYPES.get(PurePosixPath(relative).suffix.lower())
        if media_type is None or not parts or _FORBIDDEN.intersection(relative):
            return None
        if any(part.startswith(".") or part == "/" for part in parts):
            return None
        try:
            top = root.resolve(strict=True)
            path = top.joinpath(*parts).resolve(strict=True)
            status = path.stat()
        except (OSError, RuntimeError, ValueError):
            return None
        inside = path.is_relative_to(top) and not _hidden(path.relative_to(top))
        if not inside or not stat.S_ISREG(status.st_mode) or status.st_size > MAX_FILE_BYTES:
            return None
        return SiteFile(path, media_type)


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)
