"""The posts of the open site as a list that Qt's views can show, sort and filter."""

from collections.abc import Iterable, Sequence
from enum import IntEnum
from pathlib import Path

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from editor.site.index import PostSummary, sort_key

Index = QModelIndex | QPersistentModelIndex


class PostRole(IntEnum):
    """What a view may ask of a row beside its title."""

    SUMMARY = Qt.ItemDataRole.UserRole


def newest_first(summaries: Iterable[PostSummary]) -> list[PostSummary]:
    """Return ``summaries`` in the order of the list: newest first, undated posts on top."""
    return sorted(summaries, key=_rank, reverse=True)


def _rank(summary: PostSummary) -> tuple[bool, float, str]:
    return (summary.date is None, *sort_key(summary))


class PostModel(QAbstractListModel):
    """The summaries of all posts and drafts, newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._summaries: list[PostSummary] = []
        self._search_texts: list[str] = []  # made when a filter first asks

    def set_summaries(self, summaries: Iterable[PostSummary]) -> None:
        """Show ``summaries``, in the order of ``newest_first``, and nothing else."""
        self.beginResetModel()
        self._summaries = list(summaries)
        self._search_texts.clear()
        self.endResetModel()

    def replace_one(self, path: Path, summary: PostSummary | None) -> None:
        """Show ``summary`` for the file at ``path``, or nothing when the file is gone.

        A row that is there already is changed and moved, so that a view keeps it selected.
        """
        row = self.row_of(path)
        if summary is None:
            self._remove(row)
        elif row < 0:
            self._insert(summary)
        else:
            self._change(row, summary)

    @property
    def summaries(self) -> Sequence[PostSummary]:
        """What is shown, in order."""
        return tuple(self._summaries)

    def search_text(self, row: int) -> str:
        """Return what the filter looks through for the post in ``row``, in lower case."""
        if not self._search_texts:
            self._search_texts = [_search_text(summary) for summary in self._summaries]
        return self._search_texts[row]

    def row_of(self, path: Path | None) -> int:
        """Return the row of the file at ``path``, or -1."""
        return next((row for row, s in enumerate(self._summaries) if s.path == path), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """Return how many posts there are."""
        return 0 if parent.isValid() else len(self._summaries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a view asks of the post at ``index``."""
        if not index.isValid():
            return None
        summary = self._summaries[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return summary.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return summary.problem or str(summary.path)
        if role == PostRole.SUMMARY:
            return summary
        return None

    def _row_for(self, summary: PostSummary) -> int:
        low, high, rank = 0, len(self._summaries), _rank(summary)
        while low < high:
            middle = (low + high) // 2
            if _rank(self._summaries[middle]) > rank:
                low = middle + 1
            else:
                high = middle
        return low

    def _insert(self, summary: PostSummary) -> None:
        row = self._row_for(summary)
        self.beginInsertRows(QModelIndex(), row, row)
        self._summaries.insert(row, summary)
        self._search_texts.clear()
        self.endInsertRows()

    def _remove(self, row: int) -> None:
        if row >= 0:
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._summaries[row]
            self._search_texts.clear()
            self.endRemoveRows()

    def _change(self, row: int, summary: PostSummary) -> None:
        self._search_texts.clear()
        del self._summaries[row]
        to = self._row_for(summary)
        self._summaries.insert(row, summary)
        if to != row:
            # Qt names the row before which the moved one is to stand, counted before the move.
            self.beginMoveRows(QModelIndex(), row, row, QModelIndex(), to if to < row else to + 1)
            self._summaries.insert(to, self._summaries.pop(row))
            self.endMoveRows()
        index = self.index(to, 0)
        self.dataChanged.emit(index, index)


class PostFilter(QSortFilterProxyModel):
    """The posts that hold every word of the filter in title, file name, tags or categories."""

    def __init__(self, model: PostModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._words: tuple[str, ...] = ()
        self.setSourceModel(model)

    def set_filter_text(self, text: str) -> None:
        """Show only the posts that hold every word of ``text``, whatever its case."""
        self._words = tuple(text.casefold().split())
        self.invalidate()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        """Say whether the post in ``source_row`` holds all the words."""
        text = self._model.search_text(source_row)
        return all(word in text for word in self._words)


def _search_text(summary: PostSummary) -> str:
    parts = (summary.title, summary.path.name, *summary.tags, *summary.categories)
    return " ".join(parts).casefold()
