"""Writing in the text pane, key by key."""

from pathlib import Path

import pytest
from PySide6.QtCore import QKeyCombination, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QAction,
    QDropEvent,
    QKeySequence,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from editor.ui.text.highlighter import LONGEST_COLOURED_LINE
from editor.ui.text.text_commands import TEXT_COMMANDS, TextCommand
from editor.ui.text.text_pane import TextPane
from editor.ui.text.word_count import count_words
from editor.ui.theme import DARK, LIGHT

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

COMMANDS = {command.name: command for command in TEXT_COMMANDS}


@pytest.fixture
def pane(qtbot: QtBot) -> TextPane:
    pane = TextPane(LIGHT)
    qtbot.addWidget(pane)
    pane.set_document(QTextDocument(pane))
    pane.resize(800, 500)
    with qtbot.waitActive(pane):
        pane.show()
        pane.activateWindow()
    pane.setFocus()
    return pane


def type_lines(qtbot: QtBot, pane: TextPane, *lines: str) -> None:
    for index, line in enumerate(lines):
        if index:
            QTest.keyClick(pane, Qt.Key.Key_Return)
        QTest.keyClicks(pane, line)


def select(pane: TextPane, text: str) -> None:
    start = pane.toPlainText().index(text)
    cursor = pane.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start + len(text), QTextCursor.MoveMode.KeepAnchor)
    pane.setTextCursor(cursor)


def test_a_list_goes_on_by_itself_and_ends_on_an_empty_item(qtbot: QtBot, pane: TextPane) -> None:
    type_lines(qtbot, pane, "1. one", "two", "", "after")

    assert pane.toPlainText() == "1. one\n2. two\nafter"


def test_tab_nests_an_item_and_shift_tab_brings_it_back(qtbot: QtBot, pane: TextPane) -> None:
    type_lines(qtbot, pane, "- one", "two")
    QTest.keyClick(pane, Qt.Key.Key_Tab)
    assert pane.toPlainText() == "- one\n  - two"

    QTest.keyClick(pane, Qt.Key.Key_Backtab)
    assert pane.toPlainText() == "- one\n- two"


def test_tab_in_plain_text_writes_blanks_up_to_the_next_stop(qtbot: QtBot, pane: TextPane) -> None:
    QTest.keyClicks(pane, "ab")
    QTest.keyClick(pane, Qt.Key.Key_Tab)

    assert pane.toPlainText() == "ab  "


def test_lists_do_not_go_on_inside_code(qtbot: QtBot, pane: TextPane) -> None:
    type_lines(qtbot, pane, "```", "- a", "b")

    assert pane.toPlainText() == "```\n- a\nb"


def test_code_keeps_its_indentation(qtbot: QtBot, pane: TextPane) -> None:
    type_lines(qtbot, pane, "~~~", "  a", "b")

    assert pane.toPlainText() == "~~~\n  a\n  b"


def test_a_text_that_is_only_shown_is_not_changed(pane: TextPane) -> None:
    pane.document().setPlainText("one")
    pane.setReadOnly(True)
    for command in TEXT_COMMANDS:
        pane.run(command)
    QTest.keyClick(pane, Qt.Key.Key_Return)
    QTest.keyClick(pane, Qt.Key.Key_Tab)

    assert pane.toPlainText() == "one"


