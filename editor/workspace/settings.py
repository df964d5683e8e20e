"""What the program remembers between two starts: a table of named, typed, checked options."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtCore import QByteArray, QSettings

T = TypeVar("T")

RECENT_LIMIT = 10
"""How many recent sites, and how many recent posts, are remembered."""


class Theme(StrEnum):
    """Light or dark, or as the desktop has it."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class PageWidth(StrEnum):
    """How wide the preview lays the page out."""

    PANE = "pane"
    PHONE = "phone"
    TABLET = "tablet"
    DESKTOP = "desktop"

    @property
    def pixels(self) -> int | None:
        """The width in the page's own pixels, None for as wide as the pane."""
        return _PAGE_PIXELS.get(self)


_PAGE_PIXELS = {PageWidth.PHONE: 390, PageWidth.TABLET: 820, PageWidth.DESKTOP: 1280}


@dataclass(frozen=True, slots=True)
class Option(Generic[T]):
    """One remembered thing: its key, how stored text becomes a value, and what stands in for none.

    ``read`` raises ValueError for text that means nothing; then ``default`` is taken.
    """

    key: str
    default: T
    read: Callable[[str], T]


def _slug_mode(text: str) -> str:
    if text not in {"default", "latin"}:
        raise ValueError(text)
    return text


def _number_within(least: float, most: float) -> Callable[[str], float]:
    def read(text: str) -> float:
        number = float(text)
        if not least <= number <= most:  # NaN is within no bounds
            raise ValueError(text)
        return number

    return read


