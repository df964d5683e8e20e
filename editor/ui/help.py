"""The pages of help: the keys, and the way to what this program is."""

from html import escape

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from editor.ui.actions import Actions


def _tr(text: str) -> str:
    return QCoreApplication.translate("help", text)


def shortcuts_html(actions: Actions) -> str:
    """Return the table of all keys, one row for each action that has some."""
    rows = [
        f"<tr><td>{escape(action.text().replace('&', ''))}</td>"
        f"<td>{escape(_keys(action.shortcuts()))}</td></tr>"
        for action in actions.all()
        if action.shortcuts()
    ]
    return f"<table cellpadding='5'>{''.join(rows)}</table>"


def show_shortcuts(parent: QWidget, actions: Actions) -> None:
    """Show the keys in a window of their own."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(_tr("Keyboard shortcuts"))
    dialog.resize(460, 560)
    page = QTextBrowser(dialog)
    page.setHtml(shortcuts_html(actions))
    page.setAccessibleName(_tr("Keyboard shortcuts"))
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, dialog)
    buttons.rejected.connect(dialog.reject)
    layout = QVBoxLayout(dialog)
    layout.addWidget(page)
    layout.addWidget(buttons)
    dialog.open()


def show_about(parent: QWidget) -> None:
    """Say what this program is: versions, licences, and how to update it."""
    # Only here: it loads the browser engine, which tells its own version.
    from editor.ui.dialogs.about import AboutDialog  # noqa: PLC0415

    dialog = AboutDialog(parent)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _keys(sequences: list[QKeySequence]) -> str:
    native = QKeySequence.SequenceFormat.NativeText
    return ", ".join(sequence.toString(native) for sequence in sequences)
