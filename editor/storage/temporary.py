"""The names of files that stand beside a post for the moment of a save.

They begin with a dot and end with ``~``: Jekyll publishes neither (jekyll/entry_filter.rb). Each
says which process made it, so that what a killed one left is known from what a running one uses,
and what it may hold, so that nothing is cleared away that is not known to stand elsewhere.
"""

import hashlib
import os
import platform
import re
import secrets
from dataclasses import dataclass
from pathlib import Path

from editor.storage.fingerprint import Fingerprint

_WHOLE = "whole"
_DIGEST_LETTERS = 16
_NAME = re.compile(
    r"\.galleyproof-(?P<machine>[0-9a-f]{4})-(?P<process>\d+)-[0-9a-f]{8}(?:-(?P<texts>[0-9a-f]{32}"
    rf"|{_WHOLE}))?~"
)
_PICTURE = re.compile(r"\.[0-9a-f]{32}(?:-\d+)?\.[a-z]+\.[0-9a-f]{8}\.tmp")
_NAME_BYTES = 255
"""The longest name that file systems take."""


@dataclass(frozen=True, slots=True)
class TemporaryName:
    """What a name of ours says.

    ``machine`` and ``process`` made it (empty and 0 for a picture, whose name does not say).
    ``texts`` are the beginnings of the digests of a new text and of the file that it was to
    displace: the name holds one of the two, or what another program wrote in that moment.
    ``whole`` marks a copy of the new text, kept while a file with several names is written in
    place. With neither, the name never held anything but a text that was being written.
    """

    machine: str
    process: int
    texts: tuple[str, ...] = ()
    whole: bool = False

    @classmethod
    def read(cls, name: str) -> "TemporaryName | None":
        """Return what ``name`` says; None when it is none of ours."""
        found = _NAME.fullmatch(name)
        if found is None:
            return cls("", 0) if _PICTURE.fullmatch(name) else None
        texts = found["texts"] or ""
        if texts == _WHOLE:
            return cls(found["machine"], int(found["process"]), whole=True)
        pair = (texts[:_DIGEST_LETTERS], texts[_DIGEST_LETTERS:]) if texts else ()
        return cls(found["machine"], int(found["process"]), pair)

    def spares(self, held: Fingerprint) -> bool:
        """Whether a file of this name that holds ``held`` may be the only one with its text."""
        if self.whole:
            return True
        return bool(self.texts) and held.digest[:_DIGEST_LETTERS] not in self.texts


def for_writing(folder: Path) -> Path:
    """Return a new name in ``folder`` for text that is only being written."""
    return folder / f"{_stem()}~"


def for_exchange(folder: Path, old: Fingerprint, new: Fingerprint) -> Path:
    """Return a new name in ``folder`` for ``new``, and then for ``old``, which it displaces."""
    texts = old.digest[:_DIGEST_LETTERS] + new.digest[:_DIGEST_LETTERS]
    return folder / f"{_stem()}-{texts}~"


def for_whole_copy(folder: Path) -> Path:
    """Return a new name in ``folder`` for a copy that must outlive a killed save."""
    return folder / f"{_stem()}-{_WHOLE}~"


def for_keeping(path: Path, held: Fingerprint) -> Path:
    """Return the hidden name for a version of ``path`` that nobody else keeps."""
    ending = f".{held.digest[:8]}.kept~"
    name = path.name.lstrip(".").encode()[: _NAME_BYTES - len(ending) - 1]
    return path.with_name(f".{name.decode(errors='ignore')}{ending}")


def this_machine() -> str:
    """Return four letters for this machine, and on Linux for this container of processes."""
    try:
        room = str(Path("/proc/self/ns/pid").readlink())
    except OSError:
        room = ""
    return hashlib.sha256(f"{platform.node()} {room}".encode()).hexdigest()[:4]


def _stem() -> str:
    return f".galleyproof-{this_machine()}-{os.getpid()}-{secrets.token_hex(4)}"