def _whole_within(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        number = int(text)
        if not least <= number <= most:
            raise ValueError(text)
        return number

    return read


def _rectangle(text: str) -> tuple[int, int, int, int]:
    left, top, width, height = (int(number) for number in text.strip("()").split(","))
    if width <= 0 or height <= 0:
        raise ValueError(text)
    return left, top, width, height


def _folder(text: str) -> Path:
    folder = Path(text)
    if not folder.is_dir():
        raise ValueError(text)
    return folder


LEAST_ZOOM, MOST_ZOOM = 0.25, 5.0
"""The bounds of the preview's zoom, which are the browser engine's own."""

LEAST_TEXT_SIZE, MOST_TEXT_SIZE = 6.0, 48.0
"""The bounds of the letters of the text pane, in points."""

THEME: Option[Theme] = Option("look/theme", Theme.SYSTEM, Theme)
SLUG_MODE: Option[str] = Option("saving/slug_mode", "default", _slug_mode)
AUTOSAVE: Option[bool] = Option("saving/automatically", False, lambda text: text == "true")
REMOVE_CAMERA_DATA: Option[bool] = Option(
    "pictures/remove_camera_data", True, lambda text: text != "false"
)
"""Whether pictures lose where and with what they were taken when they come into the site."""
SHOW_PREVIEW: Option[bool] = Option("window/preview", True, lambda text: text != "false")
SHOW_POSTS: Option[bool] = Option("window/posts", True, lambda text: text != "false")
SHOW_FORM: Option[bool] = Option("window/form", True, lambda text: text != "false")
SCROLL_TOGETHER: Option[bool] = Option("preview/together", True, lambda text: text != "false")
ARTICLE_ALONE: Option[bool] = Option("preview/alone", False, lambda text: text == "true")
PAGE_WIDTH: Option[PageWidth] = Option("preview/width", PageWidth.PANE, PageWidth)
PREVIEW_ZOOM: Option[float] = Option("preview/zoom", 1.0, _number_within(LEAST_ZOOM, MOST_ZOOM))
TEXT_SIZE: Option[float | None] = Option(
    "text/points", None, _number_within(LEAST_TEXT_SIZE, MOST_TEXT_SIZE)
)
"""None: as large as the desktop's own letters ask for."""
EXPORT_FOLDER: Option[Path | None] = Option("export/folder", None, _folder)
"""None: where the desktop keeps documents."""

LEAST_COMPARED, MOST_COMPARED = 1, 10_000
COMPARED_POSTS: Option[int] = Option(
    "compare/posts", 50, _whole_within(LEAST_COMPARED, MOST_COMPARED)
)
"""How many of the last posts are compared with the built site."""

LEAST_HISTORY_MB, MOST_HISTORY_MB = 1, 100_000
LEAST_HISTORY_DAYS, MOST_HISTORY_DAYS = 1, 36_500
HISTORY_MEGABYTES: Option[int] = Option(
    "history/megabytes", 200, _whole_within(LEAST_HISTORY_MB, MOST_HISTORY_MB)
)
"""How much room old versions may take on the disk."""
HISTORY_DAYS: Option[int] = Option(
    "history/days", 365, _whole_within(LEAST_HISTORY_DAYS, MOST_HISTORY_DAYS)
)
"""For how many days an old version is kept."""

TEXT_PLACE: Option[tuple[int, int, int, int]] = Option(
    "window/text", (251, 385, 639, 496), _rectangle
)
"""Where the text pane stood in the window: left, top, width, height, in pixels."""

PAGE_PLACE: Option[tuple[int, int, int, int]] = Option(
    "window/page", (891, 87, 549, 767), _rectangle
)
"""Where the page stood in the window, likewise."""

_NAME_LETTERS = 16
_RECENT_SITES = "recent/sites"
_RECENT_POSTS = "recent/posts"


class Settings:
    """The remembered options, kept by Qt in the platform's own place."""

    def __init__(self, store: QSettings) -> None:
        self._store = store

    def get(self, option: Option[T]) -> T:
        """Return what is remembered for ``option``, or its default."""
        stored = self._store.value(option.key)
        try:
            return option.default if stored is None else option.read(str(stored))
        except ValueError:
            return option.default

    def put(self, option: Option[T], value: T) -> None:
        """Remember ``value`` for ``option``."""
        stored = value if isinstance(value, (float, int)) else str(value)
        self._store.setValue(option.key, str(value).lower() if isinstance(value, bool) else stored)

    def forget(self, option: Option[T]) -> None:
        """Go back to the default of ``option``."""
        self._store.remove(option.key)

    @property
    def recent_sites(self) -> list[Path]:
        """The folders opened last as sites, newest first, those that still exist."""
        return self._recent(_RECENT_SITES)

    @property
    def recent_posts(self) -> list[Path]:
        """The posts opened last, newest first, those that still exist."""
        return self._recent(_RECENT_POSTS)

    def remember_site(self, root: Path) -> None:
        """Put ``root`` on top of the recent sites."""
        self._remember(_RECENT_SITES, root)

    def remember_post(self, path: Path) -> None:
        """Put ``path`` on top of the recent posts."""
        self._remember(_RECENT_POSTS, path)

    def built_folder(self, root: Path) -> Path | None:
        """Return where the site in ``root`` was built into, as the writer said last, if it did."""
        return self.get(_built_folder(root))

    def remember_built_folder(self, root: Path, folder: Path) -> None:
        """Remember that the site in ``root`` was built into ``folder``."""
        self.put(_built_folder(root), folder)

    def geometry(self, name: str) -> QByteArray:
        """Return the remembered geometry or splitter state ``name``; empty when there is none."""
        stored = self._store.value(f"window/{name}")
        return stored if isinstance(stored, QByteArray) else QByteArray()

    def put_geometry(self, name: str, state: QByteArray) -> None:
        """Remember the geometry or splitter state ``name``."""
        self._store.setValue(f"window/{name}", state)

    def _recent(self, key: str) -> list[Path]:
        return [path for path in self._stored_paths(key) if _is_there(path)]

    def _stored_paths(self, key: str) -> list[Path]:
        # Qt gives a list of one back as a plain string.
        stored = self._store.value(key)
        texts = [stored] if isinstance(stored, str) else stored
        return [Path(str(text)) for text in texts] if isinstance(texts, list) else []

    def _remember(self, key: str, path: Path) -> None:
        stored = self._stored_paths(key)
        if stored[:1] == [path]:  # no file is written for each save
            return
        others = [other for other in stored if other != path]
        self._store.setValue(key, [str(p) for p in (path, *others)][:RECENT_LIMIT])


def _built_folder(root: Path) -> Option[Path | None]:
    # A path holds characters that QSettings reads as its own groups.
    name = hashlib.sha256(str(root).encode("utf-8", "surrogateescape")).hexdigest()[:_NAME_LETTERS]
    return Option(f"compare/built-{name}", None, _folder)


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a folder on the way may no longer be entered
        return False
