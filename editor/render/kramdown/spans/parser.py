"""The span pass: what stands inside the text of a block.

Every attempt to read an emphasis or a link is remembered with the elements it stands in, failed
ones too, so that no text is read more than a fixed number of times.
"""

import re
from bisect import bisect_left
from collections.abc import Callable
from functools import cached_property

from editor.render.kramdown.attributes import LIST_CONTENT, AttributeList, resolve
from editor.render.kramdown.blocks.parser import Definitions
from editor.render.kramdown.entities import as_entities
from editor.render.kramdown.tree import Element, Node

DEEPEST_SPAN = 60
"""Levels of spans; what is nested deeper stays text."""

FUEL_PER_CHARACTER = 2
_LEAST_FUEL = 10_000

IN_EM, IN_STRONG, IN_LINK = 1, 2, 4
"""Which elements stand around a text: none of them stands in its like."""

_SPECIAL = re.compile(
    r"[`*_\[\]\\]|!\[|<|&(?=[A-Za-z_:#])|[\"']|--|\.\.\.|>>|\ >>|\$\$|~~|\{:|\ \ \n|\n"
)
_SPECIAL_PLAIN = re.compile(
    r"[`*_\[\]\\]|!\[|<|&(?=[A-Za-z_:#])|[\"']|--|\.\.\.|>>|\ >>|\$\$|~~|\{:|\ \ \n"
)
_ANGLE_END = re.compile(r"[>\n]")
_LIST = re.compile(rf"\{{:(?![/}}]|:[A-Za-z0-9_])({LIST_CONTENT})\}}")

Handler = Callable[["SpanParser", int, int, "Run"], int]
"""Reads what a character begins; returns where to go on, or -1 when it begins nothing."""


class Run:
    """What has been read of one element's inside."""

    __slots__ = ("children", "start", "symbol_end")

    def __init__(self, start: int) -> None:
        self.children: list[Node] = []
        self.start = start
        """Where the text begins that no rule has taken yet."""
        self.symbol_end = -1
        """Where the last quote or dash ended, which takes an attribute list and loses it."""

    def merged(self) -> list[Node]:
        """Return the children with neighbouring texts joined."""
        out: list[Node] = []
        texts: list[str] = []
        for child in self.children:
            if isinstance(child, str):
                texts.append(child)
                continue
            if texts:
                out.append("".join(texts))
                texts.clear()
            out.append(child)
        if texts:
            out.append("".join(texts))
        return out


