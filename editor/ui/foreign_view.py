"""What stands in the editor's place for a file that is not UTF-8: why, and its text to be read."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor.post.editable_text import EditableText
from editor.ui.bar_layout import lay_out_bar
from editor.ui.text.kept_font import KeptFont
from editor.ui.text.text_pane import TextPane
from editor.ui.theme import set_role
from editor.workspace.foreign_file import ForeignFile

MOST_SHOWN_CHARS = 200_000
"""How much of a text is shown: more than anybody reads before it is converted."""

_MARGIN_PX = 24


class ForeignView(QWidget):
    """Shows one ``ForeignFile``: a bar that says what it is, and its text, which takes no key.

    The letters are those of ``pane``, whatever size they have.

    **Signals:** ``convert_requested``: the writer wants it as UTF-8.
    """

    convert_requested = Signal()

    def __init__(self, pane: TextPane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pane = pane
        self.bar = ForeignBar(self)
        self.bar.convert_requested.connect(self.convert_requested)
        self.text = QPlainTextEdit(self)
        self._font = KeptFont(self.text)
        self._set_up_text()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(self.text, 1)
        pane.installEventFilter(self)

    @Slot(object)
    def show_file(self, foreign: ForeignFile) -> None:
        """Show ``foreign``; the caret goes to its beginning, and the focus into its text."""
        document = foreign.read_as(foreign.encoding) if foreign.encoding else None
        text = EditableText.of(document.text).shown if document is not None else ""
        self._font.set(self._pane.font())
        self.text.setPlainText(text[:MOST_SHOWN_CHARS])
        self.bar.show_file(foreign, cut=len(text) > MOST_SHOWN_CHARS)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take letters of another size along."""
        if event.type() == QEvent.Type.FontChange:
            self._font.set(self._pane.font())
        return super().eventFilter(watched, event)

    def _set_up_text(self) -> None:
        self.text.setReadOnly(True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.document().setDocumentMargin(_MARGIN_PX)
        self.text.setAccessibleName(self.tr("Text of the file, read-only"))
        set_role(self.text, role="pane")


class ForeignBar(QWidget):
    """Says why a file cannot be edited, and offers to convert it.

    **Signals:** ``convert_requested``: the writer wants it as UTF-8.
    """

    convert_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._what, self._safe = QLabel(self), QLabel(self)
        self.convert = QPushButton(self.tr("Convert to &UTF-8…"), self)
        self.convert.setToolTip(self.tr("Choose how to read it; nothing is written until you save"))
        self.convert.clicked.connect(self.convert_requested)
        set_role(self.convert, role="quiet")
        lay_out_bar(self, self._what, self._safe, (self.convert,))
        self.setAccessibleName(self.tr("Read-only"))
        set_role(self, role="notice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    @property
    def sentences(self) -> str:
        """What the bar says."""
        return f"{self._what.text()} {self._safe.text()}"

    def show_file(self, foreign: ForeignFile, *, cut: bool) -> None:
        """Say what ``foreign`` is; ``cut`` when only the beginning of its text is in sight."""
        self._what.setText(foreign.what)
        self._safe.setText(" ".join(self._fate(foreign, cut=cut)))
        self.convert.setVisible(foreign.encoding is not None)
        self.setAccessibleDescription(self.sentences)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _fate(self, foreign: ForeignFile, *, cut: bool) -> list[str]:
        said = [self.tr("There is no text in it to show. It is open read-only.")]
        if foreign.encoding is not None:
            shown = self.tr("It is shown read-only, as {encoding}.")
            said = [shown.format(encoding=foreign.encoding.label)]
        if cut:
            said.append(self.tr("Only its beginning is in sight."))
        said.append(self.tr("Nothing was changed."))
        if foreign.left_out:
            said.append(self.tr("Jekyll leaves such files out of the site."))
        if foreign.site_encoding:
            said.append(
                self.tr(
                    "The site's settings say that it is in {encoding}; Jekyll would misread a "
                    "converted post, or stop at it, until they say utf-8."
                ).format(encoding=foreign.site_encoding)
            )
        return said
