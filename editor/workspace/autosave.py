"""Saving without being asked, for writers who chose it: after a rest, and when they look away."""

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication

from editor.errors import EditorError
from editor.workspace.library import Library
from editor.workspace.open_post import OpenPost
from editor.workspace.save_queue import SaveFailure
from editor.workspace.saving import Saving
from editor.workspace.settings import AUTOSAVE

REST_MS = 3_000
"""How long nothing is typed before the post is saved."""


class Autosave(QObject):
    """Saves the open post to its own file while the writer chose so (``AUTOSAVE``).

    Never a post without a file, never one that Jekyll's build would stop at, never over a file that
    is not UTF-8, and never again after a save that failed, such as on a file that another program
    changed, until one was answered.
    """

    def __init__(self, library: Library, saving: Saving, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library, self._saving = library, saving
        self._held: OpenPost | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self.save_now)
        library.post_opened.connect(self._follow_post)
        saving.saved.connect(self._let_go)
        saving.save_failed.connect(self._on_save_failed)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._on_application_state)

    @Slot()
    def save_now(self) -> None:
        """Save the open post if that was chosen and may be done."""
        post = self._library.post
        self._rest.stop()
        if post is not None and self._may_save(post):
            self._saving.save(post, asked=False)

    def hold(self, post: OpenPost) -> None:
        """Leave ``post`` alone until the writer has saved it: it is in conflict with its file."""
        self._held = post

    def _may_save(self, post: OpenPost) -> bool:
        undecided = post is self._held or post.conflict is not None or post.location.foreign
        wanted = self._library.settings.get(AUTOSAVE) and not undecided
        whole = post.location.saved and post.modified and not post.unfinished
        return wanted and whole and self._can_be_built(post)

    def _can_be_built(self, post: OpenPost) -> bool:
        try:
            return not self._library.read(post).problem
        except EditorError:
            return False

    @Slot()
    def _follow_post(self) -> None:
        self._rest.stop()
        self._held = None
        post = self._library.post
        if post is not None:
            post.text_changed.connect(self._rest.start)
            post.front_matter_changed.connect(self._rest.start)

    @Slot()
    def _let_go(self) -> None:
        self._held = None

    @Slot(object)
    def _on_save_failed(self, failure: SaveFailure) -> None:
        if failure.post is not None:
            self.hold(failure.post)

    @Slot(Qt.ApplicationState)
    def _on_application_state(self, state: Qt.ApplicationState) -> None:
        if state is not Qt.ApplicationState.ApplicationActive:
            self.save_now()
