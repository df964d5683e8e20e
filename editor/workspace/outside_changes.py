"""What other programs do to the open post's file: reloaded, or kept as a conflict to decide."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication

from editor.errors import EditorError
from editor.post.document import Document
from editor.post.merge import Merge, merge
from editor.storage.atomic import Keep
from editor.storage.fingerprint import Fingerprint
from editor.workspace.conflict import Conflict, Standing
from editor.workspace.library import Library
from editor.workspace.open_post import OpenPost
from editor.workspace.saving import Saving
from editor.workspace.watched_file import Look
from editor.workspace.watcher import Watcher


class OutsideChanges(QObject):
    """Compares the open post with its file, by bytes alone, and carries out what is decided.

    ``keep_version`` is given a path and a version of its file before another takes its place.

    **Signals:**

    - ``reloaded(Path)``: a post without edits was loaded anew.
    - ``looked_again(Path)``: so was a file that is only looked at; it may be a post now.
    """

    reloaded = Signal(object)
    looked_again = Signal(object)

    def __init__(
        self,
        library: Library,
        saving: Saving,
        watcher: Watcher,
        keep_version: Keep,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._saving = saving
        self._watcher = watcher
        self._keep_version = keep_version
        self._post: OpenPost | None = None
        self._connect_signals()

    def _connect_signals(self) -> None:
        self._library.post_opened.connect(self._follow_post)
        self._library.site_changed.connect(self._follow_site)
        self._saving.idle.connect(self._follow_place)
        self._watcher.looked.connect(self._compare)
        self._watcher.site_files_changed.connect(self._library.note_changed_files)
        self._watcher.problem_found.connect(self._library.problem_found)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._come_back)

    # What the writer decides

    def keep_mine(self) -> None:
        """Keep the post as it is; the next save takes the place of the other version."""
        post, conflict = self._in_conflict()
        self._keep_both(post, conflict)
        post.decide(self._after(post, conflict), None, self.tr("Keep mine"))

    def take_theirs(self) -> None:
        """Make the post what the file holds now."""
        post, conflict = self._in_conflict()
        assert conflict.theirs is not None
        self._keep_both(post, conflict)
        post.decide(self._after(post, conflict), conflict.theirs, self.tr("Take theirs"))

    def merge(self) -> Merge:
        """Return the merge of the post with what the file holds now."""
        post, conflict = self._in_conflict()
        assert conflict.theirs is not None
        return merge(post.standing.base, post.snapshot(), conflict.theirs)

    def take_merged(self, document: Document) -> None:
        """Make the post ``document``, which both versions were merged to."""
        post, conflict = self._in_conflict()
        self._keep_both(post, conflict)
        post.decide(self._after(post, conflict), document, self.tr("Merge"))

    def stand_without_file(self) -> None:
        """Accept that the file is gone, so that the next save writes it again."""
        post, conflict = self._in_conflict()
        self._keep_both(post, conflict)
        post.decide(self._after(post, conflict), None, self.tr("Keep mine"))

    @Slot()
    def look(self) -> None:
        """Compare the post with its file soon."""
        self._watcher.look()

    # What happens outside

    @Slot()
    def _follow_post(self) -> None:
        self._post = self._library.post
        if self._post is not None:
            self._post.location_changed.connect(self._follow_place)
        self._follow_place()

    @Slot()
    def _follow_place(self) -> None:
        place = self._post.location if self._post is not None else self._library.foreign
        if place is None:
            self._watcher.follow_file(None)
        else:
            self._watcher.follow_file(place.path, place.fingerprint)

    @Slot()
    def _follow_site(self) -> None:
        self._watcher.follow_site(self._library.site if self._library.is_site else None)

    @Slot(Qt.ApplicationState)
    def _come_back(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self._watcher.look()

    @Slot(object)
    def _compare(self, look: Look) -> None:
        post = self._post
        if post is None:
            self._compare_foreign(look)
            return
        if look.path != post.location.path or look.fingerprint is None:
            return
        if self._saving.busy:
            return  # what is being written is ours; it is looked at again when that is done
        if look.fingerprint == post.location.fingerprint:
            post.set_conflict(None)  # what was another version is gone again
        elif post.conflict is None or post.conflict.fingerprint != look.fingerprint:
            self._take_note(post, look, look.fingerprint)

    def _compare_foreign(self, look: Look) -> None:
        """Show a file anew that is only looked at; nobody has edits that could be lost."""
        foreign = self._library.foreign
        if foreign is None or look.path != foreign.path or look.data is None:
            return  # one that is gone stays in sight as it was
        if look.fingerprint != foreign.fingerprint:
            try:
                self._library.open_post(look.path)
            except EditorError as error:
                self._library.problem_found.emit(str(error))
            else:
                self.looked_again.emit(look.path)

    def _take_note(self, post: OpenPost, look: Look, now: Fingerprint) -> None:
        theirs, problem = _read(look)
        location = replace(post.location, fingerprint=now, foreign=False)
        edited = post.modified or not (post.conflict is None or post.conflict.vanished)
        if theirs is not None and theirs == post.snapshot():
            post.mark_saved(location)
        elif theirs is not None and not edited and self._kept(look.path, post.snapshot().encode()):
            post.replace_all(theirs, self.tr("Reload"))
            post.mark_saved(location)
            self.reloaded.emit(look.path)
        else:
            kept = now.absent or (look.data is not None and self._kept(look.path, look.data))
            post.set_conflict(Conflict(look.path, now, theirs, problem, kept))

    def _kept(self, path: Path, data: bytes) -> bool:
        try:
            self._keep_version(path, data)
        except EditorError as error:
            self._library.problem_found.emit(str(error))
            return False
        return True

    # Inside

    def _in_conflict(self) -> tuple[OpenPost, Conflict]:
        assert self._post is not None
        assert self._post.conflict is not None
        return self._post, self._post.conflict

    def _keep_both(self, post: OpenPost, conflict: Conflict) -> None:
        versions = (post.standing.base, post.snapshot(), conflict.theirs)
        for version in versions:
            if version is not None:
                self._keep_version(conflict.path, version.encode())

    @staticmethod
    def _after(post: OpenPost, conflict: Conflict) -> Standing:
        return Standing(conflict.theirs or post.standing.base, conflict.fingerprint)


def _read(look: Look) -> tuple[Document | None, str]:
    if look.data is None:
        return None, "" if look.absent else look.problem
    try:
        return Document.decode(look.data), ""
    except EditorError as error:
        return None, str(error)
