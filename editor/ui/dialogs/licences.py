"""The licences of all that is bundled: a list that can be searched, and the text beside it."""

import json
from dataclasses import dataclass
from urllib.parse import urlsplit

from PySide6.QtCore import QLocale, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QFontDatabase
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor.ui.theme import set_role

LIST = "licences.json"
"""The resource that ``packaging/bill.py`` writes."""

_LIST_WIDTH = 240


@dataclass(frozen=True, slots=True)
class Bundled:
    """Something that Galleyproof brings along; ``licence`` is an SPDX expression."""

    name: str
    version: str
    licence: str
    homepage: str
    text: str

    @property
    def words(self) -> str:
        """What a search looks at."""
        return f"{self.name} {self.version} {self.licence}".casefold()


def read_bundled(listed: str) -> tuple[Bundled, ...]:
    """Return what the JSON ``listed`` names, in its order."""
    content = json.loads(listed)
    texts = content["texts"]
    return tuple(
        Bundled(
            each["name"], each["version"], each["licence"], each["homepage"], texts[each["text"]]
        )
        for each in content["components"]
    )


class Licences(QWidget):
    """Shows ``bundled``: names on the left, the licence of the chosen one on the right."""

    def __init__(self, bundled: tuple[Bundled, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bundled = bundled
        self._shown: list[Bundled] = []
        self._search = QLineEdit(self, clearButtonEnabled=True)
        self._search.setPlaceholderText(self.tr("Search names and licences"))
        self._search.setAccessibleName(self.tr("Search names and licences"))
        self._search.textChanged.connect(self._fill)
        self._list = QListWidget(self)
        self._list.setAccessibleName(self.tr("What is bundled"))
        set_role(self._list, role="list")
        self._list.currentRowChanged.connect(self._show_row)
        self._count, self._name, self._about = QLabel(self), QLabel(self), QLabel(self)
        self._page = QPushButton(self.tr("&Website"), self)
        self._page.setAutoDefault(False)
        self._page.clicked.connect(self._open_page)
        self._text = QPlainTextEdit(self)
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._text.setAccessibleName(self.tr("Licence text"))
        self._lay_out()
        self._fill("")

    def _lay_out(self) -> None:
        for widget, role in (
            (self._count, "hint"),
            (self._name, "section"),
            (self._about, "label"),
            (self._text, "field"),
        ):
            set_role(widget, role=role)
        for label in (self._name, self._about):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        left, right, head = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        for each in (self._search, self._list, self._count):
            each.setFixedWidth(_LIST_WIDTH)
            left.addWidget(each)
        head.addWidget(self._name, 1)
        head.addWidget(self._page)
        right.addLayout(head)
        right.addWidget(self._about)
        right.addWidget(self._text, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(12)
        layout.addLayout(left)
        layout.addLayout(right, 1)

    @Slot(str)
    def _fill(self, searched: str) -> None:
        words = searched.casefold().split()
        self._shown = [each for each in self._bundled if all(word in each.words for word in words)]
        self._list.clear()
        self._list.addItems([f"{each.name}\n{each.licence}" for each in self._shown])
        for row, each in enumerate(self._shown):
            self._list.item(row).setToolTip(f"{each.name} {each.version}: {each.licence}")
        count = QLocale().toString(len(self._shown))
        self._count.setText(self.tr("Shown: {count}").format(count=count))
        if self._shown:
            self._list.setCurrentRow(0)
        else:
            self._show_row(-1)

    @Slot(int)
    def _show_row(self, row: int) -> None:
        chosen = self._shown[row] if 0 <= row < len(self._shown) else None
        self._page.setVisible(chosen is not None)
        if chosen is None:
            for part in (self._name, self._about):
                part.clear()
            self._text.setPlainText(self.tr("Nothing bundled is called so."))
            return
        self._name.setText(chosen.name)
        self._about.setText(f"{chosen.version} — {chosen.licence}")
        self._page.setToolTip(chosen.homepage)
        self._page.setAccessibleName(
            self.tr("Website: {host}").format(host=urlsplit(chosen.homepage).hostname or "")
        )
        self._text.setPlainText(chosen.text)

    @Slot()
    def _open_page(self) -> None:
        row = self._list.currentRow()
        if 0 <= row < len(self._shown):
            QDesktopServices.openUrl(QUrl(self._shown[row].homepage))
