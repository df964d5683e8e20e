"""The form shows a state and tells what the writer changes."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from editor.ui.form.form_state import (
    DateState,
    FileState,
    FormState,
    ImageState,
    OtherField,
    OtherKind,
)
from editor.ui.form.post_form import PostForm
from editor.ui.theme import LIGHT, apply_theme

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

T = TypeVar("T", bound=QWidget)
NEW_YORK = ZoneInfo("America/New_York")
STATE = FormState(
    texts={"title": "Low tide", "author": "Ada", "excerpt": "What is left."},
    lists={"tags": ("sea", "boats"), "categories": ("News",)},
    date=DateState(
        datetime(2025, 12, 9, 5, 5, 31, tzinfo=UTC), "means that", False, NEW_YORK, "New York"
    ),
    image=ImageState("assets/a.png", None, "There is no such file."),
    others=(
        OtherField("subtitle", OtherKind.TEXT, "A walk"),
        OtherField("comments", OtherKind.FLAG, "true"),
        OtherField("gallery", OtherKind.SOURCE, "- a\n- b"),
    ),
    inherited={"layout": "post"},
    terms={"tags": ("sea", "boats", "wind")},
    file=FileState("_posts/", "2025-12-09-", "low-tide", ".md", "/2025/12/09/low-tide.html"),
)
SIGNALS = (
    "text_edited",
    "list_edited",
    "date_edited",
    "typed_edited",
    "flag_edited",
    "source_edited",
    "image_chosen",
    "image_cleared",
    "field_removed",
    "field_added",
    "slug_edited",
)


class Writer:
    """A form in a window, and everything it told."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.form = PostForm(lambda: None)
        self.window.setCentralWidget(self.form)
        self.window.resize(720, 1000)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self.told: list[tuple[Any, ...]] = []
        for name in SIGNALS:
            getattr(self.form, name).connect(self._note(name))

    def _note(self, name: str) -> Callable[..., None]:
        return lambda *values: self.told.append((name, *values))

    def find(self, kind: type[T], name: str) -> T:
        for widget in self.form.findChildren(kind):
            if widget.accessibleName() == name and widget.isVisible():
                return widget
        raise AssertionError(f"no {kind.__name__} called {name}")

    def shows(self, words: str) -> bool:
        return any(
            label.isVisible() and label.text() == words for label in self.form.findChildren(QLabel)
        )

    def write(self, name: str, text: str) -> None:
        field = self.find(QLineEdit, name)
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, text)


@pytest.fixture
def writer(qtbot: QtBot) -> Writer:
    writer = Writer(qtbot)
    writer.form.show_state(STATE)
    return writer


def test_showing_a_state_tells_nothing(writer: Writer) -> None:
    writer.form.show_state(replace(STATE, texts={}, lists={}, others=(), date=DateState()))
    writer.form.show_state(STATE)

    assert writer.told == []


def test_everything_of_the_file_is_shown(writer: Writer) -> None:
    assert writer.find(QLineEdit, "Title").text() == "Low tide"
    assert writer.find(QLineEdit, "Layout").placeholderText() == "post"
    assert writer.find(QPlainTextEdit, "Excerpt").toPlainText() == "What is left."
    assert writer.find(QLineEdit, "subtitle").text() == "A walk"
    assert writer.find(QCheckBox, "comments").isChecked()
    assert writer.find(QPlainTextEdit, "gallery").toPlainText() == "- a\n- b"
    assert writer.shows("There is no such file.")
    assert writer.shows("means that")
    assert writer.shows("_posts/2025-12-09-low-tide.md")
    assert writer.shows("/2025/12/09/low-tide.html")


def test_what_is_written_is_told_with_its_key(writer: Writer) -> None:
    writer.write("Author", "B")
    writer.write("Tags", "x,")
    writer.write("subtitle", "C")
    writer.write("Image: path", "d")
    QTest.keyClicks(writer.find(QPlainTextEdit, "gallery"), "#")
    QTest.keyClick(writer.find(QCheckBox, "comments"), Qt.Key.Key_Space)

    assert writer.told == [
        ("text_edited", "author", "B"),
        ("list_edited", "tags", ("sea", "boats", "x")),
        ("typed_edited", "subtitle", "C"),
        ("text_edited", "image", "d"),
        ("source_edited", "gallery", "#- a\n- b"),
        ("flag_edited", "comments", False),
    ]


