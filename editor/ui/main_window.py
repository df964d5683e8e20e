"""The window: at once the text of a post alone, then, with its parts, everything else.

This loads little, because the first paint waits for it. What the parts are and do stands in
``window_parts.py``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Signal, Slot
from PySide6.QtGui import QCloseEvent, QPaintEvent, QTextDocument
from PySide6.QtWidgets import QMainWindow, QWidget

from editor.ui.early_keys import EarlyKeys
from editor.ui.look import Look
from editor.ui.text.text_pane import TextPane
from editor.workspace.settings import PAGE_PLACE, TEXT_PLACE, TEXT_SIZE, Settings

if TYPE_CHECKING:
    from editor.ui.actions import Actions
    from editor.ui.desk import Desk
    from editor.ui.post_editor import PostEditor
    from editor.ui.post_list import PostList
    from editor.ui.preview.first_page import FirstPage
    from editor.ui.preview.page_output import PageOutput
    from editor.ui.preview.preview_pane import PreviewPane
    from editor.ui.prompts import Prompts
    from editor.ui.rescue import Rescue
    from editor.ui.status_line import StatusLine
    from editor.ui.window_parts import WindowParts

FIRST_SIZE = QSize(1440, 900)
_LEAST_SIZE = QSize(720, 460)


class MainWindow(QMainWindow):
    """The one window of the program; what it is filled with can be reached by name.

    **Signals:** ``first_painted``: it was seen for the first time.
    """

    first_painted = Signal()

    actions_table: Actions
    desk: Desk
    editor: PostEditor
    output: PageOutput
    post_list: PostList
    preview: PreviewPane
    prompts: Prompts
    rescue: Rescue
    status_line: StatusLine

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._parts: WindowParts | None = None
        self._asks_when_closed = True
        self._painted = False
        self.first_page: FirstPage | None = None
        self.look = Look(settings, self)
        self.setMinimumSize(_LEAST_SIZE)
        self.resize(FIRST_SIZE.boundedTo(self.screen().availableSize() * 0.94))
        self.restoreGeometry(settings.geometry("frame"))
        self.text = TextPane(self.look.palette, self)
        self.text.hide()
        self._early_keys = EarlyKeys(self.text)
        points = settings.get(TEXT_SIZE)
        if points is not None:
            self.text.set_text_size(points)

    def show_first(self, text: str) -> None:
        """Show ``text``, which a post begins with, where the pane stood when the window was left.

        What is typed now is kept for the post that ``fill`` and the opening of it bring.
        """
        self.text.setGeometry(QRect(*self._settings.get(TEXT_PLACE)))
        document = QTextDocument(self.text)
        document.setPlainText(text)
        self.text.set_document(document)
        self.text.show()
        self.text.setFocus()
        self._early_keys.keep()

    def expect_page(self, post: Path) -> FirstPage:
        """Return what will show the page of ``post`` before there is the pane, once it begins."""
        from editor.ui.preview.first_page import FirstPage  # noqa: PLC0415

        self.first_page = FirstPage(self, post, self._settings)
        return self.first_page

    def fill(self, parts: WindowParts) -> None:
        """Take what ``parts`` put into the window; it can be reached here from now on."""
        self._parts = parts
        self.actions_table, self.desk, self.editor = parts.actions_table, parts.desk, parts.editor
        self.output, self.post_list, self.preview = parts.output, parts.post_list, parts.preview
        self.prompts, self.rescue = parts.prompts, parts.rescue
        self.status_line = parts.status_line
        self.text.show()
        if self.first_page is not None:
            self.first_page.stay_in_sight()  # until the pane is seen, which takes it then

    @Slot()
    def begin(self) -> None:
        """Everything is there: give the open post what was typed before."""
        self._early_keys.give_back()
        if self.first_page is not None and not self.preview.isVisibleTo(self):
            self.first_page.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell of the first paint."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self.first_painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask once about unsaved changes; remember the window's shape."""
        if self._parts is not None:
            if self._asks_when_closed and not self.desk.may_leave_post():
                event.ignore()
                return
            self._keep_shapes(self._parts)
        event.accept()

    def _keep_shapes(self, parts: WindowParts) -> None:
        self._settings.put_geometry("frame", self.saveGeometry())
        parts.keep_shapes()
        if self.text.isVisible():
            self._settings.put(TEXT_PLACE, self._place_of(self.text))
        if self.preview.isVisible():
            self._settings.put(PAGE_PLACE, self._place_of(self.preview.page_area))

    def _place_of(self, widget: QWidget) -> tuple[int, int, int, int]:
        corner = widget.mapTo(self, QPoint())
        return corner.x(), corner.y(), widget.width(), widget.height()

    def close_unasked(self) -> None:
        """Close without a question, after what is not saved was kept elsewhere."""
        self._asks_when_closed = False
        self.close()

    def close_parts(self) -> None:
        """Take the browser engine apart in the order it needs; once, after the last event."""
        if self._parts is not None:
            self._parts.close()
