"""The line at the bottom: what was just done, where the post is published, how long it is."""

from textwrap import wrap
from urllib.parse import unquote

from PySide6.QtCore import QLocale, QRect, Qt, Slot
from PySide6.QtWidgets import QLabel, QStatusBar, QToolTip, QWidget

from editor.ui.theme import set_role
from editor.workspace.preview_feed import Reading

SAY_MS = 6_000
"""How long a sentence about something done stays."""

ADDRESS_LINE_CHARACTERS = 100
"""A link's address that does not fit is broken into lines as long as this."""

MESSAGE_MARGIN = 24
"""Pixels around a message that it does not have for itself."""


class StatusLine(QStatusBar):
    """Says short things; nothing here needs an answer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._address = QLabel(self)
        self._words = QLabel(self)
        self._danger = QLabel(self)
        self._hovered = ""
        set_role(self._danger, role="error")
        self._danger.setContentsMargins(6, 0, 6, 0)
        self._danger.hide()
        self.addPermanentWidget(self._danger)
        for label in (self._address, self._words):
            set_role(label, role="hint")
            label.setContentsMargins(6, 0, 6, 0)
            self.addPermanentWidget(label)

    @Slot(str)
    def say(self, sentence: str) -> None:
        """Show ``sentence`` for a while."""
        self.showMessage(sentence, SAY_MS)

    @Slot(int)
    def say_slow_line(self, length: int) -> None:
        """Say for a while that keys in a line of ``length`` characters are slow."""
        sentence = self.tr("One line has {length} characters: keys are slow there; break it up")
        self.say(sentence.format(length=QLocale().toString(length)))

    @Slot(str)
    def show_danger(self, sentence: str) -> None:
        """Show ``sentence`` until the danger is over."""
        self._danger.setText(sentence)
        self._danger.setToolTip(sentence)
        self._danger.show()

    @Slot()
    def clear_danger(self) -> None:
        """Say no longer that there is a danger."""
        self._danger.hide()

    @Slot(str)
    def say_lasting(self, sentence: str) -> None:
        """Show ``sentence`` until the next one."""
        self.showMessage(sentence)

    @Slot(int)
    def show_words(self, count: int) -> None:
        """Show how many words the post has."""
        self._words.setText(self.tr("Words: {count}").format(count=count))

    @Slot(object)
    def show_reading(self, reading: Reading) -> None:
        """Show the address that Jekyll will publish the post at, or what is wrong with it."""
        data = reading.data
        problem = reading.problem if data is None else data.problem or ""
        set_role(self._address, role="error" if problem else "hint")
        text = problem or (unquote(data.url) if data else "")
        self._address.setText(self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, 620))
        self._address.setToolTip(text)

    @Slot(str)
    def show_hovered(self, address: str) -> None:
        """Show where the link under the mouse or with the keyboard's focus leads, all of it."""
        QToolTip.hideText()
        left, self._hovered = self._hovered, address
        if not address:
            # a page that loads says so too; what was said of a save stays
            if self.currentMessage() == left:
                self.clearMessage()
            return
        self.showMessage(address)
        if self.fontMetrics().horizontalAdvance(address) > self._room():
            # a message that does not fit is cut off; a link says in its end where it leads
            lines = wrap(address, ADDRESS_LINE_CHARACTERS, break_on_hyphens=False)
            above = self.mapToGlobal(self.rect().topLeft())
            QToolTip.showText(above, "\n".join(lines), self, QRect(), SAY_MS)

    def _room(self) -> int:
        shown = (one for one in self.findChildren(QLabel) if one.isVisible())
        return self.width() - sum(one.width() for one in shown) - MESSAGE_MARGIN

    def clear_post(self) -> None:
        """Forget the post that was open."""
        self._address.clear()
        self._words.clear()
