"""Making a text document equal another text by its changed lines alone, so that carets stay."""

import re
from difflib import SequenceMatcher

from PySide6.QtGui import QTextCursor, QTextDocument

_MOST_COMPARED_LINES = 1_000_000
"""Lines times lines between the first and the last difference; more are replaced as one piece."""
_MOST_COMPARED_WORDS = 250_000
_WORD = re.compile(r"\w+|\s|.", re.DOTALL)


def replace_text(document: QTextDocument, old: str, new: str) -> None:
    r"""Make ``document``, which holds ``old``, hold ``new``, as one step of undo.

    Both have ``"\n"`` between their lines. Carets and selections outside the changed lines stay
    with the text they stand in.
    """
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for start, end, text in reversed(_edits(old, new)):
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text)
    cursor.endEditBlock()


def _edits(old: str, new: str) -> list[tuple[int, int, str]]:
    """Return what to put between which places of ``old``, counted as Qt counts (UTF-16)."""
    olds, news = old.split("\n"), new.split("\n")
    starts = _line_starts(olds)
    found = []
    for tag, i1, i2, j1, j2 in _opcodes(olds, news):
        # The break between the lines belongs to the edit where whole lines come or go.
        text = "\n".join(news[j1:j2])
        if tag == "insert":
            found.append(_insertion(starts, i1, text))
        elif tag == "delete":
            found.append((*_deletion(starts, i1, i2), ""))
        elif tag == "replace":
            found += _replacements(starts[i1], "\n".join(olds[i1:i2]), text)
    return found


def _replacements(start: int, old: str, new: str) -> list[tuple[int, int, str]]:
    """Leave out the words that stay: a caret may stand in one of them."""
    olds, news = _WORD.findall(old), _WORD.findall(new)
    if len(olds) * len(news) > _MOST_COMPARED_WORDS:
        return [(start, start + _units(old), new)]
    starts = [start]
    for word in olds:
        starts.append(starts[-1] + _units(word))
    return [
        (starts[i1], starts[i2], "".join(news[j1:j2]))
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, olds, news, False).get_opcodes()
        if tag != "equal"
    ]


def _insertion(starts: list[int], line: int, text: str) -> tuple[int, int, str]:
    if line == len(starts) - 1:  # behind the last line
        return starts[line] - 1, starts[line] - 1, "\n" + text
    return starts[line], starts[line], text + "\n"


def _deletion(starts: list[int], first: int, behind: int) -> tuple[int, int]:
    if behind == len(starts) - 1 and first:  # the last lines go, with the break before them
        return starts[first] - 1, starts[behind] - 1
    return starts[first], starts[behind]


def _line_starts(lines: list[str]) -> list[int]:
    """Return where each line starts, and where one more would."""
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + _units(line) + 1)
    return starts


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _opcodes(old: list[str], new: list[str]) -> list[tuple[str, int, int, int, int]]:
    most = min(len(old), len(new))
    head = next((i for i in range(most) if old[i] != new[i]), most)
    most -= head
    tail = next((i for i in range(most) if old[-1 - i] != new[-1 - i]), most)
    was, now = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(was) * len(now) > _MOST_COMPARED_LINES:
        return [("replace", head, head + len(was), head, head + len(now))]
    found = SequenceMatcher(None, was, now, autojunk=False).get_opcodes()
    return [(tag, head + a, head + b, head + c, head + d) for tag, a, b, c, d in found]
