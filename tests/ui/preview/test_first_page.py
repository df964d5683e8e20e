"""The first page of a post: begun before its pane is there, seen with its style, at its place."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from preview_probe import ask, page_of
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from editor.render.exchange import Article, Frame, Published, SitePlace, Style
from editor.ui.preview.first_page import FirstPage
from editor.ui.preview.preview_pane import PreviewPane
from editor.ui.preview.web_preview import WebPreview
from editor.workspace.settings import ARTICLE_ALONE, PAGE_PLACE, PAGE_WIDTH, PageWidth, Settings

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


POST = Path("/site/_posts/2025-11-20-one.md")
PLACE = SitePlace("/site", "", "https://example.org")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


def first_page(window: QWidget, settings: Settings) -> FirstPage:
    first = FirstPage(window, POST, settings)
    first.begin(dark=False)
    return first


def web(first: FirstPage) -> WebPreview:
    assert first.preview is not None
    return first.preview


@pytest.fixture
def pane(qtbot: QtBot, settings: Settings) -> Iterator[PreviewPane]:
    window = QWidget()
    qtbot.addWidget(window)
    pane = PreviewPane(window, first_page=first_page(window, settings))
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


def test_a_preview_made_early_and_never_seen_is_let_go(qtbot: QtBot, settings: Settings) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    first = first_page(window, settings)
    pane = PreviewPane(window, first_page=first)
    pane.release()
    assert pane.preview is None
    web(first).show_article(Article(("<p>late</p>",)))
    assert not web(first).is_current


@pytest.fixture
def alone(qtbot: QtBot, settings: Settings) -> Iterator[FirstPage]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1440, 900)
    first = first_page(window, settings)
    window.show()
    yield first
    first.release()


def test_the_page_is_seen_where_it_stood_before_there_is_a_pane(
    qtbot: QtBot, settings: Settings, alone: FirstPage
) -> None:
    with qtbot.waitSignal(alone.settled):
        alone.take(article(), PLACE)
    assert web(alone).isVisible()
    assert web(alone).geometry().getRect() == settings.get(PAGE_PLACE)
    assert alone.article == article()


def test_a_page_that_is_made_before_the_engine_is_there_is_shown_too(
    qtbot: QtBot, settings: Settings
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    first = FirstPage(window, POST, settings)
    first.take(article(), PLACE)
    window.show()
    with qtbot.waitSignal(first.settled):
        first.begin(dark=False)
    assert web(first).is_current
    first.release()


def test_where_the_engine_cannot_run_nothing_is_waited_for(
    qtbot: QtBot, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("editor.ui.preview.first_page.sandbox_problem_here", lambda: "It cannot.")
    window = QWidget()
    qtbot.addWidget(window)
    first = first_page(window, settings)
    assert first.is_settled
    first.take(article(), PLACE)
    assert first.give(POST) is None
    first.release()


def test_only_the_pane_of_its_post_gets_it_and_once(alone: FirstPage) -> None:
    alone.take(article(), PLACE)
    assert alone.give(None) is None
    assert alone.give(POST) == article()
    assert alone.give(POST) is None


def test_another_post_gets_nothing(alone: FirstPage) -> None:
    alone.take(article(), PLACE)
    assert alone.give(POST.with_name("another.md")) is None
    assert alone.give(POST) is None


def test_a_page_that_only_stands_in_for_a_broken_one_is_not_shown(alone: FirstPage) -> None:
    alone.take(Article((), published=Published("nearly", broken=True)), PLACE)
    assert alone.is_settled
    assert alone.article is None


def test_where_the_render_process_made_none_nothing_is_waited_for(alone: FirstPage) -> None:
    alone.do_without()
    assert alone.is_settled


def test_who_chose_the_article_alone_does_not_see_the_sites_page(
    qtbot: QtBot, settings: Settings
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    settings.put(ARTICLE_ALONE, True)
    first = first_page(window, settings)
    first.take(article(), PLACE)
    assert first.is_settled
    assert first.article is None
    first.release()


def test_at_a_chosen_width_the_page_waits_for_its_pane(qtbot: QtBot, settings: Settings) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    settings.put(PAGE_WIDTH, PageWidth.PHONE)
    first = first_page(window, settings)
    window.show()
    assert not web(first).isVisible()
    first.release()


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
