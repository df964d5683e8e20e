"""What Jekyll reads out of a tree of YAML nodes (safe_yaml ``psych_handler.rb``)."""

import base64
import binascii
from collections.abc import Iterator
from typing import Final

from editor.post.errors import FrontMatterError
from editor.post.scalars import Value, read_plain, to_text
from editor.post.tree import Kind, Node, error_at

_BINARY_TAGS: Final = frozenset({"tag:yaml.org,2002:binary", "x-private:binary", "!binary"})
MERGE: Final = "<<"


def value_of(node: Node, text: str) -> Value:
    """Return the value of ``node``; ``text`` serves to name the place of an error.

    Raises FrontMatterError where Jekyll fails, or reads something else than what is written.
    """
    try:
        if node.kind is Kind.SCALAR:
            return _scalar_value(node)
        if node.kind is Kind.ALIAS:
            return _alias_value(node, text)
    except FrontMatterError as error:
        if error.line > 1 or error.column > 1:
            raise
        raise error_at(text, node.start, error.reason) from error
    if node.kind is Kind.SEQUENCE:
        return [value_of(item, text) for item in node.items]
    return mapping_value(node, text)


def mapping_value(node: Node, text: str) -> dict[str, Value]:
    """Return the value of a mapping: a later key wins, and so does a merge behind a key."""
    values: dict[str, Value] = {}
    for name, _, value in entries_of(node, text):
        if name == MERGE:
            values.update(_merged(value, text))
        else:
            values[name] = value_of(value, text)
    return values


def entries_of(node: Node, text: str) -> Iterator[tuple[str, Node, Node]]:
    """Yield (name, key, value) for each entry of a mapping, in the order of the file.

    Raises FrontMatterError for keys that are empty or lists: Jekyll misreads all that follows.
    """
    items = iter(node.items)
    for key, value in zip(items, items, strict=True):
        if key.kind is Kind.SCALAR and key.is_string:
            name: Value = key.text
        else:
            name = value_of(key, text)
        if name is None or isinstance(name, list | dict):
            raise error_at(text, key.start, "a key must be a word: Jekyll misreads what follows")
        yield to_text(name), key, value


def _scalar_value(node: Node) -> Value:
    if node.tag in _BINARY_TAGS:
        return _decode_binary(node.text)
    return node.text if node.is_string else read_plain(node.text)


def _decode_binary(text: str) -> str:
    try:
        return base64.b64decode(text).decode("utf-8", "replace")
    except (binascii.Error, ValueError) as error:
        raise FrontMatterError("the text marked as binary is not Base64") from error


def _alias_value(node: Node, text: str) -> Value:
    """Return what an alias stands for: nothing without an anchor; a string is typed anew."""
    if node.target is None:
        return None
    value = value_of(node.target, text)
    return read_plain(value) if isinstance(value, str) else value


def _merged(node: Node, text: str) -> dict[str, Value]:
    """Return what ``<<`` brings in: only an alias of a map does, one written here is lost."""
    if node.kind is Kind.MAPPING:
        mapping_value(node, text)  # for its errors
        return {}
    value = value_of(node, text)
    if not isinstance(value, dict):
        raise error_at(text, node.start, "“<<” needs the alias of a map behind it")
    return value
