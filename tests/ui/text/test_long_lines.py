"""Lines of any length are written in as they are; only their drawing is plainer."""

import pytest
from PySide6.QtGui import QFont, QTextCursor, QTextDocument, QTextOption
from pytestqt.qtbot import QtBot

from editor.ui.text.long_lines import LONG_LINE, SLOW_FOREIGN_LINE, SLOW_LINE
from editor.ui.text.text_pane import TextPane
from editor.ui.theme import LIGHT

PLAIN = QFont.StyleStrategy.PreferNoShaping
ANYWHERE = QTextOption.WrapMode.WrapAnywhere


@pytest.fixture
def pane(qtbot: QtBot) -> TextPane:
    pane = TextPane(LIGHT)
    qtbot.addWidget(pane)
    return pane


def show(pane: TextPane, text: str) -> QTextDocument:
    document = QTextDocument(pane)
    document.setPlainText(text)
    pane.set_document(document)
    return document


def is_plain(pane: TextPane) -> bool:
    return pane.font().styleStrategy() == PLAIN


def test_a_usual_post_is_drawn_as_the_font_wants_it(pane: TextPane) -> None:
    show(pane, "A line.\n" * 10_000)
    assert not is_plain(pane)
    assert pane.wordWrapMode() is not ANYWHERE


def test_a_long_line_is_drawn_plainly_until_another_post_is_shown(pane: TextPane) -> None:
    document = show(pane, "first\n" + "word " * LONG_LINE + "\nlast")
    assert is_plain(pane)
    assert pane.wordWrapMode() is not ANYWHERE
    assert document.findBlockByNumber(1).layout().cacheEnabled()
    assert not document.findBlockByNumber(0).layout().cacheEnabled()
    pane.set_text_size(17)
    assert is_plain(pane)
    show(pane, "short")
    assert not is_plain(pane)


def test_a_line_without_a_blank_may_be_wrapped_anywhere(pane: TextPane) -> None:
    show(pane, "x" * (LONG_LINE + 1))
    assert pane.wordWrapMode() is ANYWHERE
    show(pane, "short")
    assert pane.wordWrapMode() is not ANYWHERE


def test_a_line_that_becomes_long_is_noticed(pane: TextPane) -> None:
    document = show(pane, "x" * LONG_LINE + "\n" + "y" * LONG_LINE)
    assert not is_plain(pane)
    cursor = QTextCursor(document)
    cursor.setPosition(LONG_LINE + 1)
    cursor.deletePreviousChar()
    assert is_plain(pane)
    cursor.insertText("z" * (LONG_LINE + 1))
    assert pane.wordWrapMode() is ANYWHERE
    cursor.insertBlock()
    cursor.insertText("a")
    assert document.lastBlock().layout().cacheEnabled()


@pytest.mark.parametrize(
    ("letter", "length", "told"),
    [("x", SLOW_LINE, False), ("x", SLOW_LINE + 1, True), ("語", SLOW_FOREIGN_LINE + 1, True)],
)
def test_of_a_line_that_stays_slow_the_writer_is_told_once(
    pane: TextPane, letter: str, length: int, *, told: bool
) -> None:
    lengths: list[int] = []
    pane.slow_line_found.connect(lengths.append)
    document = show(pane, letter * length)
    cursor = QTextCursor(document)
    cursor.insertText("a")
    cursor.deletePreviousChar()
    assert lengths == ([length] if told else [length + 1])
    show(pane, "short")
    assert len(lengths) == 1


def test_what_is_typed_into_a_long_line_and_taken_back_leaves_no_trace(pane: TextPane) -> None:
    text = "before\n" + "wörd 😀 " * LONG_LINE + "\nafter"
    document = show(pane, text)
    pane.show()
    cursor = pane.textCursor()
    for place in (7, 7 + LONG_LINE, document.characterCount() - 7):
        cursor.setPosition(place)
        cursor.insertText("ab")
        cursor.insertBlock()
        cursor.deletePreviousChar()
    assert document.toRawText().replace("\u2029", "\n").count("ab") == 3
    while document.isUndoAvailable():
        document.undo(cursor)
    assert document.toRawText().replace("\u2029", "\n") == text
