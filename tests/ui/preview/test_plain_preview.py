"""The preview where the browser engine cannot run: when it is chosen, and what it shows."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from canary import listening_canary
from hostile_html import aimed_at
from preview_probe import save_picture, show, shown_pane
from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

from editor.render.exchange import Article
from editor.ui.preview.plain_preview import PlainPreview
from editor.ui.preview.preview_pane import PreviewPane
from editor.ui.preview.sandbox import sandbox_problem, user_namespaces_work

pytestmark = pytest.mark.qt_log_ignore(
    r"^This plugin does not support propagateSizeHints\(\)$",
)


@pytest.fixture
def pane(qtbot: QtBot) -> Iterator[PreviewPane]:
    yield from shown_pane(qtbot, "No engine here. Get one.")


def plain(pane: PreviewPane) -> PlainPreview:
    assert isinstance(pane.preview, PlainPreview)
    return pane.preview


def test_it_says_why_it_is_there_and_what_to_do(qtbot: QtBot, pane: PreviewPane) -> None:
    show(qtbot, pane, "<h1>Title</h1>", "<p>Text</p>")

    assert pane.reason == "No engine here. Get one."
    assert plain(pane).toPlainText() == "Title\nText"


@pytest.mark.parametrize(
    ("environ", "user", "platform", "namespaces", "runs"),
    [
        ({}, 1000, "linux", True, True),
        ({}, 0, "linux", True, False),
        ({}, 1000, "linux", False, False),
        ({"QTWEBENGINE_DISABLE_SANDBOX": "1"}, 0, "linux", False, True),
        ({"QTWEBENGINE_CHROMIUM_FLAGS": "--no-sandbox --x"}, 0, "linux", False, True),
        ({"QTWEBENGINE_CHROMIUM_FLAGS": "--x"}, 0, "linux", True, False),
        ({}, 501, "darwin", False, True),
        ({}, None, "win32", False, True),
    ],
)
def test_the_engine_runs_where_its_protection_can(
    environ: dict[str, str], user: int | None, platform: str, namespaces: bool, runs: bool
) -> None:
    problem = sandbox_problem(environ, user, platform, lambda: namespaces)
    assert (problem is None) == runs


def test_a_system_without_the_tool_to_ask_is_taken_to_be_fine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", "")
    assert user_namespaces_work()


def test_an_engine_that_cannot_be_loaded_leaves_the_plain_preview(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "editor.ui.preview.web_preview", raising=False)
    monkeypatch.setitem(sys.modules, "PySide6.QtWebEngineWidgets", None)
    pane = PreviewPane(engine_problem=lambda: None)
    qtbot.addWidget(pane)
    pane.show()
    qtbot.waitUntil(lambda: pane.preview is not None)

    assert "could not be loaded" in pane.reason
    show(qtbot, pane, "<p>still a preview</p>")
    assert plain(pane).toPlainText() == "still a preview"


def test_the_scroll_position_stays(qtbot: QtBot, pane: PreviewPane) -> None:
    blocks = tuple(f"<p>Paragraph {n}</p>" for n in range(200))
    show(qtbot, pane, *blocks)
    plain(pane).verticalScrollBar().setValue(1_000)

    show(qtbot, pane, *blocks[:150], "<p>typed</p>", *blocks[151:])
    assert plain(pane).verticalScrollBar().value() == 1_000

    pane.clear()
    show(qtbot, pane, *blocks)
    assert plain(pane).verticalScrollBar().value() == 0


def test_only_the_last_of_many_articles_is_laid_out(qtbot: QtBot, pane: PreviewPane) -> None:
    shown: list[str] = []
    pane.article_shown.connect(lambda: shown.append(plain(pane).toPlainText()))
    for number in range(20):
        pane.show_article(Article((f"<p>{number}</p>",)))
    qtbot.waitUntil(lambda: shown[-1:] == ["19"])
    assert [text for text in shown if text] == ["19"]


def test_images_come_from_the_site_alone(qtbot: QtBot, pane: PreviewPane, tmp_path: Path) -> None:
    save_picture(tmp_path / "site" / "a.png")
    save_picture(tmp_path / "outside.png")
    pane.set_site_root(tmp_path / "site", "/blog")
    show(qtbot, pane, "<p>x</p>")

    def width(address: str) -> int:
        kind = QTextDocument.ResourceType.ImageResource.value
        return int(plain(pane).loadResource(kind, QUrl(address)).width())

    assert width("/a.png") == 40
    assert width("/blog/a.png") == 40
    placeholder = width("/missing.png")
    assert placeholder > 100
    assert width("../../../../../outside.png") == placeholder
    assert width((tmp_path / "outside.png").as_uri()) == placeholder
    assert width("https://example.org/a.png") == placeholder
    style = QTextDocument.ResourceType.StyleSheetResource.value
    assert plain(pane).loadResource(style, QUrl("/a.css")) is None


def test_hostile_pieces_reach_nothing(qtbot: QtBot, pane: PreviewPane) -> None:
    with listening_canary() as canary:
        show(qtbot, pane, *aimed_at(canary.address))
        assert canary.heard == []


def test_links_open_outside_or_scroll(qtbot: QtBot, pane: PreviewPane) -> None:
    pane.set_site_root(None, "", "https://me.example")
    blocks = tuple(f"<p>Paragraph {n}</p>" for n in range(100))
    show(qtbot, pane, *blocks, "<p><a name='end'></a>End</p>")
    heard: list[str] = []
    pane.link_activated.connect(lambda url: heard.append(url.toString()))

    for link in ("https://a.example/", "mailto:a@b.c", "/about/", "file:///etc/passwd", "#end"):
        plain(pane).anchorClicked.emit(QUrl(link))

    assert heard == ["https://a.example/", "mailto:a@b.c", "https://me.example/about/"]
    assert plain(pane).verticalScrollBar().value() > 500


def test_a_very_long_post_is_shown_from_its_start(
    qtbot: QtBot, pane: PreviewPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("editor.ui.preview.plain_preview.MAX_CHARACTERS", 100)
    show(qtbot, pane, *(f"<p>Paragraph {n}</p>" for n in range(20)))
    text = plain(pane).toPlainText()
    assert text.startswith("Paragraph 0")
    assert text.endswith("The rest of this long post is not shown.")


PROGRAM = """
from pathlib import Path
from PySide6.QtWidgets import QApplication
from editor.render.exchange import Article
from editor.ui.preview.preview_pane import PreviewPane
from editor.ui.preview.site_scheme import register_scheme
register_scheme()
application = QApplication([])
pane = PreviewPane()

