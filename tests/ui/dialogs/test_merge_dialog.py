"""The merge as it stands on the screen: nothing is applied before every clash was looked at."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QListWidget, QPlainTextEdit, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from editor.post.document import Document
from editor.post.merge import merge
from editor.ui.dialogs.merge_dialog import MergeDialog

BASE = "---\ntitle: Fog\ntags: [sea]\n---\nOne.\n\nTwo.\n"


def post(text: str) -> Document:
    return Document.decode(text.encode())


@pytest.fixture
def dialog(qtbot: QtBot) -> MergeDialog:
    mine = post(BASE.replace("Fog", "Mine").replace("[sea]", "[sea, a]").replace("Two", "2 mine"))
    theirs = post(BASE.replace("Fog", "His").replace("[sea]", "[sea, b]").replace("Two", "2 his"))
    dialog = MergeDialog("fog.md", merge(post(BASE), mine, theirs), mine)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    return dialog


def choose(dialog: MergeDialog, row: int, text: str) -> None:
    dialog.findChildren(QListWidget)[0].setCurrentRow(row)
    next(radio for radio in dialog.findChildren(QRadioButton) if radio.text() == text).click()


def apply_button(dialog: MergeDialog) -> QPushButton:
    return next(button for button in dialog.findChildren(QPushButton) if "Apply" in button.text())


def pane(dialog: MergeDialog, name: str) -> QPlainTextEdit:
    panes = dialog.findChildren(QPlainTextEdit)
    return next(pane for pane in panes if pane.accessibleName() == name)


def test_it_can_be_applied_when_every_clash_has_its_answer(dialog: MergeDialog) -> None:
    for row, answer in enumerate(("&Theirs", "&Both", "&Mine")):
        assert not apply_button(dialog).isEnabled()
        assert dialog.result_document() is None
        choose(dialog, row, answer)
    assert "+ title: His" in pane(dialog, "What the merge changes in your text").toPlainText()
    apply_button(dialog).click()
    assert dialog.result() == MergeDialog.DialogCode.Accepted
    result = dialog.result_document()
    assert result is not None
    assert result.text == "---\ntitle: His\ntags: [sea, a, b]\n---\nOne.\n\n2 mine.\n"


def test_what_is_typed_is_an_answer_too_and_may_be_refused(dialog: MergeDialog) -> None:
    choose(dialog, 1, "&Mine")
    choose(dialog, 2, "&Theirs")
    choose(dialog, 0, "&Mine")
    field = pane(dialog, "The text that is taken")
    field.selectAll()
    QTest.keyClicks(field, '"open')
    assert not apply_button(dialog).isEnabled()
    QTest.keyClicks(field, ' sea"')
    result = dialog.result_document()
    assert result is not None
    assert 'title: "open sea"\n' in result.text
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    result = dialog.result_document()
    assert result is not None
    assert "title" not in result.front_matter


def test_both_sides_are_shown_with_what_was_there_before_on_demand(dialog: MergeDialog) -> None:
    dialog.findChildren(QListWidget)[0].setCurrentRow(2)
    assert pane(dialog, "Mine").toPlainText() == "2 mine.\n"
    assert pane(dialog, "Theirs").toPlainText() == "2 his.\n"
    assert not pane(dialog, "Before both changes").isVisible()
    next(iter(dialog.findChildren(QCheckBox))).click()
    assert pane(dialog, "Before both changes").isVisible()
    assert pane(dialog, "Before both changes").toPlainText() == "Two.\n"


def test_answers_are_kept_while_one_goes_to_and_fro(dialog: MergeDialog) -> None:
    choose(dialog, 0, "&Theirs")
    choose(dialog, 1, "&Mine")
    dialog.findChildren(QListWidget)[0].setCurrentRow(0)
    checked = [radio.text() for radio in dialog.findChildren(QRadioButton) if radio.isChecked()]
    assert checked == ["&Theirs"]
    assert pane(dialog, "The text that is taken").toPlainText() == "His"


def test_without_a_clash_it_is_shown_before_it_is_applied(qtbot: QtBot) -> None:
    mine, theirs = post(BASE.replace("Fog", "Mine")), post(BASE.replace("Two", "2"))
    dialog = MergeDialog("fog.md", merge(post(BASE), mine, theirs), mine)
    qtbot.addWidget(dialog)
    dialog.show()
    assert apply_button(dialog).isEnabled()
    assert "+ 2." in pane(dialog, "What the merge changes in your text").toPlainText()
    assert not dialog.findChildren(QListWidget)[0].isVisible()
