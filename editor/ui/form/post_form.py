"""The form: a field for every key of a post's front matter."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from editor.post.fields import KNOWN_FIELDS, Field, FieldKind
from editor.ui.form.field_grid import Cell, FieldGrid
from editor.ui.form.field_widgets.chips_field import ChipsField
from editor.ui.form.field_widgets.date_field import DateField
from editor.ui.form.field_widgets.image_field import ImageField
from editor.ui.form.field_widgets.long_text_field import LongTextField
from editor.ui.form.field_widgets.text_field import TextField
from editor.ui.form.file_row import FileRow
from editor.ui.form.form_state import DateState, FormState, ImageState
from editor.ui.form.other_fields import OtherFields

# Side by side: what is filled in together. Known fields that are not named here come last.
_ORDER = ("title", "date", "author", "tags", "categories", "image", "excerpt", "layout")
_WIDE = frozenset({"title"})
_ROOM_PX = 28


class PostForm(QWidget):
    """Shows a ``FormState`` and tells what the writer changes; it knows no post.

    ``choose_image`` asks the writer for an image file and returns None when they change their mind.

    **Signals:** each only for what the writer did.

    - ``text_edited(key, text)``: title, author, layout, excerpt, or the path of the image.
    - ``list_edited(key, terms)``: tags or categories, a tuple of str.
    - ``date_edited(moment)``: an aware datetime in the site's zone, or None.
    - ``image_chosen(path)``, ``image_cleared``.
    - ``typed_edited(key, text)``, ``flag_edited(key, bool)``, ``source_edited(key, yaml)``: other
      keys.
    - ``field_added(key)``, ``field_removed(key)``: of the other keys.
    - ``slug_edited(slug)``: the file's name before its first save.
    """

    text_edited = Signal(str, str)
    list_edited = Signal(str, tuple)
    date_edited = Signal(object)
    image_chosen = Signal(object)
    image_cleared = Signal()
    typed_edited = Signal(str, str)
    flag_edited = Signal(str, bool)
    source_edited = Signal(str, str)
    field_added = Signal(str)
    field_removed = Signal(str)
    slug_edited = Signal(str)

    def __init__(
        self, choose_image: Callable[[], Path | None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._choose_image = choose_image
        self._texts: dict[str, TextField | LongTextField] = {}
        self._lists: dict[str, ChipsField] = {}
        self._dates: dict[str, DateField] = {}
        self._images: dict[str, ImageField] = {}
        self._file_row = FileRow(self)
        self._grid = FieldGrid(self)
        self._cells = {field.key: self._cell(field) for field in _in_order()}
        self._grid.set_cells(list(self._cells.values()))
        self._others = OtherFields(self)
        self._lay_out()
        self._connect_signals()
        self.setFocusProxy(self._texts["title"])
        self.show_state(FormState())

    def show_state(self, state: FormState) -> None:
        """Show ``state``; no signal is sent, and the field being written in keeps its caret."""
        self._file_row.show_file(state.file)
        for key, text in self._texts.items():
            text.set_value(state.texts.get(key, ""))
            if isinstance(text, TextField) and key in state.terms:
                text.set_terms(state.terms[key])
        for key, chips in self._lists.items():
            chips.set_value(state.lists.get(key, ()))
            chips.set_terms(state.terms.get(key, ()))
        self._show_date(state.date)
        self._show_image(state.image)
        for key, placeholder in state.inherited.items():
            self._set_placeholder(key, placeholder)
        for key in self._cells.keys() - state.inherited.keys():
            self._set_placeholder(key, "")
        replaced = {other.key for other in state.others}
        self._grid.set_cells([cell for key, cell in self._cells.items() if key not in replaced])
        self._others.show_others(state.others)

    def show_source_error(self, key: str, sentence: str) -> None:
        """Show below the YAML of ``key`` what is wrong with it; "" takes that away."""
        self._others.show_source_error(key, sentence)

    @Slot()
    def commit(self) -> None:
        """Tell what is written and not entered yet, such as half a tag.

        To be called before a save, and before another post is shown.
        """
        for chips in self._lists.values():
            chips.commit()

    @Slot()
    def start_over(self) -> None:
        """Forget what the file could not take, because another post is about to be shown."""
        self._others.start_over()
        self._area.verticalScrollBar().setValue(0)

    @Slot()
    def focus_title(self) -> None:
        """Put the caret into the title, where a new post begins."""
        self._texts["title"].setFocus(Qt.FocusReason.OtherFocusReason)

    # Inside

    @Slot(QWidget, QWidget)
    def _show_focused(self, _old: QWidget | None, now: QWidget | None) -> None:
        # By itself a scroll area follows Tab alone, not a shortcut or a click on a label.
        inside = self._area.widget()
        if now is not None and inside is not None and inside.isAncestorOf(now):
            self._area.ensureWidgetVisible(now, 0, _ROOM_PX)

    def _show_date(self, state: DateState) -> None:
        for date in self._dates.values():
            date.set_zone(state.zone, state.zone_name)
            date.set_value(state.moment)
            date.set_meaning(state.line, problem=state.is_problem)

    def _show_image(self, state: ImageState) -> None:
        for image in self._images.values():
            image.set_value(state.text)
            image.set_image(state.file, state.problem, elsewhere=state.elsewhere)

    def _set_placeholder(self, key: str, text: str) -> None:
        for fields in (self._texts, self._lists, self._dates, self._images):
            if key in fields:
                fields[key].set_placeholder(text)

    def _cell(self, field: Field) -> Cell:
        make = {
            FieldKind.TEXT: self._text_field,
            FieldKind.LONG_TEXT: self._long_text_field,
            FieldKind.LIST: self._list_field,
            FieldKind.DATE: self._date_field,
            FieldKind.IMAGE: self._image_field,
        }[field.kind]
        return Cell(self._label(field.key), make(field.key), wide=field.key in _WIDE)

    def _label(self, key: str) -> str:
        labels = {
            "title": self.tr("&Title"),
            "date": self.tr("&Date and time"),
            "author": self.tr("A&uthor"),
            "layout": self.tr("&Layout"),
            "tags": self.tr("Ta&gs"),
            "categories": self.tr("&Categories"),
            "image": self.tr("I&mage"),
            "excerpt": self.tr("E&xcerpt"),
        }
        return labels.get(key, key)

    def _text_field(self, key: str) -> QWidget:
        self._texts[key] = TextField()
        self._texts[key].edited.connect(partial(self.text_edited.emit, key))
        return self._texts[key]

    def _long_text_field(self, key: str) -> QWidget:
        self._texts[key] = LongTextField()
        self._texts[key].edited.connect(partial(self.text_edited.emit, key))
        return self._texts[key]

    def _list_field(self, key: str) -> QWidget:
        self._lists[key] = ChipsField()
        self._lists[key].edited.connect(partial(self.list_edited.emit, key))
        return self._lists[key]

    def _date_field(self, key: str) -> QWidget:
        self._dates[key] = DateField()
        self._dates[key].edited.connect(self.date_edited)
        return self._dates[key]

    def _image_field(self, key: str) -> QWidget:
        self._images[key] = ImageField(self._choose_image)
        self._images[key].edited.connect(partial(self.text_edited.emit, key))
        self._images[key].file_chosen.connect(self.image_chosen)
        self._images[key].removed.connect(self.image_cleared)
        return self._images[key]

    def _connect_signals(self) -> None:
        self._file_row.slug_edited.connect(self.slug_edited)
        self._others.typed_edited.connect(self.typed_edited)
        self._others.flag_edited.connect(self.flag_edited)
        self._others.source_edited.connect(self.source_edited)
        self._others.added.connect(self.field_added)
        self._others.removed.connect(self.field_removed)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._show_focused)

    def _lay_out(self) -> None:
        self._fields = QWidget(self)
        fields = QVBoxLayout(self._fields)
        fields.setContentsMargins(0, 0, 0, 0)
        fields.setSpacing(16)
        fields.addWidget(self._grid)
        fields.addWidget(self._others)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(14, 12, 14, 14)
        column.setSpacing(10)
        column.addWidget(self._file_row)
        column.addWidget(self._fields)
        column.addStretch()
        self._area = QScrollArea(self)
        self._area.setWidget(inside)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._area)


def _in_order() -> list[Field]:
    places = {key: place for place, key in enumerate(_ORDER)}
    return sorted(KNOWN_FIELDS, key=lambda field: places.get(field.key, len(places)))
