"""What the writer may do with a file that is not UTF-8: look at it, and have it converted."""

from pathlib import Path

from PySide6.QtCore import QObject, Slot

from editor.errors import EditorError
from editor.ui.desk import Desk
from editor.ui.foreign_view import ForeignView
from editor.ui.prompts import Prompts
from editor.workspace.library import Library
from editor.workspace.outside_changes import OutsideChanges


class ForeignDesk(QObject):
    """Shows the library's foreign file in ``view`` and converts it when that is asked for."""

    def __init__(
        self,
        library: Library,
        outside: OutsideChanges,
        desk: Desk,
        prompts: Prompts,
        view: ForeignView,
    ) -> None:
        super().__init__(view)
        self._library, self._desk = library, desk
        self._prompts, self._view = prompts, view
        view.convert_requested.connect(self.convert)
        outside.looked_again.connect(self._say_looked_again)

    @property
    def reason(self) -> str:
        """Why most of the menu is of no use now; empty while no foreign file is open."""
        if self._library.foreign is None:
            return ""
        return self.tr("Not for this file: it is not UTF-8 and is shown read-only")

    @Slot()
    def convert(self) -> None:
        """Ask in which encoding the file is, and open its text as a change to be saved."""
        foreign = self._library.foreign
        encoding = None if foreign is None else self._prompts.ask_encoding(foreign)
        if foreign is None or encoding is None:
            return
        if self._library.foreign is not foreign:
            self._prompts.say_error(
                self.tr("The file has changed meanwhile. Nothing was converted; try again.")
            )
            return
        try:
            self._library.convert(encoding)
        except EditorError as error:
            self._prompts.say_error(str(error))
        else:
            self._desk.said.emit(self.tr("Converted; save to write it as UTF-8"))

    @Slot(object)
    def _say_looked_again(self, path: Path) -> None:
        self._desk.said.emit(
            self.tr("Another program has changed {name}; this is what it holds now").format(
                name=path.name
            )
        )
