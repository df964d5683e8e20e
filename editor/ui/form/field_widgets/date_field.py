"""A field for a moment: date and time of day in the site's zone."""

from datetime import UTC, datetime, tzinfo

from PySide6.QtCore import QDate, QDateTime, Qt, QTime, QTimeZone, Signal, Slot
from PySide6.QtGui import QTextCharFormat, QWheelEvent
from PySide6.QtWidgets import (
    QDateTimeEdit,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from editor.ui.text.undo_keys import UndoKeys
from editor.ui.theme import set_role

_FORMAT = "yyyy-MM-dd  HH:mm:ss"
_FIRST_YEAR = 1000  # years have four digits in a post's date


class _MomentEdit(QDateTimeEdit):
    """A date-time edit that leaves the wheel to the form around it."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class DateField(QWidget):
    """Shows a moment on the site's clock, or that there is none.

    Below it stands what the text in the file means, or why it means nothing.

    **Signals:** ``edited(object)``: the writer changed it; an aware datetime in the site's zone, or
    None when the date was taken away.
    """

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone: tzinfo = UTC
        self._moment: datetime | None = None
        self._being_set = False
        self._edit = _MomentEdit(self)
        self._none = QLabel(self.tr("No date"), self)
        self._zone_label = QLabel(self)
        self._meaning = QLabel(self)
        self._now = QPushButton(self.tr("Now"), self)
        self._clear = QPushButton(self.tr("Clear"), self)
        self._set_up_edit()
        self._lay_out()
        self._now.clicked.connect(self._set_now)
        self._clear.clicked.connect(self._take_away)
        self._edit.dateTimeChanged.connect(self._take)
        self._show()

    def set_zone(self, zone: tzinfo, name: str) -> None:
        """Show and read moments on the clock of ``zone``, called ``name``."""
        self._zone = zone
        self._zone_label.setText(name)
        self._show()

    def set_value(self, value: datetime | None) -> None:
        """Show the aware datetime ``value``, or no date, without a signal."""
        if value == self._moment and (value is None or self._shown() == value):
            return
        self._moment = value
        self._show()

    def set_meaning(self, line: str, *, problem: bool = False) -> None:
        """Show ``line`` below the field: what the file's text means, or what is wrong with it."""
        self._meaning.setText(line)
        self._meaning.setVisible(bool(line))
        set_role(self._meaning, role="error" if problem else "hint")

    def set_placeholder(self, text: str) -> None:
        """Show ``text`` where there is no date: what holds without one."""
        self._none.setText(text or self.tr("No date"))

    def setAccessibleName(self, name: str) -> None:
        """Name the field and its buttons."""
        super().setAccessibleName(name)
        self._edit.setAccessibleName(name)
        self._now.setAccessibleName(self.tr("{field}: now").format(field=name))
        self._clear.setAccessibleName(self.tr("{field}: clear").format(field=name))

    # What the writer does

    @Slot()
    def _take(self) -> None:
        if self._being_set:
            return
        self._moment = self._shown()
        self.edited.emit(self._moment)

    @Slot()
    def _set_now(self) -> None:
        self._moment = datetime.now(self._zone).replace(microsecond=0)
        self._show()
        self._edit.setFocus()
        self.edited.emit(self._moment)

    @Slot()
    def _take_away(self) -> None:
        self._moment = None
        self._show()
        self._now.setFocus()
        self.edited.emit(None)

    # The clock

    def _shown(self) -> datetime:
        """Return the moment on the dials; an hour that clocks skip is the one they go on with."""
        date, time = self._edit.date(), self._edit.time()
        wall = datetime(
            date.year(), date.month(), date.day(), time.hour(), time.minute(), time.second(),
            tzinfo=self._zone,
        )  # fmt: skip
        if self._moment is not None:
            # In the hour that clocks show twice, stay in the half that the moment is in.
            wall = wall.replace(fold=self._moment.astimezone(self._zone).fold)
        return wall.astimezone(UTC).astimezone(self._zone)

    def _show(self) -> None:
        there = self._moment is not None
        self._stack.setCurrentWidget(self._edit if there else self._none)
        self._clear.setVisible(there)
        self._now.setText(self.tr("Now") if there else self.tr("Set to now"))
        self._guide_focus(self._edit if there else self._now)
        if self._moment is None:
            return
        wall = self._moment.astimezone(self._zone)
        self._being_set = True
        # The dials run on UTC, so that the gaps of this machine's own clock do not matter.
        self._edit.setDateTime(
            QDateTime(
                QDate(wall.year, wall.month, wall.day),
                QTime(wall.hour, wall.minute, wall.second),
                QTimeZone(QTimeZone.Initialization.UTC),
            )
        )
        self._being_set = False

    def _guide_focus(self, first: QWidget) -> None:
        if self.focusProxy() is first:
            return
        self.setFocusProxy(first)
        # A new proxy is moved in the chain of the Tab key; the order is the one that is seen.
        QWidget.setTabOrder(self._edit, self._now)
        QWidget.setTabOrder(self._now, self._clear)

    # Putting together

    def _set_up_edit(self) -> None:
        self._edit.setTimeZone(QTimeZone(QTimeZone.Initialization.UTC))
        self._edit.setDisplayFormat(_FORMAT)
        self._edit.setCalendarPopup(True)
        self._edit.setMinimumDate(QDate(_FIRST_YEAR, 1, 1))
        # Qt's weekends are pure red, which cannot be read on a dark ground.
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self._edit.calendarWidget().setWeekdayTextFormat(day, QTextCharFormat())
        self._edit.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        undo_keys = UndoKeys(self)
        undo_keys.watch(self._edit)
        undo_keys.watch(self._edit.lineEdit())

    def _lay_out(self) -> None:
        self._stack = QStackedLayout()
        self._stack.addWidget(self._edit)
        self._stack.addWidget(self._none)
        set_role(self._none, role="hint")
        set_role(self._zone_label, role="hint")
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addLayout(self._stack, 1)
        for button in (self._now, self._clear):
            set_role(button, role="quiet")
            row.addWidget(button)
        self._meaning.setWordWrap(True)
        self._meaning.setTextFormat(Qt.TextFormat.PlainText)
        self._meaning.setVisible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addLayout(row)
        layout.addWidget(self._zone_label)
        layout.addWidget(self._meaning)
