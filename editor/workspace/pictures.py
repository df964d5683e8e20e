"""Having pictures read by a process of its own, from a thread that may wait for it."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot

from editor.errors import EditorError
from editor.site.errors import ImageError
from editor.site.images import MOST_IMAGE_BYTES, ImportedImage
from editor.workspace.picture_process import REFUSED

_DEADLINE_S = 20
"""What the process may take in all; it limits its own work, this is for a crowded machine."""

_TOO_MUCH = (
    "Reading it takes too long or too much memory. Nothing was copied; open it in a picture "
    "program and save it anew."
)


def prepare_picture(data: bytes, *, remove_camera_data: bool) -> bytes:
    """Return the bytes to store for the picture ``data``; waits for the other process.

    With ``remove_camera_data`` they are the picture alone, turned upright. Raises ImageError for
    what is no picture fit for a page.
    """
    return _ask("prepare-bare" if remove_camera_data else "prepare", data=data)


def read_thumbnail(path: Path, width: int, height: int) -> bytes:
    """Return the picture in ``path`` as a PNG that fits into ``width`` × ``height`` pixels.

    Waits for the other process. Raises ImageError when it cannot be shown.
    """
    try:
        if not path.is_file() or path.stat().st_size > MOST_IMAGE_BYTES:
            raise ImageError("It is not a picture, or too large to be shown here.")
        return _ask("thumbnail", str(width), str(height), data=path.read_bytes())
    except OSError as error:
        raise ImageError(f"It cannot be read ({error.strerror}).") from error


def _ask(*arguments: str, data: bytes) -> bytes:
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        answer = subprocess.run(  # noqa: S603 - our own program
            [*picture_command(), *arguments],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_DEADLINE_S,
            check=False,
            creationflags=flags,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ImageError(_TOO_MUCH) from error
    if answer.returncode == REFUSED:
        raise ImageError(answer.stdout.decode("utf-8", "replace"))
    if answer.returncode != 0:
        raise ImageError(_TOO_MUCH)
    return answer.stdout


def picture_command() -> tuple[str, ...]:
    """Return what starts the process that reads pictures, but for what it is asked."""
    if getattr(sys, "frozen", False):
        return (sys.executable, "--picture-worker")
    return (sys.executable, "-m", "editor.workspace.picture_process")


Import = Callable[[], ImportedImage]


@dataclass(frozen=True, slots=True)
class _Order:
    work: Import
    then: Callable[[ImportedImage], None]
    otherwise: Callable[[str], None]


class _Voice(QObject):
    ready = Signal(object, object)


class _Importing(QRunnable):
    def __init__(self, order: _Order) -> None:
        super().__init__()
        self.voice = _Voice()
        self._order = order

    def run(self) -> None:
        result: ImportedImage | str
        try:
            result = self._order.work()
        except EditorError as error:
            result = str(error)
        self.voice.ready.emit(self._order, result)


class PictureImports(QObject):
    """Brings pictures into a site one after another, while the window goes on."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._closed = False

    def close(self) -> None:
        """Begin no more, and tell nothing any more: nobody is there to read it."""
        self._closed = True
        self._pool.clear()

    def start(
        self, work: Import, then: Callable[[ImportedImage], None], otherwise: Callable[[str], None]
    ) -> None:
        """Run ``work`` beside the window, then tell what came of it, or why nothing did."""
        importing = _Importing(_Order(work, then, otherwise))
        importing.voice.ready.connect(self._tell)
        self._pool.start(importing)

    @Slot(object, object)
    def _tell(self, order: _Order, result: ImportedImage | str) -> None:
        if self._closed:
            return
        if isinstance(result, str):
            order.otherwise(result)
        else:
            order.then(result)
