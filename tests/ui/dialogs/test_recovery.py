"""The dialog that offers unsaved texts shows each beside its file and does what its buttons say."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from editor.post.document import Document
from editor.storage.journal_folder import FoundJournal
from editor.storage.journal_records import Place, Text
from editor.ui.dialogs.diff_view import DiffView
from editor.ui.dialogs.recovery import RecoveryDialog
from editor.workspace.recoveries import FileNow, Recovery

PATH = Path("/site/_posts/2026-01-02-evening.md")


def offer(state: FileNow, *, discarded: bool = False) -> Recovery:
    place = Place(path=str(PATH), slug="evening")
    found = FoundJournal("run-1", place, Text("", "", ""), 1_800_000_000.0, discarded)
    there = state not in {FileNow.GONE, FileNow.NEVER_SAVED}
    return Recovery(
        found,
        Document.decode(b"typed text"),
        state,
        PATH if there else None,
        "saved text" if there else "",
    )


def shown(qtbot: QtBot, *offers: Recovery) -> RecoveryDialog:
    dialog = RecoveryDialog(offers)
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def button(dialog: RecoveryDialog, text: str) -> QPushButton:
    buttons = dialog.findChildren(QPushButton)
    return next(one for one in buttons if one.text().replace("&", "") == text)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (FileNow.UNCHANGED, "as it was then"),
        (FileNow.CHANGED, "has been changed since"),
        (FileNow.RENAMED, "now called 2026-01-02-evening.md"),
        (FileNow.GONE, "no longer there"),
        (FileNow.NEVER_SAVED, "never saved"),
    ],
)
def test_it_says_what_became_of_the_file(qtbot: QtBot, state: FileNow, words: str) -> None:
    dialog = shown(qtbot, offer(state))
    assert any(words in label.text() for label in dialog.findChildren(QLabel))


def test_the_difference_goes_from_the_file_to_the_text(qtbot: QtBot) -> None:
    dialog = shown(qtbot, offer(FileNow.UNCHANGED))
    (diff,) = dialog.findChildren(DiffView)
    assert diff.toPlainText() == "− saved text\n+ typed text"


def test_the_buttons_ask_for_what_they_say(qtbot: QtBot) -> None:
    one, other = offer(FileNow.UNCHANGED), offer(FileNow.GONE)
    dialog = shown(qtbot, one, other)
    asked: list[tuple[str, object]] = []
    dialog.restore_requested.connect(lambda it: asked.append(("restore", it)))
    dialog.discard_requested.connect(lambda it: asked.append(("discard", it)))
    (posts,) = dialog.findChildren(QListWidget)
    QTest.keyClick(posts, Qt.Key.Key_Down)
    button(dialog, "Discard").click()
    dialog.drop(other)
    button(dialog, "Restore").click()
    assert asked == [("discard", other), ("restore", one)]


def test_later_and_escape_leave_everything(qtbot: QtBot) -> None:
    dialog = shown(qtbot, offer(FileNow.UNCHANGED))
    button(dialog, "Later").click()
    assert not dialog.isVisible()
    dialog.open()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_with_the_last_offer_the_dialog_closes(qtbot: QtBot) -> None:
    one = offer(FileNow.UNCHANGED)
    dialog = shown(qtbot, one)
    dialog.drop(one)
    assert not dialog.isVisible()


def test_what_was_put_aside_can_be_restored_but_not_discarded_again(qtbot: QtBot) -> None:
    dialog = shown(qtbot, offer(FileNow.UNCHANGED, discarded=True))
    assert not button(dialog, "Discard").isEnabled()
    assert button(dialog, "Restore").isEnabled()


def test_everything_is_named_and_reached_by_tab(qtbot: QtBot) -> None:
    dialog = shown(qtbot, offer(FileNow.UNCHANGED), offer(FileNow.GONE))
    reached: set[QWidget] = set()
    widget: QWidget | None = dialog.nextInFocusChain()
    while widget is not None and widget not in reached:
        reached.add(widget)
        widget = widget.nextInFocusChain()
    for kind in (QListWidget, DiffView):
        for control in dialog.findChildren(kind):
            assert control in reached
            assert control.accessibleName()
