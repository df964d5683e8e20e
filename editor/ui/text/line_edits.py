"""Text commands on whole lines: headings, lists, quotes, fenced code and indentation."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from editor.ui.text.passage import Edit, Line, Passage

_TAB_WIDTH = 4
_LINE = re.compile(
    r"(?P<quote>(?: {0,3}>[ \t]?)*)(?P<indent>[ \t]*)"
    r"(?:(?P<marker>[-*+]|\d{1,9}[.)])(?P<gap>[ \t]+|$)"
    r"(?:(?P<task>\[[ xX]\])(?P<task_gap>[ \t]+|$))?)?"
    r"(?:(?P<hashes>#{1,6})(?P<heading_gap>[ \t]+|$))?"
)
_RULE = re.compile(r"[ \t]*([-*_])(?:[ \t]*\1){2,}[ \t]*")
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})[^`]*")
_QUOTE_MARK = re.compile(r"( {0,3})>[ \t]?")


@dataclass(frozen=True, slots=True)
class Anatomy:
    """What stands before the text of a line; each part may be empty."""

    quote: str
    indent: str
    marker: str
    gap: str
    task: str
    task_gap: str
    hashes: str
    heading_gap: str
    length: int

    @classmethod
    def of(cls, line: str) -> "Anatomy":
        """Take ``line`` apart; a rule such as ``* * *`` has no list marker."""
        match = _LINE.match(line)
        assert match is not None  # every part may be empty
        if _RULE.fullmatch(line):
            blank = len(line) - len(line.lstrip())
            return cls("", line[:blank], "", "", "", "", "", "", blank)
        quote, indent, marker, gap, task, task_gap, hashes, heading_gap = match.groups("")
        return cls(
            quote, indent, marker, gap, task, task_gap, hashes, heading_gap, length=match.end()
        )

    @property
    def is_numbered(self) -> bool:
        """Whether the line is an item of a numbered list."""
        return self.marker[:1].isdigit()

    @property
    def is_bullet(self) -> bool:
        """Whether the line is an item of a plain bullet list."""
        return bool(self.marker) and not self.is_numbered and not self.task

    @property
    def item(self) -> str:
        """The list marker with all that belongs to it."""
        return self.marker + self.gap + self.task + self.task_gap

    @property
    def item_start(self) -> int:
        """Where the list marker stands, or would stand."""
        return len(self.quote) + len(self.indent)

    @property
    def heading_start(self) -> int:
        """Where the heading's hashes stand, or would stand."""
        return self.item_start + len(self.item)

    @property
    def content_column(self) -> int:
        """Where a line must start to belong to this list item."""
        return _width(self.indent) + len(self.marker) + max(1, min(len(self.gap), _TAB_WIDTH))


def content_start(line: str) -> int:
    """Return where the text of ``line`` starts, behind quote, list and heading marks."""
    return Anatomy.of(line).length


# Headings


def toggle_heading(passage: Passage, level: int) -> Passage:
    """Make the selected lines headings of ``level`` (1 to 6), or plain again if they are that."""
    lines = _written_lines(passage)
    on = not all(len(Anatomy.of(line.text).hashes) == level for line in lines)
    return passage.rewritten(_heading(line, level if on else 0) for line in lines)


def cycle_heading(passage: Passage) -> Passage:
    """Step the selected lines from plain text through headings 1 to 6 and back to plain."""
    lines = _written_lines(passage)
    level = (len(Anatomy.of(lines[0].text).hashes) + 1) % 7
    return passage.rewritten(_heading(line, level) for line in lines)


def _heading(line: Line, level: int) -> Edit:
    parts = Anatomy.of(line.text)
    start = line.start + parts.heading_start
    end = start + len(parts.hashes) + len(parts.heading_gap)
    return Edit(start, end, "#" * level + " " if level else "")


# Lists


def toggle_bullet_list(passage: Passage) -> Passage:
    """Make the selected lines items of a bullet list, or plain again."""
    return _toggle_list(passage, _is_bullet, _bullets)


def toggle_numbered_list(passage: Passage) -> Passage:
    """Make the selected lines items of a numbered list counted from 1, or plain again."""
    return _toggle_list(passage, _is_numbered, _numbers)


def toggle_task_list(passage: Passage) -> Passage:
    """Make the selected lines open tasks, or plain again."""
    return _toggle_list(passage, _is_task, _tasks)


def _is_bullet(parts: Anatomy) -> bool:
    return parts.is_bullet


def _is_numbered(parts: Anatomy) -> bool:
    return parts.is_numbered


def _is_task(parts: Anatomy) -> bool:
    return bool(parts.task)


def _bullets(lines: list[Anatomy]) -> list[str]:
    return [f"{_bullet_char(lines)} "] * len(lines)


def _tasks(lines: list[Anatomy]) -> list[str]:
    return [parts.item if parts.task else f"{_bullet_char(lines)} [ ] " for parts in lines]


def _numbers(lines: list[Anatomy]) -> list[str]:
    counts: dict[int, int] = {}
    result = []
    for parts in lines:
        depth = _width(parts.indent)
        counts = {column: count for column, count in counts.items() if column <= depth}
        counts[depth] = counts.get(depth, 0) + 1
        result.append(f"{counts[depth]}. ")
    return result


def _bullet_char(lines: list[Anatomy]) -> str:
    used = [parts.marker for parts in lines if parts.marker and not parts.is_numbered]
    return used[0] if used else "-"


