"""Fills blocks with their spans, once everything that a text defines is known."""

import re

from editor.render.kramdown.attributes import resolve
from editor.render.kramdown.blocks.parser import Definitions
from editor.render.kramdown.spans.parser import SpanParser
from editor.render.kramdown.spans.rules import HANDLERS
from editor.render.kramdown.tree import Element, Node

_STRIPPED = " \t\r\f\v\n\0"
_KINDS = frozenset(("p", "header", "dt", "td", "th", "html", "stray"))


class SpanPass:
    """Reads the texts of blocks with the definitions of one document."""

    def __init__(self, definitions: Definitions) -> None:
        self._definitions = definitions
        self._handlers = dict(HANDLERS)
        if not any(definitions.options.smart_quotes):
            self._handlers.pop('"', None)
        names = sorted(definitions.abbreviations, key=len, reverse=True)
        self._abbreviation = (
            re.compile(rf"(?<![A-Za-z0-9_])(?:{'|'.join(map(re.escape, names))})(?![A-Za-z0-9_])")
            if names
            else None
        )

    def fill(self, element: Element) -> None:
        """Read the texts of an element and all below it."""
        if element.kind in _KINDS:
            if element.text:
                text, element.text = element.text, ""
                if element.kind == "p":
                    text = text.rstrip(_STRIPPED) + "\n" * element.level
                parser = SpanParser(text, self._definitions, self._handlers)
                parser.in_paragraph = element.kind == "p" and self._definitions.options.gfm
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
            known = self._definitions.abbreviations[found[0]]
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
