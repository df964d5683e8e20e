"""A page as a browser reads it: its elements and texts in their order, one piece after another.

Two pages look the same when their pieces are equal. Folded away is what nobody sees: comments, the
order of attributes and of classes, white space outside ``pre`` where a browser shows none, and the
colours of code.
"""

import json
import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

DEEPEST = 4_000
"""Elements in one another. Deeper ones take the parser quadratic time; browsers cut at 512."""


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_INLINE = _names(
    "a abbr acronym b bdi bdo big button cite code data del dfn em font i img input ins kbd label"
    " map mark meter object output picture progress q ruby rb rbc rp rt rtc s samp select small"
    " source span strike strong sub sup svg time tt u var video audio iframe canvas embed"
    " textarea wbr"
)
_SHOWN_INLINE = _names(
    "img input svg video audio iframe canvas embed object button select textarea meter progress"
    " math"
)
"""Inline elements that are seen themselves, so that white space beside them is seen as well."""
_UNSEEN = _names("script style link meta template noscript base")
"""Elements without a place on the page, which leave the white space around them as it is."""
_RAW = frozenset(("script", "style", "template"))
_VERBATIM = frozenset(("pre", "textarea", "listing"))
_CODE = frozenset(("pre", "code"))
_SWITCHES = _names(
    "allowfullscreen async autoplay checked controls default defer disabled hidden loop multiple"
    " muted open readonly required reversed selected"
)
"""Attributes that count by being there."""
_WHITE = re.compile(r"[ \t\r\n\f]+")
_ALL_WHITE = re.compile(r"\s+")
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
_NEEDS_NO_END = _names(
    "html head body p li dt dd tr td th thead tbody tfoot colgroup caption option optgroup rp rt"
    " area base br col embed hr img input link meta param source track wbr path circle rect use"
    " line polygon polyline ellipse stop g"
)


class Kind(Enum):
    """What a piece is."""

    DOCTYPE = auto()
    ENTER = auto()
    TEXT = auto()
    LEAVE = auto()


class Piece(NamedTuple):
    """One step through a page: an element begins or ends, or a text stands.

    ``element`` is the number of that element, for a text of the one that it stands in.
    """

    kind: Kind
    name: str
    attributes: tuple[tuple[str, str], ...]
    text: str
    element: int

    def shows_as(self, other: "Piece") -> bool:
        """Whether both look the same to a reader."""
        return self[:4] == other[:4]


@dataclass(frozen=True, slots=True)
class Element:
    """An element of the page, named by where it stands.

    ``parent`` is a number of an element, -1 for none. ``among_siblings`` counts those of the same
    name before it in ``parent``, ``in_page`` those before it in the whole page.
    """

    name: str
    parent: int
    attributes: tuple[tuple[str, str], ...]
    among_siblings: int
    in_page: int


@dataclass(frozen=True, slots=True)
class Page:
    """The pieces of a page in their order, and its elements by number."""

    pieces: tuple[Piece, ...]
    elements: tuple[Element, ...]


def read_page(markup: str) -> Page:
    """Return what a browser makes of ``markup``, in time linear in its length.

    A page nested deeper than ``DEEPEST`` is one single text.
    """
    if _is_too_deep(markup):
        return Page((Piece(Kind.TEXT, "", (), markup, -1),), ())
    reader = _Reader()
    reader.read(LexborHTMLParser(markup))
    pieces = (piece for piece in reader.pieces if piece.kind is not Kind.TEXT or piece.text)
    return Page(tuple(pieces), tuple(reader.elements))


