"""A post being edited: its text, its front matter, and one history of undo for both."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QTextDocument, QUndoStack

from editor.post.document import Document
from editor.post.front_matter import FrontMatter, FrontMatterError
from editor.workspace.conflict import Conflict, Standing
from editor.workspace.head import Head
from editor.workspace.location import Location
from editor.workspace.text_replacing import replace_text
from editor.workspace.undo import DecisionCommand, HeadCommand, TextCommand

Change = Callable[[FrontMatter], FrontMatter]


@dataclass(frozen=True, slots=True)
class SavePoint:
    """What a post held when a save of it began, to be told from what it holds when that is done."""

    document: Document
    revision: int


class OpenPost(QObject):
    """The live post behind the form, the raw view and the text pane.

    **Signals:**

    - ``front_matter_changed``: its YAML changed, by whatever hand; an undo counts.
    - ``text_changed``: the text in the pane changed.
    - ``modified_changed(bool)``: it now differs, or no longer differs, from what was saved.
    - ``location_changed``: where it lies, or will lie, changed.
    - ``caret_moved(int)``: an undo or a redo changed the text at this position.
    - ``replacing``, ``replaced``: another version of the text is about to take its place, and did.
    - ``conflict_changed``: another program's version waits for a decision, or no longer.
    """

    front_matter_changed = Signal()
    text_changed = Signal()
    modified_changed = Signal(bool)
    location_changed = Signal()
    caret_moved = Signal(int)
    replacing = Signal()
    replaced = Signal()
    conflict_changed = Signal()

    def __init__(
        self, document: Document, location: Location, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.text_document = QTextDocument(self)
        self.undo_stack = QUndoStack(self)
        self._location = location
        self._base = document
        self._conflict: Conflict | None = None
        self._head = Head.of(document)
        self._front_matter: FrontMatter | None = None
        self._error: FrontMatterError | None = None
        self._unfinished: dict[str, None] = {}
        self._read_front_matter()
        self.text_document.setUndoRedoEnabled(False)
        self.text_document.setPlainText(self._head.body.shown)
        self.text_document.setUndoRedoEnabled(True)
        self.text_document.setModified(False)
        if location.foreign:
            self.undo_stack.resetClean()  # no undo makes it the bytes of the file
        self._connect_signals()

    def _connect_signals(self) -> None:
        self.text_document.undoCommandAdded.connect(self._remember_text_edit)
        self.text_document.contentsChange.connect(self._tell_text_changed)
        self.undo_stack.cleanChanged.connect(self._tell_modified)

    # What it holds

    @property
    def front_matter(self) -> FrontMatter | None:
        """The front matter, or None while its YAML cannot be read (then see ``yaml_error``)."""
        return self._front_matter

    @property
    def yaml_error(self) -> FrontMatterError | None:
        """Why the YAML cannot be read, with its place; None when it can."""
        return self._error

    @property
    def yaml_text(self) -> str:
        """The text between the fences, exactly."""
        return self._head.frame.front_matter

    @property
    def head(self) -> Head:
        """Everything but the text in the pane; another value after every change of it."""
        return self._head

    @property
    def body(self) -> str:
        """The text below the front matter, with the line ends and code points of the file."""
        return self._head.body.exact(self.shown_text)

    @property
    def shown_text(self) -> str:
        """The text as the pane shows it: ``\\n`` between lines."""
        # toPlainText would turn no-break spaces into spaces and U+2028 into line breaks.
        return self.text_document.toRawText().replace("\u2029", "\n")

    @property
    def location(self) -> Location:
        """Where the post lies, or where its first save will put it."""
        return self._location

    @property
    def standing(self) -> Standing:
        """The version in the file that this one came from, and what stands between them."""
        return Standing(self._base, self._location.fingerprint, self._conflict)

    @property
    def conflict(self) -> Conflict | None:
        """Another program's version that waits for a decision; nothing is saved meanwhile."""
        return self._conflict

    @property
    def modified(self) -> bool:
        """Whether it differs from what was last saved or loaded, or holds unfinished fields."""
        return not self.undo_stack.isClean() or bool(self._unfinished)

    @property
    def unfinished(self) -> tuple[str, ...]:
        """The keys whose text in the form is no YAML yet, and so is not in the post."""
        return tuple(self._unfinished)

    def snapshot(self) -> Document:
        """Return the whole post as it stands now, a value that later edits leave alone."""
        return self._head.frame.with_body(self.body)

    # How it changes

    def edit_front_matter(self, key: str, change: Change) -> None:
        """Apply ``change`` as one step of undo; steps on one ``key`` in a row become one.

        Raises what ``change`` raises (CannotEditError, FrontMatterError); then nothing changed.
        Does nothing while the YAML cannot be read: the raw view is the place to mend it.
        """
        if self._front_matter is None:
            return
        base = self._head_before(key)
        front_matter = FrontMatter.parse(base.frame.front_matter)
        self._push_yaml(base, change(front_matter).text, key)

    def note_unfinished(self, key: str, *, unfinished: bool) -> None:
        """Note that the form holds, or no longer holds, a text for ``key`` that is no YAML."""
        before = self.modified
        self._unfinished.pop(key, None)
        if unfinished:
            self._unfinished[key] = None
        if self.modified != before:
            self.modified_changed.emit(self.modified)

    def set_yaml_text(self, text: str) -> None:
        """Make ``text`` the YAML between the fences, whether or not it can be read.

        Edits of one line in a row are one step of undo.
        """
        self._push_yaml(self._head, text, f"line {_first_change(self.yaml_text, text)}")

    def replace_all(self, document: Document, name: str = "") -> None:
        """Make the post equal ``document``, as one step of undo called ``name``.

        Only lines that differ are touched, so the caret stays where it was in the text.
        """
        self.replacing.emit()
        self.undo_stack.beginMacro(name or self.tr("Revert"))
        head = Head.of(document)
        replace_text(self.text_document, self.shown_text, head.body.shown)
        self.undo_stack.push(HeadCommand(self._head, head, "", self._show_head))
        self.undo_stack.endMacro()
        self.replaced.emit()

    def decide(self, after: Standing, document: Document | None, name: str) -> None:
        """Stand to the file as ``after`` from now on, with ``document`` as the post's text.

        One step of undo called ``name``; it brings the conflict back too, unless the post was
        saved since. The post counts as saved only where it equals the base of ``after``.
        """
        self.undo_stack.beginMacro(name)
        if document is not None:
            self.replace_all(document)
        self.undo_stack.push(DecisionCommand(self.standing, after, self._stand))
        self.undo_stack.endMacro()
        self._end_typing_step()
        if self.snapshot() == after.base and not after.fingerprint.absent:
            self.undo_stack.setClean()
        else:
            self.undo_stack.resetClean()

    def set_conflict(self, conflict: Conflict | None) -> None:
        """Note what another program made of the file, or that nothing is to be decided."""
        if conflict != self._conflict:
            self._conflict = conflict
            self.conflict_changed.emit()

    def save_point(self) -> SavePoint:
        """Return what is to be saved; what is typed from here on is a new step of undo."""
        self._end_typing_step()
        return SavePoint(self.snapshot(), self.text_document.revision())

    def mark_saved(self, location: Location, point: SavePoint | None = None) -> None:
        """Note that what was here at ``point``, or is here now, lies at ``location``.

        What was written since then counts as modified.
        """
        self._end_typing_step()
        self._base = self.snapshot() if point is None else point.document
        if point is None or self._is_at(point):
            self.undo_stack.setClean()
        else:
            self.undo_stack.resetClean()
        self.move_to(location)
        self.set_conflict(None)

    def move_to(self, location: Location) -> None:
        """Note where the post lies, or will lie."""
        if location != self._location:
            self._location = location
            self.location_changed.emit()

    def rename(self, slug: str) -> None:
        """Take ``slug``, typed by the writer, for the name of a post that was never saved."""
        self.move_to(replace(self._location, slug=slug, slug_by_hand=True))

    def undo(self) -> None:
        """Take the last edit back, of the form or of the text."""
        self.undo_stack.undo()
        self._end_typing_step()

    def redo(self) -> None:
        """Make the edit again that was taken back last."""
        self.undo_stack.redo()
        self._end_typing_step()

    # Inside

    def _head_before(self, key: str) -> Head:
        """Return the head before the edits of ``key`` that stand last in the history, or now.

        Each letter typed into a field is written anew into what stood there before the first, so
        that a field emptied on the way keeps its line, its comment and its quotes.
        """
        stack = self.undo_stack
        last = stack.command(stack.index() - 1) if stack.index() else None
        if not isinstance(last, HeadCommand) or not last.goes_on(key) or stack.isClean():
            return self._head
        return last.before

    def _push_yaml(self, base: Head, text: str, key: str) -> None:
        # New fences take the line ends of the text, which the frame alone does not know.
        whole = base.frame if base.frame.has_front_matter else base.frame.with_body(self.body)
        head = replace(base, frame=whole.with_front_matter(text).with_body(""))
        if head != self._head:
            self.undo_stack.push(HeadCommand(self._head, head, key, self._show_head))

    def _stand(self, before: Standing, after: Standing) -> None:
        if self._location.fingerprint != before.fingerprint:
            return  # saved since: the file holds a version of its own
        self._base = after.base
        self.move_to(replace(self._location, fingerprint=after.fingerprint, foreign=False))
        self.set_conflict(after.conflict)

    def _show_head(self, head: Head) -> None:
        self._head = head
        self._read_front_matter()
        self._end_typing_step()
        self.front_matter_changed.emit()

    def _read_front_matter(self) -> None:
        try:
            self._front_matter = FrontMatter.parse(self._head.frame.front_matter)
            self._error = None
        except FrontMatterError as error:
            self._front_matter, self._error = None, error

    def _is_at(self, point: SavePoint) -> bool:
        if self.text_document.revision() == point.revision:
            return self._head.frame == point.document.with_body("")
        # New colours count as a revision too, so the text itself has the last word.
        return self.snapshot() == point.document

    def _end_typing_step(self) -> None:
        # QTextDocument joins a keystroke to the step before it only while it counts itself as
        # modified; without this, typing would run on into a step older than a form edit or a save.
        self.text_document.setModified(False)

    @Slot()
    def _remember_text_edit(self) -> None:
        self.undo_stack.push(TextCommand(self.text_document, self.caret_moved.emit))

    @Slot(int, int, int)
    def _tell_text_changed(self, _at: int, removed: int, added: int) -> None:
        # contentsChanged is sent for new colours as well, this one only for new letters.
        if removed or added:
            self.text_changed.emit()

    @Slot(bool)
    def _tell_modified(self, _clean: bool) -> None:
        self.modified_changed.emit(self.modified)


def _first_change(old: str, new: str) -> int:
    """Return the number of the first line in which two texts differ."""
    pairs = zip(old.split("\n"), new.split("\n"), strict=False)
    return next((line for line, (one, other) in enumerate(pairs) if one != other), -1)
