"""The whole program for stories that go through the real window."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot
from writer import Writer

from editor.app import Program
from editor.workspace.settings import Settings

NOW = datetime(2026, 3, 14, 9, 26, 53, tzinfo=UTC)


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    """The program, started without a path, with settings of its own; the clock stands still."""
    store = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    program = Program(Settings(store), lambda: NOW, tmp_path / "state")
    program.start(None)
    qtbot.waitExposed(program.window)
    yield program
    if program.library.post is not None:
        program.library.post.undo_stack.setClean()
    program.close()


@pytest.fixture
def writer(qtbot: QtBot, program: Program, monkeypatch: pytest.MonkeyPatch) -> Writer:
    """Somebody at the keyboard, who answers questions as each story says."""
    return Writer(qtbot, program, monkeypatch)
