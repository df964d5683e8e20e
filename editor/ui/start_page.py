"""What the window shows while nothing is open: how to begin, and what was open before."""

from collections.abc import Sequence
from functools import partial
from html import escape
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from editor.site.site import Site
from editor.ui.icons import app_icon
from editor.ui.theme import set_role

_RECENT_SHOWN = 6
_WIDTH = 460


class StartPage(QWidget):
    """The first page, and the page of a site of which no post is open.

    **Signals:** ``new_post_requested``, ``new_draft_requested``, ``open_site_requested``,
    ``open_file_requested``, ``make_sample_requested``, and ``path_requested(Path)`` for a recent
    site or post.
    """

    new_post_requested = Signal()
    new_draft_requested = Signal()
    open_site_requested = Signal()
    open_file_requested = Signal()
    make_sample_requested = Signal()
    path_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = QLabel(self)
        self._heading.setWordWrap(True)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        self._for_site = (
            self._button(self.tr("Write a new post"), self.new_post_requested),
            self._button(self.tr("Begin a draft"), self.new_draft_requested),
        )
        self._for_anyone = (
            self._button(self.tr("Open a Jekyll site…"), self.open_site_requested),
            self._button(self.tr("Make a sample site to try…"), self.make_sample_requested),
            self._button(self.tr("Open a single post…"), self.open_file_requested),
        )
        self._lay_out()
        self.show_site(None)

    def _lay_out(self) -> None:
        column = QFrame(self)
        column.setFixedWidth(_WIDTH)
        inner = QVBoxLayout(column)
        inner.setSpacing(10)
        inner.addWidget(self._picture())
        inner.addWidget(self._heading)
        inner.addSpacing(12)
        for button in (*self._for_site, *self._for_anyone):
            inner.addWidget(button)
        inner.addSpacing(12)
        inner.addLayout(self._recent)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addWidget(column, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)

    def show_site(self, site: Site | None) -> None:
        """Offer to write in ``site``, or to open one."""
        for button in self._for_site:
            button.setVisible(site is not None)
        for button in self._for_anyone[1:]:
            button.setVisible(site is None)
        if site is None:
            title = self.tr("Galleyproof")
            text = self.tr(
                "Write the posts of a Jekyll site, and see the page before you publish it."
            )
        else:
            title = site.config.title or site.root.name
            text = self.tr("Double-click a post on the left, or begin a new one.")
        self._heading.setText(
            f"<h1 style='margin-bottom:4px'>{escape(title)}</h1><p>{escape(text)}</p>"
        )

    def show_recent(self, sites: Sequence[Path], posts: Sequence[Path]) -> None:
        """List ``sites`` and ``posts``, newest first, each a button that opens it."""
        while (item := self._recent.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        for title, paths in ((self.tr("Recent sites"), sites), (self.tr("Recent posts"), posts)):
            if paths:
                self._recent.addWidget(self._section(title))
            for path in paths[:_RECENT_SHOWN]:
                self._recent.addWidget(self._recent_button(path))

    def _picture(self) -> QLabel:
        picture = QLabel(self)
        picture.setPixmap(app_icon().pixmap(QSize(72, 72)))
        return picture

    def _button(self, text: str, requested: SignalInstance) -> QPushButton:
        button = QPushButton(text, self)
        button.setMinimumHeight(38)
        button.setAutoDefault(True)
        set_role(button, role="start")
        button.clicked.connect(requested)
        return button

    def _section(self, title: str) -> QLabel:
        label = QLabel(title, self)
        set_role(label, role="hint")
        label.setContentsMargins(0, 8, 0, 2)
        return label

    def _recent_button(self, path: Path) -> QPushButton:
        text = f"{path.name}   —   {_short(path.parent)}"
        button = QPushButton(self)
        elide = Qt.TextElideMode.ElideMiddle
        button.setText(button.fontMetrics().elidedText(text, elide, _WIDTH - 24))
        button.setAccessibleName(text)
        button.setToolTip(str(path))
        set_role(button, role="recent")
        button.clicked.connect(partial(self.path_requested.emit, path))
        return button


def _short(folder: Path) -> str:
    home = Path.home()
    return str("~" / folder.relative_to(home)) if folder.is_relative_to(home) else str(folder)