class _Reader:
    """Walks over a tree without recursion and notes the pieces."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.elements: list[Element] = []
        self._open = [-1]
        self._siblings: list[dict[str, int]] = [{}]
        self._in_page: dict[str, int] = {}
        self._verbatim = self._code = 0
        self._after_space = True
        self._loose: int | None = None
        """The piece whose last space is seen only if something inline follows."""

    def read(self, tree: LexborHTMLParser) -> None:
        """Note every piece of ``tree``."""
        node = _document(tree).child
        above: list[LexborNode] = []
        while node is not None:
            inner = self._begin(node)
            if inner is not None:
                above.append(node)
                node = inner
                continue
            while node is not None:
                self._end(node)
                following = node.next
                if following is not None:
                    node = following
                    break
                node = above.pop() if above else None
        self._close_line()

    def _begin(self, node: LexborNode) -> LexborNode | None:
        """Note that a node begins; return its first child if that is to be walked over."""
        if node.is_text_node:
            self._text(node.text_content or "")
        elif node.tag == "-doctype":
            self._note(Kind.DOCTYPE, text=(node.html or "").lower())
        elif node.is_element_node:
            return self._enter(node, str(node.tag))
        return None

    def _enter(self, node: LexborNode, tag: str) -> LexborNode | None:
        place = _counted(self._in_page, tag)
        if self._is_colour(tag):
            return node.child
        self._break_before(tag)
        attributes = _attributes(node.attributes)
        among = _counted(self._siblings[-1], tag)
        self.elements.append(Element(tag, self._open[-1], attributes, among, place))
        self._open.append(len(self.elements) - 1)
        self._siblings.append({})
        self._note(Kind.ENTER, tag, attributes)
        self._verbatim += tag in _VERBATIM
        self._code += tag in _CODE
        if tag in _RAW:
            self._note(Kind.TEXT, text=_raw_text(node, tag, dict(attributes)))
            return None
        return node.child

    def _end(self, node: LexborNode) -> None:
        tag = str(node.tag)
        if not node.is_element_node or self._is_colour(tag):
            return
        self._code -= tag in _CODE
        self._verbatim -= tag in _VERBATIM
        self._break_before(tag)
        self._note(Kind.LEAVE, tag)
        self._open.pop()
        self._siblings.pop()
        if tag in _SHOWN_INLINE:
            self._after_space, self._loose = False, None

    def _is_colour(self, tag: str) -> bool:
        return tag == "span" and self._code > 0

    def _break_before(self, tag: str) -> None:
        if tag not in _INLINE and tag not in _UNSEEN and "-" not in tag:
            self._close_line()

    def _close_line(self) -> None:
        if self._loose is not None:
            last = self.pieces[self._loose]
            self.pieces[self._loose] = last._replace(text=last.text.removesuffix(" "))
        self._after_space, self._loose = True, None

    def _text(self, text: str) -> None:
        if self._verbatim:
            self._add(text)
            self._after_space, self._loose = False, None
            return
        shown = _WHITE.sub(" ", text)
        if self._after_space:
            shown = shown.removeprefix(" ")
        if shown:
            self._add(shown)
            self._after_space = shown.endswith(" ")
            self._loose = len(self.pieces) - 1 if self._after_space else None

    def _add(self, text: str) -> None:
        last = self.pieces[-1] if self.pieces else None
        if last is not None and last.kind is Kind.TEXT and last.element == self._open[-1]:
            self.pieces[-1] = last._replace(text=last.text + text)
        else:
            self._note(Kind.TEXT, text=text)

    def _note(
        self,
        kind: Kind,
        name: str = "",
        attributes: tuple[tuple[str, str], ...] = (),
        text: str = "",
    ) -> None:
        self.pieces.append(Piece(kind, name, attributes, text, self._open[-1]))


def _counted(counts: dict[str, int], name: str) -> int:
    """How many of ``name`` there were before this one."""
    before = counts.get(name, 0)
    counts[name] = before + 1
    return before


def _document(tree: LexborHTMLParser) -> LexborNode:
    root = tree.root
    assert root is not None  # the parser makes an html element of anything
    return root.parent or root


def _attributes(written: dict[str, str | None]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, _value(name, value or "")) for name, value in written.items()))


def _value(name: str, value: str) -> str:
    if name in _SWITCHES:
        return ""
    if name == "class":
        return " ".join(sorted(set(value.split())))
    if name == "style":
        return _ALL_WHITE.sub("", value).rstrip(";")
    return _WHITE.sub(" ", value).strip()


def _raw_text(node: LexborNode, tag: str, attributes: dict[str, str]) -> str:
    if tag == "template":
        return _WHITE.sub(" ", (node.html or "").partition(">")[2]).strip()
    text = "".join(child.text_content or "" for child in node.iter(include_text=True))
    if "json" in attributes.get("type", ""):
        return _json_text(text)
    return _WHITE.sub(" ", text).strip()


def _json_text(text: str) -> str:
    """JSON whatever the order of its keys."""
    try:
        return json.dumps(json.loads(text), sort_keys=True, ensure_ascii=False)
    except (ValueError, RecursionError):
        return _WHITE.sub(" ", text).strip()


def _is_too_deep(markup: str) -> bool:
    depth = 0
    for found in _TAG.finditer(markup):
        if found[2].lower() not in _NEEDS_NO_END:
            depth = max(0, depth - 1) if found[1] else depth + 1
            if depth > DEEPEST:
                return True
    return False
