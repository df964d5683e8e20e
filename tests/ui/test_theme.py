"""The colours of the window can be read, in the light and in the dark."""

import pytest
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QSpinBox
from pytestqt.qtbot import QtBot

from editor.ui.text.kept_font import KeptFont
from editor.ui.theme import DARK, LIGHT, Palette, apply_theme, palette_for, qt_palette, style_sheet

# What WCAG 2 asks of text (AA).
LEAST_CONTRAST = 4.5

WRITTEN_ON_BASE = (
    "text", "muted", "error", "warning", "heading", "code", "link", "marker", "quote", "html",
    "liquid", "attribute",
)  # fmt: skip


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", WRITTEN_ON_BASE)
def test_text_stands_out(palette: Palette, name: str) -> None:
    colour = getattr(palette, name)

    assert contrast(colour, palette.base) >= LEAST_CONTRAST
    assert contrast(colour, palette.current_line) >= LEAST_CONTRAST


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("front", "back"),
    [
        ("text", "window"),
        ("text", "selection"),
        ("text", "match"),
        ("text", "current_match"),
        ("text", "chip"),
        ("text", "added"),
        ("text", "added_word"),
        ("text", "removed"),
        ("text", "removed_word"),
        ("muted", "window"),
        ("muted", "raised"),
        ("error", "window"),
        ("error", "error_base"),
        ("warning", "window"),
        ("on_accent", "accent"),
    ],
)
def test_pairs_stand_out(palette: Palette, front: str, back: str) -> None:
    assert contrast(getattr(palette, front), getattr(palette, back)) >= LEAST_CONTRAST


def test_the_tables_reach_qt() -> None:
    assert palette_for(dark=True) is DARK
    colours = qt_palette(DARK)

    assert colours.color(QPalette.ColorRole.Base).name() == DARK.base
    assert DARK.accent in style_sheet(DARK)
    assert "{" not in style_sheet(LIGHT).replace("{ ", "").replace("{\n", "")


def test_a_font_of_its_own_outlives_a_change_of_theme(qtbot: QtBot, qapp: QApplication) -> None:
    before = qapp.styleSheet()
    edit = QPlainTextEdit()
    qtbot.addWidget(edit)
    font = KeptFont(edit)
    apply_theme(qapp, LIGHT)
    try:
        edit.show()
        font.set(QFont("monospace", 19))
        apply_theme(qapp, DARK)
        qapp.processEvents()

        assert edit.font().pointSizeF() == 19
        assert edit.document().defaultFont().pointSizeF() == 19
    finally:
        qapp.setStyleSheet(before)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_a_box_without_buttons_shows_its_number(qtbot: QtBot, palette: Palette) -> None:
    box = QSpinBox()
    qtbot.addWidget(box)
    box.setStyleSheet(style_sheet(palette))
    box.setRange(1, 10_000)
    box.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
    box.show()
    assert box.lineEdit().width() >= box.fontMetrics().horizontalAdvance("10000")
