"""What Enter does in a list, a quote or an indented line: the next line goes on with it."""

import re

from editor.ui.text.line_edits import Anatomy
from editor.ui.text.passage import Edit, Line, Passage

_NUMBER = re.compile(r"(\d+)(.*)", re.DOTALL)


def continue_line(passage: Passage) -> Passage | None:
    """Return the passage with a new line that continues the one with the caret.

    Bullets and tasks are repeated, numbers counted up (with those of the items below), quotes and
    indentation kept; on an item without text the list ends instead. None where Enter has nothing
    to continue.
    """
    if passage.start != passage.end:
        passage = passage.replaced(passage.start, passage.end, "", select=slice(0, 0))
    line = passage.selected_lines()[0]
    parts = Anatomy.of(line.text)
    column = passage.caret - line.start
    if not (parts.marker or parts.quote):
        return _keep_indentation(passage, parts, column)
    if column < parts.item_start + len(parts.item):
        return None
    if not line.text[parts.heading_start :].strip():
        return _end_list(passage, line, parts)
    return _next_item(passage, line, parts)


def _keep_indentation(passage: Passage, parts: Anatomy, column: int) -> Passage | None:
    if not parts.indent or column < len(parts.indent):
        return None
    return passage.rewritten([Edit(passage.caret, passage.caret, "\n" + parts.indent)])


def _end_list(passage: Passage, line: Line, parts: Anatomy) -> Passage:
    """Take the empty item away: a nested one goes out a level, any other becomes a plain line."""
    if not parts.marker:
        return passage.rewritten([Edit(line.start, line.end, "")])
    outer = _outer_item(passage, line, parts)
    replacement = parts.quote if outer is None else parts.quote + outer.indent + _next_mark(outer)
    return passage.replaced(
        line.start,
        line.end,
        replacement,
        select=slice(len(replacement), len(replacement)),
    )


def _outer_item(passage: Passage, line: Line, parts: Anatomy) -> Anatomy | None:
    for text in reversed(passage.text[: max(line.start - 1, 0)].split("\n")):
        above = Anatomy.of(text)
        if above.marker and len(above.indent) < len(parts.indent):
            return above
        if text.strip() and not above.indent and not above.marker:
            return None
    return None


def _next_item(passage: Passage, line: Line, parts: Anatomy) -> Passage:
    rest = passage.text[passage.caret : line.end]
    start = passage.caret
    end = start + len(rest) - len(rest.lstrip(" \t"))
    item = "\n" + parts.quote + parts.indent + _next_mark(parts)
    edits = [Edit(start, end, item), *_counted_up(passage, line, parts)]
    after = passage.rewritten(edits)
    caret = start + len(item)
    return Passage(after.text, caret, caret)


def _next_mark(parts: Anatomy) -> str:
    if not parts.marker:
        return ""
    gap = parts.gap or " "
    task = "[ ]" + (parts.task_gap or " ") if parts.task else ""
    return _number(parts.marker, 1) + gap + task


def _number(marker: str, by: int) -> str:
    match = _NUMBER.fullmatch(marker)
    return f"{int(match[1]) + by}{match[2]}" if match else marker


def _counted_up(passage: Passage, line: Line, parts: Anatomy) -> list[Edit]:
    """Return the edits that keep the items below in step, as long as they were in step before."""
    edits: list[Edit] = []
    marker = parts.marker
    if not parts.is_numbered:
        return edits
    for below in (other for other in passage.lines() if other.start > line.end):
        other = Anatomy.of(below.text)
        nested = not below.text.strip() or len(other.indent) > len(parts.indent)
        if nested:
            continue
        if other.quote + other.indent != parts.quote + parts.indent:
            break
        if other.marker != _number(marker, 1):
            break
        marker = other.marker
        start = below.start + other.item_start
        edits.append(Edit(start, start + len(marker), _number(marker, 1)))
    return edits