def test_shift_enter_breaks_the_line_and_nothing_else(qtbot: QtBot, pane: TextPane) -> None:
    QTest.keyClicks(pane, "- one")
    QTest.keyClick(pane, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(pane, "more")

    assert pane.document().toRawText() == "- one\u2029more"


def test_every_command_is_one_step_of_undo(qtbot: QtBot, pane: TextPane) -> None:
    text = "one\ntwo\nthree\n"
    for command in TEXT_COMMANDS:
        pane.document().setPlainText(text)
        select(pane, "one\ntwo\nthree")
        pane.run(command)
        assert pane.toPlainText() != text, command.name
        pane.document().undo()
        assert pane.toPlainText() == text, command.name


def test_a_second_press_of_bold_takes_it_off(pane: TextPane) -> None:
    pane.document().setPlainText("a 🚢 sails by")
    select(pane, "🚢 sails")
    cursor = pane.textCursor()
    cursor.setPosition(2)
    cursor.setPosition(10, QTextCursor.MoveMode.KeepAnchor)  # the ship takes two positions
    pane.setTextCursor(cursor)

    pane.run(COMMANDS["bold"])
    assert pane.toPlainText() == "a **🚢 sails** by"
    assert pane.textCursor().selectedText() == "🚢 sails"
    pane.run(COMMANDS["bold"])
    assert pane.toPlainText() == "a 🚢 sails by"


def test_a_command_leaves_unusual_blanks_as_they_are(pane: TextPane) -> None:
    pane.document().setPlainText("a\u00a0b\u2028c")
    select(pane, "c")
    pane.run(COMMANDS["quote"])

    assert pane.document().toRawText() == "> a\u00a0b\u2028c"


@pytest.mark.parametrize("name", ["heading", "bullet_list", "quote", "code", "link"])
def test_commands_on_an_empty_document(pane: TextPane, name: str) -> None:
    pane.run(COMMANDS[name])
    once = pane.toPlainText()
    pane.run(COMMANDS[name])

    assert (once, pane.toPlainText()) in {
        ("## ", ""),
        ("- ", ""),
        ("> ", ""),
        ("``", ""),
        ("[]()", ""),
    }


def test_shortcuts_are_unique() -> None:
    shortcuts = [command.shortcut for command in TEXT_COMMANDS if command.shortcut]

    assert len(set(shortcuts)) == len(shortcuts)
    assert all(isinstance(command, TextCommand) for command in TEXT_COMMANDS)


CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.parametrize(
    ("key", "modifiers"),
    [
        (Qt.Key.Key_Z, CONTROL),
        (Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier),
        (Qt.Key.Key_Y, CONTROL),
    ],
)
def test_undo_keys_reach_the_window(
    qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier
) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    pane = TextPane(LIGHT)
    pane.set_document(QTextDocument(window))
    window.setCentralWidget(pane)
    action = QAction("History", window)
    action.setShortcut(QKeySequence(QKeyCombination(modifiers, key)))
    window.addAction(action)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    pane.setFocus()
    QTest.keyClicks(pane, "typed")

    with qtbot.waitSignal(action.triggered):
        QTest.keyClick(pane, key, modifiers)
    assert pane.toPlainText() == "typed"


def test_the_menu_hands_undo_to_the_window(qtbot: QtBot, pane: TextPane) -> None:
    QTest.keyClicks(pane, "typed")
    pane.set_can_redo(False)
    menu = pane.context_menu()
    entries = {action.objectName(): action for action in menu.actions()}

    assert not entries["edit-redo"].isEnabled()
    with qtbot.waitSignal(pane.undo_requested):
        entries["edit-undo"].trigger()
    assert pane.toPlainText() == "typed"
    menu.deleteLater()


def test_escape_and_tab_leave_the_pane(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    pane, field = TextPane(LIGHT, window), QLineEdit(window)
    pane.set_document(QTextDocument(window))
    layout.addWidget(pane)
    layout.addWidget(field)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    pane.setFocus()

    QTest.keyClick(pane, Qt.Key.Key_Escape)
    QTest.keyClick(pane, Qt.Key.Key_Tab)

    qtbot.waitUntil(field.hasFocus)
    assert pane.toPlainText() == ""


def test_rich_text_is_pasted_as_plain_text(pane: TextPane) -> None:
    source = QMimeData()
    source.setHtml("<h1>Loud</h1>")
    source.setText("Lo\0ud\r\nand clear")
    pane.insertFromMimeData(source)

    assert pane.document().toRawText() == "Loud\u2029and clear"


def test_dropped_images_are_handed_on_as_copies(
    qtbot: QtBot, pane: TextPane, tmp_path: Path
) -> None:
    photo = tmp_path / "photo.JPG"
    source = QMimeData()
    source.setUrls([QUrl.fromLocalFile(str(photo)), QUrl.fromLocalFile(str(tmp_path / "a.txt"))])
    drop = QDropEvent(
        QPointF(QPoint(40, 40)),
        Qt.DropAction.MoveAction | Qt.DropAction.CopyAction,
        source,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )

    with qtbot.waitSignal(pane.image_files_dropped) as dropped:
        pane.dropEvent(drop)

    assert dropped.args == [[photo]]
    assert drop.dropAction() == Qt.DropAction.CopyAction
    assert pane.toPlainText() == ""


def test_words_are_counted_when_the_writer_pauses(qtbot: QtBot, pane: TextPane) -> None:
    with qtbot.waitSignal(pane.word_count_changed) as counted:
        QTest.keyClicks(pane, "Three small words")

    assert counted.args == [3]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("## A heading - *with* marks", 4),
        ("[a link](https://example.org/a/b?c=d)", 2),
        ("it's well-known", 2),
        ("日本語です", 5),
        ("Größe 12 café", 3),
    ],
)
def test_what_counts_as_a_word(text: str, words: int) -> None:
    assert count_words(text) == words


# Colours


