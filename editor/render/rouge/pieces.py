"""Pieces of coloured code, and what makes them."""

from collections.abc import Callable, Iterable
from typing import Protocol

Piece = tuple[str, str]
"""A class, empty for none, and the text that has it."""


class Colours(Protocol):
    """What colours code of one language."""

    def pieces(self, code: str) -> list[Piece]:
        """Return the code in pieces, each with its class; neighbours differ in class."""


Named = Callable[[str], Colours | None]
"""Gives what colours a language, by Rouge's own name; None for text without colours."""

Reader = Callable[[Named], Colours | None]
"""Makes what colours one language; the other languages that it may hold are given by name."""


def joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Return pieces whose neighbours differ in class, and none without text."""
    found: list[Piece] = []
    for name, text in pieces:
        if found and found[-1][0] == name:
            found[-1] = (name, found[-1][1] + text)
        elif text:
            found.append((name, text))
    return found
