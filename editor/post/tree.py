"""YAML as a tree of nodes that know where they stand in the text, bounded against bombs.

Built from PyYAML's events rather than its ``compose``: the C composer crashes on deep nesting,
types every scalar by YAML's rules, and refuses what Jekyll's reader takes (an alias without an
anchor).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

import yaml
from yaml.reader import ReaderError

from editor.post.errors import FrontMatterError

DEEPEST_NESTING: Final = 100
MOST_NODES: Final = 50_000  # aliases count as often as they are used
LONGEST_TEXT: Final = 4_000_000  # characters

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Jekyll hands the opening fence to its reader too; without it "%x" would be a directive.
_FENCE: Final = "---\n"
_CLOSING_LINE: Final = re.compile(r"^(?:---|\.\.\.)[ \t\r\n\f\v]*$", re.MULTILINE)
# Not compiled before it is needed: so many characters take long.
_UNPRINTABLE: Final = (
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
# The C reader takes a tab between ":" and the value, the Python one does not.
_TAB_AFTER_KEY: Final = re.compile(r"^( *(?:- +)*[\w-]+:)([ \t]*\t[ \t]*)", re.MULTILINE)


class Kind(Enum):
    """What a node is."""

    SCALAR = 1
    SEQUENCE = 2
    MAPPING = 3
    ALIAS = 4


@dataclass(slots=True, eq=False)
class Node:
    """One value or key in the text; ``text[start:end]`` is its source with anchor and tag.

    ``content`` is where the value itself starts, behind anchor and tag. ``items`` holds the items
    of a sequence, or keys and values of a mapping by turns. A block scalar ends before the blank
    lines behind it. ``style`` is the quote, ``|`` or ``>`` of a scalar, and empty for a plain one.
    """

    kind: Kind
    start: int
    end: int
    text: str = ""
    style: str = ""
    is_string: bool = False  # whatever it looks like: quoted, or a block of text
    flow: bool = False
    anchor: str = ""
    tag: str = ""
    items: list["Node"] = field(default_factory=list)
    target: "Node | None" = None
    weight: int = 1

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in the text, as behind ``tags:``."""
        return self.start == self.end

    def content(self, text: str) -> int:
        """Return where the value starts behind its anchor and tag."""
        match = _PROPERTIES.match(text, self.start, self.end)
        return match.end() if match and (self.anchor or self.tag) else self.start

    def walk(self) -> Iterator["Node"]:
        """Yield the node and everything in it; aliases are not followed."""
        yield self
        for item in self.items:
            yield from item.walk()


_PROPERTIES: Final = re.compile(r"(?:[&!]\S*\s*)+")


@dataclass(frozen=True, slots=True)
class Tree:
    """The first document of a text, None when it is empty, and where Jekyll stops to read it."""

    root: Node | None
    end: int


def read_tree(text: str) -> Tree:
    """Return the first document of ``text`` as Jekyll's reader would get it.

    Raises FrontMatterError for text that is not YAML, and for what would take forever.
    """
    if len(text) > LONGEST_TEXT:
        raise FrontMatterError("it is longer than any front matter can be")
    if found := _CLOSING_LINE.search(text):
        raise error_at(text, found.start(), "a line of “---” or “...” ends the front matter")
    try:
        # In a file the closing fence is on a line of its own, so that every line has an end.
        return _Builder(text).build(_FENCE + text + ("" if text.endswith("\n") else "\n"))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if "quoted scalar" in str(error.context) and error.context_mark:
            mark = error.context_mark  # where the quote is, not where the text ends
        index = mark.index - len(_FENCE) if mark else 0
        raise error_at(text, index, _explain(error)) from error
    except (ReaderError, UnicodeEncodeError) as error:
        odd = re.search(_UNPRINTABLE, text)
        reason = f"YAML cannot hold the character U+{ord(odd[0]):04X}" if odd else str(error)
        raise error_at(text, odd.start() if odd else 0, reason) from error


def error_at(text: str, index: int, reason: str) -> FrontMatterError:
    """Make the error that names a place in ``text`` by line and column."""
    index = min(max(index, 0), len(text))
    line_start = text.rfind("\n", 0, index) + 1
    return FrontMatterError(reason, text.count("\n", 0, index) + 1, index - line_start + 1)


def _span(event: yaml.Event) -> tuple[int, int]:
    assert event.start_mark is not None
    assert event.end_mark is not None
    return event.start_mark.index - len(_FENCE), event.end_mark.index - len(_FENCE)


