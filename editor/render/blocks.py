"""Sanitised HTML in its top-level pieces, so that the preview replaces only what changed."""

import re

_TAG = re.compile(r'<(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*+)(?:[^">]++|"[^"]*+")*+>')
_VOID = frozenset(
    ("area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)


def split_blocks(page: str) -> tuple[str, ...]:
    """Return the pieces, which joined are ``page`` again; in time linear in its length.

    ``page`` must be balanced and write every attribute in double quotes, as the sanitiser does.
    Text between two elements is a piece of its own, white space belongs to the piece before it.
    """
    pieces: list[str] = []
    depth = start = 0
    for tag in _TAG.finditer(page):
        if tag["end"]:
            depth = max(0, depth - 1)
            if depth == 0:
                _add(pieces, page[start : tag.end()])
                start = tag.end()
            continue
        if depth == 0 and tag.start() > start:
            _add(pieces, page[start : tag.start()])
            start = tag.start()
        if tag["name"].lower() not in _VOID:
            depth += 1
        elif depth == 0:
            _add(pieces, page[start : tag.end()])
            start = tag.end()
    _add(pieces, page[start:])
    return tuple(pieces)


def depth_after(html: str, depth: int) -> int:
    """Return how many elements are open behind ``html`` that begins in ``depth`` open ones."""
    for tag in _TAG.finditer(html):
        if tag["end"]:
            depth = max(0, depth - 1)
        elif tag["name"].lower() not in _VOID:
            depth += 1
    return depth


def _add(pieces: list[str], piece: str) -> None:
    if not piece:
        return
    if pieces and piece.isspace():
        pieces[-1] += piece
    else:
        pieces.append(piece)
