"""The names of files that stand beside a post for the moment of a save.

Each says which process made it (``temporary_names``) and what it may hold, so that nothing is
cleared away that is not known to stand elsewhere.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from editor.storage.fingerprint import Fingerprint
from editor.storage.temporary_names import new_name

_WHOLE = "whole"
_DIGEST_LETTERS = 16
_NAME = re.compile(
    r"\.galleyproof-(?P<machine>[0-9a-f]{4})-(?P<process>\d+)-[0-9a-f]{8}(?:-(?P<texts>[0-9a-f]{32}"
    rf"|{_WHOLE}))?~"
)
_NAME_BYTES = 255
"""The longest name that file systems take."""


@dataclass(frozen=True, slots=True)
class TemporaryName:
    """What a name of ours says.

    ``machine`` and ``process`` made it. ``texts`` are the beginnings of the digests of a new text
    and of the file that it was to displace: the name holds one of the two, or what another program
    wrote in that moment.
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
            return None
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
    return folder / new_name()


def for_exchange(folder: Path, old: Fingerprint, new: Fingerprint) -> Path:
    """Return a new name in ``folder`` for ``new``, and then for ``old``, which it displaces."""
    texts = old.digest[:_DIGEST_LETTERS] + new.digest[:_DIGEST_LETTERS]
    return folder / new_name(texts)


def for_whole_copy(folder: Path) -> Path:
    """Return a new name in ``folder`` for a copy that must outlive a killed save."""
    return folder / new_name(_WHOLE)


def for_keeping(path: Path, held: Fingerprint) -> Path:
    """Return the hidden name for a version of ``path`` that nobody else keeps."""
    ending = f".{held.digest[:8]}.kept~"
    name = path.name.lstrip(".").encode()[: _NAME_BYTES - len(ending) - 1]
    return path.with_name(f".{name.decode(errors='ignore')}{ending}")
