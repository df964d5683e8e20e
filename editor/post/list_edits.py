"""Lists rewritten in their own style: kept items keep their source, new ones look like them."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final

from editor.post.entries import TextHabits, column, line_after, line_start
from editor.post.scalars import Quote, Value, write_scalar
from editor.post.tree import Kind, Node

_DASH_LINE: Final = re.compile(r"^[ ]*-(?=[ \t\r\n]|\Z)", re.MULTILINE)


def identity(value: Value) -> object:
    """Return what makes two values the same to Jekyll: type and content (True is not 1)."""
    if isinstance(value, list):
        return ("list", tuple(identity(item) for item in value))
    if isinstance(value, dict):
        return ("dict", tuple((key, identity(item)) for key, item in sorted(value.items())))
    return (type(value).__name__, repr(value))


def write_flow(value: Value, quote: Quote) -> str:
    """Return a value as YAML that fits into ``[...]``, on one line."""
    if isinstance(value, list):
        return "[" + ", ".join(write_flow(item, quote) for item in value) + "]"
    if isinstance(value, dict):
        pairs = (
            f"{write_scalar(key, quote, flow=True)}: {write_flow(item, quote)}"
            for key, item in value.items()
        )
        return "{" + ", ".join(pairs) + "}"
    return write_scalar(value, quote, flow=True)


def write_item(value: Value, quote: Quote, *, flow: bool, forced: bool = False) -> str:
    """Return one item of a list as YAML."""
    if isinstance(value, list | dict):
        return write_flow(value, quote)
    return write_scalar(value, quote, flow=flow, forced=forced)


def keep_items(old: Sequence[Value], new: Sequence[Value]) -> list[int | None]:
    """Return for each new item the index of the old item that it is, or None."""
    places: dict[object, list[int]] = defaultdict(list)
    for index in range(len(old) - 1, -1, -1):
        places[identity(old[index])].append(index)
    kept: list[int | None] = []
    for item in new:
        known = places.get(identity(item))
        kept.append(known.pop() if known else None)
    return kept


def item_quote(items: Sequence[Node], habits: TextHabits) -> tuple[Quote, bool]:
    """Return the quotes that a new item gets, and whether it gets them even if it needs none."""
    styles = Counter(item.style for item in items if item.kind is Kind.SCALAR)
    quoted = styles['"'] + styles["'"]
    if not quoted:
        return habits.quote, False
    quote = Quote.SINGLE if styles["'"] > styles['"'] else Quote.DOUBLE
    return quote, quoted * 2 > sum(styles.values())


def rewrite_flow_list(
    text: str, node: Node, old: Sequence[Value], new: Sequence[Value], habits: TextHabits
) -> str:
    """Return the source of a ``[...]`` list with other items, without anchor and tag."""
    start = node.content(text)
    quote, forced = item_quote(node.items, habits)
    if not node.items:
        padding = " " if text[start + 1 : start + 2] == " " else ""
        items = ", ".join(write_item(item, quote, flow=True) for item in new)
        return f"[{padding}{items}{padding}]" if new else text[start : node.end]
    if not new:
        return "[]"
    head = text[start : node.items[0].start]
    tail = text[node.items[-1].end : node.end]
    gaps = [
        text[left.end : right.start]
        for left, right in zip(node.items, node.items[1:], strict=False)
    ]
    gap = _usual_gap(gaps, head)
    kept = keep_items(old, new)
    parts = [head]
    for place, (index, item) in enumerate(zip(kept, new, strict=True)):
        if place:
            before = kept[place - 1]
            follows = index is not None and before is not None and index == before + 1
            parts.append(gaps[before] if follows and before is not None else gap)
        if index is None:
            parts.append(write_item(item, quote, flow=True, forced=forced))
        else:
            parts.append(text[node.items[index].start : node.items[index].end])
    return "".join(parts) + tail


def _usual_gap(gaps: Sequence[str], head: str) -> str:
    usable = Counter(gap for gap in gaps if "#" not in gap)
    if usable:
        return usable.most_common(1)[0][0]
    if "\n" in head and "#" not in head:
        return "," + head.removeprefix("[")
    return ", "


def rewrite_block_list(
    text: str, node: Node, old: Sequence[Value], new: Sequence[Value], habits: TextHabits
) -> tuple[int, int, str]:
    """Return (start, end, lines) that replace the lines of a ``- item`` list; ``new`` has items."""
    pieces = _block_pieces(text, node)
    lead = text[pieces[0][1] : node.items[0].start]
    if "\n" in lead or lead.strip() != "-":
        lead = " " * column(text, node.content(text)) + "- "
    quote, forced = item_quote(node.items, habits)
    start, end = pieces[0][1], pieces[-1][2]
    lines: list[str] = []
    for index, item in zip(keep_items(old, new), new, strict=True):
        if index is None:
            line = lead + write_item(item, quote, flow=False, forced=forced)
        else:
            begin = pieces[index][0] if index else start  # comments above the first item stay
            line = text[begin : pieces[index][2]]
        lines.append(line if line.endswith("\n") else line + habits.line_end)
    result = "".join(lines)
    if not text[start:end].endswith("\n"):
        result = result.removesuffix(habits.line_end)
    return start, end, result


def _block_pieces(text: str, node: Node) -> list[tuple[int, int, int]]:
    """Return for each item where its comments begin, where its dash line begins, and its end."""
    pieces: list[tuple[int, int, int]] = []
    place = line_start(text, node.content(text))
    for item in node.items:
        found = _DASH_LINE.search(text, place)
        dash_line = found.start() if found else place
        end = line_after(text, max(item.end, found.end() if found else place))
        pieces.append((place, dash_line, end))
        place = end
    return pieces


def write_block_list(new: Sequence[Value], habits: TextHabits, indent: str) -> str:
    """Return the lines of a new ``- item`` list, beginning with a line end."""
    lead = habits.line_end + indent + habits.list_indent
    return "".join(f"{lead}- {write_item(item, habits.quote, flow=False)}" for item in new)
