"""The start: the text of a post is there before the program is, and nothing typed is lost."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor.app import Program
from editor.start import FIRST_LINES, FIRST_READ_BYTES, first_text, show_first
from editor.ui.main_window import MainWindow
from editor.workspace.settings import TEXT_PLACE, Settings

NOW = datetime(2026, 3, 14, tzinfo=UTC)
MOST_OF_OURS = 40
"""Our modules that the first paint may load; some 200 more come behind it."""

FIRST_PAINT_LOADS = {
    "editor.errors", "editor.resources", "editor.start",
    "editor.post.editable_text", "editor.post.fences", "editor.workspace.settings",
}  # fmt: skip
"""What of other rooms than ``ui`` the first paint may load: no YAML, no Liquid, no markdown."""

LOADED = (
    "import json, sys; import editor.start; "
    "print(json.dumps([n for n, m in sys.modules.items() if getattr(m, '__file__', None)]))"
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def post(tmp_path: Path) -> Path:
    path = tmp_path / "post.md"
    path.write_text("---\ntitle: One\n---\n\nFirst line.\n\nSecond line.\n")
    return path


def test_the_first_paint_waits_for_little() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED], capture_output=True, check=True, text=True,
        env=dict(os.environ),
    )  # fmt: skip
    loaded = set(json.loads(done.stdout))
    ours = {name for name in loaded if name.startswith("editor.")}
    files = {name for name in ours if not name.endswith((".ui", ".post", ".workspace"))}
    assert {name for name in files if not name.startswith("editor.ui.")} <= FIRST_PAINT_LOADS
    assert len(files) <= MOST_OF_OURS
    assert loaded.isdisjoint({"yaml", "markdown", "liquid", "pygments", "nh3", "frontmatter"})
    qt = {name for name in loaded if name.startswith("PySide6.Q")}
    assert qt == {"PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets"}


def test_a_post_is_seen_and_typed_into_before_the_program_is_there(
    qtbot: QtBot, settings: Settings, post: Path, tmp_path: Path
) -> None:
    window = MainWindow(settings)
    show_first(window, post)
    assert window.text.toPlainText() == "First line.\n\nSecond line.\n"
    assert window.text.isVisible()
    QTest.keyClick(window.text, Qt.Key.Key_X)
    QTest.keyClick(window.text, Qt.Key.Key_Y)
    program = Program(settings, lambda: NOW, tmp_path / "state", window=window)
    with qtbot.waitSignal(program.renderer.rendered):
        program.start(post, safe_mode=True)
    assert window.preview.isVisible()
    assert program.library.post is not None
    assert program.library.post.shown_text == "xyFirst line.\n\nSecond line.\n"
    QTest.keyClick(window.text, Qt.Key.Key_Z)
    assert program.library.post.shown_text.startswith("xyz")
    program.library.post.undo_stack.setClean()
    program.close()


def test_the_text_stands_where_it_stood_when_the_window_was_left(
    qtbot: QtBot, settings: Settings, post: Path, tmp_path: Path
) -> None:
    program = Program(settings, lambda: NOW, tmp_path / "state")
    program.start(post, safe_mode=True)
    qtbot.waitExposed(program.window)
    text = program.window.text
    corner = text.mapTo(program.window, text.rect().topLeft())
    program.window.close()
    assert settings.get(TEXT_PLACE) == (corner.x(), corner.y(), text.width(), text.height())
    program.close()


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"No head.\r\nTwo.\n", "No head.\nTwo.\n"),
        (b"\xef\xbb\xbf---\na: 1\n---\nBody", "Body"),
        (b"\xff\xfeA\x00", ""),
        (b"", ""),
    ],
)
def test_how_a_post_begins(tmp_path: Path, data: bytes, text: str) -> None:
    path = tmp_path / "post.md"
    path.write_bytes(data)
    assert first_text(path) == text


def test_of_a_long_post_little_is_read(tmp_path: Path) -> None:
    path = tmp_path / "post.md"
    path.write_text("---\na: 1\n---\n" + "ä\n" * FIRST_READ_BYTES)
    assert first_text(path) == "\n".join(["ä"] * FIRST_LINES)


def test_a_folder_or_nothing_has_no_text(tmp_path: Path) -> None:
    assert first_text(None) == first_text(tmp_path) == first_text(tmp_path / "none.md") == ""
