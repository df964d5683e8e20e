"""Files that are not UTF-8: which encoding their text may be in, and their text read that way."""

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from editor.post.document import FOREIGN_STARTS, Document

DAMAGED_MARK: Final = "\N{REPLACEMENT CHARACTER}"
"""What stands for bytes that cannot be read."""

_SAMPLE_BYTES: Final = 128 * 1024
"""How much of a long file is looked at around what tells encodings from one another."""
_LEAST_WHOLE_LETTERS: Final = 4
"""So many letters of UTF-8 for each damaged one, and the file was UTF-8 once."""
_MOST_CONTROLS: Final = 0.02
"""Text has hardly any control characters; a larger share of them means that it is none."""
_MOST_NULS: Final = 0.1
"""A stray NUL can be left out of a text; a file with a larger share of them is none."""
_CONTROL: Final = re.compile(r"[\x01-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_WORD: Final = re.compile(r"[^\W\d_]+(?:[^\w\s\x00-\x7f’–—‐‑…·]+[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Encoding:
    """One way to read bytes as text; ``label`` names it to the writer.

    ``read`` raises UnicodeError for bytes that are none of its text.
    """

    name: str
    label: str
    read: Callable[[bytes], str]


def _strictly(codec: str, data: bytes) -> str:
    return data.decode(codec)


def _damaged(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _without_nul(data: bytes) -> str:
    if data.count(b"\0") > _MOST_NULS * len(data):
        raise UnicodeError
    return data.replace(b"\0", b"").decode("utf-8")


def _codec(name: str, label: str) -> Encoding:
    return Encoding(name, label, partial(_strictly, name))


WESTERN: Final = _codec("cp1252", "Western European (Windows-1252)")
LATIN_1: Final = _codec("latin_1", "Western European (Latin-1)")
DAMAGED: Final = Encoding("damaged", "UTF-8 with damaged characters", _damaged)
WITHOUT_NUL: Final = Encoding("without_nul", "UTF-8 without its NUL bytes", _without_nul)

_WIDE: Final = (
    _codec("utf_16_le", "UTF-16, little-endian"),
    _codec("utf_16_be", "UTF-16, big-endian"),
    _codec("utf_32_le", "UTF-32, little-endian"),
    _codec("utf_32_be", "UTF-32, big-endian"),
)
_WIDE_MARKS: Final = (
    # UTF-32's little-endian mark begins with that of UTF-16.
    (b"\xff\xfe\x00\x00", _WIDE[2]),
    (b"\x00\x00\xfe\xff", _WIDE[3]),
    (b"\xff\xfe", _WIDE[0]),
    (b"\xfe\xff", _WIDE[1]),
)
_EIGHT_BIT: Final = (
    WESTERN,
    LATIN_1,
    _codec("iso8859_15", "Western European (Latin-9)"),
    _codec("mac_roman", "Western European (Mac Roman)"),
    _codec("cp1250", "Central European (Windows-1250)"),
    _codec("iso8859_2", "Central European (Latin-2)"),
    _codec("cp1251", "Cyrillic (Windows-1251)"),
    _codec("koi8_r", "Cyrillic (KOI8-R)"),
    _codec("cp1253", "Greek (Windows-1253)"),
    _codec("cp1254", "Turkish (Windows-1254)"),
    _codec("cp1255", "Hebrew (Windows-1255)"),
    _codec("cp1256", "Arabic (Windows-1256)"),
    _codec("cp1257", "Baltic (Windows-1257)"),
    _codec("cp932", "Japanese (Shift JIS)"),
    _codec("euc_jp", "Japanese (EUC-JP)"),
    _codec("gb18030", "Simplified Chinese (GB 18030)"),
    _codec("big5", "Traditional Chinese (Big5)"),
    _codec("cp949", "Korean (Windows-949)"),
)
_BY_NAME: Final = {each.name: each for each in _EIGHT_BIT}
# Encodings of Latin letters are told apart by what they make of words, and the likeliest stands
# first; charset-normalizer 3.5 guessed among them nearly at random (posts of a few lines).
_LATIN: Final = tuple(_BY_NAME[name] for name in ("cp1252", "cp1250", "iso8859_2", "mac_roman"))
_GUESSED: Final = (
    "cp1250", "cp1251", "cp1253", "koi8_r", "cp932", "euc_jp", "gb18030", "big5", "cp949",
)  # fmt: skip
_UTF_8: Final = (DAMAGED, WITHOUT_NUL)
_MAGIC: Final = tuple(start for start, _ in FOREIGN_STARTS)
_CUT_LETTERS: Final = (b"\xc2", b"\xc3")
"""First bytes of the commonest letters, which hardly end a text as letters of their own."""


def is_utf_8(name: str) -> bool:
    """Whether an encoding called ``name`` is UTF-8; so is one that nobody knows."""
    try:
        return codecs.lookup(name).name == "utf-8"
    except (LookupError, ValueError):
        return True


def read_as(data: bytes, encoding: Encoding) -> Document | None:
    """Return ``data``, read in ``encoding``, as a post; None when it is no text in it."""
    text = _text_in(data, encoding)
    return None if text is None else Document.decode(text.encode("utf-8"))


def encodings_of(data: bytes) -> list[Encoding]:
    """Return every encoding that ``data`` can be read in, the likeliest first."""
    likeliest = guess(data)
    if likeliest is None:
        return []
    wide = _WIDE if b"\0" in data else ()
    others = (each for each in (*_UTF_8, *wide, *_EIGHT_BIT) if each is not likeliest)
    return [likeliest, *(each for each in others if _text_in(data, each) is not None)]


def guess(data: bytes) -> Encoding | None:
    """Return the encoding that ``data`` is most likely in; None for what is no text."""
    for mark, encoding in _WIDE_MARKS:
        if data.startswith(mark):
            return encoding if _text_in(data, encoding) is not None else None
    if any(data.startswith(start) for start, _ in FOREIGN_STARTS):
        return None
    likely = (*_WIDE[:2], WITHOUT_NUL) if b"\0" in data else _likely_bytes(data)
    return next((each for each in likely if _reads_well(data, each)), None)


def _text_in(data: bytes, encoding: Encoding) -> str | None:
    try:
        text = encoding.read(data).removeprefix("\ufeff")
        start = text[:_SAMPLE_BYTES].encode("utf-8")
    except UnicodeError:
        return None
    controls = len(_CONTROL.findall(text, 0, _SAMPLE_BYTES))
    no_text = "\0" in text or controls > _MOST_CONTROLS * min(len(text), _SAMPLE_BYTES)
    return None if no_text or start.startswith(_MAGIC) else text


def _reads_well(data: bytes, encoding: Encoding) -> bool:
    text = _text_in(data, encoding)
    # Bytes of any kind are letters somewhere in UTF-16; text without one blank or line is none.
    return text is not None and (encoding not in _WIDE or bool(re.search(r"[ \n]", text)))


def _likely_bytes(data: bytes) -> tuple[Encoding, ...]:
    damaged = (DAMAGED,) if _was_utf_8(data) else ()
    return (*damaged, *_by_letters(_telling_lines(data)), LATIN_1, DAMAGED)


def _was_utf_8(data: bytes) -> bool:
    """Whether ``data`` is UTF-8 but for a few places, such as a letter cut off at its end."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        # Cut off inside the letter itself: one more byte of it says more than none.
        rest = data[error.start :]
        if error.reason == "unexpected end of data" and (len(rest) > 1 or rest in _CUT_LETTERS):
            return True
        text = _damaged(_lines_around(data, error.start))
        damaged = text.count(DAMAGED_MARK)
        return sum(char > "\x7f" for char in text) - damaged >= _LEAST_WHOLE_LETTERS * damaged
    return False


def _lines_around(data: bytes, place: int) -> bytes:
    first = data.rfind(b"\n", 0, max(place - _SAMPLE_BYTES, 0)) + 1
    behind = data.find(b"\n", place + _SAMPLE_BYTES)
    return data[first : behind if behind >= 0 else len(data)]


def _telling_lines(data: bytes) -> bytes:
    """Return the first lines that have other bytes than ASCII: those alone tell encodings apart."""
    lines, size = [], 0
    for line in data.splitlines():
        if not line.isascii():
            lines.append(line)
            size += len(line)
            if size > _SAMPLE_BYTES:
                break
    return b"\n".join(lines)


def _by_letters(sample: bytes) -> tuple[Encoding, ...]:
    """Ask charset-normalizer, which compares letters and words with those of many languages."""
    # only here: most posts are UTF-8, and the window does not wait for what they never need
    from charset_normalizer import from_bytes  # noqa: PLC0415

    best = from_bytes(sample, cp_isolation=list(_GUESSED)).best()
    found = _BY_NAME.get(best.encoding) if best else None
    if found is None or found in _LATIN:
        return tuple(sorted(_LATIN, key=partial(_odd_words, sample)))
    return (found, *_LATIN)


def _odd_words(sample: bytes, encoding: Encoding) -> int:
    """Count words with a sign or a capital in their midst: the wrong encoding makes such."""
    text = sample.decode(encoding.name, "replace")
    return sum(
        not word.isalpha() or any(char > "\x7f" and char.isupper() for char in word[1:])
        for word in _WORD.findall(text)
        if word[0].isalpha() and not word.isupper()
    )
