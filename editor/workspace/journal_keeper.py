"""Follows the post being written and has every edit of it kept in its journal."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QTextCursor

from editor.post.editable_text import EditableText
from editor.storage.journal_folder import JournalFolder
from editor.storage.journal_records import BodyEdit, HeadEdit, Place, Text
from editor.storage.journal_writer import JournalWriter
from editor.workspace.library import Library
from editor.workspace.open_post import OpenPost


class JournalKeeper(QObject):
    """Keeps what was typed but not saved, so that it outlives the program.

    A journal begins with the first edit after a post was opened or saved. It ends when the post
    is saved, or is as it was saved; a post that is left with its edits was given up, and its
    journal is put aside for 30 days. What is still open when the program ends stays.

    **Signals:**

    - ``failed(str)``: edits cannot be kept at the moment; a sentence.
    - ``mended``: they are kept again, all of them.
    """

    failed = Signal(str)
    mended = Signal()

    def __init__(
        self, library: Library, folder: JournalFolder, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._writer = JournalWriter(folder, self.failed.emit, self.mended.emit)
        self._post: OpenPost | None = None
        self._begun = False
        self._following = True
        self._keeps_all = False
        self._length = 0
        self._head = ""
        self._line_ends: EditableText | None = None
        library.post_opened.connect(self.follow_open_post)
        self.follow_open_post()

    @Slot()
    def follow_open_post(self) -> None:
        """Leave the post that was open, and follow the one that is open now."""
        left, self._post = self._post, self._library.post
        if left is self._post:
            return
        if left is not None and self._begun and not self._keeps_all:
            self._writer.discard() if left.modified else self._writer.end()
        self._begun = False
        if left is not None:
            self._disconnect(left)
        if self._post is not None:
            self._length = _length_of(self._post)
            self._connect_signals(self._post)

    def wait(self) -> bool:
        """Wait until every edit so far is with the system; return whether it is."""
        return self._writer.wait() and not self._writer.is_failing

    def keep_what_is_open(self) -> bool:
        """Put nothing aside from now on; return whether all is kept for the next start."""
        self._keeps_all = self.wait()
        return self._keeps_all

    def close(self) -> None:
        """Stop following and bring all edits to the disk; the open journal is kept."""
        self._leave()
        self._writer.close()

    # Inside

    def _leave(self) -> None:
        if self._following:
            self._following = False
            self._library.post_opened.disconnect(self.follow_open_post)
            if self._post is not None:
                self._disconnect(self._post)
            self._post = None

    def _disconnect(self, post: OpenPost) -> None:
        post.text_document.contentsChange.disconnect(self._keep_text)
        post.front_matter_changed.disconnect(self._keep_head)
        post.location_changed.disconnect(self._keep_place)
        post.modified_changed.disconnect(self._end_if_saved)

    def _connect_signals(self, post: OpenPost) -> None:
        post.text_document.contentsChange.connect(self._keep_text)
        post.front_matter_changed.connect(self._keep_head)
        post.location_changed.connect(self._keep_place)
        post.modified_changed.connect(self._end_if_saved)

    @Slot(int, int, int)
    def _keep_text(self, at: int, removed: int, added: int) -> None:
        post = self._post
        assert post is not None
        before, self._length = self._length, _length_of(post)
        # A change of the whole text counts the end mark, which is no letter, as well.
        removed, added = min(removed, before - at), min(added, self._length - at)
        if not removed and self._length == before:
            return  # colours, or another layout, which Qt tells as text added to itself
        put = _text_at(post, at, added)
        is_whole = before - removed + added == self._length and _units(put) == added
        if not self._begun or not is_whole:
            self._begin()
        else:
            self._writer.write(BodyEdit(at, removed, put))

    @Slot()
    def _keep_head(self) -> None:
        post = self._post
        if post is None:
            return
        if not self._begun or post.head.body is not self._line_ends:
            self._begin()
            return
        head, self._head = self._head, _head_of(post)
        if head != self._head:
            self._writer.write(HeadEdit.between(head, self._head))

    @Slot()
    def _keep_place(self) -> None:
        if self._post is not None and self._begun:
            self._writer.write(self._place_of(self._post))

    @Slot(bool)
    def _end_if_saved(self, modified: bool) -> None:
        if self._begun and not modified:
            self._begun = False
            self._writer.end()

    def _begin(self) -> None:
        post = self._post
        assert post is not None
        self._head, self._line_ends = _head_of(post), post.head.body
        text = Text(self._head, post.shown_text, _source_of(post.head.body))
        if self._begun:
            self._writer.write(text)
        else:
            self._begun = True
            self._writer.begin(self._place_of(post), text)

    def _place_of(self, post: OpenPost) -> Place:
        location, site = post.location, self._library.site
        return Place(
            path=str(location.path or ""),
            site=str(site.root) if site is not None and self._library.is_site else "",
            kind=location.kind.value if location.kind else "",
            slug=location.slug,
            slug_by_hand=location.slug_by_hand,
            digest=location.fingerprint.digest,
        )


def _source_of(line_ends: EditableText) -> str:
    """Return a text that has the line ends of ``line_ends``; an empty one has the usual ones."""
    exact = line_ends.exact(line_ends.shown)
    return "" if exact == line_ends.shown else exact


def _length_of(post: OpenPost) -> int:
    return post.text_document.characterCount() - 1


def _text_at(post: OpenPost, at: int, length: int) -> str:
    cursor = QTextCursor(post.text_document)
    cursor.setPosition(at)
    cursor.setPosition(at + length, QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText().replace("\u2029", "\n")


def _units(text: str) -> int:
    """Return the length of ``text`` as Qt counts it, in units of UTF-16."""
    return len(text) + sum(char > "\uffff" for char in text)


def _head_of(post: OpenPost) -> str:
    frame = post.head.frame
    return ("\ufeff" if frame.bom else "") + frame.text
