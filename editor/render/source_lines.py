"""Which line of the text each block of the article comes from, so that both panes scroll together.

The markdown reader marks every block that it makes with ``LINE_ATTRIBUTE`` and the line on which
the block starts, counted from 1. The attribute's name is drawn anew for each process: a post may
hold any HTML, and ``<p data-line="5">`` in it is no claim of ours; nobody can write a name into a
post that is not known before the post is read. The sanitiser lets this one name through and drops
every other ``data-`` attribute.

What leaves for the page says the lines apart from the HTML, and inside a block as distances from
the block's own line (``data-gp-line="3"``): a line put in at the top of a post moves every number,
but changes no block below it.
"""

import os
import re
from collections.abc import Iterable, Sequence

LINE_ATTRIBUTE = f"data-line-{os.urandom(8).hex()}"
"""What the markdown reader writes on each block: ``<p {LINE_ATTRIBUTE}="12">``."""

_MARK = re.compile(rf' {LINE_ATTRIBUTE}="(?P<line>\d{{1,9}})"')
_TAG = re.compile(r'<[a-zA-Z](?:[^">]++|"[^"]*+")*+>')
_FOREIGN = re.compile("data-gp-line", re.IGNORECASE)
_DISTANCE = re.compile(r' data-gp-line="-?\d+"')


def moved_marks(html: str, lines: Sequence[int]) -> str:
    """Return marked HTML with each line replaced by the one it comes from.

    ``lines`` has for each line, counted from 0, the other one, from 0 too.
    """
    if isinstance(lines, range):
        return html
    last = len(lines) - 1

    def moved(mark: re.Match[str]) -> str:
        line = lines[min(int(mark["line"]) - 1, last)] + 1
        return f' {LINE_ATTRIBUTE}="{line}"'

    return _MARK.sub(moved, html)


def without_foreign_distances(html: str) -> str:
    """Return HTML in which nothing but ``take_lines`` will claim to be a distance."""
    return _FOREIGN.sub("data-gp-foreign", html) if _FOREIGN.search(html) else html


def take_lines(blocks: Iterable[str]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Return sanitised blocks without the marks, and the line on which each of them starts.

    The line is 0 for a block without any mark, such as the header. A block that is not marked
    itself starts where the first marked element in it does.
    """
    taken = [_taken(block) for block in blocks]
    return tuple(block for block, _ in taken), tuple(line for _, line in taken)


def without_marks(html: str) -> str:
    """Return what the markdown reader made without its marks."""
    return _MARK.sub("", html)


def without_distances(html: str) -> str:
    """Return sanitised HTML of blocks without their distances, for readers elsewhere."""
    return _TAG.sub(lambda tag: _DISTANCE.sub("", tag[0]), html)


def _taken(block: str) -> tuple[str, int]:
    first = _MARK.search(block)
    if first is None:
        return block, 0
    line = int(first["line"])
    own_tag = _TAG.match(block)
    end_of_own = own_tag.end() if own_tag else 0

    def distance(mark: re.Match[str]) -> str:
        return "" if mark.start() < end_of_own else f' data-gp-line="{int(mark["line"]) - line}"'

    return _MARK.sub(distance, block), line
