"""The program with files in it that are not UTF-8, and a writer who tries to change them."""

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from torture.stage import run_for, until

from editor.app import Program
from editor.post.document import Document
from editor.ui.foreign_view import ForeignView
from editor.ui.prompts import UnsavedChoice
from editor.workspace.settings import AUTOSAVE, SHOW_PREVIEW, Settings

LIMIT_S = 1.0
_NOW = datetime(2026, 3, 14, 9, 26, 53, tzinfo=UTC)
_SAVED_EVERY = 3
_TRIED = ("save", "publish", "revert", "undo", "redo", "bold", "replace", "heading", "show_raw")


def look_and_convert(job: dict[str, Any]) -> dict[str, Any]:
    """Open each file, try to change it, convert it where it is text, and save each third.

    Returns what failed, the paths that were saved, the slowest opening in seconds of CPU, and how
    many of the texts were read right without being asked.
    """
    stage = _Stage(Path(job["state"]))
    for number, (name, text) in enumerate(job["files"]):
        stage.put(Path(name), text, save=number % _SAVED_EVERY == 0)
    stage.program.window.desk.close_post()
    if list((Path(job["state"]) / "journal").glob("*.journal")):
        stage.failed.append("a journal was left behind")
    stage.program.close()
    return stage.told


class _Stage:
    def __init__(self, state: Path) -> None:
        state.mkdir(parents=True)
        settings = Settings(QSettings(str(state / "settings.ini"), QSettings.Format.IniFormat))
        settings.put(SHOW_PREVIEW, value=False)
        settings.put(AUTOSAVE, value=True)
        self.program = Program(settings, lambda: _NOW, state)
        self.program.start(None)
        prompts = self.program.window.prompts
        prompts.ask_unsaved = lambda title: UnsavedChoice.DISCARD  # type: ignore[method-assign]
        (self.view,) = self.program.window.findChildren(ForeignView)
        self.failed: list[str] = []
        self.saved: list[str] = []
        self.slowest = 0.0
        self.right = self.texts = 0

    @property
    def told(self) -> dict[str, Any]:
        return {
            "failed": self.failed,
            "saved": self.saved,
            "slowest": self.slowest,
            "right": self.right,
            "texts": self.texts,
        }

    def put(self, path: Path, text: str | None, *, save: bool) -> None:
        data, stamp = path.read_bytes(), path.stat().st_mtime_ns
        start = time.process_time()
        self.program.window.desk.open_path(path)
        until(self.view.isVisible, f"{path.name} was not shown")
        took = time.process_time() - start
        self.slowest = max(self.slowest, took)
        if took > LIMIT_S or not self.view.bar.sentences.strip():
            self.failed.append(f"{path.name}: the reason took {took:.1f} s")
        self._try_to_change()
        self._convert(path, data, text, save=save)
        if path.stat().st_mtime_ns != stamp and str(path) not in self.saved:
            self.failed.append(f"{path.name} was written")

    def _try_to_change(self) -> None:
        QTest.keyClicks(self.view.text, "typed ")
        QTest.keyClick(self.view.text, Qt.Key.Key_Delete)
        QTest.keyClick(self.view.text, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        for name in _TRIED:
            self.program.window.actions_table[name].trigger()
        self.program.autosave.save_now()
        run_for(0.01)

    def _convert(self, path: Path, data: bytes, text: str | None, *, save: bool) -> None:
        library = self.program.library
        foreign = library.foreign
        if library.post is not None or foreign is None:
            self.failed.append(f"{path.name} is a post")
            return
        self.texts += text is not None
        if foreign.encoding is None:
            return
        post = library.convert(foreign.encoding)
        self.right += post.snapshot().text == text
        self.program.autosave.save_now()
        run_for(0.01)
        if not post.modified or path.read_bytes() != data:
            self.failed.append(f"{path.name} was changed by the conversion alone")
        elif save:
            self._save(path, data, post.snapshot())

    def _save(self, path: Path, before: bytes, document: Document) -> None:
        self.program.window.actions_table["save"].trigger()
        until(lambda: not self.program.saving.busy, f"{path.name} was not saved")
        self.saved.append(str(path))
        history = self.program.safekeeping.history
        kept = [history.read(version) for version in history.versions(path)]
        if path.read_bytes() != document.encode() or kept != [before]:
            self.failed.append(f"{path.name}: its old bytes are not in the history")
