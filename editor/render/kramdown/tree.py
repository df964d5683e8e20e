"""The small tree between reading and writing: elements with children, texts as plain strings."""

from typing import Union

Node = Union["Element", str]
Attributes = dict[str, str]


class Element:
    """One block or span. What a kind does not use stays at its default."""

    __slots__ = (
        "align",
        "attributes",
        "children",
        "kind",
        "level",
        "line",
        "listed",
        "model",
        "references",
        "tag",
        "text",
        "transparent",
    )

    def __init__(self, kind: str, text: str = "", line: int = 0) -> None:
        self.kind = kind
        self.text = text
        """Source that the span pass still has to read, or the value of a leaf."""
        self.line = line
        self.children: list[Node] = []
        self.attributes: Attributes = {}
        self.listed: Attributes = {}
        """What attribute lists say; laid over ``attributes`` when the text defines no more."""
        self.references: list[str] = []
        """Names in those lists: of other lists, or ``toc``, ``footnotes``."""
        self.tag = ""
        self.level = 0
        self.model = ""
        """How the content of an HTML element was read: ``raw``, ``span`` or ``block``."""
        self.transparent = False
        """A paragraph without its ``<p>``, as in a tight list."""
        self.align: list[str] = []

    @property
    def elements(self) -> list["Element"]:
        """The children that are elements."""
        return [child for child in self.children if isinstance(child, Element)]
