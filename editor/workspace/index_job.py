"""Reading a whole site's posts in the background: what they do, what they are, what they use."""

from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QThread, Signal

from editor.site.habits import find_habits
from editor.site.index import PostSummary, build_index
from editor.site.site import Site
from editor.site.taxonomy import Taxonomy, count_terms, find_layouts
from editor.storage.leftovers import clear_leftovers
from editor.storage.reasons import reason_of
from editor.workspace.post_model import newest_first

FIRST_BATCH = 100
"""How many posts are shown before the rest is read."""


@dataclass(frozen=True, slots=True)
class SiteIndex:
    """The posts of ``site`` found so far, in the order of the list; ``terms`` once all are.

    ``problem`` says, in a sentence, why some could not be read.
    """

    site: Site
    summaries: tuple[PostSummary, ...]
    terms: Taxonomy | None = None
    problem: str = ""


class _Reader(QThread):
    """Sorts and counts here as well: at 20,000 posts the window would notice."""

    habits_found = Signal(object, object)
    index_read = Signal(object)

    def __init__(self, site: Site, parent: QObject) -> None:
        super().__init__(parent)
        self._site = site

    def run(self) -> None:
        found: list[PostSummary] = []
        problem = ""
        try:
            self._read(found)
            problem = self._clear_leftovers()
        except OSError as error:
            problem = f"Some posts are not in the list: {reason_of(error)}."
        if not self.isInterruptionRequested():
            terms = count_terms(found, find_layouts(self._site))
            summaries = tuple(newest_first(found))
            self.index_read.emit(SiteIndex(self._site, summaries, terms, problem))

    def _clear_leftovers(self) -> str:
        cleared = clear_leftovers(self._site.root, stop=self.isInterruptionRequested)
        names = ", ".join(self._site.relative(path) for path in cleared.kept)
        return f"A save that was cut short left a text, which is kept in {names}." if names else ""

    def _read(self, found: list[PostSummary]) -> None:
        self.habits_found.emit(self._site, find_habits(self._site))
        for summary in build_index(self._site, datetime.now(UTC)):
            if self.isInterruptionRequested():
                return
            found.append(summary)
            if len(found) == FIRST_BATCH:
                self.index_read.emit(SiteIndex(self._site, tuple(newest_first(found))))


class IndexJob(QObject):
    """Reads the posts of one site at a time.

    **Signals:**

    - ``habits_found(Site, Habits)``: what the site's newest posts do.
    - ``index_read(SiteIndex)``: the first posts were read; then, all of them.
    """

    habits_found = Signal(object, object)
    index_read = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader: _Reader | None = None

    def start(self, site: Site) -> None:
        """Read the posts of ``site``; what was being read before is dropped."""
        self.close()
        self._reader = _Reader(site, self)
        self._reader.habits_found.connect(self.habits_found)
        self._reader.index_read.connect(self.index_read)
        self._reader.start()

    def close(self) -> None:
        """Stop reading; what is still on its way tells of the old site."""
        if self._reader is None:
            return
        self._reader.requestInterruption()
        self._reader.wait()
        self._reader.deleteLater()
        self._reader = None
