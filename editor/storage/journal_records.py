"""What a journal holds: a post as it stood, then each edit; one checksummed line for each.

A line is ``checksum SPACE json LF``. The checksum (CRC-32, eight hex digits) goes on from the
line before, so that a torn, missing or foreign line ends what is read, and everything before it
counts.
"""

import json
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Final, Self

_FORMAT: Final = 1
_CHECKSUM_CHARS: Final = 8


@dataclass(frozen=True, slots=True)
class Place:
    """Where a post lies or will lie; empty texts for what it has not.

    ``digest`` is the SHA-256 of the file that the edits were made on. ``slug`` is
    the name's part that a first save would use.
    """

    path: str = ""
    site: str = ""
    kind: str = ""
    slug: str = ""
    slug_by_hand: bool = False
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    r"""A whole post.

    ``head`` is the file up to the end of its front matter. ``body`` is the text below as a text
    widget shows it; ``source`` is what the file held of it, from which the line ends of ``body``
    are made, or empty where all are ``\n``.
    """

    head: str
    body: str
    source: str


@dataclass(frozen=True, slots=True)
class HeadEdit:
    """``cut`` characters of the head at ``at`` are replaced by ``put``."""

    at: int
    cut: int
    put: str

    @classmethod
    def between(cls, old: str, new: str) -> Self:
        """Return the one edit that makes ``new`` of ``old``."""
        most = min(len(old), len(new))
        start = next((at for at in range(most) if old[at] != new[at]), most)
        most -= start
        end = next((at for at in range(most) if old[-1 - at] != new[-1 - at]), most)
        return cls(start, len(old) - start - end, new[start : len(new) - end])


@dataclass(frozen=True, slots=True)
class BodyEdit:
    """``cut`` units of the body at ``at`` are replaced by ``put``; a unit is one of UTF-16."""

    at: int
    cut: int
    put: str


Record = Place | Text | HeadEdit | BodyEdit
_KINDS: Final[dict[str, type[Record]]] = {
    "place": Place,
    "text": Text,
    "head": HeadEdit,
    "body": BodyEdit,
}
_NAMES: Final = {kind: name for name, kind in _KINDS.items()}


class JournalState:
    """The post that a journal tells of, kept up to date edit by edit.

    An edit costs time in proportion to its own length (and a memory move), not to the text's.
    """

    def __init__(self, place: Place, text: Text) -> None:
        self.place = place
        self._source = text.source
        self._head = text.head
        self._body = bytearray(_utf_16(text.body))

    def apply(self, record: Record) -> None:
        """Take ``record`` in."""
        match record:
            case Place():
                self.place = record
            case Text():
                self._source, self._head = record.source, record.head
                self._body = bytearray(_utf_16(record.body))
            case HeadEdit(at, cut, put):
                self._head = self._head[:at] + put + self._head[at + cut :]
            case BodyEdit(at, cut, put):
                self._body[at * 2 : (at + cut) * 2] = _utf_16(put)

    @property
    def size(self) -> int:
        """About how many bytes the whole text takes in a journal."""
        return len(self._body) // 2 + len(self._head) + len(self._source)

    @property
    def text(self) -> Text:
        """The whole post as it stands after the last record."""
        return Text(self._head, self._body.decode("utf-16-le", "surrogatepass"), self._source)


class LineWriter:
    """Makes the lines of one journal file, each checked together with all before it."""

    def __init__(self) -> None:
        self._checksum = 0

    def line(self, record: Record) -> bytes:
        """Return the line of ``record``."""
        fields = asdict(record)
        payload = json.dumps({"k": _NAMES[type(record)], "v": _FORMAT, **fields}).encode()
        self._checksum = zlib.crc32(payload, self._checksum)
        return b"%08x %s\n" % (self._checksum, payload)


def read_records(data: bytes) -> Iterator[Record]:
    """Yield the records of a journal file, up to the first line that is not whole."""
    checksum = 0
    for line in data.split(b"\n")[:-1]:
        payload = line[_CHECKSUM_CHARS + 1 :]
        checksum = zlib.crc32(payload, checksum)
        if line[: _CHECKSUM_CHARS + 1] != b"%08x " % checksum:
            return
        record = _record(payload)
        if record is None:
            return
        yield record


def replay(data: bytes) -> JournalState | None:
    """Return the post that a journal file tells of; None when not even its beginning is whole."""
    records = read_records(data)
    place, text = next(records, None), next(records, None)
    if not isinstance(place, Place) or not isinstance(text, Text):
        return None
    state = JournalState(place, text)
    for record in records:
        state.apply(record)
    return state


def _record(payload: bytes) -> Record | None:
    """Return the record of a whole line; None when another version of the program wrote it."""
    fields = json.loads(payload)
    kind = _KINDS.get(fields.pop("k", ""))
    if kind is None or fields.pop("v", None) != _FORMAT:
        return None
    return kind(**fields)


def _utf_16(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")
