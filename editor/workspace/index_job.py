"""Reading a whole site's posts in the background, in batches, newest request only."""

from datetime import UTC, datetime

from PySide6.QtCore import QObject, QThread, Signal

from editor.site.index import PostSummary, build_index
from editor.site.site import Site

FIRST_BATCH = 100
"""How many posts are shown before the rest is read."""


class _Reader(QThread):
    batch_read = Signal(object, object, bool)

    def __init__(self, site: Site, parent: QObject) -> None:
        super().__init__(parent)
        self._site = site

    def run(self) -> None:
        found: list[PostSummary] = []
        for summary in build_index(self._site, datetime.now(UTC)):
            if self.isInterruptionRequested():
                return
            found.append(summary)
            if len(found) == FIRST_BATCH:
                self.batch_read.emit(self._site, tuple(found), False)
        self.batch_read.emit(self._site, tuple(found), True)


class IndexJob(QObject):
    """Reads the posts of one site at a time.

    **Signals:**

    - ``index_read(Site, tuple[PostSummary, ...], bool)``: the posts found so far, and whether these
      are all.
    """

    index_read = Signal(object, object, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader: _Reader | None = None

    def start(self, site: Site) -> None:
        """Read the posts of ``site``; what was being read before is dropped."""
        self.close()
        self._reader = _Reader(site, self)
        self._reader.batch_read.connect(self.index_read)
        self._reader.start()

    def close(self) -> None:
        """Stop reading; nothing is emitted after this."""
        if self._reader is None:
            return
        self._reader.batch_read.disconnect(self.index_read)
        self._reader.requestInterruption()
        self._reader.wait()
        self._reader.deleteLater()
        self._reader = None
