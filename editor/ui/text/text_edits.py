"""Text commands inside a line: bold, italic, code, strikethrough, links and images.

Each is a function from a ``Passage`` to the passage after it; pressing twice takes the mark off.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from editor.ui.text.line_edits import content_start, toggle_code_block
from editor.ui.text.marks import (
    MarkSpan,
    code_spans,
    emphasis_spans,
    link_matches,
    strike_spans,
    strong_spans,
)
from editor.ui.text.passage import Edit, Line, Passage

_URL = re.compile(r"(?:https?://|mailto:|www\.)\S+|/\S*", re.IGNORECASE)
_BACKTICKS = re.compile("`+")
_ESCAPED_IN_TARGET = {" ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E"}


@dataclass(frozen=True, slots=True)
class Mark:
    """An inline mark: what is written, which characters count as it, and who finds it."""

    text: str
    chars: str
    fits: Callable[[int], bool]
    spans: Callable[[str], list[MarkSpan]]


def _is_strong(width: int) -> bool:
    return width >= 2


def _is_emphasis(width: int) -> bool:
    return width % 2 == 1


BOLD = Mark("**", "*_", _is_strong, strong_spans)
ITALIC = Mark("*", "*_", _is_emphasis, emphasis_spans)
STRIKE = Mark("~~", "~", _is_strong, strike_spans)
CODE = Mark("`", "`", bool, code_spans)


def toggle_bold(passage: Passage) -> Passage:
    """Make the selection, or the word at the caret, bold; or take that off."""
    return _toggle(passage, BOLD)


def toggle_italic(passage: Passage) -> Passage:
    """Make the selection, or the word at the caret, italic; or take that off."""
    return _toggle(passage, ITALIC)


def toggle_strike(passage: Passage) -> Passage:
    """Strike the selection, or the word at the caret, through; or take that off."""
    return _toggle(passage, STRIKE)


def toggle_code(passage: Passage) -> Passage:
    """Make part of a line code, and several lines a fenced block; or take that off."""
    if "\n" in passage.selected.strip("\n"):
        return toggle_code_block(passage)
    return _toggle(passage, CODE)


def toggle_link(passage: Passage) -> Passage:
    """Make the selection a link with the caret where its address goes; or take the link off.

    A selected address becomes the link's target, with the caret where its text goes.
    """
    for line in passage.selected_lines()[:1]:
        for match in link_matches(line.text):
            start, end = line.start + match.start(), line.start + match.end()
            if start <= passage.start and passage.end <= end and not match["image"]:
                return _unlink(passage, line, match)
    start, end = _selection_or_word(passage)
    text = passage.text[start:end]
    if _URL.fullmatch(text):
        return passage.replaced(start, end, f"[]({_target(text)})", select=slice(1, 1))
    inside = len(text) + 3 if text else 1
    return passage.replaced(start, end, f"[{text}]()", select=slice(inside, inside))


def insert_image(passage: Passage, target: str, description: str = "") -> Passage:
    """Put an image in the place of the selection, which becomes its description if one is due.

    ``target`` is the path as the site writes it. The description ends up selected, ready to be
    typed over.
    """
    words = description or " ".join(passage.selected.split())
    image = f"![{words}]({_target(target)})"
    return passage.replaced(passage.start, passage.end, image, select=slice(2, 2 + len(words)))


def _target(url: str) -> str:
    return "".join(_ESCAPED_IN_TARGET.get(char, char) for char in url)


def _unlink(passage: Passage, line: Line, match: re.Match[str]) -> Passage:
    start, end = line.start + match.start(), line.start + match.end()
    if not match["text"]:
        url = match["target"]
        return passage.replaced(start, end, url, select=slice(0, len(url)))
    text_start, text_end = line.start + match.start("text"), line.start + match.end("text")
    return passage.rewritten((Edit(start, text_start, ""), Edit(text_end, end, "")))


# Marks


def _toggle(passage: Passage, mark: Mark) -> Passage:
    stretches = _stretches(passage)
    found = [_enclosing(*stretch, mark) for stretch in stretches]
    edits: list[Edit] = []
    if all(found):
        for span in filter(None, found):
            edits += _taking_off(span)
        return passage.rewritten(edits)
    for (line, start, end), enclosing in zip(stretches, found, strict=True):
        if enclosing is None:
            edits += _putting_on(line, start, end, mark)
    return passage.rewritten(edits)


def _stretches(passage: Passage) -> list[tuple[Line, int, int]]:
    """Return what is to be marked on each line, without the blanks at its ends.

    Without a selection it is the word at the caret, or the caret's own place.
    """
    if passage.start == passage.end:
        start, end = _selection_or_word(passage)
        return [(passage.selected_lines()[0], start, end)]
    result = []
    for line in passage.selected_lines():
        start = max(passage.start, line.start + content_start(line.text))
        end = min(passage.end, line.end)
        piece = passage.text[start:end]
        start += len(piece) - len(piece.lstrip())
        end -= len(piece) - len(piece.rstrip())
        if start < end:
            result.append((line, start, end))
    return result


def _selection_or_word(passage: Passage) -> tuple[int, int]:
    start, end = passage.start, passage.end
    if start == end:
        while start > 0 and _in_word(passage.text[start - 1]):
            start -= 1
        while end < len(passage.text) and _in_word(passage.text[end]):
            end += 1
    return start, end


def _in_word(char: str) -> bool:
    return char.isalnum() or char in "_'’" or unicodedata.category(char) in ("Mn", "Mc", "Cf")


def _enclosing(line: Line, start: int, end: int, mark: Mark) -> MarkSpan | None:
    """Return the span of ``mark`` around a stretch, counted in the passage, if there is one."""
    hugging = _hugging(line, start, end, mark)
    if hugging:
        return hugging
    for span in mark.spans(line.text):
        outer_start, outer_end = line.start + span.start, line.start + span.end
        if start == end and not outer_start < start < outer_end:
            continue
        if outer_start <= start and end <= outer_end:
            return _shifted(span, line.start)
    return None


def _hugging(line: Line, start: int, end: int, mark: Mark) -> MarkSpan | None:
    """Return the span whose marks stand right outside the stretch, or are its own ends."""
    text = line.text
    first, last = start - line.start, end - line.start
    for char in mark.chars:
        outside = min(
            first - len(text[:first].rstrip(char)), len(text) - last - len(text[last:].lstrip(char))
        )
        if outside and mark.fits(outside):
            width = outside if char == "`" else len(mark.text)
            return _shifted(MarkSpan(first - width, first, last, last + width), line.start)
        piece = text[first:last]
        if not piece.strip(char):
            continue
        inside = min(len(piece) - len(piece.lstrip(char)), len(piece) - len(piece.rstrip(char)))
        if inside and mark.fits(inside):
            width = inside if char == "`" else len(mark.text)
            return _shifted(MarkSpan(first, first + width, last - width, last), line.start)
    return None


def _shifted(span: MarkSpan, by: int) -> MarkSpan:
    return MarkSpan(span.start + by, span.inner_start + by, span.inner_end + by, span.end + by)


def _taking_off(span: MarkSpan) -> list[Edit]:
    return [Edit(span.start, span.inner_start, ""), Edit(span.inner_end, span.end, "")]


def _putting_on(line: Line, start: int, end: int, mark: Mark) -> list[Edit]:
    """Wrap a stretch; spans of the same mark that it meets become one with it."""
    edits: list[Edit] = []
    for span in (_shifted(span, line.start) for span in mark.spans(line.text)):
        if span.start < end and span.end > start:
            edits += _taking_off(span)
            start, end = min(start, span.start), max(end, span.end)
    opening, closing = _mark_texts(line.text[start - line.start : end - line.start], mark)
    edits += [Edit(start, start, opening), Edit(end, end, closing, pushes=False)]
    return edits


def _mark_texts(content: str, mark: Mark) -> tuple[str, str]:
    if mark is not CODE or "`" not in content:
        return mark.text, mark.text
    longest = max(len(run) for run in _BACKTICKS.findall(content))
    fence = "`" * (longest + 1)
    pad = " " if "`" in (content[0], content[-1]) else ""
    return fence + pad, pad + fence
