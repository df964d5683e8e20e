"""Emphasis and strikethrough."""

import re

from editor.render.kramdown.spans.parser import (
    DEEPEST_SPAN,
    IN_EM,
    IN_LINK,
    IN_STRONG,
    Run,
    SpanParser,
)
from editor.render.kramdown.tree import Element

_BITS = {"*": IN_EM, "_": IN_EM, "**": IN_STRONG, "__": IN_STRONG}
_TAGS = {1: "em", 2: "strong"}
_CLOSE = {
    "*": re.compile(r"(?<=[^ \t\r\n\f\v])\*(?!\*(?!\*))"),
    "_": re.compile(r"(?<=[^ \t\r\n\f\v])_(?!_(?!_))(?![^\W_])"),
    "**": re.compile(r"(?<=[^ \t\r\n\f\v])\*\*"),
    "__": re.compile(r"(?<=[^ \t\r\n\f\v])__(?![^\W_])"),
}
_IN_WORD = re.compile(r"[^\W\d_]-?\Z")
_LONGEST_RUN = 50
"""Underscores beside one another that are looked at."""
_STRIKE_END = re.compile(r"[^ \t\r\n\f\v~]~~")
_STRIKE = re.compile(r"~~(?=[^ \t\r\n\f\v~])(.*?[^ \t\r\n\f\v~])~~", re.DOTALL)


def read_emphasis(parser: SpanParser, at: int, flags: int, run: Run) -> int:
    """``*em*``, ``**strong**`` and both with underscores; returns behind it."""
    text = parser.text
    mark = text[at]
    delimiter = mark * 2 if text.startswith(mark, at + 1) else mark
    after = at + len(delimiter)
    literal = (
        after >= len(text)
        or text[after] in " \t\r\n\f\v"
        or (mark == "_" and _is_in_word(parser, at))
        or flags & _BITS[delimiter]
    )
    if not literal:
        second = len(delimiter) == 2 and not flags & IN_EM
        for attempt in (delimiter, mark) if second else (delimiter,):
            found = _attempt(parser, at, flags, attempt)
            if found is not None:
                parser.put(run, at, _fresh(found[0]))
                return found[1]
    parser.put(run, at, delimiter)
    return after


def _is_in_word(parser: SpanParser, at: int) -> bool:
    """Whether letters end before an underscore, for kramdown 2.5 also before others beside it."""
    before = parser.text[max(0, at - _LONGEST_RUN) : at]
    if parser.options.newer:
        before = before.rstrip("_")
    return _IN_WORD.search(before[-2:]) is not None


def _attempt(parser: SpanParser, at: int, flags: int, delimiter: str) -> tuple[Element, int] | None:
    bit = _BITS[delimiter]
    key = (at, flags, delimiter)
    if key in parser.known:
        return parser.known[key]
    if (
        flags & bit
        or parser.fuel < 0
        or _is_hopeless(parser, at, delimiter)
        or parser.depth >= DEEPEST_SPAN
    ):
        return None
    content = Run(at + len(delimiter))
    close, text = _CLOSE[delimiter], parser.text
    seen: list[int] = [at]

    def stop(position: int, inner: Run) -> int:
        if text[position] != delimiter[0]:
            return -1
        found = close.match(text, position)
        if found is None or (position == inner.start and not inner.children):
            if _stands_alone(text, position, delimiter):
                seen.append(position)
            return -1
        return found.end()

    parser.depth += 1
    end = parser.run(content, flags | bit, stop)
    parser.depth -= 1
    if end < 0:
        for position in seen:
            parser.known[position, flags, delimiter] = None
        return None
    element = Element(_TAGS[len(delimiter)])
    element.children = content.merged()
    parser.known[key] = (element, end)
    return element, end


def _stands_alone(text: str, position: int, delimiter: str) -> bool:
    """Whether an attempt from here would read what follows just as this one does."""
    if len(delimiter) == 2:
        return text.startswith(delimiter, position)
    return text[position + 1 : position + 2] != delimiter and text[position - 1] != delimiter


def _is_hopeless(parser: SpanParser, at: int, delimiter: str) -> bool:
    """Whether no closing mark follows at all."""
    if at >= parser.no_close.get(delimiter, len(parser.text) + 1):
        return True
    if _CLOSE[delimiter].search(parser.text, at + len(delimiter)) is None:
        parser.no_close[delimiter] = at
        return True
    return False


def read_strikethrough(parser: SpanParser, at: int, flags: int, run: Run) -> int:
    """``~~gone~~`` (GFM)."""
    if not parser.options.gfm or at >= parser.no_close.get("~~", len(parser.text) + 1):
        return -1
    if _STRIKE_END.search(parser.text, at + 2) is None:
        parser.no_close["~~"] = at
        return -1
    key = (at, flags & IN_LINK, "~~")
    if key not in parser.known:
        found = _STRIKE.match(parser.text, at)
        if found is None:
            return -1
        element = Element("del")
        element.children = parser.inner(found[1], flags & IN_LINK)
        parser.known[key] = (element, found.end())
    known = parser.known[key]
    if known is None:
        return -1
    parser.put(run, at, _fresh(known[0]))
    return known[1]


def _fresh(known: Element) -> Element:
    """Return an element that an attribute list may change: the known one may be read again."""
    element = Element(known.kind)
    element.children = known.children
    return element
