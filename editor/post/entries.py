"""Where the entries of a front matter stand in its text, and the habits the text shows."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from editor.post.scalars import Quote
from editor.post.tree import Kind, Node

# To YAML, U+0085, U+2028 and U+2029 are line breaks; pasted text may leave one at a line's end.
_BLANK_OR_COMMENT: Final = re.compile("[ \t\x85\u2028\u2029]*(?:#[^\r\n]*)?\r?(?:\n|\\Z)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One ``key: value`` of the front matter; ``colon`` is where its colon stands."""

    name: str
    key: Node
    value: Node
    colon: int

    @property
    def end(self) -> int:
        """Where the value ends, or the colon when there is none."""
        return max(self.value.end, self.colon + 1)

    @property
    def is_inline(self) -> bool:
        """Whether the value is written as one piece that another can stand for."""
        return self.value.kind in {Kind.SCALAR, Kind.ALIAS} or self.value.flow


@dataclass(frozen=True, slots=True)
class TextHabits:
    """What the text does elsewhere, for what is new: quotes, kind of lists, line ends."""

    quote: Quote
    block_lists: bool
    list_indent: str
    line_end: str


def entry_of(text: str, name: str, key: Node, value: Node) -> Entry:
    """Make an Entry, looking up its colon."""
    colon = text.find(":", key.end)
    return Entry(name, key, value, colon if colon >= 0 else key.end)


def line_start(text: str, index: int) -> int:
    """Return where the line of ``index`` begins."""
    return text.rfind("\n", 0, index) + 1


def column(text: str, index: int) -> int:
    """Return how many characters stand before ``index`` on its line."""
    return index - line_start(text, index)


def line_after(text: str, index: int) -> int:
    """Return where the line after that of ``index`` begins, or the end of the text."""
    end = text.find("\n", index)
    return len(text) if end < 0 else end + 1


def rest_is_blank(text: str, index: int) -> bool:
    """Tell whether nothing but blanks and a comment follow ``index`` on its line."""
    return _BLANK_OR_COMMENT.match(text, index) is not None


def habits_of(text: str, entries: Iterable[Entry]) -> TextHabits:
    """Learn from the text how new values are to be written."""
    quotes: Counter[str] = Counter()
    lists: Counter[bool] = Counter()
    indents: Counter[int] = Counter()
    for entry in entries:
        value = entry.value
        quotes.update(node.style for node in (value, *value.items) if node.style in {'"', "'"})
        if value.kind is Kind.SEQUENCE and value.items:
            lists[not value.flow] += 1
            if not value.flow:
                indents[column(text, value.content(text)) - column(text, entry.key.start)] += 1
    windows = text.count("\r\n")
    return TextHabits(
        Quote.SINGLE if quotes["'"] > quotes['"'] else Quote.DOUBLE,
        lists[True] > lists[False],
        " " * (indents.most_common(1)[0][0] if indents else 2),
        "\r\n" if windows * 2 > text.count("\n") else "\n",
    )