def test_the_caret_stays_when_the_state_comes_back(writer: Writer) -> None:
    title = writer.find(QLineEdit, "Title")
    title.setFocus()
    title.setCursorPosition(3)
    QTest.keyClicks(title, "er")
    writer.form.show_state(replace(STATE, texts={**STATE.texts, "title": "Lower tide"}))

    assert (title.text(), title.cursorPosition()) == ("Lower tide", 5)


def test_an_error_in_nested_yaml_is_shown_below_it(writer: Writer) -> None:
    writer.form.show_source_error("gallery", "Line 2, column 1: not this.")
    assert writer.shows("Line 2, column 1: not this.")
    writer.form.show_source_error("gallery", "")
    assert not writer.shows("Line 2, column 1: not this.")


def test_a_field_is_added_and_gets_the_focus(qtbot: QtBot, writer: Writer) -> None:
    name = writer.find(QLineEdit, "Name of a new field")
    QTest.keyClicks(name, "mood")
    QTest.keyClick(name, Qt.Key.Key_Return)
    assert writer.told == [("field_added", "mood")]
    mood = OtherField("mood", OtherKind.TEXT, "")
    writer.form.show_state(replace(STATE, others=(*STATE.others, mood)))

    qtbot.waitUntil(writer.find(QLineEdit, "mood").hasFocus)
    assert name.text() == ""


def test_a_field_is_removed(qtbot: QtBot, writer: Writer) -> None:
    writer.find(QLineEdit, "subtitle").setFocus()
    button = writer.find(QToolButton, "Remove subtitle")
    qtbot.waitUntil(lambda: button.height() > 0)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert writer.told == [("field_removed", "subtitle")]
    writer.form.show_state(replace(STATE, others=STATE.others[1:]))

    with pytest.raises(AssertionError):
        writer.find(QLineEdit, "subtitle")


def test_a_row_stays_while_it_is_being_rewritten(qtbot: QtBot, writer: Writer) -> None:
    subtitle = writer.find(QLineEdit, "subtitle")
    writer.write("subtitle", "x")
    QTest.keyClick(subtitle, Qt.Key.Key_Backspace)
    writer.form.show_state(replace(STATE, others=STATE.others[1:]))  # "" removed the key
    QTest.keyClicks(subtitle, "true")
    flag = OtherField("subtitle", OtherKind.FLAG, "true")
    writer.form.show_state(replace(STATE, others=(flag, *STATE.others[1:])))
    QTest.keyClicks(subtitle, " story")

    assert writer.told[-1] == ("typed_edited", "subtitle", "true story")


def test_a_row_follows_the_file_when_the_focus_leaves(qtbot: QtBot, writer: Writer) -> None:
    writer.write("subtitle", "true")
    flag = OtherField("subtitle", OtherKind.FLAG, "true")
    writer.form.show_state(replace(STATE, others=(flag, *STATE.others[1:])))
    writer.form.focus_title()

    qtbot.waitUntil(lambda: _has(writer, QCheckBox, "subtitle"))
    assert writer.find(QCheckBox, "subtitle").isChecked()


def _has(writer: Writer, kind: type[QWidget], name: str) -> bool:
    try:
        writer.find(kind, name)
    except AssertionError:
        return False
    return True


def test_a_nested_author_replaces_the_line_for_it(writer: Writer) -> None:
    nested = OtherField("author", OtherKind.SOURCE, "name: Ada\nurl: /ada")
    writer.form.show_state(replace(STATE, others=(nested, *STATE.others)))

    assert not _has(writer, QLineEdit, "Author")
    assert _has(writer, QPlainTextEdit, "author")

    writer.form.show_state(STATE)
    assert _has(writer, QLineEdit, "Author")


def test_half_a_tag_is_told_before_a_save(writer: Writer) -> None:
    writer.write("Tags", "wea")
    writer.form.commit()
    writer.form.commit()

    assert writer.told == [("list_edited", "tags", ("sea", "boats", "wea"))]


