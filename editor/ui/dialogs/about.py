"""What this program is: versions, licences of all that is bundled, and how to update it.

It looks for nothing on the network: what is newer, the place it was had from knows.
"""

import os

from PySide6.QtCore import QCoreApplication, QSize, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from editor.resources import resource_text
from editor.ui.dialogs.licences import LIST, Licences, read_bundled
from editor.ui.icons import app_icon
from editor.ui.theme import set_role
from editor.workspace.places import reports_folder
from editor.workspace.versions import (
    Installation,
    installation,
    own_version,
    versions,
    versions_text,
)

_SIZE = QSize(920, 620)
_ICON_PX = 48


def _t(text: str) -> str:
    """Mark ``text`` for translation; it is translated when the page is made."""
    return text


HOW_TO_UPDATE = {
    Installation.DEB: _t(
        "This is the Debian package. Download or build the newer .deb and install it over this "
        "one:\n\nsudo apt install ./galleyproof_VERSION_amd64.deb"
    ),
    Installation.APPIMAGE: _t(
        "This is an AppImage: one file. Download the newer one, make it executable, and remove "
        "this one."
    ),
    Installation.WINDOWS: _t("Download the newer installer and run it; it replaces this version."),
    Installation.MACOS: _t(
        "Download the newer disk image and drag Galleyproof into Applications; it replaces this "
        "version."
    ),
    Installation.FOLDER: _t(
        "This is the program's folder as it was built. Put the newer folder in its place."
    ),
    Installation.WHEEL: _t(
        "This is the Python package. Install the newer wheel into the same environment:\n\n"
        "pip install --upgrade galleyproof-VERSION-py3-none-any.whl"
    ),
    Installation.CHECKOUT: _t(
        "This runs from its source. Fetch the newer source and start it again:\n\n"
        "git pull\nmake run"
    ),
}
"""What somebody does who wants a newer version, for each way to install."""


class AboutDialog(QDialog):
    """Three pages, and a button that copies all versions."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Galleyproof"))
        self.resize(_SIZE)
        self.tabs = QTabWidget(self)
        self.tabs.setAccessibleName(self.tr("About Galleyproof"))
        self.tabs.addTab(self._versions_page(), self.tr("&Versions"))
        self.tabs.addTab(Licences(read_bundled(resource_text(LIST)), self), self.tr("&Licences"))
        self.tabs.addTab(self._update_page(), self.tr("How to &update"))
        self._said = QLabel(self)
        set_role(self._said, role="hint")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        layout.addLayout(self._head())
        layout.addWidget(self.tabs, 1)
        layout.addLayout(self._foot())

    def _head(self) -> QHBoxLayout:
        picture, name = QLabel(self), QLabel(f"Galleyproof {own_version()}", self)
        picture.setPixmap(app_icon().pixmap(QSize(_ICON_PX, _ICON_PX), self.devicePixelRatio()))
        letters = name.font()
        letters.setPointSizeF(letters.pointSizeF() * 1.4)
        name.setFont(letters)
        what = QLabel(self.tr("Write the posts of a Jekyll site. It sends nothing anywhere."), self)
        set_role(what, role="label")
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(name)
        texts.addWidget(what)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(picture)
        head.addLayout(texts, 1)
        return head

    def _versions_page(self) -> QWidget:
        page = QWidget(self)
        grid = QGridLayout(page)
        grid.setContentsMargins(16, 16, 16, 16)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        for row, (name, version) in enumerate(versions(load_engine=True)):
            label, value = QLabel(_tr(name), page), QLabel(version, page)
            set_role(label, role="label")
            value.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            value.setAccessibleName(f"{_tr(name)}: {version}")
            grid.addWidget(label, row, 0)
            grid.addWidget(value, row, 1)
        reports = QPushButton(self.tr("&Error reports…"), page)
        reports.setToolTip(self.tr("Open the folder with reports of errors"))
        reports.setAutoDefault(False)
        reports.setEnabled(reports_folder().is_dir())
        reports.clicked.connect(self._open_reports)
        last = grid.rowCount()
        grid.setRowStretch(last, 1)
        grid.addWidget(reports, last + 1, 0, 1, 2, Qt.AlignmentFlag.AlignLeft)
        grid.setColumnStretch(1, 1)
        return page

    def _update_page(self) -> QWidget:
        page = QWidget(self)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        never = self.tr(
            "Galleyproof never looks for newer versions by itself and never changes itself. Your "
            "posts, settings and unsaved texts stay where they are when you update."
        )
        for text in (_tr(HOW_TO_UPDATE[installation(os.environ)]), never):
            label = QLabel(text, page)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            layout.addWidget(label)
        layout.addStretch(1)
        return page

    def _foot(self) -> QHBoxLayout:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        copy = QPushButton(self.tr("&Copy versions"), self)
        copy.setAutoDefault(False)
        copy.clicked.connect(self._copy)
        box.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        box.rejected.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self._said, 1)
        foot.addWidget(box)
        return foot

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(versions_text())
        self._said.setText(self.tr("Copied"))

    @Slot()
    def _open_reports(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(reports_folder())))


def _tr(text: str) -> str:
    return QCoreApplication.translate("about", text)
