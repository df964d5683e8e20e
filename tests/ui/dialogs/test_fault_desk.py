"""An unexpected error is said once, after what was typed is safe, and the program goes on."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from editor.ui.dialogs.fault_desk import FaultDesk
from editor.ui.dialogs.fault_dialog import FaultDialog
from editor.workspace.faults import Fault
from editor.workspace.reports import Reports

NOW = datetime(2026, 3, 14, 9, 26, 53, tzinfo=UTC)
FAULT = Fault(("KeyError",), ("editor/ui/desk.py:7 Desk.save",))
OTHER = Fault(("OSError",), ())


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    """A window to say errors over."""
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    yield window
    for dialog in shown(window):
        dialog.reject()


@pytest.fixture
def kept() -> list[bool]:
    """Whether what is typed can be kept, from call to call; the last one stays."""
    return [True]


@pytest.fixture
def desk(tmp_path: Path, window: QWidget, kept: list[bool]) -> FaultDesk:
    """A desk that writes its reports below the test's folder."""
    desk = FaultDesk(Reports(tmp_path / "reports", lambda: NOW), window)
    desk.serve(window, lambda: kept[0])
    return desk


def take(qtbot: QtBot, desk: FaultDesk, window: QWidget, fault: Fault) -> FaultDialog:
    """Have ``desk`` take ``fault`` in a running program; return what it shows."""
    desk._show(fault, desk._reports.write(fault), waits=False)
    desk._told.add(fault)
    qtbot.waitUntil(lambda: shown(window) != [])
    return shown(window)[0]


def shown(window: QWidget) -> list[FaultDialog]:
    return [dialog for dialog in window.findChildren(FaultDialog) if dialog.isVisible()]


def says(dialog: FaultDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def button(dialog: FaultDialog, text: str) -> QPushButton:
    return next(b for b in dialog.findChildren(QPushButton) if b.text().replace("&", "") == text)


def test_it_says_what_happened_what_is_safe_and_what_to_do(
    qtbot: QtBot, desk: FaultDesk, window: QWidget
) -> None:
    text = says(take(qtbot, desk, window, FAULT))
    assert "went wrong" in text
    assert "What you have typed is safe" in text
    assert "Save" in text


def test_what_could_not_be_kept_is_called_so(
    qtbot: QtBot, desk: FaultDesk, window: QWidget, kept: list[bool]
) -> None:
    kept[0] = False
    text = says(take(qtbot, desk, window, FAULT))
    assert "could not be kept" in text
    assert "is safe" not in text


def test_the_report_is_shown_and_copied(qtbot: QtBot, desk: FaultDesk, window: QWidget) -> None:
    dialog = take(qtbot, desk, window, FAULT)
    page = dialog.findChild(QPlainTextEdit)
    assert page is not None
    assert "editor/ui/desk.py:7 Desk.save" in page.toPlainText()
    assert page.accessibleName() == "Report"
    button(dialog, "Copy report").click()
    assert QGuiApplication.clipboard().text() == dialog.report == page.toPlainText()


def test_its_folder_opens(
    qtbot: QtBot, desk: FaultDesk, window: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    button(take(qtbot, desk, window, FAULT), "Open folder").click()
    assert opened == [QUrl.fromLocalFile(str(tmp_path / "reports"))]


def test_errors_do_not_pile_up(qtbot: QtBot, desk: FaultDesk, window: QWidget) -> None:
    dialog = take(qtbot, desk, window, FAULT)
    desk.take(FAULT)
    desk._show(OTHER, None, waits=False)
    assert shown(window) == [dialog]
    assert "2" in says(dialog)


def test_an_error_that_was_told_of_is_no_second_dialog(
    qtbot: QtBot, desk: FaultDesk, window: QWidget, tmp_path: Path
) -> None:
    take(qtbot, desk, window, FAULT).reject()
    with qtbot.waitSignal(desk.said):
        desk.take(FAULT)
    assert shown(window) == []
    assert len(list((tmp_path / "reports").iterdir())) == 1


def test_at_the_end_of_the_program_nobody_is_asked(
    desk: FaultDesk, window: QWidget, tmp_path: Path
) -> None:
    desk.fall_silent()
    desk.take(FAULT)
    assert shown(window) == []
    assert len(list((tmp_path / "reports").iterdir())) == 1


def test_a_crash_of_before_is_shown(qtbot: QtBot, desk: FaultDesk, window: QWidget) -> None:
    report = desk._reports.put("crash", "the report")
    assert report is not None
    desk.say_crash(report)
    qtbot.waitUntil(lambda: shown(window) != [])
    assert "ended unexpectedly" in says(shown(window)[0])
    assert shown(window)[0].report == "the report"