class SpanParser:
    """Reads the text of one block."""

    def __init__(
        self, text: str, definitions: Definitions, handlers: dict[str, Handler], *, depth: int = 0
    ) -> None:
        self.text = text
        self.definitions = definitions
        self.options = definitions.options
        self.handlers = self.all_handlers = handlers
        self.in_paragraph = False
        """Whether one backslash at the end of a line breaks it (GFM)."""
        self.as_written = False
        """Whether an HTML element stands around whose text is no markdown."""
        self.depth = depth
        self.known: dict[tuple[int, int, str], tuple[Element, int] | None] = {}
        """What stands at a position among certain open elements; None when nothing does."""
        self.no_close: dict[str, int] = {}
        """From where on a closing mark is known not to come any more."""
        self._angle = (0, 0, False)
        self.fuel = _LEAST_FUEL + FUEL_PER_CHARACTER * len(text)
        """How many marks may still be looked at: hostile texts end here."""
        self._special = _SPECIAL if self.options.hard_wrap else _SPECIAL_PLAIN

    def read(self, start: int = 0, flags: int = 0) -> list[Node]:
        """Return the nodes of the text from ``start`` to its end."""
        run = Run(start)
        self.run(run, flags, None)
        return run.merged()

    def inner(self, text: str, flags: int = 0) -> list[Node]:
        """Return the nodes of another text that stands inside this one."""
        if self.depth >= DEEPEST_SPAN:
            return [text]
        inner = SpanParser(text, self.definitions, self.handlers, depth=self.depth + 1)
        inner.in_paragraph = self.in_paragraph
        return inner.read(0, flags)

    def run(self, run: Run, flags: int, stop: Callable[[int, Run], int] | None) -> int:
        """Read until ``stop`` says where this run has ended; returns -1 at the end of the text."""
        text, position, search = self.text, run.start, self._special.search
        handlers = self.handlers
        while True:
            found = search(text, position)
            if found is None:
                break
            at = found.start()
            self.fuel -= 1
            if stop is not None:
                if self.fuel < 0:
                    return -1
                end = stop(at, run)
                if end >= 0:
                    self._flush(run, at)
                    return end
            handler = handlers.get(text[at])
            after = handler(self, at, flags, run) if handler is not None else -1
            if after > at:
                position = run.start = after
            else:
                position = at + 1
        self._flush(run, len(text))
        return -1

    def _flush(self, run: Run, at: int) -> None:
        if at > run.start:
            run.children.append(self.text[run.start : at])
            run.start = at

    def put(self, run: Run, at: int, *nodes: Node) -> None:
        """Append nodes that stand at a position, after the text before it."""
        if at > run.start:
            run.children.append(self.text[run.start : at])
        run.children += nodes

    def symbol(self, run: Run, at: int, text: str, end: int) -> int:
        """Append a quote, dash or entity that ends at ``end``."""
        form = self.options.entity_output
        if form == "as_char" or text.isascii():
            self.put(run, at, text)
        else:
            names = form == "symbolic"
            self.put(run, at, Element("raw", as_entities(text, symbolic=names)))
        run.symbol_end = end
        return end

    def read_list(self, at: int, _flags: int, run: Run) -> int:
        """``{: .class}`` straight behind a span belongs to it."""
        if at != run.start or not run.children:
            return -1
        if at >= self.no_close.get("}", len(self.text) + 1):
            return -1
        found = _LIST.match(self.text, at)
        if found is None:
            if self.text.find("}", at) < 0:
                self.no_close["}"] = at
            return -1
        last = run.children[-1]
        if isinstance(last, Element):
            given = AttributeList()
            given.add(found[1])
            if last.kind != "footnote_ref":
                last.references += given.names
                resolve(last.attributes, given, self.definitions.lists)
        elif run.symbol_end != at:
            return -1
        else:
            run.symbol_end = found.end()
        return found.end()

    def angle_ends(self, at: int) -> bool:
        """Whether a ``>`` follows in the line; asked often, searched once."""
        begin, end, closed = self._angle
        if not begin <= at < end:
            found = _ANGLE_END.search(self.text, at)
            end = found.start() if found else len(self.text)
            closed = found is not None and found[0] == ">"
            self._angle = (at, end, closed)
        return closed

    @cached_property
    def brackets_after(self) -> list[int]:
        """Where a white space with a quote behind it stands, in order."""
        return [found.start() for found in re.finditer(r"[ \t\r\f\v\n](?=[\"'])", self.text)]

    @cached_property
    def parentheses(self) -> dict[int, int]:
        """For every opening parenthesis the one that closes it."""
        pairs: dict[int, int] = {}
        open_ones: list[int] = []
        for found in re.finditer(r"[()]", self.text):
            if found[0] == "(":
                open_ones.append(found.start())
            elif open_ones:
                pairs[open_ones.pop()] = found.start()
        return pairs

    def first_from(self, positions: list[int], start: int) -> int:
        """Return the first of the positions from ``start`` on, -1 when there is none."""
        at = bisect_left(positions, start)
        return positions[at] if at < len(positions) else -1

    @cached_property
    def title_ends(self) -> dict[str, list[tuple[int, int]]]:
        """Where a title may end, for both kinds of quotes, and where its parenthesis ends."""
        return {
            quote: [
                (found.start(), found.end())
                for found in re.finditer(quote + r"[ \t\r\f\v\n]*\)", self.text)
            ]
            for quote in "\"'"
        }