def formats(pane: TextPane, line: int = 0) -> dict[str, QTextCharFormat]:
    block = pane.document().findBlockByNumber(line)
    encoded = block.text().encode("utf-16-le")
    return {
        encoded[piece.start * 2 : (piece.start + piece.length) * 2].decode(
            "utf-16-le"
        ): QTextCharFormat(piece.format)
        for piece in block.layout().formats()
    }


def show(qtbot: QtBot, pane: TextPane, text: str) -> None:
    document = QTextDocument(pane)
    document.setPlainText(text)
    pane.set_document(document)
    qtbot.waitUntil(lambda: document.firstBlock().userState() >= 0)


def colour_of(pane: TextPane, text: str, line: int = 0) -> str:
    return formats(pane, line)[text].foreground().color().name()


@pytest.mark.parametrize(
    ("line", "piece", "role"),
    [
        ("## Heading", "## Heading", "heading"),
        ("say `code` now", "`code`", "code"),
        ("🚢 and `code`", "`code`", "code"),
        ("{% include a.html %}", "{% include a.html %}", "liquid"),
        ("a {{ page.title }}", "{{ page.title }}", "liquid"),
        ("text {: .wide}", "{: .wide}", "attribute"),
        ("see [this](/a)", "[this]", "link"),
        ("![x](/a.png)", "(/a.png)", "target"),
        ("a <b class='x'>", "<b class='x'>", "html"),
        ("- [x] done", "-", "marker"),
        ("12. twelfth", "12.", "marker"),
        ("> said", "> said", "quote"),
        ("* * *", "* * *", "rule"),
        ("[1]: https://example.org", "[1]:", "link"),
    ],
)
def test_colours(qtbot: QtBot, pane: TextPane, line: str, piece: str, role: str) -> None:
    show(qtbot, pane, line)
    palette_field = {"target": "muted", "rule": "muted"}.get(role, role)

    assert colour_of(pane, piece) == getattr(LIGHT, palette_field)


def test_emphasis_is_drawn_as_such(qtbot: QtBot, pane: TextPane) -> None:
    show(qtbot, pane, "*it* **bold** ***both*** snake_case_name 2 * 3 * 4")
    found = formats(pane)

    assert found["*it*"].fontItalic()
    assert found["**bold**"].fontWeight() > found["*it*"].fontWeight()
    assert found["***both***"].fontItalic()
    assert "_case_" not in found
    assert len([piece for piece in found if piece in ("*it*", "**bold**", "***both***")]) == 3
    assert not any("3" in piece or "case" in piece for piece in found)


def test_a_fence_colours_until_it_is_closed(qtbot: QtBot, pane: TextPane) -> None:
    show(qtbot, pane, "````\n# no heading\n```\n````\n# Heading")

    assert colour_of(pane, "# no heading", 1) == LIGHT.code
    assert colour_of(pane, "# Heading", 4) == LIGHT.heading


def test_liquid_code_colours_until_its_end(qtbot: QtBot, pane: TextPane) -> None:
    show(qtbot, pane, "{% highlight ruby %}\n# a\n{% endhighlight %}\n# Heading")

    assert colour_of(pane, "# a", 1) == LIGHT.code
    assert colour_of(pane, "# Heading", 3) == LIGHT.heading


def test_a_comment_goes_on_over_lines(qtbot: QtBot, pane: TextPane) -> None:
    show(qtbot, pane, "a <!-- note\n# no heading\nend --> \n# Heading")

    assert colour_of(pane, "# no heading", 1) == LIGHT.html
    assert colour_of(pane, "# Heading", 3) == LIGHT.heading


def test_a_very_long_line_stays_plain(qtbot: QtBot, pane: TextPane) -> None:
    show(qtbot, pane, "`a` " * LONGEST_COLOURED_LINE)

    assert formats(pane) == {}


def test_a_dark_window_has_its_own_colours(qtbot: QtBot, pane: TextPane) -> None:
    show(qtbot, pane, "# Heading")
    pane.set_theme(DARK)

    assert colour_of(pane, "# Heading") == DARK.heading


def test_colouring_is_no_change_of_the_text(qtbot: QtBot, pane: TextPane) -> None:
    document = QTextDocument(pane)
    document.setPlainText("# Heading\n\n*text*")
    document.setModified(False)
    pane.set_document(document)
    changes: list[tuple[int, int, int]] = []
    document.contentsChange.connect(lambda *change: changes.append(change))
    qtbot.waitUntil(lambda: document.firstBlock().userState() >= 0)

    assert changes == []
    assert not document.isModified()
    assert not document.isUndoAvailable()
