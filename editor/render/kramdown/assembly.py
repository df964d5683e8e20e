"""The last pass: numbers of headings and footnotes, the table of contents, the footnotes' list."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from editor.render.kramdown.blocks.parser import Definitions
from editor.render.kramdown.entities import escape_attribute, escape_html
from editor.render.kramdown.ids import UsedIds
from editor.render.kramdown.pieces import (
    Contents,
    FootnoteList,
    FootnoteMark,
    GivenId,
    HeadingId,
    HeadingLink,
    LineMark,
    Piece,
    Pieces,
)
from editor.render.kramdown.span_writer import write_spans
from editor.render.kramdown.tree import Element, Node

FootnoteBody = Callable[[str], Sequence[Piece]]
"""Gives the pieces of a footnote's text and where its way back goes: see ``Document``."""


class Assembly:
    """Joins the pieces of blocks into HTML; blocks must come in their order."""

    def __init__(self, definitions: Definitions, line_attribute: str = "") -> None:
        self._options = definitions.options
        self._line_attribute = line_attribute
        self._definitions = definitions
        self._ids = {False: UsedIds(), True: UsedIds()}
        self._headings: list[tuple[Element, str]] = []
        self.used_footnotes: list[str] = []
        """The footnotes that were asked for, in the order of their numbers."""
        self._numbers: dict[str, int] = {}
        self._uses: dict[str, int] = {}
        self._lists: set[type] = set()

    def number(
        self, blocks: Iterable[Sequence[Piece]], first_lines: Iterable[int]
    ) -> list[list[str | Piece]]:
        """Return the blocks with everything put in that its place in the order decides."""
        return [
            [*self._all_placed(block, line)]
            for block, line in zip(blocks, first_lines, strict=True)
        ]

    def _all_placed(self, pieces: Iterable[Piece], line: int) -> Iterator[str | Piece]:
        for piece in pieces:
            if isinstance(piece, Contents | FootnoteList):
                if type(piece) in self._lists:
                    yield from self._all_placed(piece.otherwise, line)
                    continue
                self._lists.add(type(piece))
            yield piece if isinstance(piece, str) else self._placed(piece, line)

    def _placed(self, piece: Piece, line: int) -> str | Piece:
        if isinstance(piece, HeadingId | GivenId):
            return self._heading(piece)
        if isinstance(piece, HeadingLink):
            name = self._headings[-1][1] if self._headings else ""
            return f'<a href="#{escape_attribute(name)}"></a>' if name else ""
        if isinstance(piece, FootnoteMark):
            return self._mark(piece.name)
        if isinstance(piece, LineMark):
            return f' {self._line_attribute}="{line + piece.line + 1}"'
        return piece

    def _heading(self, piece: HeadingId | GivenId) -> str:
        if isinstance(piece, GivenId):
            self._headings.append((piece.heading, piece.name))
            return ""
        name = self._ids[piece.plain].take(piece.name)
        self._headings.append((piece.heading, name))
        return f' id="{name}"' if name else ""

    def _mark(self, name: str) -> str:
        if name not in self._numbers:
            self._numbers[name] = len(self._numbers) + self._options.footnote_nr
            self.used_footnotes.append(name)
        number = self._numbers[name]
        use = self._uses.get(name, -1) + 1
        self._uses[name] = use
        name = escape_attribute(self._options.footnote_prefix + name)
        repeat = f":{use}" if use else ""
        text = str(number)
        if self._options.newer:
            text = self._options.footnote_link_text.replace("%s", text)
            return (
                f'<sup id="fnref:{name}{repeat}"><a href="#fn:{name}" class="footnote"'
                f' rel="footnote" role="doc-noteref">{text}</a></sup>'
            )
        return (
            f'<sup id="fnref:{name}{repeat}" role="doc-noteref">'
            f'<a href="#fn:{name}" class="footnote" rel="footnote">{text}</a></sup>'
        )

    def uses(self, name: str) -> int:
        """How often a footnote was asked for."""
        return self._uses.get(name, 0) + 1

    def contents(self, contents: Contents) -> str:
        """Return the table of contents of all headings."""
        levels = self._options.toc_levels
        headings = [
            (heading, name)
            for heading, name in self._headings
            if heading.level in levels
            and "no_toc" not in heading.attributes.get("class", "").split()
        ]
        if not headings:
            return ""
        attributes = dict(contents.attributes)
        attributes.setdefault("id", "markdown-toc")
        opening = "".join(f' {k}="{escape_attribute(v)}"' for k, v in attributes.items())
        tree = _nested(headings)
        items = self._items(tree, contents.tag, attributes["id"], 2)
        return f"<{contents.tag}{opening}>\n{items}</{contents.tag}>\n"

    def _items(self, entries: list["_Entry"], tag: str, prefix: str, indent: int) -> str:
        out = []
        for entry in entries:
            name = escape_attribute(entry.name)
            link = f'<a href="#{name}" id="{prefix}-{name}">{self._title(entry.heading)}</a>'
            inner = ""
            if entry.inner:
                spaces = " " * (indent + 2)
                items = self._items(entry.inner, tag, prefix, indent + 4)
                inner = f"{spaces}<{tag}>\n{items}{spaces}</{tag}>\n{' ' * indent}"
            out.append(f"{' ' * indent}<li>{link}{inner}</li>\n")
        return "".join(out)

    def _title(self, heading: Element) -> str:
        out = Pieces()
        write_spans(_without_links(heading.children), out, self._options)
        return "".join(part for part in out.parts if isinstance(part, str))

    def footnotes(self, bodies: Sequence[tuple[str, str]]) -> str:
        """Return the list of footnotes, from their names and the HTML of their texts."""
        if not bodies:
            return ""
        items = []
        for name, body in bodies:
            anchor = escape_attribute(self._options.footnote_prefix + name)
            role = "" if self._options.newer else ' role="doc-endnote"'
            items.append(f'    <li id="fn:{anchor}"{role}>\n{body}    </li>\n')
        start = self._options.footnote_nr
        first = f' start="{start}"' if start != 1 else ""
        return (
            '<div class="footnotes" role="doc-endnotes">\n'
            f"  <ol{first}>\n{''.join(items)}  </ol>\n</div>\n"
        )

    def way_back(self, name: str) -> str:
        """Return the links from a footnote to its marks."""
        text = escape_html(self._options.footnote_backlink)
        if not text:
            return ""
        anchor = escape_attribute(self._options.footnote_prefix + name)
        links = []
        for use in range(self.uses(name)):
            repeat = f":{use}" if use else ""
            number = f"<sup>{use + 1}</sup>" if use else ""
            links.append(
                f'<a href="#fnref:{anchor}{repeat}" class="reversefootnote"'
                f' role="doc-backlink">{text}{number}</a>'
            )
        return "\u00a0".join(links)


class _Entry:
    """A line of the table of contents and those below it."""

    __slots__ = ("heading", "inner", "name")

    def __init__(self, heading: Element, name: str) -> None:
        self.heading = heading
        self.name = name
        self.inner: list[_Entry] = []


def _nested(headings: list[tuple[Element, str]]) -> list[_Entry]:
    top: list[_Entry] = []
    above: list[_Entry] = []
    for heading, name in headings:
        entry = _Entry(heading, name)
        while above and above[-1].heading.level >= heading.level:
            above.pop()
        (above[-1].inner if above else top).append(entry)
        above.append(entry)
    return top


def _without_links(nodes: Iterable[Node]) -> list[Node]:
    """A link cannot stand in another, nor a footnote's mark."""
    out: list[Node] = []
    for node in nodes:
        if isinstance(node, str):
            out.append(node)
        elif node.kind == "a":
            out += _without_links(node.children)
        elif node.kind != "footnote_ref":
            out.append(node)
    return out


__all__ = ["Assembly", "FootnoteBody", "FootnoteList", "LineMark"]
