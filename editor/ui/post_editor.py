"""The middle of the window: the form or its YAML above, the text below, the find bar between."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from editor.post.editable_text import EditableText
from editor.site.images import ImportedImage
from editor.ui.conflict_bar import ConflictBar
from editor.ui.desk import Desk
from editor.ui.form.form_binding import FormBinding
from editor.ui.form.form_reading import read_form
from editor.ui.form.post_form import PostForm
from editor.ui.form.raw_view import RawView
from editor.ui.kept_place import KeptPlace
from editor.ui.text.find_bar import FindBar
from editor.ui.text.text_commands import TEXT_COMMANDS
from editor.ui.text.text_pane import TextPane
from editor.ui.theme import Palette, set_role
from editor.workspace.library import Library
from editor.workspace.open_post import OpenPost
from editor.workspace.preview_feed import Reading

_FIRST_HEIGHTS = [330, 500]


class PostEditor(QWidget):
    """Shows the library's open post and carries the writer's edits into it.

    **Signals:**

    - ``modified_changed(bool)``, ``location_changed``: of the open post.
    - ``can_undo_changed(bool)``, ``can_redo_changed(bool)``: of its history.
    - ``undo_requested``, ``redo_requested``: chosen in a context menu.
    - ``raw_shown(bool)``: the YAML stands in the form's place, or no longer.
    - ``word_count_changed(int)``: the words of its text.
    """

    modified_changed = Signal(bool)
    location_changed = Signal()
    can_undo_changed = Signal(bool)
    can_redo_changed = Signal(bool)
    undo_requested = Signal()
    redo_requested = Signal()
    raw_shown = Signal(bool)
    word_count_changed = Signal(int)

    def __init__(
        self,
        library: Library,
        desk: Desk,
        text: TextPane,
        palette: Palette,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._library, self._desk = library, desk
        self._post: OpenPost | None = None
        self._reading = Reading(None)
        self._raw_wanted = False
        self._yaml = EditableText.of("")
        self.form = PostForm(desk.choose_image, self)
        self.raw = RawView(palette, self)
        self.text = text
        self._place = KeptPlace(self.text)
        self.find_bar = FindBar(self.text, self)
        self.conflict_bar = ConflictBar(self)
        self._trouble = QLabel(self)
        self._binding = FormBinding(self.form, library, desk, self)
        self._lay_out()
        self._connect_signals()

    def _lay_out(self) -> None:
        set_role(self._trouble, role="error")
        self._trouble.setWordWrap(True)
        self._trouble.setContentsMargins(12, 6, 12, 6)
        self._trouble.hide()
        self.head = QStackedWidget(self)
        self.head.addWidget(self.form)
        self.head.addWidget(self.raw)
        lower = QWidget(self)
        below = QVBoxLayout(lower)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        for part in (self._trouble, self.text, self.find_bar):
            below.addWidget(part)
        self._halves = QSplitter(Qt.Orientation.Vertical, self)
        self._halves.setChildrenCollapsible(False)
        self._halves.setHandleWidth(1)
        self._halves.addWidget(self.head)
        self._halves.addWidget(lower)
        self._halves.setStretchFactor(1, 1)
        self._halves.setSizes(_FIRST_HEIGHTS)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.conflict_bar)
        layout.addWidget(self._halves, 1)

    def _connect_signals(self) -> None:
        self._library.terms_changed.connect(self.refresh)
        self._binding.refused.connect(self._say_refused)
        self.conflict_bar.focus_released.connect(self.focus_text)
        self.raw.edited.connect(self._set_yaml)
        self.text.image_files_dropped.connect(self._insert_images)
        self.text.image_pasted.connect(self._insert_pasted)
        self.text.undo_requested.connect(self.undo_requested)
        self.text.redo_requested.connect(self.redo_requested)
        self.can_undo_changed.connect(self.text.set_can_undo)
        self.can_redo_changed.connect(self.text.set_can_redo)
        self.text.word_count_changed.connect(self.word_count_changed)

    # What is shown

    def show_post(self, post: OpenPost | None) -> None:
        """Show ``post``, or nothing; the one shown before is let go."""
        self._post = post
        self.form.start_over()
        self._say_refused("")
        if post is None:
            self.text.show_nothing()
            return
        post.front_matter_changed.connect(self.refresh)
        post.location_changed.connect(self.refresh)
        post.location_changed.connect(self.location_changed)
        post.modified_changed.connect(self.modified_changed)
        post.caret_moved.connect(self._move_caret)
        post.replacing.connect(self._place.keep)
        post.replaced.connect(self._place.go_back)
        post.undo_stack.canUndoChanged.connect(self.show_history)
        post.undo_stack.canRedoChanged.connect(self.show_history)
        self.text.set_document(post.text_document)
        self._raw_wanted = False
        self.refresh()
        self.show_history()
        self._focus_first()

    @Slot(object)
    def show_reading(self, reading: Reading) -> None:
        """Show what Jekyll would make of the post beside what the file says."""
        self._reading = reading
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show the front matter as it stands, in the form or as YAML."""
        post, site = self._post, self._library.site
        if post is None or site is None:
            return
        error = post.yaml_error
        raw = self._raw_wanted or error is not None
        self._yaml = EditableText.of(post.yaml_text)
        self.raw.set_text(self._yaml.shown)
        self.raw.show_error(str(error) if error else "")
        if error is None:
            self.form.show_state(read_form(post, self._library, self._reading.data))
            self._say_refused("")
        if self.head.currentWidget() is not (self.raw if raw else self.form):
            self.head.setCurrentWidget(self.raw if raw else self.form)
            self.raw_shown.emit(raw)

    def set_theme(self, palette: Palette) -> None:
        """Take the colours of ``palette``."""
        self.text.set_theme(palette)
        self.raw.set_theme(palette)

    def save_halves(self) -> QByteArray:
        """Return how the height is shared, for ``restore_halves``."""
        return self._halves.saveState()

    def restore_halves(self, state: QByteArray) -> None:
        """Share the height as it was; an empty ``state`` changes nothing."""
        self._halves.restoreState(state)

    def set_form_visible(self, visible: bool) -> None:
        """Show or hide the upper half."""
        self.head.setVisible(visible)

    @Slot(bool)
    def show_raw(self, wanted: bool) -> None:
        """Show the YAML in the form's place, or the form again if the YAML can be read."""
        self._raw_wanted = wanted
        self.refresh()
        if self._post is not None and self._post.yaml_error is not None and not wanted:
            self.raw_shown.emit(True)  # the form cannot come back yet

    # What the menus ask for

    def undo(self) -> None:
        """Take the last edit back."""
        if self._post is not None:
            self._post.undo()

    def redo(self) -> None:
        """Make it again."""
        if self._post is not None:
            self._post.redo()

    def format_verbs(self) -> dict[str, Callable[[], None]]:
        """Return what each text command does, by name."""
        return {command.name: partial(self.text.run, command) for command in TEXT_COMMANDS}

    def open_find(self) -> None:
        """Open the find bar."""
        self.find_bar.open()

    def open_replace(self) -> None:
        """Open the find bar with its second line."""
        self.find_bar.open_replace()

    def find_next(self) -> None:
        """Go to the next match."""
        self.find_bar.find_next()

    def find_previous(self) -> None:
        """Go to the match before."""
        self.find_bar.find_previous()

    def insert_image(self) -> None:
        """Ask for a picture and put it into the text."""
        path = self._desk.choose_image()
        if path is not None:
            self._insert_images([path])

    def focus_form(self) -> None:
        """Go to the form's first field, or to the YAML."""
        self.head.show()
        if self.head.currentWidget() is self.raw:
            self.raw.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.form.focus_title()

    def focus_text(self) -> None:
        """Go to the text."""
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Inside

    def _focus_first(self) -> None:
        assert self._post is not None
        if self._post.location.saved:
            self.focus_text()
        else:
            self.focus_form()

    @Slot(str)
    def _set_yaml(self, text: str) -> None:
        if self._post is not None:
            self._post.set_yaml_text(self._yaml.exact(text))

    @Slot(str)
    def _say_refused(self, sentence: str) -> None:
        self._trouble.setText(sentence)
        self._trouble.setVisible(bool(sentence))

    @Slot(list)
    def _insert_images(self, paths: list[Path]) -> None:
        for path in paths:
            self._desk.import_image(path, self._insert)

    @Slot(QImage)
    def _insert_pasted(self, image: QImage) -> None:
        self._desk.import_pasted(image, self._insert)

    def _insert(self, image: ImportedImage) -> None:
        self.text.insert_image(self._library.address_in_text(image))

    @Slot(int)
    def _move_caret(self, position: int) -> None:
        cursor = self.text.textCursor()
        cursor.setPosition(position)
        self.text.setTextCursor(cursor)

    @Slot()
    def show_history(self) -> None:
        """Tell whether there is something to undo and to redo."""
        stack = self._post.undo_stack if self._post else None
        self.can_undo_changed.emit(bool(stack and stack.canUndo()))
        self.can_redo_changed.emit(bool(stack and stack.canRedo()))
