"""The preview on its own, as most of these tests look at it."""

from collections.abc import Iterator

import pytest
from canary import Canary, listening_canary
from preview_probe import shown_pane
from pytestqt.qtbot import QtBot

from editor.ui.preview.preview_pane import PreviewPane


@pytest.fixture
def pane(qtbot: QtBot) -> Iterator[PreviewPane]:
    """A preview in the browser engine."""
    yield from shown_pane(qtbot)


@pytest.fixture
def canary() -> Iterator[Canary]:
    """A server that nothing in a page should reach."""
    with listening_canary() as canary:
        yield canary
