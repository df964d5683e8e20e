"""Fills blocks with their spans, once everything that a text defines is known."""

import re

from editor.render.kramdown.attributes import resolve
from editor.render.kramdown.blocks.parser import Definitions
from editor.render.kramdown.spans.parser import SpanParser
from editor.render.kramdown.spans.rules import HANDLERS
from editor.render.kramdown.tree import Element, Node

_STRIPPED = " \t\r\f\v\n\0"
MOST_ABBREVIATIONS = 1_000
"""Names that are looked for in every text."""
_SPACE = re.compile(r"\s")
_SPACES = re.compile(r"\s+")
_KINDS = frozenset(("p", "header", "dt", "td", "th", "html", "stray"))


def _over_lines(name: str) -> str:
    """Return a pattern for a name whose spaces may be any white space (kramdown 2.5)."""
    return r"\s+".join(map(re.escape, _SPACE.split(name)))


class SpanPass:
    """Reads the texts of blocks with the definitions of one document."""

    def __init__(self, definitions: Definitions) -> None:
        self._definitions = definitions
        self._handlers = dict(HANDLERS)
        if not any(definitions.options.smart_quotes):
            self._handlers.pop('"', None)
        newer = definitions.options.newer
        names = sorted(definitions.abbreviations, key=len, reverse=True)[:MOST_ABBREVIATIONS]
        forms = "|".join(_over_lines(name) if newer else re.escape(name) for name in names)
        self._abbreviation = (
            re.compile(rf"(?<![A-Za-z0-9_])(?:{forms})(?![A-Za-z0-9_])") if names else None
        )
        self._known = {
            _SPACES.sub(" ", name) if newer else name: known
            for name, known in reversed(definitions.abbreviations.items())
        }

    def fill(self, element: Element) -> None:
        """Read the texts of an element and all below it."""
        if element.kind in _KINDS:
            if element.text:
                text, element.text = element.text, ""
                if element.kind == "p":
                    text = text.rstrip(_STRIPPED) + "\n" * element.level
                parser = SpanParser(text, self._definitions, self._handlers)
                parser.in_paragraph = (
                    element.kind == "p" and not element.model and self._definitions.options.gfm
                )
                element.children += parser.read()
                if self._abbreviation is not None:
                    self._abbreviate(element)
            if element.kind != "html":
                return
        for child in element.children:
            if isinstance(child, Element):
                self.fill(child)

    def _abbreviate(self, element: Element) -> None:
        children: list[Node] = []
        for child in element.children:
            if isinstance(child, str):
                children += self._split(child)
                continue
            if child.kind != "html_span" or child.model != "raw":
                self._abbreviate(child)
            children.append(child)
        element.children = children

    def _split(self, text: str) -> list[Node]:
        pieces: list[Node] = []
        start = 0
        for found in self._abbreviation.finditer(text) if self._abbreviation else ():
            if found.start() > start:
                pieces.append(text[start : found.start()])
            known = self._known.get(found[0]) or self._known[_SPACES.sub(" ", found[0])]
            element = Element("abbr")
            resolve(element.attributes, known.list, self._definitions.lists)
            if known.title:
                element.attributes["title"] = known.title
            element.children.append(found[0])
            pieces.append(element)
            start = found.end()
        if start < len(text):
            pieces.append(text[start:])
        return pieces
