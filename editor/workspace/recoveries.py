"""What journals of ended programs tell, beside the files as they are now."""

from dataclasses import dataclass
from enum import Enum, auto
from itertools import islice
from pathlib import Path
from typing import Final

from editor.errors import EditorError
from editor.post.document import Document
from editor.post.editable_text import EditableText
from editor.site.layout import PostKind
from editor.storage.fingerprint import Fingerprint
from editor.storage.journal_folder import FoundJournal, JournalFolder
from editor.storage.journal_records import Place
from editor.storage.reading import read_file
from editor.workspace.journal_keeper import JournalKeeper
from editor.workspace.library import Library
from editor.workspace.location import Location
from editor.workspace.open_post import OpenPost

_MOST_LOOKED_AT: Final = 5_000
"""Files read in search of one that was renamed."""


class FileNow(Enum):
    """What became of the file since the edits were made."""

    UNCHANGED = auto()
    CHANGED = auto()
    RENAMED = auto()
    GONE = auto()
    NEVER_SAVED = auto()


@dataclass(frozen=True, slots=True)
class Recovery:
    """A post as it was last typed, and its file as it is now.

    ``path`` is where the file lies now, None when there is none; ``text_now`` is what it holds.
    """

    found: FoundJournal
    document: Document
    state: FileNow
    path: Path | None
    text_now: str

    @property
    def is_news(self) -> bool:
        """Whether the file holds anything else than the recovered text."""
        return self.document.text != self.text_now

    @property
    def title(self) -> str:
        """The name of its file, or the name it would have been given; may be empty."""
        place = self.found.place
        return self.path.name if self.path else Path(place.path).name or place.slug


class Recoveries:
    """Finds what was left behind, restores it, and puts it aside; deletes nothing unseen."""

    def __init__(self, folder: JournalFolder, library: Library, keeper: JournalKeeper) -> None:
        self._folder, self._library, self._keeper = folder, library, keeper

    def offers(self) -> list[Recovery]:
        """Return what ended programs left and no file holds, newest first; raises OSError."""
        found = [recover(journal) for journal in self._folder.abandoned()]
        for recovery in found:
            if not recovery.is_news:
                self._folder.drop(recovery.found.stem)
        return [recovery for recovery in found if recovery.is_news]

    def put_aside(self) -> list[Recovery]:
        """Return what was given up or restored in the last 30 days; raises OSError."""
        return [recover(journal) for journal in self._folder.discarded()]

    def restore(self, recovery: Recovery) -> OpenPost:
        """Open the post and make the recovered text its text, as one step of undo.

        The journal goes to those put aside once the text stands in a new one. Raises EditorError
        or OSError when the post cannot be opened; then the journal stays where it is.
        """
        post = self._open(recovery)
        post.replace_all(recovery.document)
        if self._keeper.wait():
            self.discard(recovery)
        return post

    def discard(self, recovery: Recovery) -> None:
        """Offer it no longer, and keep it for 30 days; raises OSError."""
        if not recovery.found.discarded:
            self._folder.discard(recovery.found.stem)

    def tidy(self) -> None:
        """Remove what was put aside over 30 days ago; raises OSError."""
        self._folder.tidy()

    def _open(self, recovery: Recovery) -> OpenPost:
        if recovery.path is not None:
            self._library.open_post(recovery.path)
            if (post := self._library.post or self._converted()) is not None:
                return post
        place = recovery.found.place
        if place.site and Path(place.site).is_dir():
            self._library.open_site(Path(place.site))
        # With its old path, so that saving asks whether it shall be there again; but a file that
        # is no text any more keeps its name to itself.
        named = bool(place.path) and recovery.path is None
        location = Location(
            Path(place.path) if named else None,
            _kind_of(place),
            Fingerprint(place.digest if named else ""),
            place.slug,
            place.slug_by_hand,
        )
        return self._library.begin(Document.decode(b""), location)

    def _converted(self) -> OpenPost | None:
        foreign = self._library.foreign
        if foreign is None or foreign.encoding is None:
            return None
        return self._library.convert(foreign.encoding)


def recover(found: FoundJournal) -> Recovery:
    """Return the post that ``found`` tells of, beside its file as it is now."""
    state, path = _look_for(found.place)
    text_now = "" if path is None else _text_in(path)
    return Recovery(found, _document_of(found), state, path, text_now)


def _document_of(found: FoundJournal) -> Document:
    text = found.text
    body = EditableText.of(text.source).exact(text.body)
    bom, head = text.head.startswith("\ufeff"), text.head.removeprefix("\ufeff")
    joint = "" if not head or not body or head.endswith("\n") else "\n"
    whole = Document.decode((head + joint + body).encode("utf-8", "replace"))
    return Document(bom, whole.opening, whole.front_matter, whole.closing, whole.body)


def _look_for(place: Place) -> tuple[FileNow, Path | None]:
    if not place.path:
        return FileNow.NEVER_SAVED, None
    path = Path(place.path)
    now = _fingerprint(path)
    if not now.absent:
        return FileNow.UNCHANGED if now.digest == place.digest else FileNow.CHANGED, path
    for other in islice(_neighbours(path), _MOST_LOOKED_AT):
        if _fingerprint(other).digest == place.digest:
            return FileNow.RENAMED, other
    return FileNow.GONE, None


def _neighbours(path: Path) -> list[Path]:
    """Return the posts among which a renamed one may be: its folder, and posts and drafts."""
    folders = [path.parent, *(path.parent.parent / kind.value for kind in PostKind)]
    return [
        other
        for folder in dict.fromkeys(folders)
        if folder.is_dir()
        for other in sorted(folder.iterdir())
        if other.suffix == path.suffix and other.is_file()
    ]


def _fingerprint(path: Path) -> Fingerprint:
    try:
        return Fingerprint.of(read_file(path))
    except (EditorError, OSError):
        return Fingerprint("")


def _text_in(path: Path) -> str:
    return read_file(path).decode("utf-8", "replace").removeprefix("\ufeff")


def _kind_of(place: Place) -> PostKind | None:
    return PostKind(place.kind) if place.kind else None