def test_another_post_does_not_inherit_unreadable_yaml(writer: Writer) -> None:
    QTest.keyClicks(writer.find(QPlainTextEdit, "gallery"), "[")
    writer.form.show_source_error("gallery", "Line 1, column 1: not closed.")
    writer.form.start_over()
    writer.form.show_state(STATE)

    assert writer.find(QPlainTextEdit, "gallery").toPlainText() == "- a\n- b"
    assert not writer.shows("Line 1, column 1: not closed.")


def test_the_form_gives_its_focus_to_the_title(writer: Writer) -> None:
    writer.find(QLineEdit, "Tags").setFocus()
    writer.form.setFocus()

    assert writer.find(QLineEdit, "Title").hasFocus()


def test_a_field_that_gets_the_focus_is_scrolled_into_sight(writer: Writer) -> None:
    writer.form.resize(420, 160)
    layout = writer.find(QLineEdit, "Layout")
    layout.setFocus()
    assert not layout.visibleRegion().isEmpty()
    writer.form.focus_title()
    assert not writer.find(QLineEdit, "Title").visibleRegion().isEmpty()


def test_the_slug_can_be_written_before_the_first_save(writer: Writer) -> None:
    file = replace(STATE.file, editable=True, url="", problem="There is a post of that name.")
    writer.form.show_state(replace(STATE, file=file))
    writer.write("File name", "z")

    assert writer.told == [("slug_edited", "z")]
    assert writer.shows("There is a post of that name.")


def test_tab_goes_through_the_form_in_reading_order(writer: Writer) -> None:
    writer.form.focus_title()
    visited: list[str] = []
    for _ in range(40):
        focused = QApplication.focusWidget()
        assert focused is not None
        name = focused.accessibleName()
        if name == "Title" and visited:
            break
        if name not in visited[-1:]:  # the date is passed part by part
            visited.append(name)
        QTest.keyClick(focused, Qt.Key.Key_Tab)

    assert visited == [
        "Title",
        "Date and time",
        "Date and time: now",
        "Date and time: clear",
        "Author",
        "Tags",
        "Categories",
        "Image: path",
        "Image: choose a file",
        "Image: remove",
        "Excerpt",
        "Layout",
        "subtitle",
        "Remove subtitle",
        "comments",
        "Remove comments",
        "gallery",
        "Remove gallery",
        "Name of a new field",
        "Add field",
    ]


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[None]:
    apply_theme(qapp, LIGHT)
    yield
    qapp.setStyleSheet("")


@pytest.mark.usefixtures("dressed")
@pytest.mark.parametrize("width", [420, 720, 1100])
def test_nothing_is_cut_off_at_any_width(qtbot: QtBot, writer: Writer, width: int) -> None:
    writer.window.resize(width, 700)
    qtbot.waitUntil(lambda: writer.form.width() == width)

    for field in writer.form.findChildren(QLineEdit):
        if field.isVisible():
            right = field.mapTo(writer.form, field.rect().topRight()).x()
            assert right <= width, field.accessibleName()


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (QLineEdit, "Title"),
        (QLineEdit, "Tags"),
        (QLineEdit, "Image: path"),
        (QPlainTextEdit, "Excerpt"),
        (QPlainTextEdit, "gallery"),
        (QWidget, "Date and time"),
    ],
)
def test_undo_in_a_field_is_the_undo_of_the_window(
    qtbot: QtBot, writer: Writer, kind: type[QWidget], name: str
) -> None:
    undo = QAction("Undo", writer.window)
    undo.setShortcut("Ctrl+Z")
    writer.window.addAction(undo)
    field = writer.find(kind, name)
    field = field.focusProxy() or field
    field.setFocus()

    with qtbot.waitSignal(undo.triggered):
        QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def test_a_chosen_image_is_handed_on(qtbot: QtBot, tmp_path: Path) -> None:
    photo = tmp_path / "a.png"
    form = PostForm(lambda: photo)
    qtbot.addWidget(form)
    form.show()
    chosen: list[Path] = []
    form.image_chosen.connect(chosen.append)
    button = next(
        child
        for child in form.findChildren(QWidget)
        if child.accessibleName() == "Image: choose a file"
    )
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    assert chosen == [photo]
