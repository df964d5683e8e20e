"""What bytes a file held, so that a change from outside is seen whatever its time or size says."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Self


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The SHA-256 of a file's bytes; ``digest`` is empty for a file that does not exist."""

    digest: str

    @classmethod
    def of(cls, data: bytes) -> Self:
        """Return the fingerprint of ``data``."""
        return cls(hashlib.sha256(data).hexdigest())

    @classmethod
    def of_file(cls, path: Path) -> Self:
        """Return the fingerprint of the file at ``path``; raises OSError when it cannot be read."""
        try:
            with path.open("rb") as file:
                return cls(hashlib.file_digest(file, "sha256").hexdigest())
        except FileNotFoundError:
            return cls("")

    @property
    def absent(self) -> bool:
        """Whether this stands for a file that does not exist."""
        return not self.digest
