"""The block pass: rules tried in order at a position of the text fill a tree."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from editor.render.kramdown.attributes import AttributeList, apply
from editor.render.kramdown.options import Options
from editor.render.kramdown.tree import Element

DEEPEST_BLOCK = 60
"""Levels of lists, quotes and HTML; what is nested deeper stays text. kramdown has no limit, it
runs out of stack."""

NESTED_PER_CHARACTER = 20
_LEAST_NESTED = 500_000
"""Characters read as the inside of a block, all together: what stands in ten quotes counts ten
times. Only texts made for it need more."""

BLANK = re.compile(r"(?:[ \t\r\f\v]*\n)+")
_FIRST = re.compile(r"[ ]*(.)?")


@dataclass(slots=True)
class LinkDefinition:
    """Where a reference link leads."""

    address: str
    title: str | None
    list: AttributeList = field(default_factory=AttributeList)


@dataclass(slots=True)
class Abbreviation:
    """What an abbreviation stands for."""

    title: str
    list: AttributeList = field(default_factory=AttributeList)


@dataclass(slots=True)
class Definitions:
    """What a text defines for all of itself, wherever it is written."""

    options: Options
    links: dict[str, LinkDefinition] = field(default_factory=dict)
    footnotes: dict[str, Element] = field(default_factory=dict)
    abbreviations: dict[str, Abbreviation] = field(default_factory=dict)
    lists: dict[str, AttributeList] = field(default_factory=dict)
    nesting_left: int = _LEAST_NESTED
    """Characters that may still be read as the inside of a block."""


Rule = Callable[["BlockParser"], bool]


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules by the first character of a line that is not a space, and those for the others."""

    by_character: Mapping[str, tuple[Rule, ...]]
    others: tuple[Rule, ...]
    indented: tuple[Rule, ...]


class BlockParser:
    """Reads one text, the whole or what stands inside a block, into the children of an element."""

    def __init__(
        self, text: str, definitions: Definitions, rules: Rules, *, line: int = 0, depth: int = 0
    ) -> None:
        self.text = text
        self.end = len(text)
        self.position = 0
        self.definitions = definitions
        self.options = definitions.options
        self.depth = depth
        self.parent = Element("root")
        self.open_tag = ""
        """The HTML element whose end is awaited at the start of a line."""
        self.inside_html = False
        """Whether an HTML element or a footnote stands around: GFM makes no ids there."""
        self.unclosed_fences: set[str] = set()
        self.not_closed: set[str] = set()
        """The marks of comments and instructions that are known not to end any more."""
        self.paragraph_end = -1
        """Where the last paragraph ended, which a line straight below may go on with."""
        self._rules = rules
        self._pending: AttributeList | None = None
        self._line = line
        self._counted = 0

    def nested(self, parent: Element, text: str, line: int) -> None:
        """Read the text inside a block into ``parent``; ``line`` is where it starts."""
        self.definitions.nesting_left -= len(text)
        if self.depth >= DEEPEST_BLOCK or self.definitions.nesting_left < 0:
            parent.children.append(Element("p", text.strip(), line))
            return
        inner = BlockParser(text, self.definitions, self._rules, line=line, depth=self.depth + 1)
        inner.options = self.options
        inner.inside_html = self.inside_html
        inner.read(parent)

    def read(self, parent: Element) -> None:
        """Read from the current position to the end of the text."""
        self.parent = parent
        while self.position < self.end:
            self.read_block()

    def read_block(self) -> None:
        """Read one block with the first rule that fits; one always does."""
        found = _FIRST.match(self.text, self.position)
        first = (found[1] or "\n") if found else "\n"
        if first != "\t" and found and found.start(1) - self.position >= 4:
            rules = self._rules.indented
        else:
            rules = self._rules.by_character.get(first, self._rules.others)
        for rule in rules:
            if rule(self):
                return

    def line(self) -> int:
        """The line of the current position."""
        self._line += self.text.count("\n", self._counted, self.position)
        self._counted = self.position
        return self._line

    def add(self, element: Element) -> Element:
        """Append a block, with the attributes of the list above it."""
        if self._pending is not None:
            apply(self._pending, element)
            self._pending = None
        self.parent.children.append(element)
        return element

    def add_blank(self) -> None:
        """Append a blank line, unless there is one."""
        last = self.last
        if last is None or last.kind != "blank":
            self._pending = None
            self.parent.children.append(Element("blank"))

    def add_definition(self, given: AttributeList) -> None:
        """Note where something was defined, so that a list below can add attributes to it."""
        mark = Element("definition")
        mark.listed, mark.references = given.attributes, given.names
        self.add(mark)

    def add_boundary(self) -> None:
        """Append an end-of-block marker."""
        self._pending = None
        self.parent.children.append(Element("boundary"))

    def add_mark(self) -> None:
        """Note where lists or options were defined: they part blocks, and make no room for one."""
        self._pending = None
        self.parent.children.append(Element("mark"))

    def attach(self, found: AttributeList) -> None:
        """Give an attribute list to the block above it, else to the next one."""
        last = self.last
        if last is not None and last.kind not in ("blank", "boundary", "mark"):
            apply(found, last)
            self._pending = None
            if last.kind == "dl":
                last.model = "closed"
        elif self._pending is not None:
            self._pending.merge(found)
        else:
            self._pending = found

    def forget_pending(self) -> None:
        """Drop an attribute list that no block has claimed."""
        self._pending = None

    @property
    def last(self) -> Element | None:
        """The block above."""
        children = self.parent.children
        last = children[-1] if children else None
        return last if isinstance(last, Element) else None

    def goes_on(self) -> Element | None:
        """The paragraph straight above, if any."""
        last = self.last
        goes_on = last is not None and last.kind == "p" and self.paragraph_end == self.position
        return last if goes_on else None

    def after_boundary(self) -> bool:
        """Whether a block may begin here that must stand apart; it may follow its own list."""
        last = self.last
        return last is None or self._pending is not None or last.kind in ("blank", "boundary")
