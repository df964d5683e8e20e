"""A file that is not UTF-8: what it is and how it may be read. It is looked at, never edited."""

from dataclasses import dataclass
from pathlib import Path

from editor.post.document import Document, UnreadablePostError
from editor.post.foreign_text import Encoding, encodings_of, guess, is_utf_8, read_as
from editor.storage.fingerprint import Fingerprint


@dataclass(frozen=True, slots=True)
class ForeignFile:
    """The file at ``path`` with the bytes it had when it was read.

    ``what`` is a sentence about why it is no post, ``left_out`` whether Jekyll leaves it out of the
    site. ``encoding`` is the likeliest of its text, None for what is no text at all.
    ``site_encoding`` is the one that the site's settings name, where that is not UTF-8: Jekyll then
    reads every file in it.
    """

    path: Path
    data: bytes
    fingerprint: Fingerprint
    what: str
    left_out: bool
    encoding: Encoding | None
    site_encoding: str = ""

    @classmethod
    def of(
        cls, path: Path, data: bytes, error: UnreadablePostError, site_encoding: str
    ) -> "ForeignFile":
        """Describe ``data``, which could not be read as a post because of ``error``."""
        named = "" if is_utf_8(site_encoding) else site_encoding
        left_out = error.left_out and not named
        return cls(path, data, Fingerprint.of(data), error.what, left_out, guess(data), named)

    @property
    def encodings(self) -> list[Encoding]:
        """Every encoding that it can be read in, the likeliest first; takes a while."""
        return encodings_of(self.data)

    def read_as(self, encoding: Encoding) -> Document | None:
        """Return it as a post, read in ``encoding``; None when it is no text in that."""
        return read_as(self.data, encoding)
