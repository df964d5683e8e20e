"""The posts and drafts of the site, newest first, with a box to filter them."""

from datetime import tzinfo
from pathlib import Path

from PySide6.QtCore import (
    QDate,
    QEvent,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from editor.site.index import PostState, PostSummary
from editor.site.site import Site
from editor.ui.theme import set_role
from editor.workspace.post_model import PostFilter, PostModel, PostRole

_MARGIN = 10
_GAP = 3
_LEAST_WIDTH = 180


class PostList(QWidget):
    """The list pane.

    **Signals:**

    - ``open_requested(Path)``: a post was double-clicked, or Enter was pressed on it.
    """

    open_requested = Signal(object)

    def __init__(self, model: PostModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.filter_box = QLineEdit(self)
        self.filter_box.setPlaceholderText(self.tr("Filter posts"))
        self.filter_box.setAccessibleName(self.tr("Filter posts by title, file name or tag"))
        self.filter_box.setClearButtonEnabled(True)
        self.view = QListView(self)
        self.view.setAccessibleName(self.tr("Posts"))
        self.view.setUniformItemSizes(True)
        self.view.setFrameShape(QListView.Shape.NoFrame)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._delegate = PostDelegate(self.view)
        self.view.setItemDelegate(self._delegate)
        self._model = model
        self._filter = PostFilter(model, self)
        self.view.setModel(self._filter)
        self._count = QLabel(self)
        # The filter tells of a row before or after the model has counted it; so count later.
        self._count_soon = QTimer(self, singleShot=True, interval=0)
        set_role(self._count, role="hint")
        self._problem = QLabel(self)
        self._problem.setWordWrap(True)
        set_role(self._problem, role="warning")
        self.setMinimumWidth(_LEAST_WIDTH)
        self._lay_out()
        self._connect_signals(model)

    def show_site(self, site: Site) -> None:
        """Show dates as days in the zone of ``site``, and what is wrong with its settings."""
        self._delegate.zone = site.config.timezone
        self._problem.setText(site.config.problem or "")
        self._problem.setVisible(bool(site.config.problem))
        self.view.viewport().update()

    def show_current(self, path: Path | None) -> None:
        """Mark the post at ``path`` as the one that is open, if it is in the list."""
        index = self._filter.mapFromSource(self._model.index(self._model.row_of(path), 0))
        self.view.setCurrentIndex(index)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 6)
        layout.setSpacing(6)
        layout.addWidget(self.filter_box)
        layout.addWidget(self.view, 1)
        layout.addWidget(self._count)
        layout.addWidget(self._problem)

    def _connect_signals(self, model: PostModel) -> None:
        self.filter_box.textChanged.connect(self._filter.set_filter_text)
        self.filter_box.returnPressed.connect(self._open_first)
        self.filter_box.installEventFilter(self)
        self.view.activated.connect(self._open)
        for shown in (model, self._filter):
            for changed in (
                shown.modelReset,
                shown.rowsInserted,
                shown.rowsRemoved,
                shown.layoutChanged,
            ):
                changed.connect(self._count_soon.start)
        self._count_soon.timeout.connect(self._show_count)

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        summary = index.data(PostRole.SUMMARY)
        if isinstance(summary, PostSummary):
            self.open_requested.emit(summary.path)

    @Slot()
    def _open_first(self) -> None:
        if self._filter.rowCount():
            self._open(self._filter.index(0, 0))

    @Slot()
    def _show_count(self) -> None:
        shown, total = self._filter.rowCount(), self._filter.sourceModel().rowCount()
        if shown == 0 and total:
            self._count.setText(self.tr("No post holds these words"))
        elif shown == total:
            self._count.setText(self.tr("Posts: {count}").format(count=total))
        else:
            self._count.setText(
                self.tr("Posts: {shown} of {total}").format(shown=shown, total=total)
            )

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Let the down key lead from the filter box into the list."""
        if (
            watched is self.filter_box
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Down
        ):
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
            if not self.view.currentIndex().isValid():
                self.view.setCurrentIndex(self._filter.index(0, 0))
            return True
        return False


class PostDelegate(QStyledItemDelegate):
    """Draws a post as two lines: its title; its day and its state."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.zone: tzinfo | None = None

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of two lines of text."""
        return QSize(120, 2 * option.fontMetrics.height() + _GAP + 2 * 7)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the post at ``index``."""
        summary = index.data(PostRole.SUMMARY)
        if not isinstance(summary, PostSummary):
            return
        style = option.widget.style()
        style.drawPrimitive(
            QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget
        )
        painter.save()
        self._paint_lines(painter, option, summary)
        painter.restore()

    def _paint_lines(
        self, painter: QPainter, option: QStyleOptionViewItem, summary: PostSummary
    ) -> None:
        area = option.rect.adjusted(_MARGIN, 7, -_MARGIN, -7)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        colour = option.palette.color(role)
        title_font = QFont(option.font)
        title_font.setWeight(QFont.Weight.DemiBold)
        title_area = QRect(area.left(), area.top(), area.width(), option.fontMetrics.height())
        painter.setPen(colour)
        painter.setFont(title_font)
        title = summary.title or self.tr("(no title)")
        elided = QFontMetrics(title_font).elidedText(
            title, Qt.TextElideMode.ElideRight, area.width()
        )
        painter.drawText(title_area, Qt.AlignmentFlag.AlignVCenter, elided)
        quiet = QColor(colour)
        quiet.setAlphaF(0.68)
        painter.setFont(option.font)
        painter.setPen(quiet)
        below = title_area.translated(0, title_area.height() + _GAP)
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, self._second_line(summary))

    def _second_line(self, summary: PostSummary) -> str:
        parts = [self._day(summary), self._state(summary.state)]
        return "  ·  ".join(part for part in parts if part)

    def _day(self, summary: PostSummary) -> str:
        if summary.date is None:
            return ""
        moment = summary.date.astimezone(self.zone)
        day = QDate(moment.year, moment.month, moment.day)
        return QLocale().toString(day, "d MMM yyyy")

    def _state(self, state: PostState) -> str:
        names = {
            PostState.DRAFT: self.tr("draft"),
            PostState.UNPUBLISHED: self.tr("unpublished"),
            PostState.SCHEDULED: self.tr("scheduled"),
            PostState.BROKEN: self.tr("needs repair"),
            PostState.COPY: self.tr("conflict copy"),
        }
        return names.get(state, "")
