"""The program, and a bare text widget, with what is too big for most editors."""

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from torture.stage import run_for, until

from editor.app import Program
from editor.workspace.settings import SHOW_PREVIEW, Settings

KEY_MS = 100
SAVE_S = 3.0
GAP_MS = 100
_NOW = datetime(2026, 3, 14, 9, 26, 53, tzinfo=UTC)
_HEAD = b"---\ntitle: Long\n---\n"
_TOO_BIG = 50_000_000
_KEYS = 5


def open_and_write(job: dict[str, Any]) -> dict[str, Any]:
    """Open what is too big, write in long lines, save much; return what failed and the times."""
    stage = _Stage(Path(job["folder"]))
    stage.open_too_big()
    length = int(job["line"])
    words = stage.write_in(b"word " * (length // 5))
    unbroken = stage.write_in(b"x" * length)
    saving = stage.save(b"A line of a long post.\n" * (int(job["file"]) // 23))
    stage.program.close()
    if job["limits"]:
        stage.failed += [f"a key took {ms:.0f} ms" for ms in (words, unbroken) if ms > KEY_MS]
        stage.failed += [f"saving took {saving:.1f} s"] if saving > SAVE_S else []
    figure = (
        f"a key in {length / 1e6:.1f} MB: {words:.0f} ms of CPU in words, {unbroken:.0f} unbroken;"
        f" {int(job['file']) / 1e6:.0f} MB saved in {saving:.1f} s"
    )
    return {"failed": stage.failed, "tried": 4, "figure": figure}


def in_a_bare_widget(job: dict[str, Any]) -> dict[str, Any]:
    """Do the same in a ``QPlainTextEdit``; return what failed."""
    pane = QPlainTextEdit()
    pane.show()
    failed = []
    start = time.process_time()
    pane.setPlainText("A line of a long post.\n" * (int(job["file"]) // 23))
    QApplication.processEvents()
    gap = (time.process_time() - start) * 1000
    if gap > GAP_MS:
        failed.append(f"no answer for {gap:.0f} ms")
    pane.setPlainText("x" * int(job["line"]))
    QApplication.processEvents()
    ms = _key_ms(pane)
    if ms > KEY_MS:
        failed.append(f"a key took {ms:.0f} ms")
    return {"failed": failed, "tried": 2}


def _key_ms(pane: QPlainTextEdit) -> float:
    """Return the milliseconds of CPU from a key to its letter on the screen; the median."""
    times = []
    for _ in range(_KEYS):
        start = time.process_time()
        QTest.keyClick(pane, Qt.Key.Key_A)
        QApplication.processEvents()
        times.append((time.process_time() - start) * 1000)
    return sorted(times)[_KEYS // 2]


class _Stage:
    def __init__(self, folder: Path) -> None:
        self.path = folder / "2026-01-02-long.md"
        settings = Settings(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
        settings.put(SHOW_PREVIEW, value=False)
        self.program = Program(settings, lambda: _NOW, folder / "state")
        self.said: list[str] = []
        prompts = self.program.window.prompts
        prompts.say_error = self.said.append  # type: ignore[method-assign, assignment]
        self.program.start(None)
        self.failed: list[str] = []

    def open_too_big(self) -> None:
        with self.path.open("wb") as file:
            file.truncate(_TOO_BIG)
        start = time.monotonic()
        self.program.window.desk.open_path(self.path)
        if len(self.said) != 1 or "50 MB" not in self.said[0]:
            self.failed.append("50 MB were not refused in words")
        if time.monotonic() - start > 1:
            self.failed.append("the words took over a second")

    def write_in(self, line: bytes) -> float:
        """Type into one long ``line``, take it back, and save; return the ms of CPU of a key."""
        data = _HEAD + line + b"\n"
        self._open(data)
        pane = self.program.window.editor.text
        QTest.keyClick(pane, Qt.Key.Key_Down)
        ms = _key_ms(pane)
        post = self.program.library.post
        assert post is not None
        if post.body.encode().replace(b"a" * _KEYS, b"", 1) != line + b"\n":
            self.failed.append("what was typed is not what is there")
        while post.undo_stack.canUndo():
            post.undo()
        self._save()
        if self.path.read_bytes() != data:
            self.failed.append("typing and taking it back changed the file")
        return ms

    def save(self, text: bytes) -> float:
        """Add a letter to a long ``text`` and save it; return the seconds until it is there."""
        self._open(_HEAD + text)
        QTest.keyClick(self.program.window.editor.text, Qt.Key.Key_A)
        start = time.monotonic()
        self._save()
        took = time.monotonic() - start
        if self.path.read_bytes() != _HEAD + b"a" + text:
            self.failed.append("one letter changed more than itself")
        return took

    def _open(self, data: bytes) -> None:
        self.program.window.desk.close_post()
        self.path.write_bytes(data)
        self.program.window.desk.open_path(self.path)
        self.program.window.editor.text.setFocus()
        run_for(0.1)

    def _save(self) -> None:
        self.program.window.actions_table["save"].trigger()
        until(lambda: not self.program.saving.busy, "not saved")
        run_for(0.01)
