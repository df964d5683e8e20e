"""The first page of a post: begun before its pane is there, seen with its style, at its place."""

from collections.abc import Iterator

import pytest
from preview_probe import ask, page_of
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from editor.render.exchange import Article, Frame, Published, Style
from editor.ui.preview.preview_pane import PreviewPane
from editor.ui.preview.web_preview import WebPreview

pytestmark = pytest.mark.qt_log_ignore(
    # said once a process by a browser engine that finds no graphics card, and by the screenless Qt
    "^QRhiGles2: Failed to create (temporary )?context$",
    "^Failed to create RHI for backend: OpenGL$",
    "^GPUInfo not initialized on GpuInfoUpdate$",
    r"^This plugin does not support propagateSizeHints\(\)$",
)
SHEET = "/site.css"
BLOCKS = tuple(f"<p>Paragraph {number}</p>" for number in range(100))
LINES = tuple(range(1, 200, 2))
STYLED = "getComputedStyle(document.querySelector('p')).height"


@pytest.fixture
def pane(qtbot: QtBot) -> Iterator[PreviewPane]:
    window = QWidget()
    qtbot.addWidget(window)
    pane = PreviewPane(window, early=WebPreview(window))
    window.resize(600, 500)
    pane.resize(600, 500)
    window.show()
    yield pane
    pane.release()


def article() -> Article:
    layout = "<header>Site</header><article><gp-place></gp-place></article>"
    sheets = {SHEET: "p { height: 90px }"}
    frame = Frame("key", {}, {}, (Style(href=SHEET),), layout, "gp-place", sheets)
    return Article(BLOCKS, "/", LINES, Published("exact", frame_key=frame.key, frame=frame))


def test_a_preview_made_early_is_the_one_that_shows(qtbot: QtBot, pane: PreviewPane) -> None:
    with qtbot.waitSignal(pane.article_shown):
        pane.show_article(article())
    qtbot.waitUntil(lambda: pane.is_current)
    assert isinstance(pane.preview, WebPreview)
    assert pane.preview.isVisibleTo(pane)
    assert ask(qtbot, page_of(pane), "document.querySelectorAll('article > p').length") == 100


def test_a_preview_made_early_and_never_seen_is_let_go(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    early = WebPreview(window)
    pane = PreviewPane(window, early=early)
    pane.release()
    assert pane.preview is None
    early.show_article(Article(("<p>late</p>",)))
    assert not early.is_current


def test_the_first_page_is_seen_with_its_style_and_where_the_text_stands(
    qtbot: QtBot, pane: PreviewPane
) -> None:
    pane.show_article(article())
    qtbot.waitUntil(lambda: pane.is_current)
    pane.scroll_to_line(100, 200)
    qtbot.waitUntil(lambda: ask(qtbot, page_of(pane), STYLED) == "90px")
    assert ask(qtbot, page_of(pane), "galleyproof.isStyled()") is True
    assert ask(qtbot, page_of(pane), "document.documentElement.style.length") == 0
    first = ask(qtbot, page_of(pane), "scrollY")
    pane.scroll_to_line(100, 200)
    assert first == ask(qtbot, page_of(pane), "scrollY")
    assert isinstance(first, (int, float))
    assert first > 3000
