"""Sees what other programs do to the open post and to its site; all of it off the window's thread.

``QFileSystemWatcher`` alone is not enough (measured): after a file is replaced its watch is gone,
and the watch of a folder tells nothing of writing in place. So the folder and the file are both
watched, the file's watch is renewed, its stamp is compared every second, and only its bytes count.
"""

import time
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QThread, QTimer, Signal, Slot

from editor.site.site import Site
from editor.storage.fingerprint import Fingerprint
from editor.workspace.site_folders import Scan, SiteFolders
from editor.workspace.watched_file import Look, look_at, stamp_of

SETTLE_MS = 100
"""Changes within this time of one another are looked at together, when they are over."""
LONGEST_SETTLE_MS = 600
"""A file that never rests is looked at this long after its first change."""
LOOK_EVERY_MS = 1_000
"""How often the open file's stamp is compared, for disks that tell of nothing."""
SCAN_EVERY_MS = 5_000
"""How often folders that the system cannot watch are looked through."""
CONFIRM_MS = 150
"""A change counts when it is still there after this time: a file may be empty, or gone, for a
moment while another program writes it."""
_LAST_LOOK_MS = 3_000
"""How long the end of the program waits for a disk that does not answer."""

_NO_WATCHES = (
    "The system has no room left to watch this folder, so changes by other programs are looked "
    "for every few seconds. Everything else works as usual."
)


class Watcher(QObject):
    """Follows one file and one site.

    **Signals:**

    - ``looked(Look)``: what the followed file holds; sent when it may have changed.
    - ``site_files_changed(tuple[Path, ...])``: files of the site came, went or changed.
    - ``problem_found(str)``: the system cannot watch; said once a site.
    """

    looked = Signal(object)
    site_files_changed = Signal(object)
    problem_found = Signal(str)
    _file_wanted = Signal(object, int, object)
    _site_wanted = Signal(object)
    _look_wanted = Signal()

    def __init__(
        self, parent: QObject | None = None, *, look_every_ms: int = LOOK_EVERY_MS
    ) -> None:
        super().__init__(parent)
        self._ticket = 0
        self._thread = QThread(self)
        self._scout = _Scout(look_every_ms)
        self._scout.moveToThread(self._thread)
        self._connect_signals()
        self._thread.start(QThread.Priority.LowPriority)

    def _connect_signals(self) -> None:
        self._thread.started.connect(self._scout.start)
        self._thread.finished.connect(self._scout.deleteLater)
        self._file_wanted.connect(self._scout.follow_file)
        self._site_wanted.connect(self._scout.follow_site)
        self._look_wanted.connect(self._scout.look_through)
        self._scout.looked.connect(self._pass_on)
        self._scout.site_files_changed.connect(self.site_files_changed)
        self._scout.problem_found.connect(self.problem_found)

    def follow_file(self, path: Path | None, known: Fingerprint | None = None) -> None:
        """Follow the file at ``path``, or none; what it holds now is told soon in any case.

        What is not ``known``, nor was told before, is told only when it has come to rest.
        """
        self._ticket += 1
        self._file_wanted.emit(path, self._ticket, known)

    def follow_site(self, site: Site | None) -> None:
        """Follow the files of ``site``, or of none."""
        self._site_wanted.emit(site)

    @Slot()
    def look(self) -> None:
        """Look at the file and through the site now, such as when the window is come back to."""
        self._look_wanted.emit()

    def close(self) -> None:
        """Stop watching."""
        self._ticket += 1
        self._thread.quit()
        self._thread.wait(_LAST_LOOK_MS)

    @Slot(object)
    def _pass_on(self, look: Look) -> None:
        if look.ticket == self._ticket:
            self.looked.emit(look)


