"""Find and replace, as a writer uses it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from editor.ui.text.find_bar import FindBar
from editor.ui.text.text_pane import TextPane
from editor.ui.theme import LIGHT

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TEXT = "The ship. A shipyard, the Ship,\nships and more 🚢 ships.\n"


class Desk:
    """A pane with its find bar, and what a writer does with them."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.pane = TextPane(LIGHT, self.window)
        document = QTextDocument(self.window)
        document.setUndoRedoEnabled(False)
        document.setPlainText(TEXT)
        document.setUndoRedoEnabled(True)
        self.pane.set_document(document)
        self.bar = FindBar(self.pane, self.window)
        layout = QVBoxLayout(self.window)
        layout.addWidget(self.pane)
        layout.addWidget(self.bar)
        self.window.resize(800, 500)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()

    def find(self, text: str) -> None:
        self.bar.open_replace()
        self.bar.find_field.clear()
        QTest.keyClicks(self.bar.find_field, text)

    def press(self, name: str) -> None:
        for kind in (QPushButton, QToolButton):
            for button in self.bar.findChildren(kind):
                if name in (button.text(), button.accessibleName()):
                    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
                    return
        pytest.fail(f"no button {name}")

    def enter(self, *, back: bool = False) -> None:
        shift = Qt.KeyboardModifier.ShiftModifier
        none = Qt.KeyboardModifier.NoModifier
        QTest.keyClick(self.bar.find_field, Qt.Key.Key_Return, shift if back else none)

    @property
    def says(self) -> str:
        return "".join(label.text() for label in self.bar.findChildren(QLabel))

    @property
    def selected(self) -> tuple[int, str]:
        cursor = self.pane.textCursor()
        return cursor.selectionStart(), cursor.selectedText()


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot)


def test_typing_finds_and_enter_goes_round(desk: Desk) -> None:
    desk.find("ship")
    assert desk.says == "1 of 5"
    assert desk.selected == (4, "ship")
    places = []
    for _ in range(5):
        desk.enter()
        places.append(desk.says)
    assert places == ["2 of 5", "3 of 5", "4 of 5", "5 of 5", "1 of 5"]
    desk.enter(back=True)
    assert desk.says == "5 of 5"


def test_a_match_behind_an_emoji_is_selected_exactly(desk: Desk) -> None:
    desk.find("ships.")

    assert desk.selected[1] == "ships."


def test_case_words_and_expressions(desk: Desk) -> None:
    desk.find("ship")
    desk.press("Match case")
    assert desk.says == "1 of 4"
    desk.press("Whole words")
    assert desk.says == "1 of 1"
    desk.press("Match case")
    assert desk.says == "1 of 2"
    desk.press("Whole words")
    desk.press("Regular expression")
    desk.find(r"^s\w+")
    assert desk.selected[1] == "ships"


def test_what_is_not_there_is_said(desk: Desk) -> None:
    desk.find("submarine")
    assert desk.says == "Nothing found"
    desk.enter()
    assert desk.says == "Nothing found"


def test_an_unfinished_expression_is_explained(desk: Desk) -> None:
    desk.bar.open()
    desk.press("Regular expression")
    desk.find("(ship")

    assert "cannot be read" in desk.says
    assert "parenthesis" in desk.says


def test_an_expression_that_would_never_end_is_given_up(desk: Desk) -> None:
    desk.pane.document().setPlainText("a" * 5000 + "!")
    desk.bar.open()
    desk.press("Regular expression")
    desk.find("(a+)+$")

    assert desk.says == "Nothing found"


def test_replace_one_by_one(desk: Desk) -> None:
    desk.find("ship")
    desk.press("Match case")
    QTest.keyClicks(desk.bar.replace_field, "boat")
    QTest.keyClick(desk.bar.replace_field, Qt.Key.Key_Return)

    assert desk.pane.toPlainText().startswith("The boat. A shipyard")
    assert desk.selected == (12, "ship")


def test_replace_all_is_one_step_of_undo(desk: Desk) -> None:
    desk.find("ship")
    QTest.keyClicks(desk.bar.replace_field, "boat")
    desk.press("Replace all")

    assert desk.pane.toPlainText() == "The boat. A boatyard, the boat,\nboats and more 🚢 boats.\n"
    assert desk.says == "5 replaced"
    desk.pane.document().undo()
    assert desk.pane.toPlainText() == TEXT


def test_a_replacement_may_use_groups(desk: Desk) -> None:
    desk.bar.open()
    desk.press("Regular expression")
    desk.find(r"(the) (\w+)")
    QTest.keyClicks(desk.bar.replace_field, r"$2 \1\$")
    desk.press("Replace all")

    assert desk.pane.toPlainText().startswith("ship The$. A shipyard, Ship the$,")


def test_the_selection_is_what_is_looked_for(desk: Desk) -> None:
    cursor = desk.pane.textCursor()
    cursor.setPosition(4)
    cursor.setPosition(8, cursor.MoveMode.KeepAnchor)
    desk.pane.setTextCursor(cursor)
    desk.bar.open()

    assert desk.bar.find_field.text() == "ship"
    assert desk.says == "1 of 5"


def test_escape_gives_the_text_the_focus(qtbot: QtBot, desk: Desk) -> None:
    desk.find("ship")
    QTest.keyClick(desk.bar.find_field, Qt.Key.Key_Escape)

    assert not desk.bar.isVisible()
    qtbot.waitUntil(desk.pane.hasFocus)
    assert desk.selected == (4, "ship")


def test_opening_again_in_another_post(desk: Desk) -> None:
    desk.find("ship")
    desk.bar.close_bar()
    other = QTextDocument(desk.window)
    other.setPlainText("one ship")
    desk.pane.set_document(other)
    desk.bar.open()

    assert desk.says == "1 found"


def test_the_open_bar_follows_to_another_post(desk: Desk) -> None:
    desk.find("ship")
    other = QTextDocument(desk.window)
    other.setPlainText("one ship, two ships")
    desk.pane.set_document(other)

    assert desk.says == "2 found"
    desk.enter()
    assert desk.says == "1 of 2"
