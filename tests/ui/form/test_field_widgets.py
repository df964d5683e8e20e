"""The form's fields: each tells only what the writer did, and never disturbs the writing."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QDateTimeEdit,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from editor.ui.form.field_widgets.check_field import CheckField
from editor.ui.form.field_widgets.chip import Chip
from editor.ui.form.field_widgets.chips_field import ChipsField
from editor.ui.form.field_widgets.date_field import DateField
from editor.ui.form.field_widgets.image_field import ImageField
from editor.ui.form.field_widgets.long_text_field import LongTextField
from editor.ui.form.field_widgets.text_field import TextField
from editor.ui.form.field_widgets.yaml_field import YamlField

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

T = TypeVar("T", bound=QWidget)

NEW_YORK = ZoneInfo("America/New_York")

Field = TextField | LongTextField | ChipsField | DateField | ImageField | YamlField | CheckField


class Bench:
    """A window with one field, and what the field told."""

    def __init__(self, qtbot: QtBot, field: Field) -> None:
        self.window = QWidget()
        self.told: list[Any] = []
        self.other = QLineEdit(self.window)
        layout = QVBoxLayout(self.window)
        layout.addWidget(field)
        layout.addWidget(self.other)
        field.edited.connect(self.told.append)
        qtbot.addWidget(self.window)
        self.window.resize(420, 300)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        field.setFocus()


@pytest.fixture
def bench(qtbot: QtBot) -> Callable[[Field], Bench]:
    made: list[Bench] = []  # the windows live as long as the test

    def make(field: Field) -> Bench:
        made.append(Bench(qtbot, field))
        return made[-1]

    return make


def child(field: QWidget, kind: type[T], text: str = "") -> T:
    """The child of ``field`` of this kind, with this text or accessible name if one is given."""
    for found in field.findChildren(kind):
        said = getattr(found, "text", str)()
        if not text or text in (said, found.accessibleName()):
            return found
    raise AssertionError(f"no {kind.__name__} {text}")


def press(field: QWidget, text: str) -> None:
    QTest.mouseClick(child(field, QPushButton, text), Qt.MouseButton.LeftButton)


# One line


def test_text_is_told_as_it_is_typed(bench: Callable[[Field], Bench]) -> None:
    field = TextField()
    told = bench(field).told
    field.set_value("Tide")
    QTest.keyClick(field, Qt.Key.Key_End)
    QTest.keyClicks(field, "s!")

    assert told == ["Tides", "Tides!"]


def test_setting_a_text_is_silent_and_keeps_the_caret(bench: Callable[[Field], Bench]) -> None:
    field = TextField()
    told = bench(field).told
    field.set_value("A long title")
    field.setCursorPosition(6)
    field.set_value("A long title")
    assert field.cursorPosition() == 6
    field.set_value("A longer title")

    assert field.cursorPosition() == 6
    assert told == []


def test_a_blank_being_typed_is_not_taken_back(bench: Callable[[Field], Bench]) -> None:
    field = TextField()
    bench(field)
    QTest.keyClicks(field, "Low ")
    field.set_value("Low")  # the file does not keep the blank at the end
    QTest.keyClicks(field, "tide")

    assert field.text() == "Low tide"


def test_a_completion_that_is_chosen_is_told(bench: Callable[[Field], Bench]) -> None:
    field = TextField()
    told = bench(field).told
    field.set_terms(["post", "page"])
    QTest.keyClicks(field, "pag")
    popup = field.completer().popup()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)

    assert told[-1] == "page"
    assert field.text() == "page"


# A few lines


def test_long_text_grows_and_tab_leaves_it(qtbot: QtBot, bench: Callable[[Field], Bench]) -> None:
    field = LongTextField()
    made = bench(field)
    low = field.height()
    for _ in range(3):
        QTest.keyClicks(field, "line")
        QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: field.height() > low)
    QTest.keyClick(field, Qt.Key.Key_Tab)

    qtbot.waitUntil(made.other.hasFocus)
    assert made.told[-1] == "line\nline\nline\n"


def test_shift_enter_is_a_line_break_too(bench: Callable[[Field], Bench]) -> None:
    field = LongTextField()
    told = bench(field).told
    QTest.keyClicks(field, "a")
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)

    assert told[-1] == "a\n"


def test_long_text_keeps_no_break_spaces(bench: Callable[[Field], Bench]) -> None:
    field = LongTextField()
    told = bench(field).told
    field.set_value("10\u00a0km")
    assert told == []
    QTest.keyClicks(field, "x")

    assert told == ["x10\u00a0km"]


# Chips


def test_enter_and_comma_add_chips(bench: Callable[[Field], Bench]) -> None:
    field = ChipsField()
    told = bench(field).told
    entry = child(field, QLineEdit)
    QTest.keyClicks(entry, "north sea, boats")
    QTest.keyClick(entry, Qt.Key.Key_Return)

    assert told == [("north sea",), ("north sea", "boats")]
    assert entry.text() == ""


def test_a_chip_twice_is_no_change(bench: Callable[[Field], Bench]) -> None:
    field = ChipsField()
    told = bench(field).told
    field.set_value(["boats"])
    QTest.keyClicks(child(field, QLineEdit), "boats,")

    assert told == []
    assert field.value() == ("boats",)


def test_a_pasted_list_becomes_chips(bench: Callable[[Field], Bench]) -> None:
    field = ChipsField()
    told = bench(field).told
    QGuiApplication.clipboard().setText("a, b\nc d,,")
    QTest.keyClick(child(field, QLineEdit), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    assert told == [("a", "b", "c d")]


def test_backspace_takes_the_last_chip_away(bench: Callable[[Field], Bench]) -> None:
    field = ChipsField()
    told = bench(field).told
    field.set_value(["a", "b"])
    QTest.keyClick(child(field, QLineEdit), Qt.Key.Key_Backspace)

    assert told == [("a",)]


def test_arrow_keys_reach_a_chip_and_delete_removes_it(
    qtbot: QtBot, bench: Callable[[Field], Bench]
) -> None:
    field = ChipsField()
    told = bench(field).told
    field.set_value(["a", "b", "c"])
    entry = child(field, QLineEdit)
    QTest.keyClick(entry, Qt.Key.Key_Left)
    chips = field.findChildren(Chip)
    QTest.keyClick(chips[2], Qt.Key.Key_Left)
    qtbot.waitUntil(chips[1].hasFocus)
    QTest.keyClick(chips[1], Qt.Key.Key_Delete)

    assert told == [("a", "c")]
    qtbot.waitUntil(chips[2].hasFocus)
    QTest.keyClicks(chips[2], "n")
    qtbot.waitUntil(entry.hasFocus)
    assert entry.text() == "n"


def test_the_button_of_a_chip_removes_it(bench: Callable[[Field], Bench]) -> None:
    field = ChipsField()
    told = bench(field).told
    field.set_value(["a", "b"])
    button = child(field, QToolButton, "Remove a")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    assert told == [("b",)]


def test_a_term_half_written_is_added_when_the_focus_leaves(
    qtbot: QtBot, bench: Callable[[Field], Bench]
) -> None:
    field = ChipsField()
    made = bench(field)
    QTest.keyClicks(child(field, QLineEdit), "weather")
    QTest.keyClick(child(field, QLineEdit), Qt.Key.Key_Tab)

    qtbot.waitUntil(made.other.hasFocus)
    assert made.told == [("weather",)]


def test_terms_of_the_site_are_offered(qtbot: QtBot, bench: Callable[[Field], Bench]) -> None:
    field = ChipsField()
    told = bench(field).told
    field.set_value(["harbour"])
    field.set_terms(["harbour", "Harvest", "sea"])
    entry = child(field, QLineEdit)
    QTest.keyClicks(entry, "har")
    popup = entry.completer().popup()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)

    assert told == [("harbour", "Harvest")]
    qtbot.waitUntil(lambda: entry.text() == "")


def test_chips_wrap_and_the_field_grows(bench: Callable[[Field], Bench]) -> None:
    field = ChipsField()
    bench(field)
    low = field.height()
    field.set_value([f"a rather long term {number}" for number in range(6)])

    assert field.height() >= 2 * low
    chips = field.findChildren(Chip)
    assert all(chip.geometry().right() < field.width() for chip in chips)


# Dates


def test_a_moment_is_shown_on_the_clock_of_the_site(bench: Callable[[Field], Bench]) -> None:
    field = DateField()
    told = bench(field).told
    field.set_zone(NEW_YORK, "America/New_York")
    field.set_value(datetime(2025, 12, 9, 5, 5, 31, tzinfo=UTC))

    assert child(field, QDateTimeEdit).text() == "2025-12-09  00:05:31"
    assert told == []


def test_a_step_of_the_clock_is_told_in_the_zone_of_the_site(
    bench: Callable[[Field], Bench],
) -> None:
    field = DateField()
    told = bench(field).told
    field.set_zone(NEW_YORK, "America/New_York")
    field.set_value(datetime(2025, 12, 9, 5, 5, 31, tzinfo=UTC))
    child(field, QDateTimeEdit).setCurrentSection(QDateTimeEdit.Section.DaySection)
    QTest.keyClick(child(field, QDateTimeEdit), Qt.Key.Key_Up)

    assert told == [datetime(2025, 12, 10, 0, 5, 31, tzinfo=NEW_YORK)]
    assert told[0].tzinfo is NEW_YORK


def test_an_hour_that_clocks_skip_is_the_one_they_go_on_with(
    bench: Callable[[Field], Bench],
) -> None:
    field = DateField()
    told = bench(field).told
    field.set_zone(NEW_YORK, "America/New_York")
    field.set_value(datetime(2025, 3, 9, 1, 30, tzinfo=NEW_YORK))
    child(field, QDateTimeEdit).setCurrentSection(QDateTimeEdit.Section.HourSection)
    QTest.keyClick(child(field, QDateTimeEdit), Qt.Key.Key_Up)

    assert [moment.isoformat() for moment in told] == ["2025-03-09T03:30:00-04:00"]


def test_in_the_hour_shown_twice_a_moment_stays_in_its_half(
    bench: Callable[[Field], Bench],
) -> None:
    field = DateField()
    told = bench(field).told
    field.set_zone(NEW_YORK, "America/New_York")
    field.set_value(datetime(2025, 11, 2, 1, 30, fold=1, tzinfo=NEW_YORK))
    child(field, QDateTimeEdit).setCurrentSection(QDateTimeEdit.Section.MinuteSection)
    QTest.keyClick(child(field, QDateTimeEdit), Qt.Key.Key_Up)

    assert [moment.isoformat() for moment in told] == ["2025-11-02T01:31:00-05:00"]


def test_a_date_can_be_taken_away_and_set_to_now(bench: Callable[[Field], Bench]) -> None:
    field = DateField()
    told = bench(field).told
    field.set_value(datetime(2025, 12, 9, tzinfo=UTC))
    press(field, "Clear")
    assert told == [None]
    assert child(field, QLabel, "No date").isVisible()
    press(field, "Set to now")

    assert isinstance(told[1], datetime)
    assert told[1].tzinfo is not None
    assert child(field, QDateTimeEdit).isVisible()


def test_what_the_file_says_stands_below(bench: Callable[[Field], Bench]) -> None:
    field = DateField()
    bench(field)
    field.set_meaning("“12/25/2025” is no date", problem=True)

    line = child(field, QLabel, "“12/25/2025” is no date")
    assert line.isVisible()
    assert line.property("role") == "error"


# Images


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "pier.png"
    image = QImage(400, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    assert image.save(str(path))
    return path


def no_file() -> Path | None:
    return None


def test_the_thumbnail_of_an_image_is_shown(
    qtbot: QtBot, bench: Callable[[Field], Bench], photo: Path
) -> None:
    field = ImageField(no_file)
    bench(field)
    field.set_value("assets/pier.png")
    field.set_image(photo)

    def shown() -> bool:
        return any(not label.pixmap().isNull() for label in field.findChildren(QLabel))

    qtbot.waitUntil(shown)


def test_a_missing_image_is_said(bench: Callable[[Field], Bench]) -> None:
    field = ImageField(no_file)
    bench(field)
    field.set_value("assets/gone.png")
    field.set_image(None, "There is no such file.")

    assert child(field, QLabel, "There is no such file.").isVisible()


def test_an_image_on_the_web_is_no_problem(bench: Callable[[Field], Bench]) -> None:
    field = ImageField(no_file)
    bench(field)
    field.set_value("https://example.org/a.png")
    field.set_image(None, elsewhere=True)

    assert child(field, QLabel, "On the web").isVisible()


def test_a_file_that_was_chosen_is_handed_on(bench: Callable[[Field], Bench], photo: Path) -> None:
    field = ImageField(lambda: photo)
    bench(field)
    chosen: list[Path] = []
    field.file_chosen.connect(chosen.append)
    press(field, "Choose…")

    assert chosen == [photo]


def test_nothing_happens_when_no_file_is_chosen(bench: Callable[[Field], Bench]) -> None:
    field = ImageField(no_file)
    told = bench(field).told
    chosen: list[Path] = []
    field.file_chosen.connect(chosen.append)
    press(field, "Choose…")

    assert chosen == told == []


def test_an_image_file_may_be_dropped(bench: Callable[[Field], Bench], photo: Path) -> None:
    field = ImageField(no_file)
    bench(field)
    chosen: list[Path] = []
    field.file_chosen.connect(chosen.append)
    source = QMimeData()
    source.setUrls([QUrl.fromLocalFile(str(photo))])
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    actions = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPoint(5, 5), actions, source, left, none)
    field.dragEnterEvent(enter)
    assert enter.isAccepted()
    assert child(field, QLabel).property("drop") == "true"
    drop = QDropEvent(QPoint(5, 5), actions, source, left, none)
    field.dropEvent(drop)

    assert chosen == [photo]
    assert drop.dropAction() == Qt.DropAction.CopyAction
    assert child(field, QLabel).property("drop") == "false"


def test_an_image_can_be_taken_away(qtbot: QtBot, bench: Callable[[Field], Bench]) -> None:
    field = ImageField(no_file)
    bench(field)
    assert not child(field, QPushButton, "Remove").isEnabled()
    field.set_value("assets/pier.png")

    with qtbot.waitSignal(field.removed):
        press(field, "Remove")


@pytest.mark.parametrize("name", ["a.svg", "b.png"])
def test_drawings_and_broken_files_are_named_and_not_shown(
    qtbot: QtBot, bench: Callable[[Field], Bench], tmp_path: Path, name: str
) -> None:
    (tmp_path / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9"/>')
    (tmp_path / "b.png").write_bytes(b"\x89PNG no more")
    field = ImageField(no_file)
    bench(field)
    field.set_image(tmp_path / name)

    qtbot.waitUntil(lambda: child(field, QLabel).text() == name[-3:].upper())


# YAML and flags


def test_broken_yaml_stays_until_it_is_mended(bench: Callable[[Field], Bench]) -> None:
    field = YamlField()
    told = bench(field).told
    field.set_value("- a")
    text = child(field, QPlainTextEdit)
    QTest.keyClick(text, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(text, ": [")
    field.set_error("Line 1, column 6: this list is not closed.")
    field.set_value("- a")  # another field changed, and the file still has the old value

    assert told[-1] == "- a: ["
    assert field.value() == "- a: ["
    assert child(field, QLabel).isVisible()

    QTest.keyClicks(text, "]")
    assert told[-1] == "- a: []"
    assert not child(field, QLabel).isVisible()
    field.set_value("- b")
    assert field.value() == "- b"


def test_a_flag_is_told_when_it_is_pressed(bench: Callable[[Field], Bench]) -> None:
    field = CheckField()
    told = bench(field).told
    field.set_value("true")
    assert told == []
    QTest.keyClick(field, Qt.Key.Key_Space)

    assert told == [False]
