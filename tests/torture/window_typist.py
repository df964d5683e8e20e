"""A whole program with somebody typing in it, to be killed: python -m torture.window_typist ...

Types one letter every few milliseconds, without a pause, until it is ended from outside or all
are typed; then it ends as it was told. Writes ``number seconds`` (of the monotonic clock) to its
output after each letter.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from editor.storage.journal import SyncPoint

if TYPE_CHECKING:
    from editor.app import Program
    from editor.workspace.settings import Settings

LINE_LETTERS = 60
DEBOUNCE_MS = 1_000
"""What the naive way waits for after the last letter before it backs the text up."""


def letter(number: int) -> str:
    """Return the letter that is typed as number ``number``, from 0."""
    return "\n" if number % LINE_LETTERS == LINE_LETTERS - 1 else "abcdefghij"[number % 10]


def typed(count: int, *, form: bool = False) -> str:
    """Return the first ``count`` letters; a form field has no lines."""
    text = "".join(letter(number) for number in range(count))
    return text.replace("\n", "-") if form else text


class Typist(QObject):
    """Types into ``program`` as the options say."""

    def __init__(self, program: "Program", options: argparse.Namespace) -> None:
        super().__init__(program.window)
        self._program, self._options = program, options
        self._count = 0
        self._target: QWidget | None = None
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(options.interval)
        self._timer.timeout.connect(self._type)
        self._timer.start()

    def _type(self) -> None:
        if self._target is None:
            self._target = self._place()
            return
        text = letter(self._count)
        if text != "\n":
            QTest.keyClicks(self._target, text)
        elif self._options.kind == "form":
            QTest.keyClicks(self._target, "-")
        else:
            QTest.keyClick(self._target, Qt.Key.Key_Return)
        os.write(1, f"{self._count} {time.monotonic()}\n".encode())
        self._count += 1
        if self._count == self._options.count:
            self._timer.stop()
            self._end()

    def _place(self) -> QWidget | None:
        window = self._program.window
        if self._options.kind == "untitled" and self._program.library.post is None:
            window.desk.new_draft()
        if self._program.library.post is None:
            return None
        if self._options.kind != "form":
            window.editor.text.setFocus()
            return window.editor.text
        fields = window.editor.form.findChildren(QLineEdit)
        title = next(field for field in fields if field.accessibleName() == "Title")
        title.setFocus()
        title.home(False)
        return title

    def _end(self) -> None:
        if self._options.end == "save":
            from editor.ui.prompts import UnsavedChoice

            prompts = self._program.window.prompts
            prompts.ask_unsaved = lambda title: UnsavedChoice.SAVE  # type: ignore[method-assign]
            self._program.window.close()


class Debounced(QObject):
    """The naive way: the whole text is backed up once typing has paused."""

    def __init__(self, program: "Program", backup: Path) -> None:
        super().__init__(program.window)
        self._program, self._backup = program, backup
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DEBOUNCE_MS)
        self._timer.timeout.connect(self._back_up)
        program.library.post_opened.connect(self._follow)

    def _follow(self) -> None:
        if self._program.library.post is not None:
            self._program.library.post.text_changed.connect(self._timer.start)

    def _back_up(self) -> None:
        if self._program.library.post is not None:
            self._backup.write_bytes(self._program.library.post.snapshot().encode())


def _leave_to_system(_point: SyncPoint) -> None:
    """Bring nothing to the disk, as who writes and never asks for more."""


def settings_in(folder: Path, *, preview: bool) -> "Settings":
    """Return settings of their own; a preview that is hidden starts no browser engine."""
    from editor.workspace.settings import SHOW_PREVIEW, Settings

    settings = Settings(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
    settings.put(SHOW_PREVIEW, preview)
    return settings


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("path", type=Path)
    parser.add_argument("--kind", choices=("text", "untitled", "form"), default="text")
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--interval", type=int, default=10, help="milliseconds")
    parser.add_argument("--end", choices=("save", "never"), default="never")
    parser.add_argument("--preview", action="store_true")
    parser.add_argument("--naive", action="store_true", help="back up after a pause instead")
    parser.add_argument("--unsynced", action="store_true", help="leave the disk to the system")
    options = parser.parse_args()
    if options.unsynced:
        SyncPoint.sync = _leave_to_system  # type: ignore[method-assign,assignment]
    from editor.app import Program, run_until_end
    from editor.start import make_application

    application = make_application(sys.argv[:1])
    settings = settings_in(options.folder, preview=options.preview)
    state = options.folder / "state"
    program = Program(settings, lambda: datetime.now(UTC), state)
    start: Callable[[], int] = lambda: run_until_end(  # noqa: E731
        application, program, options.path
    )
    if options.naive:
        program.safekeeping.close()
        Debounced(program, options.folder / "backup")
        program.start(options.path)
        start = application.exec
    Typist(program, options)
    return start()


if __name__ == "__main__":
    sys.exit(main())
