"""What the writer decides about another program's version, with the questions on the way."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from editor.errors import EditorError
from editor.post.merge import common_base, merge
from editor.site.conflict_copies import conflict_copy_at
from editor.ui.conflict_bar import ConflictBar
from editor.ui.desk import Desk
from editor.ui.prompts import Prompts
from editor.workspace.library import Library
from editor.workspace.outside_changes import OutsideChanges


class ConflictDesk(QObject):
    """Shows the conflict of the open post in ``bar`` and carries out what is chosen there."""

    def __init__(
        self,
        library: Library,
        outside: OutsideChanges,
        desk: Desk,
        prompts: Prompts,
        bar: ConflictBar,
    ) -> None:
        super().__init__(bar)
        self._library, self._outside = library, outside
        self._desk, self._prompts, self._bar = desk, prompts, bar
        self._connect_signals()

    def _connect_signals(self) -> None:
        self._library.post_opened.connect(self._follow_post)
        self._outside.reloaded.connect(self._say_reloaded)
        self._desk.conflict_met.connect(self._outside.look)
        self._desk.conflict_met.connect(self._bar.lead_here)
        self._bar.merge_requested.connect(self.merge)
        self._bar.keep_mine_requested.connect(self.keep_mine)
        self._bar.take_theirs_requested.connect(self.take_theirs)
        self._bar.save_again_requested.connect(self.save_again)
        self._bar.save_as_requested.connect(self._desk.save_as)
        self._bar.close_requested.connect(self._desk.close_post)
        self._bar.merge_into_requested.connect(self.merge_into_post)

    @Slot()
    def merge(self) -> None:
        """Show the merge of both versions, clash by clash, and apply it if the writer agrees."""
        self._desk.commit_requested.emit()
        post = self._library.post
        if post is None or post.conflict is None:
            return
        conflict, mine = post.conflict, post.snapshot()
        merged = self._prompts.ask_merge(conflict.path.name, self._outside.merge(), mine)
        if merged is None:
            return
        if post.conflict != conflict:
            self._prompts.say_error(
                self.tr("The file has changed once more meanwhile. Nothing was merged; try again.")
            )
            return
        self._attempt(lambda: self._outside.take_merged(merged))

    @Slot()
    def keep_mine(self) -> None:
        """Keep what stands in the window."""
        self._desk.commit_requested.emit()
        if self._attempt(self._outside.keep_mine):
            self._desk.said.emit(self.tr("Your version stays; save to write it"))

    @Slot()
    def take_theirs(self) -> None:
        """Load what the file holds now."""
        self._desk.commit_requested.emit()
        if self._attempt(self._outside.take_theirs):
            self._desk.said.emit(self.tr("Loaded the other version; undo brings yours back"))

    @Slot()
    def save_again(self) -> None:
        """Write the file that was removed."""
        if self._attempt(self._outside.stand_without_file):
            self._desk.save()

    @Slot()
    def merge_into_post(self) -> None:
        """Open the post that the open file is a copy of, and merge the copy into it."""
        self._desk.commit_requested.emit()
        opened = self._library.post
        path = opened.location.path if opened else None
        copy = conflict_copy_at(path) if path else None
        if opened is None or copy is None:
            return
        theirs = opened.snapshot()
        self._desk.open_path(copy.post)
        post = self._library.post
        if post is None or post.location.path != copy.post:
            return
        mine = post.snapshot()
        merged = merge(common_base(mine, theirs), mine, theirs)
        document = self._prompts.ask_merge(copy.post.name, merged, mine)
        if document is not None:
            post.replace_all(document, self.tr("Merge"))

    @Slot()
    def _follow_post(self) -> None:
        post = self._library.post
        if post is not None:
            post.conflict_changed.connect(self._show_conflict)
        self._show_conflict()

    @Slot()
    def _show_conflict(self) -> None:
        post = self._library.post
        path = post.location.path if post else None
        copy = conflict_copy_at(path) if path else None
        if post is not None and post.conflict is None and copy is not None:
            self._bar.show_copy(copy)
        else:
            self._bar.show_conflict(post.conflict if post else None)

    @Slot()
    def _say_reloaded(self) -> None:
        self._desk.said.emit(
            self.tr(
                "Another program changed the post; this is its text now. Undo brings yours back"
            )
        )

    def _attempt(self, action: Callable[[], None]) -> bool:
        try:
            action()
        except EditorError as error:
            self._prompts.say_error(str(error))
            return False
        return True
