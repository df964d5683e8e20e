"""Ways to write a change into the text of a front matter, the smallest first.

Each function yields whole texts; the caller takes the first that reads back as it should.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from editor.post.block_text import rewrite_block
from editor.post.entries import (
    Entry,
    TextHabits,
    column,
    line_after,
    line_start,
    rest_is_blank,
)
from editor.post.list_edits import (
    rewrite_block_list,
    rewrite_flow_list,
    write_block_list,
    write_flow,
)
from editor.post.scalars import Quote, Value, write_scalar
from editor.post.tree import Kind, Node

_LINE: Final = re.compile(r"[^\n]*\n|[^\n]+\Z")


def texts_with_value(
    text: str, entry: Entry, old: Value, new: Value, habits: TextHabits, *, in_flow: bool
) -> Iterator[str]:
    """Yield ``text`` with another value for ``entry``, in the style of its present value."""
    node = entry.value
    if isinstance(new, list):
        if node.kind is Kind.SEQUENCE and isinstance(old, list):
            yield from _texts_with_list(text, entry, old, new, habits)
        if habits.block_lists and new and not in_flow and node.kind is not Kind.SEQUENCE:
            indent = " " * column(text, entry.key.start)
            yield with_source(text, entry, write_block_list(new, habits, indent))
        yield with_source(text, entry, write_flow(new, habits.quote))
    elif isinstance(new, dict):
        yield with_source(text, entry, write_flow(new, habits.quote))
    else:
        if isinstance(new, str) and node.style in {"|", ">"} and not in_flow:
            yield from _texts_with_block(text, entry, new, habits)
        quoted = isinstance(new, str) and node.style in {'"', "'"}
        quote = Quote(node.style) if quoted else habits.quote
        yield with_source(text, entry, write_scalar(new, quote, flow=in_flow, forced=quoted))
        if isinstance(new, str):
            yield with_source(text, entry, write_scalar(new, Quote.DOUBLE, forced=True))


def _texts_with_list(
    text: str, entry: Entry, old: list[Value], new: list[Value], habits: TextHabits
) -> Iterator[str]:
    node = entry.value
    if node.flow:
        source = rewrite_flow_list(text, node, old, new, habits)
        yield text[: node.content(text)] + source + text[node.end :]
    elif new:
        start, end, lines = rewrite_block_list(text, node, old, new, habits)
        yield text[:start] + lines + text[end:]


def _texts_with_block(text: str, entry: Entry, new: str, habits: TextHabits) -> Iterator[str]:
    node = entry.value
    start = node.content(text)
    indent = " " * (column(text, entry.key.start) + 2)
    source = rewrite_block(text[start : node.end], new, indent, habits.line_end)
    if source is not None:
        yield text[:start] + source + text[node.end :]


def with_source(text: str, entry: Entry, source: str) -> str:
    """Return ``text`` with the source of a value put where the present value stands.

    An anchor stays, a tag goes. What stands on lines of its own, as a block list, makes room for
    a value behind the colon; a comment behind the colon stays there.
    """
    node = entry.value
    anchor = f"&{node.anchor} " if node.anchor else ""
    if node.is_empty:
        return _with_first_source(text, entry, source)
    multi_line = source.startswith(("\n", "\r\n"))
    if entry.is_inline and not multi_line:
        return text[: node.start] + anchor + source + text[node.end :]
    line_end = line_after(text, entry.colon)
    if entry.is_inline and node.start < line_end:
        rest = text[node.end :]
        return text[: entry.colon + 1] + (" " + anchor if anchor else "").rstrip() + source + rest
    return _with_lines_replaced(text, entry, anchor, source)


def _with_first_source(text: str, entry: Entry, source: str) -> str:
    """Write a value behind a colon that has none; blanks that stand there are made use of."""
    after = entry.colon + 1
    blanks = len(text[after:]) - len(text[after:].lstrip(" \t"))
    to_end = text[after + blanks : after + blanks + 1] in {"", "\r", "\n"}
    if source.startswith(("\n", "\r\n")):
        return text[:after] + source + text[after + (blanks if to_end else 0) :]
    if to_end and blanks:
        return text[: after + blanks] + source + text[after + blanks :]
    return text[:after] + (" " + source if source else "") + text[after:]


def _with_lines_replaced(text: str, entry: Entry, anchor: str, source: str) -> str:
    node = entry.value
    after = entry.colon + 1
    head_end = min(line_after(text, entry.colon), len(text))
    head = text[after:head_end]
    stem = head.rstrip("\r\n")
    if node.start < head_end:  # the anchor or tag of the lines below
        stem = text[node.content(text) : head_end].rstrip("\r\n") if node.anchor else ""
    last = line_after(text, node.end)
    tail = text[node.end : last]
    multi_line = source.startswith(("\n", "\r\n"))
    written = (" " + anchor.rstrip() if anchor else "") + stem.rstrip() + source
    if not multi_line:
        written = (" " + anchor + source if anchor or source else "") + stem.rstrip()
    return text[:after] + written + (tail.lstrip(" \t") if not tail.strip() else tail) + text[last:]


def texts_with_new_entry(
    text: str, line: str, after: Sequence[Entry], entries: Sequence[Entry], habits: TextHabits
) -> Iterator[str]:
    """Yield ``text`` with ``line`` put behind the last of ``after``, else at the end."""
    root_start = entries[0].key.start if entries else 0
    indent = text[line_start(text, root_start) : root_start] if entries else ""
    line = (indent if not indent.strip() else "") + line + habits.line_end
    anchors = [after[-1]] if after else list(entries[-1:])
    for entry in anchors:
        yield _with_line(text, line_after(text, max(entry.end - 1, entry.colon)), line, habits)
        following = [other.key.start for other in entries if other.key.start >= entry.end]
        if following:
            yield _with_line(text, line_start(text, min(following)), line, habits)
    if entries:
        last = max(entry.end for entry in entries)
        yield _with_line(text, line_after(text, last), line, habits)
    yield _with_line(text, len(text), line, habits)


def _with_line(text: str, place: int, line: str, habits: TextHabits) -> str:
    before = text[:place]
    if before and not before.endswith("\n"):
        return before + habits.line_end + line.removesuffix(habits.line_end) + text[place:]
    return before + line + text[place:]


def text_with_flow_entry(text: str, root: Node, pair: str) -> str:
    """Return ``text`` whose root is ``{...}`` with ``pair`` put behind its last entry."""
    if root.items:
        place = root.items[-1].end
        if root.items[-1].is_empty and text[place - 1 : place] == ":":
            return text[:place] + " null, " + pair + text[place:]
        return text[:place] + ", " + pair + text[place:]
    start = root.content(text)
    return text[:start] + "{" + pair + "}" + text[root.end :]


def texts_without(text: str, entry: Entry, entries: Sequence[Entry]) -> Iterator[str]:
    """Yield ``text`` without the lines of ``entry``: its key, its value, its comment behind."""
    start = line_start(text, entry.key.start)
    if text[start : entry.key.start].strip() or not rest_is_blank(text, entry.end):
        return
    end = line_after(text, entry.end)
    yield text[:start] + text[end:]
    # An indented comment or a blank line would become part of a block of text above.
    following = [other.key.start for other in entries if other.key.start >= entry.end]
    rest = line_start(text, min(following)) if following else len(text)
    lines = [line.lstrip(" \t") for line in _LINE.findall(text[end:rest])]
    yield text[:start] + "".join(lines) + text[rest:]
    yield text[:start] + "".join(line for line in lines if line.strip()) + text[rest:]


def text_without_flow(text: str, entry: Entry, entries: Sequence[Entry]) -> str:
    """Return ``text`` whose root is ``{...}`` without ``entry`` and one comma."""
    place = entries.index(entry)
    if place + 1 < len(entries):
        return text[: entry.key.start] + text[entries[place + 1].key.start :]
    start = entries[place - 1].end if place else entry.key.start
    return text[:start] + text[entry.end :]
