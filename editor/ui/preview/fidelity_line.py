"""The line under the preview: how near the page comes to the published one, and why no nearer."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from editor.render.exchange import Published
from editor.ui.theme import set_role

LIST_WIDTH_PX = 460
LIST_HEIGHT_PX = 320

NO_SITE = Published("no site")
WAITING = Published("waiting")


@dataclass(frozen=True, slots=True)
class Standing:
    """What the line says of one state: its name, its look and what it means."""

    name: str
    state: str
    meaning: str


class FidelityLine(QWidget):
    """Says **Exact**, **Nearly** or **Article only**; a click lists the reasons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, role="bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._standings = self._table()
        self._published = NO_SITE
        self._button = QToolButton(self)
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._button.clicked.connect(self.show_reasons)
        set_role(self._button, role="quiet")
        self._summary = QLabel(self)
        self._summary.setTextFormat(Qt.TextFormat.PlainText)
        self._summary.setMinimumWidth(0)
        set_role(self._summary, role="hint")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 2, 12, 2)
        row.setSpacing(4)
        row.addWidget(self._button)
        row.addWidget(self._summary, 1)
        self._list: ReasonList | None = None
        self.show_waiting()

    def _table(self) -> dict[str, Standing]:
        return {
            "exact": Standing(self.tr("Exact"), "good", self.tr("the page as Jekyll publishes it")),
            "nearly": Standing(self.tr("Nearly"), "warning", ""),
            "article only": Standing(self.tr("Article only"), "warning", ""),
            "alone": Standing(
                self.tr("Article alone"), "", self.tr("in Galleyproof's own typography")
            ),
            "ignored": Standing(self.tr("Front matter ignored"), "warning", ""),
            "waiting": Standing("…", "", ""),
            "no site": Standing(
                self.tr("Article only"), "", self.tr("this file lies in no Jekyll site")
            ),
        }

    @property
    def text(self) -> str:
        """What the line says, whole."""
        return f"{self._button.text()} — {self._whole_summary()}"

    def show_waiting(self) -> None:
        """Say nothing yet: the page is on its way."""
        self.show_published(WAITING)
        self._button.setEnabled(False)

    @Slot(object)
    def show_published(self, published: Published | None) -> None:
        """Say how near the page is; None for a post outside any site."""
        self._published = published or NO_SITE
        self._button.setEnabled(True)
        standing = self._standings[self._published.state]
        self._button.setText(self.tr("Would stop") if self._published.stop else standing.name)
        self._button.setAccessibleName(
            self.tr("Fidelity of the preview: {text}").format(text=self.text)
        )
        set_role(
            self._button, role="quiet", state="error" if self._published.stop else standing.state
        )
        self._button.setToolTip(self.tr("Show the reasons"))
        self._elide()

    @Slot()
    def show_reasons(self) -> None:
        """List every reason above the line."""
        self._list = ReasonList(self._heading(), self._entries(), self)
        self._list.adjustSize()
        corner = self.mapToGlobal(QPoint(8, -self._list.height() - 4))
        self._list.move(corner)
        self._list.show()
        self._list.setFocus(Qt.FocusReason.PopupFocusReason)

    def _whole_summary(self) -> str:
        published = self._published
        if published.stop:
            return self.tr("Jekyll would stop here: {words}").format(words=published.stop)
        standing = self._standings[published.state]
        if not published.reasons or standing.meaning:
            return standing.meaning
        first, more = published.reasons[0], len(published.reasons) - 1
        if not more:
            return first
        return self.tr("{first}, and {n} more").format(first=first, n=more)

    def _heading(self) -> str:
        if self._published.stop:
            return self.tr("Jekyll would stop its build at this post")
        return {
            "exact": self.tr("What you see is what Jekyll publishes"),
            "nearly": self.tr("The page differs from the published one, or may differ"),
            "ignored": self.tr("Jekyll publishes this post without its front matter"),
        }.get(self._published.state, self.tr("The article is shown without the site's layout"))

    def _entries(self) -> tuple[str, ...]:
        published = self._published
        stop = (published.stop,) if published.stop else ()
        entries = (*stop, *published.reasons, *published.notes)
        return entries or (self._standings[published.state].meaning,)

    def _elide(self) -> None:
        whole = self._whole_summary()
        metrics = self._summary.fontMetrics()
        room = max(40, self.width() - self._button.sizeHint().width() - 28)
        self._summary.setText(metrics.elidedText(whole, Qt.TextElideMode.ElideRight, room))
        self._summary.setToolTip(whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as much as there is room for."""
        super().resizeEvent(event)
        self._elide()


class ReasonList(QFrame):
    """A small sheet with a heading and sentences, closed by Escape or a click elsewhere."""

    def __init__(self, heading: str, sentences: tuple[str, ...], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(heading)
        set_role(self, role="sheet")
        title = QLabel(heading, self)
        set_role(title, role="section")
        title.setWordWrap(True)
        body = QWidget(self)
        entries = QVBoxLayout(body)
        entries.setContentsMargins(0, 0, 0, 0)
        entries.setSpacing(8)
        for sentence in sentences:
            entries.addWidget(self._entry(sentence))
        entries.addStretch(1)
        area = QScrollArea(self)
        area.setAccessibleName(self.tr("Reasons"))
        area.setWidget(body)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.addWidget(title)
        layout.addWidget(area)
        wanted = entries.heightForWidth(LIST_WIDTH_PX - 40) + 64
        self.setFixedSize(LIST_WIDTH_PX, min(LIST_HEIGHT_PX, max(90, wanted)))

    def _entry(self, sentence: str) -> QLabel:
        label = QLabel(_capital(sentence), self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setMinimumWidth(1)  # or one long path would make every line longer than the sheet
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        return label

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)


def _capital(sentence: str) -> str:
    ended = sentence if sentence.endswith((".", "!", "?", ")")) else f"{sentence}."
    return ended[:1].upper() + ended[1:]
