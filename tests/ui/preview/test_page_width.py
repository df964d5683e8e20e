"""The page at the width of a phone, a tablet and a desktop, and how large it is shown."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from preview_probe import ask, page_of, show, shown_pane
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from editor.ui.actions import Actions
from editor.ui.preview.page_widths import PageWidths
from editor.ui.preview.plain_preview import PlainPreview
from editor.ui.preview.preview_pane import PreviewPane
from editor.workspace.settings import PAGE_WIDTH, PageWidth, Settings


@pytest.fixture
def pane(qtbot: QtBot) -> Iterator[PreviewPane]:
    yield from shown_pane(qtbot, width=640)


@pytest.fixture
def plain_pane(qtbot: QtBot) -> Iterator[PreviewPane]:
    yield from shown_pane(qtbot, "No engine here.", width=640)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


def zoom_shown(pane: PreviewPane) -> str:
    labels = pane.bar.findChildren(QLabel)
    return next(it.text() for it in labels if it.accessibleName() == "Zoom of the preview")


@pytest.mark.parametrize(
    ("width", "laid_out"),
    [
        (PageWidth.PHONE, (390, 125, "")),
        (PageWidth.TABLET, (820, 0, "78 %")),
        (PageWidth.DESKTOP, (1280, 0, "50 %")),
        (PageWidth.PANE, (640, 0, "")),
    ],
)
def test_the_page_is_as_wide_as_chosen_and_as_small_as_it_must(
    qtbot: QtBot, pane: PreviewPane, width: PageWidth, laid_out: tuple[int, int, str]
) -> None:
    page_width, left, zoom = laid_out
    show(qtbot, pane, "<p>text</p>")

    pane.set_page_width(width)

    inner = "innerWidth"
    qtbot.waitUntil(lambda: ask(qtbot, page_of(pane), inner) == page_width)
    assert pane.preview is not None
    assert pane.preview.x() == left
    assert zoom_shown(pane) == zoom


def test_a_phone_page_gives_no_room_to_a_scroll_bar(qtbot: QtBot, pane: PreviewPane) -> None:
    pane.set_page_width(PageWidth.PHONE)
    show(qtbot, pane, *(f"<p>{number}</p>" for number in range(99)))
    inside = "document.documentElement.clientWidth"
    qtbot.waitUntil(lambda: ask(qtbot, page_of(pane), inside) == 390)

    pane.set_page_width(PageWidth.DESKTOP)

    bar = "innerWidth == 1280 && document.documentElement.clientWidth < 1280"
    qtbot.waitUntil(lambda: ask(qtbot, page_of(pane), bar) is True)


def test_the_page_keeps_its_width_while_the_pane_is_made_narrower(
    qtbot: QtBot, pane: PreviewPane
) -> None:
    pane.set_page_width(PageWidth.TABLET)
    show(qtbot, pane, "<p>text</p>")

    pane.resize(410, 500)

    wide = "innerWidth == 820 && document.querySelector('main').offsetWidth > 410"
    qtbot.waitUntil(lambda: ask(qtbot, page_of(pane), wide) is True)
    assert zoom_shown(pane) == "50 %"


def test_the_plain_preview_has_the_same_widths(qtbot: QtBot, plain_pane: PreviewPane) -> None:
    show(qtbot, plain_pane, "<h1>Title</h1>", "<p>text</p>")
    assert isinstance(plain_pane.preview, PlainPreview)
    as_written = letters_of(plain_pane.preview)

    with qtbot.waitSignal(plain_pane.article_shown):
        plain_pane.set_page_width(PageWidth.DESKTOP)
    assert letters_of(plain_pane.preview) == pytest.approx(as_written / 2)

    with qtbot.waitSignal(plain_pane.article_shown):
        plain_pane.set_page_width(PageWidth.PHONE)
    assert letters_of(plain_pane.preview) == as_written
    assert plain_pane.preview.width() == 390


def letters_of(preview: PlainPreview) -> float:
    fragment = preview.document().firstBlock().begin().fragment()
    return fragment.charFormat().fontPointSize()


def test_a_width_is_chosen_in_the_menu_or_above_the_page_and_remembered(
    qtbot: QtBot, plain_pane: PreviewPane, settings: Settings
) -> None:
    actions = Actions(plain_pane)
    widths = PageWidths(actions, plain_pane, settings)
    phone = next(
        button
        for button in plain_pane.bar.findChildren(QToolButton)
        if button.accessibleName().startswith("Page as wide as a phone")
    )
    assert phone.focusPolicy() & Qt.FocusPolicy.TabFocus

    phone.setFocus()
    QTest.keyClick(phone, Qt.Key.Key_Space)
    assert actions["width_phone"].isChecked()
    assert not actions["width_pane"].isChecked()
    assert settings.get(PAGE_WIDTH) is PageWidth.PHONE

    actions["width_tablet"].trigger()
    assert not phone.isChecked()
    assert settings.get(PAGE_WIDTH) is PageWidth.TABLET
    again = Actions(plain_pane)
    PageWidths(again, plain_pane, settings, widths)
    assert again["width_tablet"].isChecked()
