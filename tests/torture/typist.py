"""Somebody who types and saves without a pause, in a program without a window."""

import os
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSettings, QTimer
from PySide6.QtGui import QGuiApplication, QTextCursor
from torture.heart import Heart
from torture.ways import WRITES

from editor.storage.atomic import Saved
from editor.workspace.library import Library
from editor.workspace.open_post import OpenPost
from editor.workspace.saving import Saving
from editor.workspace.settings import Settings

HEAD = b"---\ntitle: Typed\n---\n"
FILLER = b"What stood here before the typing began.\n" * 4_000
_KEYS_A_SAVE = 4


def first_text() -> bytes:
    """Return the post that the typing begins with, some 160 KB."""
    return HEAD + FILLER


def is_whole(data: bytes) -> bool:
    """Whether ``data`` is what some save of the typist wrote."""
    typed = re.fullmatch(re.escape(HEAD) + rb"((?:\d+ )*)" + re.escape(FILLER), data)
    if typed is None:
        return False
    numbers = [int(number) for number in typed[1].split()]
    return numbers == list(range(len(numbers)))


class _Typist:
    """Types a number with each key, and saves after some."""

    def __init__(self, way: str, path: Path) -> None:
        self._way, self._path = way, path
        settings = Settings(QSettings(f"{path}.ini", QSettings.Format.IniFormat))
        self._library = Library(settings, lambda: datetime.now(UTC))
        self._saving = Saving(self._library)
        self._saving.saved.connect(self._say)
        self._library.open_post(path)
        self._number = 0
        self._at = len(HEAD)
        self._keys = QTimer(interval=1)
        self._keys.timeout.connect(self._press)
        self._keys.start()

    @property
    def _post(self) -> OpenPost:
        assert self._library.post is not None
        return self._library.post

    def _press(self) -> None:
        cursor = QTextCursor(self._post.text_document)
        cursor.setPosition(self._typed)
        cursor.insertText(f"{self._number} ")
        self._number += 1
        if self._number % _KEYS_A_SAVE:
            return
        if self._way == "ours":
            self._saving.save(self._post)
        else:
            WRITES[self._way](self._path, self._post.snapshot().encode())
            self._say(None)

    @property
    def _typed(self) -> int:
        return sum(len(str(number)) + 1 for number in range(self._number))

    def _say(self, _saved: Saved | None) -> None:
        os.write(1, b"saved\n")


def type_for_ever(way: str, path: str) -> None:
    """Open the post at ``path``, type into it and save it until killed."""
    application = QGuiApplication(["typist"])
    typist = _Typist(way, Path(path))
    application.exec()
    del typist


def save_slowly(way: str, path: str) -> None:
    """Save twice in a row on a slow disk; print the longest the window would not have answered.

    In milliseconds, without waits for a processor; then whether the newest text stands there.
    """
    application = QGuiApplication(["typist"])
    store = QSettings(f"{path}.ini", QSettings.Format.IniFormat)
    library = Library(Settings(store), lambda: datetime.now(UTC))
    saving = Saving(library)
    library.open_post(Path(path))
    assert library.post is not None
    store.sync()  # which posts were opened last is not what is measured
    heart = Heart()
    for word in ("first ", "second "):
        QTextCursor(library.post.text_document).insertText(word)
        if way == "ours":
            saving.save(library.post)
            QCoreApplication.processEvents()
        else:
            WRITES[way](Path(path), library.post.snapshot().encode())
            with Path(path).open("rb") as file:
                os.fsync(file.fileno())
    if saving.busy:
        saving.idle.connect(application.quit)
        application.exec()
    _, gap_ms = heart.longest_ms()
    newest = Path(path).read_bytes() == library.post.snapshot().encode()
    os.write(1, f"{gap_ms:.0f} {newest}\n".encode())
    saving.close()
    library.close()


if __name__ == "__main__":
    save_slowly(*sys.argv[1:])
