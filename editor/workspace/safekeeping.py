"""What outlives a crash and a save: the journals of what is typed, the versions before."""

from pathlib import Path

from editor.storage.history import History
from editor.storage.journal_folder import JournalFolder
from editor.workspace.history_keeper import HistoryKeeper
from editor.workspace.journal_keeper import JournalKeeper
from editor.workspace.library import Library
from editor.workspace.recoveries import Recoveries


class Safekeeping:
    """The parts that keep things under ``state``, a folder outside of every site."""

    def __init__(self, library: Library, state: Path) -> None:
        folder = JournalFolder(state / "journal")
        self.keeper = JournalKeeper(library, folder, library)
        self.history = HistoryKeeper(library, History(state / "history.sqlite3"), library)
        self.recoveries = Recoveries(folder, library, self.keeper)

    def keep_what_is_open(self) -> bool:
        """Leave what is being typed to the next start; return whether that could be done."""
        return self.keeper.keep_what_is_open()

    def keep_typed(self) -> bool:
        """Bring every edit so far to its journal; return whether they are all there."""
        return self.keeper.wait()

    def close(self) -> None:
        """Bring everything to the disk; a journal that is still open stays for the next start."""
        self.keeper.close()
        self.history.close()
