"""From a text to HTML, at once or block by block."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from editor.render.kramdown.assembly import Assembly
from editor.render.kramdown.attributes import AttributeList, lay_down
from editor.render.kramdown.blocks.definitions import link_id
from editor.render.kramdown.blocks.parser import (
    NESTED_PER_CHARACTER,
    BlockParser,
    Definitions,
    LinkDefinition,
)
from editor.render.kramdown.blocks.rules import RULES
from editor.render.kramdown.fingerprint import (
    Fingerprint,
    definitions_fingerprint,
    fingerprint,
)
from editor.render.kramdown.options import JEKYLL, Options
from editor.render.kramdown.pieces import Contents, FootnoteList, Piece
from editor.render.kramdown.serializer import Serializer
from editor.render.kramdown.span_pass import SpanPass
from editor.render.kramdown.tree import Element, Node

_FOOTNOTE_INDENT = 6
_OPTIONS = "{::options"
_TEXTS = frozenset(("p", "header"))


@dataclass(frozen=True, slots=True)
class Block:
    """A top-level block of the page: its HTML and the line, from 0, where it starts."""

    html: str
    line: int


def convert(text: str, options: Options = JEKYLL) -> str:
    """Return the HTML that kramdown makes of a text."""
    return "".join(block.html for block in Renderer(options).render(text))


class Renderer:
    """Turns texts into blocks and keeps what it made, for the next text is mostly the same.

    With ``line_attribute`` every block says in an attribute of this name on which line of the
    text it starts, counted from 1.
    """

    def __init__(self, options: Options = JEKYLL, *, line_attribute: str = "") -> None:
        self._options = options
        self._line_attribute = line_attribute
        self._kept: dict[Fingerprint, list[Piece]] = {}
        self._kept_for = ""
        self.rendered = 0
        """How many blocks the last text made necessary; the others were kept."""

    def render(self, text: str) -> tuple[Block, ...]:
        """Return the blocks of a text; joined, their HTML is the page."""
        definitions = Definitions(self._options)
        for name, (address, title) in self._options.link_defs.items():
            definitions.links[link_id(name)] = LinkDefinition(address, title)
        root = read_blocks(text, definitions)
        spans = SpanPass(definitions)
        changes_options = _OPTIONS in text
        if changes_options:  # the last one within a line decides how all blocks are written
            self._kept = {}
            for element in (*root.elements, *definitions.footnotes.values()):
                spans.fill(element)
        serializer = Serializer(definitions.options, line_attribute=self._line_attribute)
        assembly = Assembly(definitions, self._line_attribute)
        pieces: list[Sequence[Piece]] = []
        lines: list[int] = []
        known_for = definitions_fingerprint(definitions)
        kept = self._kept if known_for == self._kept_for else {}
        self._kept, self._kept_for, self.rendered = {}, known_for, 0
        for element in root.elements:
            lines.append(element.line)
            key = fingerprint(element, element.line)
            made = None if changes_options else self._kept.get(key) or kept.get(key)
            if made is None:
                self.rendered += element.kind != "blank"
                spans.fill(element)
                made = serializer.pieces(element)
            self._kept[key] = made
            pieces.append(made)
        placed = assembly.number(pieces, lines)
        footnotes = self._footnotes(definitions, assembly, spans, serializer)
        return _finished(placed, lines, assembly, footnotes)

    def _footnotes(
        self,
        definitions: Definitions,
        assembly: Assembly,
        spans: SpanPass,
        serializer: Serializer,
    ) -> str:
        """Write the footnotes; one may ask for another, so their number grows meanwhile."""
        bodies: list[tuple[str, list[str | Piece], Element]] = []
        for name in assembly.used_footnotes:
            footnote = definitions.footnotes[name]
            spans.fill(footnote)
            body = _with_way_back(
                footnote,
                assembly.way_back(name),
                inline=definitions.options.footnote_backlink_inline,
            )
            parts = serializer.inner(body, _FOOTNOTE_INDENT)
            bodies.append((name, assembly.number([parts], [0])[0], body))
        finished = [
            (
                name,
                "".join(
                    assembly.contents(part) if isinstance(part, Contents) else part
                    for part in parts
                    if isinstance(part, str | Contents)
                ),
            )
            for name, parts, _ in bodies
        ]
        return assembly.footnotes(finished)


def _with_way_back(footnote: Element, links: str, *, inline: bool) -> Element:
    """Return the footnote with its links back, in its last paragraph or a new one."""
    body = Element("footnote", "", footnote.line)
    body.children = list(footnote.children)
    last = footnote.elements[-1] if footnote.elements else None
    mark = Element("raw", links)
    if not links and last is not None and last.kind == "p":
        return body
    inner = last
    while inline and inner is not None and inner.kind not in _TEXTS and inner.elements:
        inner = inner.elements[-1]
    if inline and inner is not None and inner.kind in _TEXTS:
        inner.children += ["\u00a0", mark]
    elif last is not None and last.kind == "p":
        paragraph = Element("p", "", last.line)
        paragraph.attributes = last.attributes
        paragraph.children = [*last.children, "\u00a0", mark]
        body.children[-1] = paragraph
    else:
        paragraph = Element("p", "", footnote.line)
        paragraph.children = [mark]
        body.children.append(paragraph)
    return body


def read_blocks(text: str, definitions: Definitions) -> Element:
    """Return the tree of a text's blocks, their texts not yet read."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n") + "\n"
    root = Element("root")
    definitions.nesting_left += NESTED_PER_CHARACTER * len(text)
    BlockParser(text, definitions, RULES).read(root)
    _tidy(root, definitions.lists)
    for footnote in definitions.footnotes.values():
        _tidy(footnote, definitions.lists)
    return root


def _tidy(element: Element, lists: Mapping[str, AttributeList]) -> None:
    """Take out the marks between blocks, join blank lines around them, lay attributes down."""
    children: list[Node] = []
    for child in element.children:
        if isinstance(child, Element):
            if child.kind in ("boundary", "definition", "mark"):
                element.level |= element.kind in ("li", "dd")  # seen in the white space alone
                continue
            if child.kind == "blank":
                last = children[-1] if children else None
                if isinstance(last, Element) and last.kind == "blank":
                    continue
            else:
                lay_down(child, lists)
                if child.children:
                    _tidy(child, lists)
        children.append(child)
    element.children = children


def _finished(
    placed: list[list[str | Piece]], lines: list[int], assembly: Assembly, footnotes: str
) -> tuple[Block, ...]:
    blocks: list[Block] = []
    used = False
    for parts, line in zip(placed, lines, strict=True):
        out = []
        for part in parts:
            if isinstance(part, Contents):
                out.append(assembly.contents(part))
            elif isinstance(part, FootnoteList):
                used = True
                out.append(footnotes)
            else:
                out.append(str(part))
        html = "".join(out)
        if blocks and html == "\n":
            blocks[-1] = Block(blocks[-1].html + html, blocks[-1].line)
        else:
            blocks.append(Block(html, line))
    if footnotes and not used:
        blocks.append(Block(footnotes, lines[-1] if lines else 0))
    return tuple(blocks)