class _Builder:
    """Puts events together to nodes; the stack is a list, so that depth costs no recursion."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._root: Node | None = None
        self._open: list[Node] = []
        self._anchors: dict[str, Node] = {}
        self._weight = 0

    def build(self, fenced: str) -> Tree:
        if _LOADER is yaml.SafeLoader:
            fenced = _TAB_AFTER_KEY.sub(lambda found: found[1] + " " * len(found[2]), fenced)
        loader = _LOADER(fenced)
        try:
            event = loader.get_event()
            while not isinstance(event, yaml.DocumentEndEvent | yaml.StreamEndEvent):
                self._take(event)
                event = loader.get_event()
        finally:
            loader.dispose()
        return Tree(self._root, _span(event)[0])

    def _take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._add(self._scalar(event))
        elif isinstance(event, yaml.CollectionStartEvent):
            self._enter(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._leave(event)
        elif isinstance(event, yaml.AliasEvent):
            self._add(self._alias(event))

    def _scalar(self, event: yaml.ScalarEvent) -> Node:
        start, end = _span(event)
        style = event.style or ""
        if style in {"|", ">"}:
            end = self._block_scalar_end(start, end, event.value)
        return Node(
            Kind.SCALAR,
            start,
            end,
            event.value,
            "" if style in {":", "?"} else style,
            bool(event.implicit[1]),
            anchor=event.anchor or "",
            tag=event.tag or "",
        )

    def _block_scalar_end(self, start: int, end: int, value: str) -> int:
        """Return the end of the last line; blank lines behind it count where the value has them."""
        source = self._text[start:end]
        blanks = value[len(value.rstrip(" \t\n")) :]
        header = source.partition("\n")[0].partition("#")[0]
        if "+" in header or blanks.partition("\n")[2].strip("\n"):
            return start + len(source.removesuffix("\n").removesuffix("\r"))
        last_line = source.find("\n", len(source.rstrip(" \t\r\n")))
        return start + len(source[:last_line].removesuffix("\r") if last_line >= 0 else source)

    def _alias(self, event: yaml.AliasEvent) -> Node:
        start, end = _span(event)
        name = event.anchor or ""
        target = self._anchors.get(name)
        if target is not None and target in self._open:
            raise error_at(self._text, start, f"“*{name}” contains itself")
        weight = target.weight if target else 1
        return Node(Kind.ALIAS, start, end, name, target=target, weight=weight)

    def _enter(self, event: yaml.CollectionStartEvent) -> None:
        sequence = isinstance(event, yaml.SequenceStartEvent)
        node = Node(
            Kind.SEQUENCE if sequence else Kind.MAPPING,
            *_span(event),
            flow=bool(event.flow_style),
            anchor=event.anchor or "",
            tag=event.tag or "",
        )
        self._add(node)
        self._open.append(node)
        if len(self._open) > DEEPEST_NESTING:
            raise error_at(self._text, node.start, "lists are nested too deeply")

    def _leave(self, event: yaml.CollectionEndEvent) -> None:
        node = self._open.pop()
        _, end = _span(event)
        if node.flow and self._text[end - 1 : end] in {"]", "}"} and end > node.start:
            node.end = end
        elif node.items:
            # The event stands behind comments and blank lines, the value ends before them.
            node.end = node.items[-1].end
        if self._open:
            self._open[-1].weight += node.weight

    def _add(self, node: Node) -> None:
        self._weight += node.weight
        if self._weight > MOST_NODES:
            raise error_at(self._text, node.start, "it holds more values than can be read")
        if node.anchor:
            self._anchors[node.anchor] = node
        if self._open:
            parent = self._open[-1]
            parent.items.append(node)
            if node.kind in {Kind.SCALAR, Kind.ALIAS}:
                parent.weight += node.weight
        elif self._root is None:
            self._root = node


_EXPLANATIONS: Final = (
    ("mapping values are not allowed", "a colon and a space in a text: put the text in quotes"),
    ("found unexpected end of stream", "a quote or bracket is opened and never closed"),
    ("expected ',' or ']'", "a list is opened with “[” and not closed, or lacks a comma"),
    ("expected ',' or '}'", "a map is opened with “{” and not closed, or lacks a comma"),
    ("cannot start any token", "a text cannot begin with this character: put it in quotes"),
    ("found undefined tag handle", "a text that begins with “!” belongs in quotes"),
    ("found unknown escape", "a backslash in double quotes: write it twice, or use single quotes"),
    ("could not find expected ':'", "a line that is neither “key: value” nor part of a value"),
    ("did not find expected key", "a line that does not fit: wrong indent, or text behind quotes"),
    ("did not find expected '-' indicator", "a line that does not fit into the list above it"),
    ("did not find expected node content", "a value is missing here"),
    ("did not find expected alphabetic", "a text that begins with “*” or “&” belongs in quotes"),
    ("block sequence entries are not allowed", "a list item cannot stand here"),
)


def _explain(error: yaml.MarkedYAMLError) -> str:
    problem = str(error.problem or error.context or "it is not YAML")
    return next((plain for known, plain in _EXPLANATIONS if known in problem), problem)
