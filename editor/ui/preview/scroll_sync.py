"""Text and preview show the same place: whichever is scrolled, the other goes along."""

import shiboken6
from PySide6.QtCore import QObject, Slot

from editor.ui.preview.preview_pane import PreviewPane
from editor.ui.text.text_pane import TextPane
from editor.ui.text.text_place import TextPlace


class ScrollSync(QObject):
    """Moves one pane after the other, and never back: what it moves itself it does not follow."""

    def __init__(self, text: TextPane, preview: PreviewPane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._text, self._preview = text, preview
        self._place = TextPlace(text)
        self._together = True
        self._moving_text = self._asking = self._ask_again = False
        self._text_leads = True
        self._turn = 0
        self._written = self._seen = 0  # changes of the text, and how many of them were followed
        self._document = text.document()
        self._document.contentsChange.connect(self._note_change)
        text.verticalScrollBar().valueChanged.connect(self._on_text_scrolled)
        text.verticalScrollBar().rangeChanged.connect(self._on_text_laid_out)
        text.document_changed.connect(self._on_document_changed)
        text.cursorPositionChanged.connect(self._on_caret_moved)
        preview.reader_scrolled.connect(self._on_reader_scrolled)
        preview.article_shown.connect(self._follow_caret)
        preview.place_lost.connect(self._on_place_lost)
        preview.line_chosen.connect(self._on_line_chosen)

    @Slot(bool)
    def set_together(self, together: bool) -> None:
        """Scroll both panes together from now on, beginning where the text is, or each alone."""
        self._together = together
        self._align()

    @Slot()
    def _align(self) -> None:
        line = self._place.line_in_sight()
        if self._together and line is not None:
            self._turn += 1
            self._text_leads = True
            self._preview.scroll_to_line(line, self._place.end)

    @Slot()
    def _on_text_scrolled(self) -> None:
        if not self._moving_text:
            self._align()

    @Slot()
    def _on_text_laid_out(self) -> None:
        # Not while it is written in: then the page follows the caret, and only if it must.
        if self._text_leads and self._seen == self._written:
            self._on_text_scrolled()

    @Slot()
    def _on_document_changed(self) -> None:
        if shiboken6.isValid(self._document):  # a text pane deletes the document it came with
            self._document.contentsChange.disconnect(self._note_change)
        self._document = self._text.document()
        self._document.contentsChange.connect(self._note_change)
        self._seen = self._written
        self._text_leads = True
        self._turn += 1

    @Slot()
    def _note_change(self) -> None:
        # By this signal, for colouring raises the document's revision as well.
        self._written += 1

    @Slot()
    def _on_place_lost(self) -> None:
        self._asking = self._ask_again = False
        self._align()

    @Slot()
    def _on_reader_scrolled(self) -> None:
        if not self._together:
            return
        self._text_leads = False
        if self._asking:
            self._ask_again = True  # one question at a time, the last one after the newest scroll
            return
        self._asking = True
        asked_at = (self._turn, self._written)

        def take(line: float | None) -> None:
            self._on_answer(line, asked_at)

        self._preview.ask_line(self._place.end, take)

    def _on_answer(self, line: float | None, asked_at: tuple[int, int]) -> None:
        self._asking = False
        again, self._ask_again = self._ask_again, False
        if asked_at != (self._turn, self._written):
            return  # the text was scrolled or written in meanwhile, and leads
        if line is not None:
            self._moving_text = True
            self._place.scroll_to(line)
            self._moving_text = False
        if again:
            self._on_reader_scrolled()

    @Slot()
    def _follow_caret(self) -> None:
        written, self._seen = self._seen != self._written, self._written
        if written:
            self._reveal_caret()

    @Slot()
    def _on_caret_moved(self) -> None:
        # A change of the text moves the caret too; the page follows when it shows the change. And
        # the caret of another post was not moved by the writer: its page shows its head.
        same_post = self._text.document() is self._document
        if same_post and not self._moving_text and self._seen == self._written:
            self._reveal_caret()

    def _reveal_caret(self) -> None:
        if self._together and self._text.hasFocus() and not self._place.is_blank:
            line, at = self._place.caret()
            self._preview.reveal_line(line, self._place.end, at)

    @Slot(int, bool)
    def _on_line_chosen(self, line: int, write: bool) -> None:
        self._moving_text = True  # what was clicked must not move away under the pointer
        self._place.put_caret(line)
        self._moving_text = False
        if write:
            self._text.setFocus()
