"""A post as a file: bytes to text and back, and where the front matter lies in it."""

import re
from dataclasses import dataclass, replace
from typing import Final

from frontmatter.default_handlers import BaseHandler

from editor.errors import EditorError
from editor.post.fences import OPENING, boundaries

BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"

FOREIGN_STARTS: Final = (
    (b"\xff\xfe\x00\x00", "text in UTF-32"),
    (b"\x00\x00\xfe\xff", "text in UTF-32"),
    (b"\xff\xfe", "text in UTF-16"),
    (b"\xfe\xff", "text in UTF-16"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
)


_SAFE: Final = "Nothing was changed; the window shows it read-only and can convert text to UTF-8."


class UnreadablePostError(EditorError):
    """The bytes are no UTF-8 text; nothing was changed.

    ``what`` is the bare reason, a sentence. ``left_out`` says that Jekyll publishes nothing of such
    a file (``document.rb#handle_read_error``: "could not read file", and the build goes on).
    """

    def __init__(self, what: str, *, left_out: bool = True) -> None:
        fate = "Jekyll leaves such files out of the site. " if left_out else ""
        super().__init__(f"{what} {fate}{_SAFE}")
        self.what, self.left_out = what, left_out


class JekyllHandler(BaseHandler):
    """python-frontmatter's door, opened where Jekyll opens it (``document.rb#YAML_FRONT_MATTER``).

    The package's own boundary disagrees with Jekyll on a BOM, ``...``, ``----``, a blank first
    line, and fences inside a text. This one splits and nothing more: the YAML is read by
    :mod:`editor.post.front_matter`, with the place of every value.
    """

    FM_BOUNDARY = OPENING
    START_DELIMITER = END_DELIMITER = "---"

    def detect(self, text: str) -> bool:
        """Tell whether ``text`` begins with a closed block of front matter."""
        return boundaries(text) is not None

    def split(self, text: str) -> tuple[str, str]:
        """Return (front matter, body); raises ValueError when there is no block."""
        found = boundaries(text)
        if found is None:
            raise ValueError("no front matter")
        opened, closed, body = found
        return text[opened:closed], text[body:]


@dataclass(frozen=True, slots=True)
class Document:
    """The parts of a post file; put together again they are the file, byte for byte.

    ``opening`` and ``closing`` hold the fences with their line ends and, as in Jekyll, the blank
    lines that follow them; both are empty when the file has no front matter. Line ends are kept
    as they are in the file.
    """

    bom: bool
    opening: str
    front_matter: str
    closing: str
    body: str

    @classmethod
    def decode(cls, data: bytes) -> "Document":
        """Split a file as Jekyll does (``document.rb#13``: ``\\A(---\\s*\\n.*?\\n?)^((---|...``).

        Raises UnreadablePostError for bytes that are not UTF-8 text.
        """
        bom = data.startswith(BYTE_ORDER_MARK)
        text = _decode_text(data, skip=len(BYTE_ORDER_MARK) if bom else 0)
        found = boundaries(text)
        if found is None:
            return cls(bom, "", "", "", text)
        opened, closed, body = found
        return cls(bom, text[:opened], text[opened:closed], text[closed:body], text[body:])

    def encode(self) -> bytes:
        """Return the bytes of the file; ``decode(data).encode() == data``."""
        data = self.text.encode("utf-8")
        return BYTE_ORDER_MARK + data if self.bom else data

    @property
    def text(self) -> str:
        """The whole file as text, without the byte order mark."""
        return self.opening + self.front_matter + self.closing + self.body

    @property
    def has_front_matter(self) -> bool:
        """Whether there is a block of front matter, be it empty."""
        return bool(self.opening)

    @property
    def line_end(self) -> str:
        r"""The line end that most lines of the file have: ``"\n"`` or ``"\r\n"``."""
        text = self.text
        windows = text.count("\r\n")
        return "\r\n" if windows * 2 > text.count("\n") else "\n"

    def with_front_matter(self, yaml_text: str) -> "Document":
        """Return the document with other YAML between its fences, which stay as they are.

        Fences are added when there are none and ``yaml_text`` is not empty. The YAML is given a
        line end where it lacks one; YAML for a block that was empty gets the file's line ends.
        """
        if yaml_text == self.front_matter and (self.has_front_matter or not yaml_text):
            return self
        if not self.front_matter:
            yaml_text = re.sub(r"\r?\n", self.line_end, yaml_text)
        if yaml_text and not yaml_text.endswith("\n"):
            yaml_text += self.line_end
        if self.has_front_matter:
            return replace(self, front_matter=yaml_text)
        fence = "---" + self.line_end
        return replace(self, opening=fence, front_matter=yaml_text, closing=fence)

    def with_body(self, body: str) -> "Document":
        """Return the document with another body; the closing fence keeps a line of its own."""
        closing = self.closing
        if closing and body and not closing.endswith("\n"):
            closing += self.line_end
        return replace(self, closing=closing, body=body)


def _decode_text(data: bytes, *, skip: int) -> str:
    for start, kind in FOREIGN_STARTS:
        if data.startswith(start):
            raise UnreadablePostError(f"This file is {kind}, not a post in UTF-8.")
    try:
        text = data[skip:].decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, skip + error.start) + 1
        what = f"This file is not UTF-8 text: the first foreign character is on line {line}."
        raise UnreadablePostError(what) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        what = f"This file holds a NUL byte on line {line}, which no text has: it may be binary."
        raise UnreadablePostError(what, left_out=False)
    return text
