"""Where something stands in a page: in words, and as a line of the file."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from editor.render.comparison.pieces import Element

MOST_STEPS = 5
"""Elements that a place names, the innermost ones."""

_WORDS: Final = {
    "a": "link", "abbr": "abbreviation", "article": "article", "aside": "aside",
    "b": "bold", "blockquote": "quote", "body": "page", "br": "line break", "button": "button",
    "code": "code", "dd": "definition", "div": "box", "dl": "definitions", "dt": "term",
    "em": "emphasis", "figcaption": "caption", "figure": "figure", "footer": "footer",
    "form": "form", "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading",
    "h5": "heading", "h6": "heading", "head": "head", "header": "header", "hr": "rule",
    "i": "italic", "iframe": "frame", "img": "picture", "input": "input", "li": "item",
    "main": "main part", "nav": "navigation", "ol": "list", "p": "paragraph", "pre": "code block",
    "script": "script", "section": "section", "small": "small print", "strong": "strong",
    "style": "style sheet", "sup": "superscript", "table": "table", "td": "cell", "th": "cell",
    "time": "time", "title": "title", "tr": "row", "ul": "list", "video": "video",
}  # fmt: skip
"""Names of elements as people say them; any other is called by its tag."""

_LABELS = ("id", "property", "name", "rel", "class")
"""Attributes that tell one element from its like, the first of them that there is."""
_SHOWN_LABEL = 32
_OUTERMOST = ("html", "body")

_SKIPPED_OR_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(script|style|textarea|title)\b[^>]*>.*?(?:</\1\b|\Z)"
    r"|<([a-z][^\s/>]*)",
    re.IGNORECASE | re.DOTALL,
)


def place_in_words(elements: Sequence[Element], number: int) -> str:
    """Return the way to an element from the outside, such as ``article › paragraph 3 › link``."""
    steps = [_step(one) for one in _upwards(elements, number) if one.name not in _OUTERMOST]
    shown = list(reversed(steps[:MOST_STEPS]))
    if len(steps) > MOST_STEPS:
        shown.insert(0, "…")
    return " › ".join(shown) or "page"


def line_of(markup: str, elements: Sequence[Element], number: int, text: str = "") -> int:
    """Return the line of ``markup``, from 1, that an element stands on; 0 when it is not found.

    With ``text`` it is the line of that text after the beginning of the element, where it stands
    there as it is. Elements that a browser adds by itself have the line of the one around them.
    """
    for element in _upwards(elements, number):
        start = _find(markup, element)
        if start is not None:
            found = markup.find(text, start) if text else start
            return markup.count("\n", 0, start if found < 0 else found) + 1
    return 0


def _upwards(elements: Sequence[Element], number: int) -> Iterator[Element]:
    while number >= 0:
        yield elements[number]
        number = elements[number].parent


def _step(element: Element) -> str:
    words = _WORDS.get(element.name, element.name)
    if element.among_siblings:
        words = f"{words} {element.among_siblings + 1}"
    values = dict(element.attributes)
    label = next((values[name] for name in _LABELS if values.get(name)), "")
    if len(label) > _SHOWN_LABEL:
        label = f"{label[: _SHOWN_LABEL - 1]}…"
    return f"{words} “{label}”" if label else words


def _find(markup: str, element: Element) -> int | None:
    """The start of the element's tag: of the tags of that name the one with its number."""
    seen = 0
    for found in _SKIPPED_OR_TAG.finditer(markup):
        if (found[1] or found[2] or "").lower() == element.name:
            if seen == element.in_page:
                return found.start()
            seen += 1
    return None
