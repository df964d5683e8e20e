"""A field for a list of terms, each a chip."""

import re
from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QCompleter, QFrame, QLineEdit, QWidget

from editor.ui.form.field_widgets.chip import Chip
from editor.ui.form.flow_layout import FlowLayout
from editor.ui.text.undo_keys import UndoKeys
from editor.ui.theme import set_role

_SEPARATORS = re.compile(r"[,\n\r\u2028\u2029]+")
_ENTRY_WIDTH_PX = 90
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Entry(QLineEdit):
    """Where a new term is written.

    **Signals:** ``entered``: Enter; ``stepped_back``: Left or Backspace before the first
    character, with whether it was Backspace; ``pasted(str)``; ``focus_changed(bool)``.
    """

    entered = Signal()
    stepped_back = Signal(bool)
    pasted = Signal(str)
    focus_changed = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        at_start = self.cursorPosition() == 0 and not self.hasSelectedText()
        if key in _ENTER:
            self._press_enter(event)
        elif at_start and key in (Qt.Key.Key_Left, Qt.Key.Key_Backspace):
            self.stepped_back.emit(key == Qt.Key.Key_Backspace)
        elif event.matches(QKeySequence.StandardKey.Paste):
            # Qt would turn the line breaks of a pasted list into blanks.
            self.pasted.emit(QGuiApplication.clipboard().text())
        else:
            super().keyPressEvent(event)

    def _press_enter(self, event: QKeyEvent) -> None:
        popup = self.completer().popup()
        if popup and popup.isVisible() and popup.currentIndex().isValid():
            event.ignore()  # the completer takes what is chosen in its list
        elif self.text().strip():
            self.entered.emit()
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.focus_changed.emit(False)


class ChipsField(QFrame):
    """Shows terms as chips; Enter or a comma adds what is written, Backspace takes the last away.

    **Signals:** ``edited(object)``: the writer changed it; the terms as a tuple of str.
    """

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: list[Chip] = []
        self._terms: tuple[str, ...] = ()
        self._offered = QStringListModel(self)
        self._flow = FlowLayout(self, margin=4, spacing=4)
        self._entry = _Entry(self)
        self._entry.setMinimumWidth(_ENTRY_WIDTH_PX)
        self._entry.setCompleter(self._completer())
        self._flow.addWidget(self._entry)
        self.setFocusProxy(self._entry)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        set_role(self, role="chips", active="false")
        UndoKeys(self).watch(self._entry)
        self._connect_signals()
        self._fit()

    def value(self) -> tuple[str, ...]:
        """Return the terms."""
        return tuple(chip.term for chip in self._chips)

    def set_value(self, value: Iterable[str]) -> None:
        """Show the terms ``value`` without a signal; what is being written stays."""
        terms = tuple(value)
        if terms == self.value():
            return
        focused = next((i for i, chip in enumerate(self._chips) if chip.hasFocus()), None)
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for term in terms:
            self._insert(term)
        self._offer()
        self._fit()
        if focused is not None:
            self._focus_chip(min(focused, len(self._chips) - 1))

    def set_placeholder(self, text: str) -> None:
        """Show ``text``, the value that holds without this one, while there are no chips."""
        self._entry.setPlaceholderText(text)

    def set_terms(self, terms: Iterable[str]) -> None:
        """Offer ``terms`` for completion, most used first."""
        new = tuple(terms)
        if new != self._terms:
            self._terms = new
            self._offer()

    def setAccessibleName(self, name: str) -> None:
        """Name the field, and the place where a term is written."""
        super().setAccessibleName(name)
        self._entry.setAccessibleName(name)

    # What the writer does

    def add(self, terms: Iterable[str]) -> None:
        """Add ``terms`` as the writer would; blank ones and those already there are left out."""
        before = self.value()
        for term in (" ".join(term.split()) for term in terms):
            if term and term not in self.value():
                self._insert(term)
        self._changed(before)

    @Slot()
    def commit(self) -> None:
        """Make a chip of what is written and not entered yet."""
        text = self._entry.text()
        self._entry.clear()
        self.add(_SEPARATORS.split(text))

    @Slot(str)
    def _write(self, text: str) -> None:
        if "," in text:
            *terms, rest = _SEPARATORS.split(text)
            self._entry.setText(rest.lstrip())
            self.add(terms)

    @Slot(str)
    def _paste(self, text: str) -> None:
        if _SEPARATORS.search(text.strip()):
            self.add(_SEPARATORS.split(text))
        else:
            self._entry.insert(text.strip())

    @Slot(str)
    def _choose(self, term: str) -> None:
        self.add([term])
        # The completer writes the term into the line after this; it goes when that is done.
        QTimer.singleShot(0, self._entry, self._entry.clear)

    @Slot(bool)
    def _step_back(self, removing: bool) -> None:
        if removing and self._chips:
            self._remove(self._chips[-1])
            self._entry.setFocus()
        elif self._chips:
            self._focus_chip(len(self._chips) - 1)

    @Slot(bool)
    def _focus_changed(self, focused: bool) -> None:
        set_role(self, active="true" if focused else "false")
        if not focused:
            self.commit()  # what is written must not get lost by a click elsewhere

    def _step(self, chip: Chip, by: int) -> None:
        self._focus_chip(self._chips.index(chip) + by)

    def _focus_chip(self, index: int) -> None:
        if 0 <= index < len(self._chips):
            self._chips[index].setFocus(Qt.FocusReason.OtherFocusReason)
        elif index >= len(self._chips):
            self._entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, chip: Chip) -> None:
        before = self.value()
        index = self._chips.index(chip)
        had_focus = chip.hasFocus()
        self._chips.remove(chip)
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()
        if had_focus:
            self._focus_chip(index)
        self._changed(before)

    def _write_on(self, text: str) -> None:
        self._entry.setFocus(Qt.FocusReason.OtherFocusReason)
        self._entry.setText(text)

    # Putting together

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrower field needs more rows."""
        super().resizeEvent(event)
        self._fit()

    def _changed(self, before: tuple[str, ...]) -> None:
        if self.value() != before:
            self._offer()
            self._fit()
            self.edited.emit(self.value())

    def _insert(self, term: str) -> None:
        chip = Chip(term, self)
        chip.removal_requested.connect(partial(self._remove, chip))
        chip.step_requested.connect(partial(self._step, chip))
        chip.typed.connect(self._write_on)
        self._flow.insert_widget(len(self._chips), chip)
        self._chips.append(chip)
        chip.show()

    def _fit(self) -> None:
        height = self._flow.height_for(max(self.width(), _ENTRY_WIDTH_PX + 10))
        if height != self.minimumHeight() or height != self.maximumHeight():
            self.setFixedHeight(height)
        self._flow.invalidate()

    def _offer(self) -> None:
        here = set(self.value())
        self._offered.setStringList([term for term in self._terms if term not in here])

    def _completer(self) -> QCompleter:
        completer = QCompleter(self._offered, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated.connect(self._choose)
        return completer

    def _connect_signals(self) -> None:
        self._entry.entered.connect(self.commit)
        self._entry.textEdited.connect(self._write)
        self._entry.pasted.connect(self._paste)
        self._entry.stepped_back.connect(self._step_back)
        self._entry.focus_changed.connect(self._focus_changed)
