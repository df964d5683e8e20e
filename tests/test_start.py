"""The start: the text of a post is there before the program is, and nothing typed is lost."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from patient_bot import PATIENCE_MS
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor.app import Program
from editor.site.sample import make_sample_site
from editor.start import (
    FIRST_LINES,
    FIRST_READ_BYTES,
    begin_page,
    first_text,
    leave,
    load_program,
    show_first,
)
from editor.storage.reading import MAX_POST_BYTES
from editor.ui.main_window import MainWindow
from editor.ui.preview.first_page import FirstPage
from editor.workspace.render_process import RenderProcess
from editor.workspace.renderer import Renderer
from editor.workspace.settings import PAGE_PLACE, TEXT_PLACE, Settings

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

ENDS_IN_A_DIALOG = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from PySide6.QtCore import QSettings, QTimer
from editor.app import Program, run_until_end
from editor.start import make_application
from editor.workspace.settings import Settings

folder = Path(sys.argv[1])
application = make_application(sys.argv[:1])
settings = Settings(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
program = Program(settings, lambda: datetime.now(UTC), folder / "state")

def end_in_a_dialog():
    if application.activeModalWidget() is not None:
        timer.stop()
        program.end()

timer = QTimer()
timer.timeout.connect(end_in_a_dialog)
timer.start(20)
sys.exit(run_until_end(application, program, folder / "nothing.md"))
"""


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


@pytest.fixture
def site_post(tmp_path: Path) -> Path:
    return make_sample_site(tmp_path) / "_posts/2025-11-20-the-lantern-festival.md"


def first_page_of(window: MainWindow) -> FirstPage:
    assert window.first_page is not None
    return window.first_page


def started(settings: Settings, post: Path) -> tuple[MainWindow, Renderer]:
    window = MainWindow(settings)
    show_first(window, post)
    return window, begin_page(window, settings, post)


def test_the_page_is_seen_before_the_program_is_there_and_stays(
    qtbot: QtBot, settings: Settings, site_post: Path, tmp_path: Path
) -> None:
    window, renderer = started(settings, site_post)
    load_program(window)
    first = first_page_of(window)
    qtbot.waitUntil(lambda: first.is_settled)
    seen = first.article
    assert seen is not None
    assert first.preview is not None
    lost: list[bool] = []
    first.preview.place_lost.connect(lambda: lost.append(True))
    program = Program(settings, lambda: NOW, tmp_path / "state", window=window, renderer=renderer)

    with qtbot.waitSignal(renderer.rendered) as rendered:
        program.start(site_post, safe_mode=True)
    qtbot.waitUntil(lambda: window.preview.preview is first.preview)

    assert rendered.args is not None
    assert rendered.args[0].blocks == seen.blocks
    qtbot.waitUntil(lambda: window.preview.is_current)
    assert lost == []
    program.close()


def test_the_page_stands_where_it_stood_when_the_window_was_left(
    qtbot: QtBot, settings: Settings, site_post: Path, tmp_path: Path
) -> None:
    program = Program(settings, lambda: NOW, tmp_path / "state")
    program.start(site_post, safe_mode=True)
    qtbot.waitUntil(lambda: program.window.preview.preview is not None)
    area = program.window.preview.page_area
    corner = area.mapTo(program.window, area.rect().topLeft())
    program.window.close()
    assert settings.get(PAGE_PLACE) == (corner.x(), corner.y(), area.width(), area.height())
    program.close()


def test_a_post_that_does_not_open_leaves_no_page_behind(
    qtbot: QtBot, settings: Settings, site_post: Path, tmp_path: Path
) -> None:
    window, renderer = started(settings, site_post)
    load_program(window)
    program = Program(settings, lambda: NOW, tmp_path / "state", window=window, renderer=renderer)
    program.start(None, safe_mode=True)
    first = first_page_of(window)
    assert first.preview is not None
    assert not first.preview.isVisible()
    program.close()


def test_where_no_page_could_be_made_nothing_covers_what_the_window_says(
    qtbot: QtBot, settings: Settings, post: Path, tmp_path: Path
) -> None:
    window, renderer = started(settings, post)  # it lies in no site
    load_program(window)
    first = first_page_of(window)
    assert first.preview is not None
    assert first.preview.isVisible()
    program = Program(settings, lambda: NOW, tmp_path / "state", window=window, renderer=renderer)
    assert not first.preview.isVisible()
    program.start(post, safe_mode=True)
    qtbot.waitUntil(first.preview.isVisible)  # in its pane
    program.close()


def test_of_a_post_that_is_too_large_to_open_no_page_is_made(
    qtbot: QtBot, settings: Settings, post: Path
) -> None:
    with post.open("r+b") as file:
        file.truncate(MAX_POST_BYTES + 1)
    window, renderer = started(settings, post)
    qtbot.addWidget(window)
    assert window.first_page is None
    assert not renderer.busy
    leave(window, renderer, None)


def test_a_window_that_is_closed_at_once_leaves_nothing_behind(
    qtbot: QtBot, settings: Settings, site_post: Path
) -> None:
    window, renderer = started(settings, site_post)
    qtbot.addWidget(window)
    process = renderer.findChild(RenderProcess)
    assert process is not None
    window.close()

    leave(window, renderer, None)

    assert process.pid == 0
    assert first_page_of(window).preview is not None


def test_a_start_that_is_ended_while_it_says_what_is_wrong_does_end(tmp_path: Path) -> None:
    command = [sys.executable, "-c", ENDS_IN_A_DIALOG, str(tmp_path)]
    done = subprocess.run(command, check=False, timeout=PATIENCE_MS / 1000, capture_output=True)
    assert done.returncode == 0


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
