"""A few whole lines of a text with the selection in them: what every text command works on."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtGui import QTextBlock, QTextCursor


@dataclass(frozen=True, slots=True)
class Edit:
    """Put ``text`` in the place of ``start`` to ``end``.

    A selection edge that stands exactly where text is inserted moves behind it, unless ``pushes``
    is off: an opening mark pushes the selection, a closing mark does not.
    """

    start: int
    end: int
    text: str
    pushes: bool = True

    def moved(self, position: int) -> int:
        """Return how far a selection edge at ``position`` moves by this edit alone."""
        if position < self.start or (position == self.start and not self._takes(position)):
            return 0
        if position >= self.end:
            return len(self.text) - (self.end - self.start)
        return min(position, self.start + len(self.text)) - position

    def _takes(self, position: int) -> bool:
        return position == self.end and self.pushes


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a passage: its text, and where it starts and ends."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Where the line ends, before its line break."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Passage:
    """Whole lines with a selection from ``anchor`` to ``caret``, counted in code points."""

    text: str
    anchor: int
    caret: int

    @property
    def start(self) -> int:
        """The edge of the selection that comes first."""
        return min(self.anchor, self.caret)

    @property
    def end(self) -> int:
        """The edge of the selection that comes last."""
        return max(self.anchor, self.caret)

    @property
    def selected(self) -> str:
        """The selected text, or nothing."""
        return self.text[self.start : self.end]

    def lines(self) -> list[Line]:
        """Return every line."""
        return list(_lines(self.text))

    def selected_lines(self) -> list[Line]:
        """Return the lines that the selection touches.

        A line where the selection ends before the first character does not count, as in every
        editor that selects whole lines from margin to margin.
        """
        touched = [
            line for line in _lines(self.text) if line.end >= self.start and line.start <= self.end
        ]
        if len(touched) > 1 and touched[-1].start == self.end:
            touched.pop()
        return touched

    def rewritten(self, edits: Iterable[Edit]) -> "Passage":
        """Return the passage after ``edits``, which must not overlap; the selection moves along."""
        ordered = sorted(edits, key=lambda edit: (edit.start, edit.end))
        pieces: list[str] = []
        done = 0
        for edit in ordered:
            pieces += (self.text[done : edit.start], edit.text)
            done = edit.end
        pieces.append(self.text[done:])
        anchor = self.anchor + sum(edit.moved(self.anchor) for edit in ordered)
        caret = self.caret + sum(edit.moved(self.caret) for edit in ordered)
        return Passage("".join(pieces), anchor, caret)

    def replaced(self, start: int, end: int, text: str, *, select: slice) -> "Passage":
        """Return the passage with ``text`` in place of a range; ``select`` counts inside it."""
        new = self.text[:start] + text + self.text[end:]
        return Passage(new, start + select.start, start + select.stop)


TextEdit = Callable[[Passage], Passage | None]
"""A text command: a passage before to the passage after, or None when it does not apply."""


def apply_edit(cursor: QTextCursor, edit: TextEdit, *, context: int = 0) -> bool:
    """Run ``edit`` on the lines around the selection of ``cursor``, as one step of undo.

    ``context`` is how many lines above and below the selection the edit sees as well. Only what
    differs is replaced. Returns whether ``edit`` applied; the cursor then holds its selection.
    """
    blocks = list(_blocks(cursor, context))
    before = "\n".join(block.text() for block in blocks)
    offset = blocks[0].position()
    passage = Passage(
        before,
        _code_points(before, cursor.anchor() - offset),
        _code_points(before, cursor.position() - offset),
    )
    after = edit(passage)
    if after is None:
        return False
    cursor.beginEditBlock()
    _replace_difference(cursor, before, after.text, offset)
    cursor.endEditBlock()
    cursor.setPosition(offset + utf16_length(after.text[: after.anchor]))
    caret = offset + utf16_length(after.text[: after.caret])
    cursor.setPosition(caret, QTextCursor.MoveMode.KeepAnchor)
    return True


def utf16_length(text: str) -> int:
    """Return how many positions ``text`` takes in a Qt text: characters beyond U+FFFF take two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def _code_points(text: str, position: int) -> int:
    if text.isascii():
        return position
    return len(text.encode("utf-16-le")[: position * 2].decode("utf-16-le"))


def _lines(text: str) -> Iterator[Line]:
    start = 0
    for line in text.split("\n"):
        yield Line(line, start)
        start += len(line) + 1


def _blocks(cursor: QTextCursor, context: int) -> Iterator[QTextBlock]:
    document = cursor.document()
    block = document.findBlock(cursor.selectionStart())
    last = document.findBlock(cursor.selectionEnd()).blockNumber() + context
    for _ in range(context):
        if not block.previous().isValid():
            break
        block = block.previous()
    while block.isValid() and block.blockNumber() <= last:
        yield block
        block = block.next()


def _replace_difference(cursor: QTextCursor, before: str, after: str, offset: int) -> None:
    head = _shared_start(before, after)
    tail = _shared_start(before[head:][::-1], after[head:][::-1])
    start = offset + utf16_length(before[:head])
    removed = before[head : len(before) - tail]
    cursor.setPosition(start)
    end = start + utf16_length(removed)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(after[head : len(after) - tail])


def _shared_start(first: str, second: str) -> int:
    """Return how many characters two texts have in common at their start."""
    low, high = 0, min(len(first), len(second))
    while low < high:
        middle = (low + high + 1) // 2
        if first[low:middle] == second[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
