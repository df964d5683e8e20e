"""What a block becomes: HTML, with places for what only the whole document can tell."""

from dataclasses import dataclass, field

from editor.render.kramdown.tree import Attributes, Element


@dataclass(frozen=True, slots=True)
class HeadingId:
    """The ``id`` attribute of a heading."""

    name: str
    heading: Element
    plain: bool = False
    """Whether it is made by plain kramdown's rule, which counts on its own."""


@dataclass(frozen=True, slots=True)
class HeadingLink:
    """An empty link to the heading that it stands in."""


@dataclass(frozen=True, slots=True)
class GivenId:
    """A heading whose id is written in the text: only the table of contents asks for it."""

    name: str
    heading: Element


@dataclass(frozen=True, slots=True)
class FootnoteMark:
    """The number of a footnote."""

    name: str


@dataclass(frozen=True, slots=True)
class LineMark:
    """The attribute that says a line: here how far below the start of its block."""

    line: int


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents."""

    tag: str
    attributes: Attributes
    otherwise: tuple["Piece", ...]
    """The list as it is written, for the second of its kind in a text."""


@dataclass(frozen=True, slots=True)
class FootnoteList:
    """The footnotes, where the text wants them."""

    otherwise: tuple["Piece", ...]


Piece = str | HeadingId | HeadingLink | GivenId | FootnoteMark | LineMark | Contents | FootnoteList


@dataclass(slots=True)
class Pieces:
    """HTML under construction."""

    parts: list[Piece] = field(default_factory=list)

    def add(self, part: Piece) -> None:
        """Append HTML or a place."""
        self.parts.append(part)

    def joined(self) -> list[Piece]:
        """Return the parts with neighbouring HTML joined."""
        out: list[Piece] = []
        texts: list[str] = []
        for part in self.parts:
            if isinstance(part, str):
                texts.append(part)
                continue
            if texts:
                out.append("".join(texts))
                texts = []
            out.append(part)
        if texts:
            out.append("".join(texts))
        return out
