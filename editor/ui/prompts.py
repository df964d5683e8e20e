"""Every question to the writer, and every message that waits for an answer."""

from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from editor.post.document import Document
from editor.post.foreign_text import Encoding
from editor.post.merge import Merge
from editor.ui.dialogs.encoding_dialog import EncodingDialog
from editor.ui.dialogs.merge_dialog import MergeDialog
from editor.workspace.foreign_file import ForeignFile
from editor.workspace.saving import Saving

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

Button = QMessageBox.StandardButton

NOTICE_AFTER_MS = 400
"""How long a save is waited for without a word; most are done by then."""


class LinkChoice(Enum):
    """What to do with a file that stands under several names."""

    TOGETHER = auto()
    APART = auto()
    CANCEL = auto()


class UnsavedChoice(Enum):
    """What to do with changes that were not saved."""

    SAVE = auto()
    DISCARD = auto()
    CANCEL = auto()


class Prompts(QObject):
    """Asks through dialogs over ``window``; tests answer the dialogs or stand in for this class."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    def say_error(self, sentence: str) -> None:
        """Tell what went wrong and wait until it was read."""
        self._message(QMessageBox.Icon.Warning, sentence, Button.Ok).exec()

    def say_save_failed(self, sentence: str) -> bool:
        """Tell why a post was not saved; return whether a copy shall be saved elsewhere."""
        box = self._message(QMessageBox.Icon.Warning, sentence, Button.Close)
        copy = box.addButton(self.tr("Save a copy elsewhere…"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(copy)
        box.exec()
        return box.clickedButton() is copy

    def wait_for_saves(self, saving: Saving) -> bool:
        """Wait until nothing is being saved; False when the writer would rather go on writing."""
        loop = QEventLoop(self)
        saving.idle.connect(loop.quit)
        QTimer.singleShot(NOTICE_AFTER_MS, loop.quit)
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        loop.deleteLater()
        if not saving.busy:
            return True
        box = self._message(QMessageBox.Icon.Information, self.tr("Saving…"), Button.Cancel)
        box.setInformativeText(self.tr("The disk is slow. Your text is being written to it."))
        box.button(Button.Cancel).setText(self.tr("Go on writing"))
        saving.idle.connect(box.accept)
        box.exec()
        return not saving.busy

    def ask_links(self, names: int) -> LinkChoice:
        """Ask whether a file that stands under several ``names`` is saved under all of them."""
        box = self._message(
            QMessageBox.Icon.Question,
            self.tr("This file stands under {names} names (hard links).").format(names=names),
            Button.Cancel,
        )
        box.setInformativeText(
            self.tr("Save under all its names, or let this one become a file of its own?")
        )
        apart = box.addButton(self.tr("This name only"), QMessageBox.ButtonRole.AcceptRole)
        together = box.addButton(self.tr("All names"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(together)
        box.exec()
        if box.clickedButton() is together:
            return LinkChoice.TOGETHER
        return LinkChoice.APART if box.clickedButton() is apart else LinkChoice.CANCEL

    def ask_unsaved(self, title: str) -> UnsavedChoice:
        """Ask what to do with the changes of the post called ``title``."""
        box = self._message(
            QMessageBox.Icon.Question,
            self.tr("Save the changes to “{title}”?").format(title=title),
            Button.Save | Button.Discard | Button.Cancel,
        )
        box.setInformativeText(self.tr("What you discard can be recovered for 30 days."))
        box.setDefaultButton(Button.Save)
        answers = {Button.Save: UnsavedChoice.SAVE, Button.Discard: UnsavedChoice.DISCARD}
        return answers.get(Button(box.exec()), UnsavedChoice.CANCEL)

    def ask_merge(self, name: str, merge: Merge, mine: Document) -> Document | None:
        """Show what the merge of ``name`` makes of ``mine``; None when it is given up."""
        dialog = MergeDialog(name, merge, mine, self._window)
        wanted = dialog.exec() == MergeDialog.DialogCode.Accepted
        dialog.deleteLater()
        return dialog.result_document() if wanted else None

    def ask_encoding(self, foreign: ForeignFile) -> Encoding | None:
        """Ask in which encoding ``foreign`` is; None when the writer changes their mind."""
        dialog = EncodingDialog(foreign, self._window)
        wanted = dialog.exec() == EncodingDialog.DialogCode.Accepted
        dialog.deleteLater()
        return dialog.encoding if wanted else None

    def ask_taken_name(self, taken: str, free: str) -> bool:
        """Say that the name ``taken`` is in use; ask whether to save as ``free``."""
        box = self._message(
            QMessageBox.Icon.Question,
            self.tr("There is a file named {name} already.").format(name=taken),
            Button.Cancel,
        )
        box.setInformativeText(
            self.tr("It stays as it is. The next free name is {name}.").format(name=free)
        )
        use = box.addButton(
            self.tr("Save as {name}").format(name=free), QMessageBox.ButtonRole.AcceptRole
        )
        box.setDefaultButton(use)
        box.exec()
        return box.clickedButton() is use

    def ask_revert(self, *, foreign: bool = False) -> bool:
        """Ask whether to go back to the saved file; ``foreign`` when that is not UTF-8."""
        box = self._message(
            QMessageBox.Icon.Question,
            self.tr("Go back to the file as it was saved?"),
            Button.Cancel,
        )
        back = self.tr("Undo brings your changes back.")
        if foreign:
            back = self.tr(
                "It is shown read-only again. Your changes can be recovered for 30 days."
            )
        box.setInformativeText(back)
        revert = box.addButton(self.tr("Revert"), QMessageBox.ButtonRole.AcceptRole)
        box.exec()
        return box.clickedButton() is revert

    def ask_folder(self, title: str, start: Path) -> Path | None:
        """Ask for a folder, beginning at ``start``; None when the writer changes their mind."""
        chosen = QFileDialog.getExistingDirectory(self._window, title, str(start))
        return Path(chosen) if chosen else None

    def ask_post_file(self, start: Path) -> Path | None:
        """Ask for a post to open, beginning at ``start``."""
        kinds = self.tr("Posts (*.md *.markdown *.mkd *.mkdn *.mkdown *.html *.txt);;All files (*)")
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Open a post"), str(start), kinds
        )
        return Path(chosen) if chosen else None

    def ask_image_file(self, start: Path) -> Path | None:
        """Ask for a picture, beginning at ``start``."""
        kinds = self.tr("Pictures (*.png *.jpg *.jpeg *.gif *.webp *.svg *.avif);;All files (*)")
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Choose a picture"), str(start), kinds
        )
        return Path(chosen) if chosen else None

    def ask_save_path(self, start: Path) -> Path | None:
        """Ask where to go on, beginning at ``start``; an existing name is refused later."""
        return self._ask_new_path(self.tr("Save as"), start)

    def ask_copy_path(self, start: Path) -> Path | None:
        """Ask where to save a copy, beginning at ``start``; as ``ask_save_path``."""
        return self._ask_new_path(self.tr("Save a copy elsewhere"), start)

    def ask_export_path(self, title: str, start: Path, kinds: str) -> Path | None:
        """Ask where to write a page, beginning at ``start``, whose suffix is added to a bare name.

        The dialog itself asks before a file that is there is named.
        """
        dialog = QFileDialog(self._window, title, str(start.parent), kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(start.suffix.lstrip("."))
        dialog.selectFile(start.name)
        chosen = dialog.selectedFiles() if dialog.exec() else []
        dialog.deleteLater()
        return Path(chosen[0]) if chosen else None

    def ask_printer(self, title: str) -> "QPrinter | None":
        """Ask for a printer for the page called ``title``."""
        # only here: what talks to printers is loaded by those who print
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        dialog = QPrintDialog(printer, self._window)
        chosen = dialog.exec()
        dialog.deleteLater()
        return printer if chosen else None

    def _ask_new_path(self, title: str, start: Path) -> Path | None:
        chosen, _ = QFileDialog.getSaveFileName(
            self._window,
            title,
            str(start),
            self.tr("Posts (*.md *.markdown);;All files (*)"),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        return Path(chosen) if chosen else None

    def _message(
        self, kind: QMessageBox.Icon, text: str, buttons: QMessageBox.StandardButton
    ) -> QMessageBox:
        return QMessageBox(kind, self.tr("Galleyproof"), text, buttons, self._window)