class _Scout(QObject):
    """The half that lives in the other thread, with the system's watches."""

    looked = Signal(object)
    site_files_changed = Signal(object)
    problem_found = Signal(str)

    def __init__(self, look_every_ms: int) -> None:
        super().__init__()
        self._look_every_ms = look_every_ms
        self._path: Path | None = None
        self._ticket = 0
        self._stamp = stamp_of("")
        self._told: Fingerprint | None = None
        self._found: Fingerprint | None = None
        self._site = SiteFolders(None)
        self._dirty: set[str] = set()
        self._warned = False
        self._first_change = 0.0

    @Slot()
    def start(self) -> None:
        """Make what belongs to this thread."""
        self._watches = QFileSystemWatcher(self)
        self._watches.fileChanged.connect(self._note_file)
        self._watches.directoryChanged.connect(self._note_folder)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._look)
        self._again = QTimer(self, singleShot=True, interval=CONFIRM_MS)
        self._again.timeout.connect(self._confirm)
        self._every = QTimer(self, interval=self._look_every_ms)
        self._every.timeout.connect(self._compare_stamp)
        self._scan = QTimer(self, interval=SCAN_EVERY_MS)
        self._scan.timeout.connect(self._scan_site)

    # What is asked for

    @Slot(object, int, object)
    def follow_file(self, path: Path | None, ticket: int, known: Fingerprint | None) -> None:
        """Follow ``path``; look at it now."""
        if self._path is not None and self._path != path:
            self._watches.removePath(str(self._path))
        self._path, self._ticket = path, ticket
        self._told, self._found = known, None
        self._again.stop()
        if path is None:
            self._every.stop()
            return
        self._every.start()
        self._look()

    @Slot(object)
    def follow_site(self, site: Site | None) -> None:
        """Follow the files of ``site``."""
        old = [*self._watches.directories(), *self._watches.files()]
        if old:
            self._watches.removePaths(old)
        self._dirty.clear()
        self._scan.stop()
        self._warned = False
        self._site = SiteFolders(site)
        self._watch(self._site.scan_all().watch)
        self._watch_post()

    @Slot()
    def look_through(self) -> None:
        """Look at the file and through the whole site."""
        self._look()
        self._scan_site()

    # What the system tells

    @Slot(str)
    def _note_file(self, path: str) -> None:
        if path != str(self._path):
            self._dirty.add(str(Path(path).parent))
        self._note_change()

    @Slot(str)
    def _note_folder(self, path: str) -> None:
        self._dirty.add(path)
        self._note_change()

    def _note_change(self) -> None:
        now = time.monotonic()
        if not self._settle.isActive():
            self._first_change = now
        if (now - self._first_change) * 1000 < LONGEST_SETTLE_MS:
            self._settle.start()

    # Looking

    @Slot()
    def _look(self) -> None:
        self._look_at_post(confirmed=False)
        dirty, self._dirty = self._dirty, set()
        if dirty:
            self._tell_site(self._site.scan(dirty))

    @Slot()
    def _confirm(self) -> None:
        self._look_at_post(confirmed=True)

    def _look_at_post(self, *, confirmed: bool) -> None:
        if self._path is None:
            return
        self._watch_post()
        self._stamp = stamp_of(self._path)
        look = look_at(self._path, self._ticket)
        if look.fingerprint != self._told and not (confirmed and look.fingerprint == self._found):
            if look.fingerprint != self._found or not self._again.isActive():
                self._again.start()
            self._found = look.fingerprint
            return
        self._again.stop()
        self._told, self._found = look.fingerprint, None
        self.looked.emit(look)

    @Slot()
    def _compare_stamp(self) -> None:
        if self._path is not None and stamp_of(self._path) != self._stamp:
            self._note_change()

    @Slot()
    def _scan_site(self) -> None:
        self._tell_site(self._site.scan_all())

    def _tell_site(self, scan: Scan) -> None:
        self._watch(scan.watch)
        if scan.changed:
            self.site_files_changed.emit(tuple(scan.changed))

    # Watches

    def _watch_post(self) -> None:
        if self._path is not None:
            wanted = (place for place in (self._path.parent, self._path) if place.exists())
            self._watch(str(place) for place in wanted)

    def _watch(self, places: Iterable[str]) -> None:
        known = {*self._watches.directories(), *self._watches.files()}
        new = [place for place in places if place not in known]
        refused = self._watches.addPaths(new) if new else []
        if any(Path(place).exists() for place in refused):
            self._scan.start()
            if not self._warned:
                self._warned = True
                self.problem_found.emit(_NO_WATCHES)
