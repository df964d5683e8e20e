"""The front matter of a post: what Jekyll reads in it, and changes that touch one key only."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from editor.post.entries import Entry, TextHabits, column, entry_of, habits_of, line_start
from editor.post.errors import CannotEditError, FrontMatterError
from editor.post.list_edits import identity, write_block_list, write_flow
from editor.post.nested import continuations, parse_alone
from editor.post.rewriting import (
    text_with_flow_entry,
    text_without_flow,
    texts_with_new_entry,
    texts_with_value,
    texts_without,
    with_source,
)
from editor.post.scalars import Quote, Value, read_plain, write_quoted, write_scalar
from editor.post.tree import Kind, Node, Tree, error_at, read_tree
from editor.post.values import MERGE, entries_of, mapping_value

__all__ = ["CannotEditError", "FrontMatter", "FrontMatterError"]


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The YAML text between the fences, with every key's place in it.

    Values are typed as Jekyll types them. Each change returns a new FrontMatter whose text
    differs in the lines of one key; it was read again before it is returned, and every other key
    reads as before. CannotEditError is raised when that cannot be had.
    """

    text: str
    _tree: Tree = field(repr=False, compare=False)
    _entries: tuple[Entry, ...] = field(repr=False, compare=False)
    _values: dict[str, Value] = field(repr=False, compare=False)

    @classmethod
    def parse(cls, text: str) -> "FrontMatter":
        """Read YAML text as Jekyll does.

        Raises FrontMatterError where Jekyll reads no front matter (bad YAML, a list, a bare
        text) and for texts that would take forever or read as something else than they say.
        """
        tree = read_tree(text)
        root = tree.root
        if root is None or _is_nothing(root):
            return cls(text, tree, (), {})
        if root.kind is not Kind.MAPPING:
            reason = "it must be lines of “key: value”, not a list or a bare text"
            raise error_at(text, root.start, reason)
        entries = tuple(entry_of(text, *parts) for parts in entries_of(root, text))
        return cls(text, tree, entries, mapping_value(root, text))

    # --- reading ---------------------------------------------------------------------------

    def keys(self) -> tuple[str, ...]:
        """Return the keys in the order of the file, each once; merged ones stand at ``<<``."""
        return tuple(self._values)

    @property
    def unread_line(self) -> int | None:
        """The line from which Jekyll silently reads no more, as one less indented; else None."""
        rest = self.text[self._tree.end :]
        lines = (line.strip() for line in rest.split("\n"))
        if all(not line or line.startswith("#") for line in lines):
            return None
        return self.text.count("\n", 0, len(self.text) - len(rest.lstrip())) + 1

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def get(self, key: str, default: Value = None) -> Value:
        """Return the value of a key as Jekyll types it, or ``default`` when it is absent."""
        return self._values.get(key, default)

    def values(self) -> dict[str, Value]:
        """Return all keys and values; change nothing inside the values."""
        return dict(self._values)

    def is_simple(self, key: str) -> bool:
        """Tell whether a key holds one scalar, which a field or a line can show."""
        return key in self._values and not isinstance(self._values[key], list | dict)

    def is_plain(self, key: str) -> bool:
        """Tell whether a key's value is written without quotes (a date then means UTC)."""
        entry = self._find(key)
        if entry is None:
            return False
        return entry.value.kind is Kind.SCALAR and not entry.value.style and not entry.value.tag

    def written(self, key: str) -> tuple[str, Quote | None] | None:
        """Return the text of a scalar and its quotes, None for all that is not a plain or a
        quoted text: an absent key, a list, a block of lines, an alias.
        """
        entry = self._find(key)
        if entry is None or entry.value.kind is not Kind.SCALAR or entry.value.style in {"|", ">"}:
            return None
        return entry.value.text, Quote(entry.value.style) if entry.value.style else None

    def occurrences(self, key: str) -> int:
        """Return how often a key is written; the last one counts."""
        return sum(entry.name == key for entry in self._entries)

    def source(self, key: str) -> str:
        """Return the YAML of a key's value, for editing it by hand; "" when it is absent.

        A block of lines loses its indent; the comment behind the value does not belong to it.
        """
        entry = self._find(key)
        if entry is None or entry.value.is_empty:
            return ""
        node = entry.value
        if entry.is_inline:
            source = self.text[node.start : node.end]
            return source + "\n" if node.style and node.text.endswith("\n\n") else source
        start = node.start
        if not (node.anchor or node.tag):
            start = line_start(self.text, start)
        return textwrap.dedent(self.text[start : node.end])

    # --- changing --------------------------------------------------------------------------

    def set(self, key: str, value: Value, *, order: Sequence[str] = ()) -> "FrontMatter":
        """Return the front matter with another value for ``key``, in the style of the old one.

        A new key goes behind the last present key that stands before it in ``order``, else to
        the end. "", None and [] are written as such: removing is :meth:`remove`. Returns self
        when the key has that value already. Raises CannotEditError.
        """
        if key in self._values and identity(self._values[key]) == identity(value):
            return self
        entry = self._find(key)
        habits = habits_of(self.text, self._entries)
        if entry is None:
            source = self._write_new(value, habits)
            return self._first_faithful(key, value, self._texts_with_new(key, source, order))
        texts = texts_with_value(
            self.text, entry, self._values.get(key), value, habits, in_flow=self._in_flow
        )
        return self._first_faithful(key, value, texts)

    def set_plain(self, key: str, text: str, *, order: Sequence[str] = ()) -> "FrontMatter":
        """Return the front matter with ``text`` as it is behind ``key``; for dates.

        Where the present value is in quotes, ``text`` is put in the same quotes. Raises
        CannotEditError when ``text`` would not be read as one scalar.
        """
        entry = self._find(key)
        if entry is None:
            return self._first_faithful(
                key, read_plain(text), self._texts_with_new(key, text, order)
            )
        style = entry.value.style
        if style in {'"', "'"}:
            source, value = write_quoted(text, Quote(style)), text
            return self._first_faithful(key, value, [with_source(self.text, entry, source)])
        return self._first_faithful(key, read_plain(text), [with_source(self.text, entry, text)])

    def set_source(self, key: str, yaml_text: str, *, order: Sequence[str] = ()) -> "FrontMatter":
        """Return the front matter with ``yaml_text`` as the value of ``key``.

        Raises FrontMatterError, with line and column in ``yaml_text``, when it is not YAML, and
        CannotEditError when it cannot stand where the key is.
        """
        if key in self._values and yaml_text == self.source(key):
            return self
        node, value, complete = parse_alone(yaml_text)
        habits = habits_of(self.text, self._entries)
        entry = self._find(key)
        sources = continuations(yaml_text, node, self._indent, habits)
        texts: Iterable[str]
        if entry is None:
            texts = (
                text for source in sources for text in self._texts_with_new(key, source, order)
            )
        else:
            texts = (with_source(self.text, entry, source) for source in sources)
        # What an alias stands for is known only in its place.
        return self._first_faithful(
            key, value, texts, count=None if complete else max(1, self.occurrences(key))
        )

    def remove(self, key: str) -> "FrontMatter":
        """Return the front matter without ``key``, whose earlier duplicates go too.

        Returns self when the key is absent. Raises CannotEditError, also when another key uses
        the anchor of this one.
        """
        result = self
        while (entry := result._find(key)) is not None:
            result = result._without(entry)
        if key in result:
            raise CannotEditError(
                f"“{key}” comes from another key through “<<”. Nothing was changed; edit the "
                "front matter as text to take it out."
            )
        return result

    # --- how -------------------------------------------------------------------------------

    @property
    def _in_flow(self) -> bool:
        return self._tree.root is not None and self._tree.root.flow

    @property
    def _indent(self) -> int:
        return column(self.text, self._entries[0].key.start) if self._entries else 0

    def _find(self, key: str) -> Entry | None:
        """Return the entry whose value counts: the last one of that name."""
        if key == MERGE:
            return None
        return next((entry for entry in reversed(self._entries) if entry.name == key), None)

    def _write_new(self, value: Value, habits: TextHabits) -> str:
        if isinstance(value, list) and value and habits.block_lists and not self._in_flow:
            return write_block_list(value, habits, " " * self._indent)
        if isinstance(value, list | dict):
            return write_flow(value, habits.quote)
        return write_scalar(value, habits.quote, flow=self._in_flow)

    def _texts_with_new(self, key: str, source: str, order: Sequence[str]) -> Iterator[str]:
        habits = habits_of(self.text, self._entries)
        name = write_scalar(key, habits.quote, flow=True)
        separator = "" if not source or source.startswith(("\n", "\r\n")) else " "
        pair = f"{name}:{separator}{source}"
        if self._tree.root is not None and self._in_flow:
            yield text_with_flow_entry(self.text, self._tree.root, pair)
            return
        before = set(order[: order.index(key)] if key in order else ())
        after = [entry for entry in self._entries if entry.name in before]
        yield from texts_with_new_entry(self.text, pair, after, self._entries, habits)

    def _without(self, entry: Entry) -> "FrontMatter":
        used = _uses_of_anchors(self._entries, entry)
        if used:
            raise CannotEditError(
                f"“{entry.name}” cannot be removed: “{used}” repeats its value (“*” and a name). "
                "Nothing was changed; edit the front matter as text to change both."
            )
        if self._in_flow:
            texts: Iterable[str] = [text_without_flow(self.text, entry, self._entries)]
        else:
            texts = texts_without(self.text, entry, self._entries)
        left = self.occurrences(entry.name) - 1
        return self._first_faithful(entry.name, None, texts, count=left)

    def _first_faithful(
        self, key: str, value: Value, texts: Iterable[str], *, count: int | None = None
    ) -> "FrontMatter":
        """Return the first text that reads back as wished, every other key unchanged."""
        for text in texts:
            try:
                result = FrontMatter.parse(text)
            except FrontMatterError:
                continue
            if self._is_faithful(result, key, value, count):
                return result
        entry = self._find(key)
        used = _uses_of_anchors(self._entries, entry) if entry else ""
        cause = f": “{used}” repeats its value (“*” and a name)" if used else ""
        raise CannotEditError(
            f"“{key}” cannot be changed while every other key stays as it is{cause}. Nothing was "
            "changed; edit the front matter as text instead."
        )

    def _is_faithful(
        self, result: "FrontMatter", key: str, value: Value, count: int | None
    ) -> bool:
        before, now = self.values(), result.values()
        before.pop(key, None)
        present = key in now
        found = now.pop(key, None)
        if identity(before) != identity(now):
            return False
        if count is not None:
            return result.occurrences(key) == count
        return present and identity(found) == identity(value)


def _is_nothing(root: Node) -> bool:
    """Tell whether Jekyll finds an empty front matter: nothing, or a bare ``null`` or ``no``."""
    if root.kind is Kind.ALIAS:
        return True
    return root.kind is Kind.SCALAR and not root.is_string and not read_plain(root.text)


def _uses_of_anchors(entries: Sequence[Entry], entry: Entry) -> str:
    """Return the name of another entry that uses an anchor set in ``entry``, or ""."""
    inside = set(entry.value.walk())
    for other in entries:
        if other is not entry and any(node.target in inside for node in other.value.walk()):
            return other.name
    return ""
