"""The screen that goes away; the trial ``clean-ends`` takes a real X server from a program."""

from PySide6.QtWidgets import QApplication

from editor.workspace.screen_loss import ScreenLoss


def test_what_is_drawn_into_memory_alone_has_no_screen_to_lose(qapp: QApplication) -> None:
    assert not ScreenLoss(qapp, lambda: True).happened
