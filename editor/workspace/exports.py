"""A post as a file for readers: its article made anew, and the way to disk."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from editor.render.exchange import Article
from editor.storage import atomic
from editor.storage.fingerprint import Fingerprint
from editor.storage.reasons import reason_of
from editor.workspace.preview_feed import PreviewFeed
from editor.workspace.renderer import Renderer


class FreshArticle(QObject):
    """The article of the open post as its text stands now, whatever the preview shows.

    **Signals:**

    - ``made(Article)``: it is there; said once for each request.
    - ``failed(str)``: it cannot be made; a sentence for the writer.
    """

    made = Signal(object)
    failed = Signal(str)

    def __init__(
        self, feed: PreviewFeed, renderer: Renderer, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._feed, self._renderer = feed, renderer
        self._waiting = False
        renderer.rendered.connect(self._on_rendered)
        renderer.failed.connect(self._on_failed)

    def request(self) -> None:
        """Have it made."""
        request = self._feed.request()
        if request is not None:
            self._waiting = True
            self._renderer.submit(request)

    @Slot(object)
    def _on_rendered(self, article: Article) -> None:
        # A renderer that is busy now has just told of an older text; ours is at work.
        if self._waiting and not self._renderer.busy:
            self._waiting = False
            self.made.emit(article)

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        if self._waiting and not self._renderer.busy:
            self._waiting = False
            self.failed.emit(sentence)


def write_export(path: Path, data: bytes) -> None:
    """Write a file for readers at ``path``, whole or not at all; raises EditorError.

    Over a file that stands there: the writer was asked by the dialog that named it.
    """
    if not path.exists():
        atomic.create(path, data)
        return
    try:
        old = Fingerprint.of_file(path)
    except OSError as error:  # a folder, or a file that may not be read
        raise atomic.SaveError(
            f"{path.name} was not saved: {reason_of(error)}. What stood there is unchanged; choose"
            " another name."
        ) from error
    atomic.replace(path, data, old)
