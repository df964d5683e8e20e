"""What stands between a post and its file when another program changed the file."""

from dataclasses import dataclass
from pathlib import Path

from editor.post.document import Document
from editor.storage.fingerprint import Fingerprint


@dataclass(frozen=True, slots=True)
class Conflict:
    """Another program's version of a post that has edits; it waits for the writer to decide.

    ``theirs`` is what the file holds now: None when the file is gone, or when it is no post that
    can be read, which ``problem`` then says in a sentence. ``kept`` says whether the history has
    that version, so that another may take its place.
    """

    path: Path
    fingerprint: Fingerprint
    theirs: Document | None
    problem: str = ""
    kept: bool = True

    @property
    def vanished(self) -> bool:
        """Whether the file was removed or renamed."""
        return self.fingerprint.absent


@dataclass(frozen=True, slots=True)
class Standing:
    """How a post stands to its file: the version it came from, and what stands between them."""

    base: Document
    fingerprint: Fingerprint
    conflict: Conflict | None = None
