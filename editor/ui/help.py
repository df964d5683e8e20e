"""The two pages of help: the keys, and what this program is."""

from html import escape

from PySide6.QtCore import QCoreApplication, qVersion
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QMessageBox,
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
    """Say what this program is and which version."""
    # Only here: it loads the parser of e-mails, which every start would wait for.
    from importlib import metadata  # noqa: PLC0415

    version = metadata.version("galleyproof")
    QMessageBox.about(
        parent,
        _tr("About Galleyproof"),
        _tr(
            "<h3>Galleyproof {version}</h3><p>An editor for the posts of a Jekyll site.</p>"
            "<p>Qt {qt}. It sends nothing anywhere.</p>"
        ).format(version=version, qt=qVersion()),
    )


def _keys(sequences: list[QKeySequence]) -> str:
    native = QKeySequence.SequenceFormat.NativeText
    return ", ".join(sequence.toString(native) for sequence in sequences)