def _toggle_list(
    passage: Passage,
    is_kind: Callable[[Anatomy], bool],
    items: Callable[[list[Anatomy]], list[str]],
) -> Passage:
    lines = _written_lines(passage)
    parts = [Anatomy.of(line.text) for line in lines]
    off = all(is_kind(part) for part in parts)
    new = [""] * len(lines) if off else items(parts)
    return passage.rewritten(
        Edit(line.start + part.item_start, line.start + part.item_start + len(part.item), item)
        for line, part, item in zip(lines, parts, new, strict=True)
    )


# Quotes


def toggle_quote(passage: Passage) -> Passage:
    """Quote the selected lines, or take one level of quoting off."""
    lines = passage.selected_lines()
    marks = [_QUOTE_MARK.match(line.text) for line in lines]
    if all(marks):
        return passage.rewritten(
            Edit(line.start + len(mark[1]), line.start + mark.end(), "")
            for line, mark in zip(lines, marks, strict=True)
            if mark
        )
    return passage.rewritten(
        Edit(line.start, line.start, "> " if line.text or len(lines) == 1 else ">")
        for line in lines
    )


# Fenced code


def toggle_code_block(passage: Passage) -> Passage:
    """Put the selected lines between code fences, or take the fences around them off.

    To find the fences, the passage should hold some lines around the selection.
    """
    lines = passage.lines()
    selected = passage.selected_lines()
    first, last = lines.index(selected[0]), lines.index(selected[-1])
    fences = _fences_around([line.text for line in lines], first, last)
    if fences:
        return passage.rewritten(_without_lines(passage, lines, fences))
    inner = "\n".join(line.text for line in selected)
    runs = re.findall("`{3,}", inner)
    fence = "`" * (max(map(len, runs)) + 1) if runs else "```"
    start, end = selected[0].start, selected[-1].end
    return passage.rewritten(
        (Edit(start, start, f"{fence}\n"), Edit(end, end, f"\n{fence}", pushes=False))
    )


def _fences_around(texts: list[str], first: int, last: int) -> tuple[int, int] | None:
    """Return the lines with the fences that hold the lines ``first`` to ``last``, if any do."""
    opening = None
    for index, text in enumerate(texts):
        match = _FENCE.fullmatch(text)
        if not match:
            continue
        if opening is None:
            opening = index
        elif match[0].strip() == match[1] and _closes(texts[opening], match[1]):
            if opening <= first and last <= index:
                return opening, index
            opening = None
    return None


def _closes(opening_line: str, fence: str) -> bool:
    opening = opening_line.strip()
    return opening.startswith(fence[0] * 3) and len(fence) >= len(opening) - len(
        opening.lstrip(fence[0])
    )


def _without_lines(passage: Passage, lines: list[Line], fences: tuple[int, int]) -> list[Edit]:
    opening, closing = (lines[index] for index in fences)
    return [
        Edit(opening.start, min(opening.end + 1, closing.start), ""),
        Edit(max(closing.start - 1, opening.end + 1), closing.end, ""),
    ]


# Indentation


def indent(passage: Passage) -> Passage | None:
    """Move list items below the item above them, other selected lines by a tab's width.

    Returns None for a caret in a line that is no list item: there, Tab writes blanks.
    """
    lines = _written_lines(passage)
    parts = Anatomy.of(lines[0].text)
    if parts.marker:
        by = _column_below(passage, lines[0], parts) - _width(parts.indent)
    elif passage.start != passage.end:
        by = _TAB_WIDTH
    else:
        return None
    edits = []
    for line in lines:
        start = line.start + len(Anatomy.of(line.text).quote)
        edits.append(Edit(start, start, " " * by))
    return passage.rewritten(edits)


def outdent(passage: Passage) -> Passage:
    """Move list items out to the level above, other lines by a tab's width at most."""
    lines = _written_lines(passage)
    parts = Anatomy.of(lines[0].text)
    by = _TAB_WIDTH
    if parts.marker:
        by = _width(parts.indent) - _column_above(passage, lines[0], parts)
    return passage.rewritten(
        Edit(
            line.start + len(part.quote),
            line.start + len(part.quote) + _blanks_of_width(part.indent, by),
            "",
        )
        for line, part in ((line, Anatomy.of(line.text)) for line in lines)
    )


def _items_above(passage: Passage, line: Line) -> list[Anatomy]:
    """Return the list items above ``line``, nearest first, up to a line outside of any list."""
    result = []
    for text in reversed(passage.text[: max(line.start - 1, 0)].split("\n")):
        parts = Anatomy.of(text)
        if parts.marker:
            result.append(parts)
        elif text.strip() and not parts.indent:
            break
    return result


def _column_below(passage: Passage, line: Line, parts: Anatomy) -> int:
    for above in _items_above(passage, line):
        if _width(above.indent) <= _width(parts.indent):
            return max(above.content_column, _width(parts.indent) + 1)
    return parts.content_column


def _column_above(passage: Passage, line: Line, parts: Anatomy) -> int:
    for above in _items_above(passage, line):
        if _width(above.indent) < _width(parts.indent):
            return _width(above.indent)
    return 0


def _blanks_of_width(blanks: str, width: int) -> int:
    """Return how many characters of ``blanks`` make up at most ``width`` columns."""
    count = 0
    while count < len(blanks) and _width(blanks[: count + 1]) <= width:
        count += 1
    if count == 0 and blanks.startswith("\t") and width > 0:
        return 1
    return count


def _width(blanks: str) -> int:
    return len(blanks.expandtabs(_TAB_WIDTH))


def _written_lines(passage: Passage) -> list[Line]:
    """Return the selected lines that are not blank; a single line counts even if it is."""
    lines = passage.selected_lines()
    return [line for line in lines if line.text.strip()] or lines[:1]
