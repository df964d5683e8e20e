"""The form's fields stand in two columns where they have the room, in one where they have not."""

import pytest
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from editor.ui.form.field_grid import Cell, FieldGrid

PANE_PX = 600


@pytest.fixture
def pane(qtbot: QtBot) -> QScrollArea:
    """A pane that scrolls up and down alone, as the form does."""
    pane = QScrollArea()
    pane.setWidgetResizable(True)
    pane.resize(PANE_PX, 400)
    qtbot.addWidget(pane)
    pane.show()
    return pane


@pytest.fixture
def cells(pane: QScrollArea) -> list[Cell]:
    """Two cells in the pane."""
    grid = FieldGrid()
    made = [Cell("Date", QWidget()), Cell("Image", QWidget())]
    grid.set_cells(made)
    pane.setWidget(grid)
    return made


def stand_beside_each_other(cells: list[Cell]) -> bool:
    return cells[0].y() == cells[1].y()


def all_in_sight(cells: list[Cell]) -> bool:
    return all(cell.geometry().right() < PANE_PX for cell in cells)


def test_two_columns_where_both_fields_fit(cells: list[Cell], qtbot: QtBot) -> None:
    for cell in cells:
        cell.field.setMinimumWidth(200)
    qtbot.waitUntil(lambda: stand_beside_each_other(cells) and all_in_sight(cells))


def test_one_column_where_the_fields_ask_for_more_and_two_again_when_they_do_not(
    cells: list[Cell], qtbot: QtBot
) -> None:
    for cell in cells:
        cell.field.setMinimumWidth(350)
    qtbot.waitUntil(lambda: not stand_beside_each_other(cells) and all_in_sight(cells))

    for cell in cells:
        cell.field.setMinimumWidth(100)
    qtbot.waitUntil(lambda: stand_beside_each_other(cells))
