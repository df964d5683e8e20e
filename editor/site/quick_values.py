"""The values of front matter as most posts write it, read line by line.

A list of 20,000 posts needs no positions, anchors or block scalars: what is plain ``key: value``
is read here in a fraction of the time, and everything else is left to the one reader of YAML,
``editor.post.front_matter``, with which this one must agree.
"""

import re
from collections.abc import Callable, Mapping

from editor.post.front_matter import FrontMatter, FrontMatterError
from editor.post.scalars import Value, read_plain

_MOST_CHARS = 16 * 1024
# Tabs, line breaks other than "\n", and characters that YAML refuses or reads in its own way.
_UNUSUAL = re.compile("[\0-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_PLAIN = r"[^\W_](?:[^:#]+|:(?=[^ ])|(?<=[^ ])\#)*+"
_ENTRY = re.compile(
    rf"""
    (?P<key>[A-Za-z_][A-Za-z0-9_-]*):
    (?:[ ]+ (?:
        "(?P<double>[^"\\]*)" [ ]*
      | '(?P<single>[^']*)' [ ]*
      | \[(?P<flow>[^\[\]{{}}"'\#&*!|>%@`:?\\]*)\] [ ]*
      | (?P<plain>{_PLAIN})
    ))?
    """,
    re.VERBOSE,
)
_ITEM = re.compile(rf"(?P<indent>[ ]*)-[ ]+(?P<plain>{_PLAIN})", re.VERBOSE)
_FLOW_ITEM = re.compile(r"[^\W_][^,]*")
# Words that are no text as a key either.
_TYPED_KEYS = frozenset(("yes", "no", "on", "off", "true", "false", "null"))


class _NotPlainError(Exception):
    """The text wants a reader of YAML."""


def front_matter_values(text: str) -> Mapping[str, Value]:
    """Return what ``FrontMatter.parse(text).values()`` returns; raises FrontMatterError as it."""
    values = quick_values(text)
    return FrontMatter.parse(text).values() if values is None else values


def quick_values(text: str) -> dict[str, Value] | None:
    """Return the values of plain front matter; None for what wants a reader of YAML."""
    if len(text) > _MOST_CHARS:
        return None
    text = text.replace("\r\n", "\n")
    if _UNUSUAL.search(text):
        return None
    try:
        return _read_lines(text.split("\n"))
    except (_NotPlainError, FrontMatterError):
        return None


def _read_lines(lines: list[str]) -> dict[str, Value]:
    values: dict[str, Value] = {}
    items: list[Value] | None = None
    key, indent = "", None
    for line in lines:
        if not line or line.startswith("#"):
            continue
        item = _ITEM.fullmatch(line) if items is not None else None
        if item and items is not None and indent in (None, item["indent"]):
            indent = item["indent"]
            items.append(_plain(item["plain"]))
            values[key] = items
            continue
        entry = _ENTRY.fullmatch(line)
        if entry is None or entry["key"].lower() in _TYPED_KEYS:
            raise _NotPlainError
        key, kind = entry["key"], entry.lastgroup or "key"
        values[key] = _READERS[kind](entry[kind])
        items, indent = ([] if kind == "key" else None), None
    return values


def _plain(text: str) -> Value:
    return read_plain(text.rstrip(" "))


def _flow(text: str) -> Value:
    items = [item.strip(" ") for item in text.split(",")] if text.strip(" ") else []
    if not all(map(_FLOW_ITEM.fullmatch, items)):
        raise _NotPlainError
    return [read_plain(item) for item in items]


_READERS: Mapping[str, Callable[[str], Value]] = {
    "key": lambda _: None,
    "double": str,
    "single": str,
    "flow": _flow,
    "plain": _plain,
}
