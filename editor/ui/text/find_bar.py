"""Find and replace, in a bar below the text."""

from bisect import bisect_left
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

from editor.ui.text.search import (
    MOST_MATCHES,
    BadExpressionError,
    Match,
    Query,
    find_all,
    replacement,
)
from editor.ui.text.text_pane import TextPane
from editor.ui.theme import set_role

_PAUSE_MS = 150
_LONGEST_SUGGESTION_CHARS = 200


@dataclass(frozen=True, slots=True)
class _Toggles:
    match_case: QToolButton
    whole_words: QToolButton
    is_expression: QToolButton

    def all(self) -> tuple[QToolButton, ...]:
        return self.match_case, self.whole_words, self.is_expression


class FindBar(QWidget):
    """Finds in ``pane`` as one types; Enter goes on, Escape goes back to the text.

    **Signals:** ``closed``: the bar was put away.
    """

    closed = Signal()

    def __init__(self, pane: TextPane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pane = pane
        self._matches: list[Match] = []
        self._origin = 0
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self.find_field = self._field(self.tr("Find"))
        self.replace_field = self._field(self.tr("Replace with"))
        self._toggles = _Toggles(
            self._toggle("Aa", self.tr("Match case"), "Alt+C"),
            self._toggle("W", self.tr("Whole words"), "Alt+W"),
            self._toggle(".*", self.tr("Regular expression"), "Alt+R"),
        )
        self._message = QLabel(self)
        self._previous = self._button(self.tr("Previous"))
        self._next = self._button(self.tr("Next"))
        self._replace = self._button(self.tr("Replace"))
        self._replace_all = self._button(self.tr("Replace all"))
        self._close = self._button(self.tr("Close"))
        self._lay_out()
        self._connect_signals()
        set_role(self, role="bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.hide()

    # What the window calls

    @Slot()
    def open(self) -> None:
        """Show the bar, with what is selected in the text as what to find."""
        self._show(with_replace=False)

    @Slot()
    def open_replace(self) -> None:
        """Show the bar with its second row, for replacing."""
        self._show(with_replace=True)

    @Slot()
    def find_next(self) -> None:
        """Select the next place, from the top again after the last."""
        self._step(forward=True)

    @Slot()
    def find_previous(self) -> None:
        """Select the place before, from the end again before the first."""
        self._step(forward=False)

    @Slot()
    def close_bar(self) -> None:
        """Put the bar away and give the text the focus."""
        self._pause.stop()
        self.hide()
        self._matches = []
        self._pane.show_matches((), None)
        self._pane.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes from anywhere in the bar."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter finds or replaces; Shift+Enter goes back."""
        enter = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in enter
        ):
            if watched is self.replace_field:
                self._replace_one()
            else:
                backwards = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                self._step(forward=not backwards)
            return True
        return super().eventFilter(watched, event)

    # Finding

    def _query(self) -> Query:
        return Query(
            self.find_field.text(),
            match_case=self._toggles.match_case.isChecked(),
            whole_words=self._toggles.whole_words.isChecked(),
            is_expression=self._toggles.is_expression.isChecked(),
        )

    @Slot()
    def _find_while_typing(self) -> None:
        self._search()
        if self._matches:
            self._select(self._first_from(self._origin))
        elif not self.find_field.text():
            self._select_nothing()

    @Slot()
    def _search(self) -> None:
        """Find every place anew and say how many there are; the selection stays."""
        self._pause.stop()
        state = ""
        try:
            self._matches = find_all(self._query(), self._pane.toPlainText())
            self._count()
        except BadExpressionError as error:
            self._matches = []
            self._say(str(error), "error")
            state = "error"
        set_role(self.find_field, state=state)
        for button in (self._previous, self._next, self._replace, self._replace_all):
            button.setEnabled(bool(self._matches))
        self._pane.show_matches(self._matches, self._current())

    def _step(self, *, forward: bool) -> None:
        self._search()
        if not self._matches:
            return
        cursor = self._pane.textCursor()
        if forward:
            start = cursor.selectionEnd() if self._current() else cursor.position()
            match = self._first_from(start)
        else:
            index = bisect_left(self._matches, cursor.selectionStart(), key=_start)
            match = self._matches[index - 1]
        self._select(match)

    def _first_from(self, position: int) -> Match:
        index = bisect_left(self._matches, position, key=_start)
        return self._matches[index % len(self._matches)]

    def _current(self) -> Match | None:
        cursor = self._pane.textCursor()
        index = bisect_left(self._matches, cursor.selectionStart(), key=_start)
        for match in self._matches[index : index + 1]:
            if (match.start, match.end) == (cursor.selectionStart(), cursor.selectionEnd()):
                return match
        return None

    def _select(self, match: Match) -> None:
        cursor = self._pane.textCursor()
        cursor.setPosition(match.start)
        cursor.setPosition(match.end, QTextCursor.MoveMode.KeepAnchor)
        self._pane.setTextCursor(cursor)
        self._pane.centerCursor()
        self._pane.show_matches(self._matches, match)
        self._count()

    def _select_nothing(self) -> None:
        cursor = self._pane.textCursor()
        cursor.setPosition(self._origin)
        self._pane.setTextCursor(cursor)

    def _count(self) -> None:
        if not self.find_field.text():
            self._say("")
        elif not self._matches:
            self._say(self.tr("Nothing found"), "warning")
        elif len(self._matches) > MOST_MATCHES:
            self._say(self.tr("More than {count}").format(count=MOST_MATCHES))
        else:
            current = self._current()
            number = self._matches.index(current) + 1 if current else 0
            words = self.tr("{number} of {total}") if number else self.tr("{total} found")
            self._say(words.format(number=number, total=len(self._matches)))

    def _say(self, words: str, role: str = "hint") -> None:
        self._message.setText(words)
        set_role(self._message, role=role)

    # Replacing

    @Slot()
    def _replace_one(self) -> None:
        self._search()
        match = self._current()
        if match is not None and not self._pane.isReadOnly():
            cursor = self._pane.textCursor()
            cursor.insertText(replacement(self._query(), match, self.replace_field.text()))
            self._pane.setTextCursor(cursor)
        self._step(forward=True)

    @Slot()
    def _replace_every(self) -> None:
        self._search()
        if not self._matches or self._pane.isReadOnly():
            return
        query, template = self._query(), self.replace_field.text()
        matches = self._matches
        cursor = self._pane.textCursor()
        cursor.beginEditBlock()
        for match in reversed(matches):
            cursor.setPosition(match.start)
            cursor.setPosition(match.end, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(replacement(query, match, template))
        cursor.endEditBlock()
        self._search()
        self._say(self.tr("%n replaced", "", len(matches)))

    @Slot(int, int, int)
    def _text_changed(self, _at: int, _removed: int, _added: int) -> None:
        if self.isVisible():
            self._pause.start()

    # Putting together

    def _show(self, *, with_replace: bool) -> None:
        for widget in (self.replace_field, self._replace, self._replace_all):
            widget.setVisible(with_replace)
        self._watch_document()
        cursor = self._pane.textCursor()
        self._origin = cursor.selectionStart()
        selected = cursor.selectedText()
        if selected and "\u2029" not in selected and len(selected) <= _LONGEST_SUGGESTION_CHARS:
            self.find_field.setText(selected)
        self.show()
        self.find_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.find_field.selectAll()
        self._search()

    @Slot()
    def _follow_document(self) -> None:
        if self.isVisible():
            self._watch_document()
            self._origin = 0
            self._search()

    def _watch_document(self) -> None:
        # The document may be another one than last time; connecting twice must not count twice.
        self._pane.document().contentsChange.connect(
            self._text_changed, Qt.ConnectionType.UniqueConnection
        )

    def _connect_signals(self) -> None:
        self.find_field.textEdited.connect(self._find_while_typing)
        for toggle in self._toggles.all():
            toggle.toggled.connect(self._find_while_typing)
        self._pane.document_changed.connect(self._follow_document)
        self._pause.timeout.connect(self._search)
        self._previous.clicked.connect(self.find_previous)
        self._next.clicked.connect(self.find_next)
        self._replace.clicked.connect(self._replace_one)
        self._replace_all.clicked.connect(self._replace_every)
        self._close.clicked.connect(self.close_bar)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(10, 6, 10, 6)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(6)
        options = QHBoxLayout()
        options.setSpacing(4)
        for toggle in self._toggles.all():
            options.addWidget(toggle)
        first = QHBoxLayout()
        for button in (self._previous, self._next, self._close):
            first.addWidget(button)
        second = QHBoxLayout()
        for button in (self._replace, self._replace_all):
            second.addWidget(button)
        second.addStretch()
        grid.addWidget(self.find_field, 0, 0)
        grid.addLayout(options, 0, 1)
        grid.addLayout(first, 0, 2)
        grid.addWidget(self.replace_field, 1, 0)
        grid.addLayout(second, 1, 1, 1, 2)
        grid.addWidget(self._message, 2, 0, 1, 3)
        grid.setColumnStretch(0, 1)

    def _field(self, name: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setPlaceholderText(name)
        field.setAccessibleName(name)
        field.installEventFilter(self)
        return field

    def _toggle(self, sign: str, name: str, keys: str) -> QToolButton:
        toggle = QToolButton(self)
        toggle.setText(sign)
        toggle.setCheckable(True)
        toggle.setToolTip(f"{name} ({keys})")
        toggle.setAccessibleName(name)
        toggle.setShortcut(keys)
        toggle.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        set_role(toggle, role="quiet")
        return toggle

    def _button(self, words: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        set_role(button, role="quiet")
        return button


def _start(match: Match) -> int:
    return match.start
