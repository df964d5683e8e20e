"""Opens the comparison with the published pages, once for each site."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from editor.ui.dialogs.comparison_dialog import ComparisonDialog
from editor.workspace.comparing import Comparing
from editor.workspace.library import Library


class ComparisonDoor(QObject):
    """Shows the dialog of the open site; ``command`` starts the process that compares.

    **Signals:** ``open_requested(Path)``: the writer wants to see this post.
    """

    open_requested = Signal(object)

    def __init__(self, library: Library, command: Sequence[str], window: QWidget) -> None:
        super().__init__(window)
        self._library, self._window = library, window
        self._comparing = Comparing(command, self)
        self._dialog: ComparisonDialog | None = None
        library.site_changed.connect(self.close)

    @Slot()
    def show_comparison(self) -> None:
        """Show the dialog, or bring it to the front."""
        site = self._library.site
        if site is None:
            return
        if self._dialog is None:
            settings = self._library.settings
            self._dialog = ComparisonDialog(site, self._comparing, settings, self._window)
            self._dialog.open_requested.connect(self.open_requested)
            self._dialog.finished.connect(self._forget)
        self._dialog.show()
        self._dialog.activateWindow()

    @Slot()
    def close(self) -> None:
        """Close the dialog, and end what is being compared."""
        self._comparing.stop()
        if self._dialog is not None:
            self._dialog.reject()

    @Slot()
    def _forget(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None