def report():
    print(type(pane.preview).__name__, "|", pane.reason)
    if hasattr(pane.preview, "view"):
        print(Path(f"/proc/{pane.preview.view.page().renderProcessPid()}/status").read_text())
    application.quit()

pane.article_shown.connect(report)
pane.show_article(Article(("<p>x</p>",)))
pane.show()
application.exec()
pane.release()
"""
AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def run_without_flags(home: Path, *before: str) -> subprocess.CompletedProcess[str]:
    """Run the program as the product starts, without the tests' own flags."""
    environ = {key: value for key, value in os.environ.items() if "WEBENGINE" not in key}
    environ |= {"HOME": str(home), "XDG_RUNTIME_DIR": str(home)}
    return subprocess.run(
        [*before, sys.executable, "-c", PROGRAM],
        capture_output=True,
        text=True,
        check=False,
        env=environ,
    )


@pytest.mark.skipif(not AS_ROOT, reason="not the administrator")
def test_the_administrator_sees_the_plain_preview_and_the_program_ends_well(
    tmp_path: Path,
) -> None:
    done = run_without_flags(tmp_path)
    assert done.returncode == 0
    assert done.stdout.startswith("PlainPreview | This is a plain preview")


def test_an_ordinary_user_sees_the_web_preview_in_its_sandbox() -> None:
    before = ("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups")
    if AS_ROOT and shutil.which(before[0]) is None:
        pytest.skip("no setpriv here to become an ordinary user")
    become = before if AS_ROOT else ()
    if subprocess.run([*become, sys.executable, "-c", "import PySide6"], check=False).returncode:
        pytest.skip("an ordinary user cannot read this Python")
    with TemporaryDirectory() as home:
        Path(home).chmod(0o777)
        done = run_without_flags(Path(home), *become)
    if "user namespaces" in done.stdout:
        pytest.skip("this system lets no ordinary user make a user namespace")
    assert done.returncode == 0
    assert done.stdout.startswith("WebPreview")
    assert "Seccomp:\t2" in done.stdout
    assert "NoNewPrivs:\t1" in done.stdout
