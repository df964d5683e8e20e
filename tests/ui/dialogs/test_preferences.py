"""Preferences are remembered when OK is pressed, and only then."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QCheckBox, QDialogButtonBox, QSpinBox
from pytestqt.qtbot import QtBot

from editor.ui.dialogs.preferences import SECTIONS, NumberRow, Preferences
from editor.workspace.settings import (
    HISTORY_DAYS,
    HISTORY_MEGABYTES,
    REMOVE_CAMERA_DATA,
    Settings,
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def dialog(qtbot: QtBot, settings: Settings) -> Preferences:
    dialog = Preferences(settings)
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def box(dialog: Preferences, name: str) -> QSpinBox:
    return next(one for one in dialog.findChildren(QSpinBox) if one.accessibleName() == name)


def press(dialog: Preferences, kind: QDialogButtonBox.StandardButton) -> None:
    (buttons,) = dialog.findChildren(QDialogButtonBox)
    buttons.button(kind).click()


def test_what_is_chosen_is_remembered_with_ok(
    dialog: Preferences, settings: Settings, qtbot: QtBot
) -> None:
    box(dialog, "Room on the disk").setValue(50)
    box(dialog, "Kept for").setValue(7)
    with qtbot.waitSignal(dialog.settings_changed):
        press(dialog, QDialogButtonBox.StandardButton.Ok)
    assert settings.get(HISTORY_MEGABYTES) == 50
    assert settings.get(HISTORY_DAYS) == 7
    assert not dialog.isVisible()


def test_cancel_forgets_it(dialog: Preferences, settings: Settings) -> None:
    box(dialog, "Kept for").setValue(7)
    press(dialog, QDialogButtonBox.StandardButton.Cancel)
    assert settings.get(HISTORY_DAYS) == HISTORY_DAYS.default


def test_camera_data_goes_unless_the_writer_says_otherwise(
    dialog: Preferences, settings: Settings
) -> None:
    (switch,) = dialog.findChildren(QCheckBox)
    assert switch.accessibleName() == "Remove camera data from pictures"
    assert switch.isChecked()
    assert settings.get(REMOVE_CAMERA_DATA)
    switch.click()
    press(dialog, QDialogButtonBox.StandardButton.Ok)
    assert not settings.get(REMOVE_CAMERA_DATA)


def test_no_number_leaves_its_bounds(dialog: Preferences) -> None:
    for section in SECTIONS:
        for row in section.rows:
            if not isinstance(row, NumberRow):
                continue
            for bound in (row.least, row.most):
                assert row.option.read(str(bound)) == bound
            with pytest.raises(ValueError, match=str(row.most + 1)):
                row.option.read(str(row.most + 1))
