"""Judging SVG: a drawing that runs programs, or that never ends to be drawn, is not let in.

It is not made harmless by cutting pieces out: a site serves it as it is, and a reader who opens
it alone has it run in the site's name.
"""

import re
from typing import Final
from xml.parsers import expat

from editor.site.errors import ImageError

MOST_BYTES: Final = 10 * 1024 * 1024
MOST_DRAWN: Final = 200_000
"""Shapes, counted as often as ``use`` repeats them."""
DEEPEST: Final = 500

# As in "java\nscript:", which browsers read as one word.
_RUNS = re.compile(
    r"\s*(?:(?:j\s*a\s*v\s*a|v\s*b)\s*s\s*c\s*r\s*i\s*p\s*t\s*:|data:\s*text/)", re.IGNORECASE
)
_PROGRAMS = frozenset(
    ("script", "handler", "listener", "iframe", "frame", "object", "embed", "applet", "base",
     "meta", "link", "form")
)  # fmt: skip
_XLINK = "http://www.w3.org/1999/xlink href"


def check_drawing(data: bytes) -> None:
    """Raise ImageError, saying why, for an SVG that is not fit for a page."""
    if len(data) > MOST_BYTES:
        raise _refused("it is larger than 10 MB")
    _Reader().read(data)


def _refused(reason: str) -> ImageError:
    return ImageError(f"The drawing was not copied: {reason}. Save it as PNG, or without that.")


class _Reader:
    """Counts what is drawn while the text goes by; nothing is kept but names and numbers."""

    def __init__(self) -> None:
        self._open: list[str | None] = []  # the id of each element that is not closed
        self._own: dict[str, int] = {}  # by id: shapes within
        self._uses: dict[str, list[str]] = {}  # by id: the ids that are drawn within
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.EntityDeclHandler = self._entity
        self._parser.ProcessingInstructionHandler = self._instruction

    def read(self, data: bytes) -> None:
        """Read the whole text and judge it."""
        try:
            self._parser.Parse(data, True)
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise _refused("it is not well-formed XML") from error
        if self._weight("") > MOST_DRAWN:
            raise _refused("it repeats its shapes too often to be drawn")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2].lower()
        if local in _PROGRAMS:
            raise _refused(f"it holds a program (“{local}”)")
        for key, value in attributes.items():
            written = key.rpartition(" ")[2].lower()
            if written.startswith("on") or _RUNS.match(value):
                raise _refused(f"it holds a program (“{written}”)")
        if self._own.get("", 0) > MOST_DRAWN:
            raise _refused("it has too many shapes to be drawn")
        if len(self._open) >= DEEPEST:
            raise _refused("its parts are nested too deeply")
        own = attributes.get("id")
        self._open.append(own)
        used = attributes.get("href", attributes.get(_XLINK, ""))
        for name_of_part in {"", *(part for part in self._open if part is not None)}:
            self._own[name_of_part] = self._own.get(name_of_part, 0) + 1
            if local == "use" and used.startswith("#"):
                self._uses.setdefault(name_of_part, []).append(used[1:])

    def _end(self, _: str) -> None:
        self._open.pop()

    def _entity(self, *_: object) -> None:
        raise _refused("it defines abbreviations (entities)")

    def _instruction(self, target: str, _: str) -> None:
        if target.lower() == "xml-stylesheet":
            raise _refused("it is drawn by another file (a style sheet)")

    def _weight(self, root: str) -> int:
        """Return how many shapes ``root`` draws, as far as is still of interest."""
        weights: dict[str, int] = {}
        begun = {root}
        pending = [(root, iter(self._uses.get(root, ())))]
        while pending:
            name, used = pending[-1]
            fresh = next((it for it in used if it not in begun), None)
            if fresh is not None:
                begun.add(fresh)
                pending.append((fresh, iter(self._uses.get(fresh, ()))))
                continue
            pending.pop()
            # What is begun and not weighed contains itself, which no browser draws.
            repeated = sum(weights.get(it, 0) for it in self._uses.get(name, ()))
            weights[name] = min(self._own.get(name, 0) + repeated, MOST_DRAWN + 1)
        return weights[root]
