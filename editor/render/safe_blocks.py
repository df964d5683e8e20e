"""An article's HTML made safe and cut into blocks; what stayed the same is not read again.

A piece of HTML means the same alone as in its page only where nothing is left open before it: a
tag, a comment or a ``<b>`` reaches as far as a browser's rules for mistakes let it. So the
sanitiser, which reads by these rules, is asked for each piece: an element put behind the piece must
come out behind all of it. Pieces of which that is not true are joined with those that follow.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from editor.render.blocks import depth_after, split_blocks
from editor.render.embeds import mark_embeds
from editor.render.frames import own_addresses
from editor.render.remote_images import with_web_schemes
from editor.render.sanitise import PAGE_TAGS, SLOT, sanitise_page
from editor.render.source_lines import take_lines, without_foreign_distances

MOST_TRIES = 3
"""How often one piece is found open before the article is read as a whole."""

_CUT = "\n\n<"
_NAME = re.compile(r"<([a-zA-Z][^\s/>]*)")
_BEHIND = f"<{SLOT}></{SLOT}>"
# Of an element that is dropped nobody sees whether it is open, a form is remembered apart, and what
# stands in a style is no markup.
_SEEN = PAGE_TAGS - {"form", "style", SLOT}

Blocks = tuple[tuple[str, ...], tuple[int, ...]]
"""Blocks, and for each the line of the text on which it starts; see ``take_lines``."""


def safe_blocks(marked: str, site_url: str) -> Blocks:
    """Return the blocks of an article on the site at ``site_url``, lines marked, all of it read."""
    safe = sanitise_page(mark_embeds(without_foreign_distances(marked)))
    return take_lines(split_blocks(own_addresses(with_web_schemes(safe), site_url)))


@dataclass(frozen=True, slots=True)
class _Piece:
    """What a part of the HTML comes to, read with the ``rest`` that it is left open for."""

    rest: Sequence[str]
    blocks: tuple[str, ...]
    lines: tuple[int, ...]


class SafeBlocks:
    """Makes the articles of one site safe; keeps the pieces of the last one."""

    def __init__(self, site_url: str) -> None:
        self._site_url = site_url
        self._kept: dict[str, _Piece] = {}
        self.read = 0
        """How many pieces the last article made necessary; the others were kept."""

    def blocks(self, marked: str) -> Blocks:
        """Return what ``safe_blocks`` returns for the article."""
        pieces = self._pieces(_parts(marked))
        return safe_blocks(marked, self._site_url) if pieces is None else _joined(pieces)

    def _pieces(self, parts: list[str]) -> list[_Piece] | None:
        """Return the pieces that ``parts`` form, None when they are no pieces to the end."""
        before, self._kept, self.read = self._kept, {}, 0
        found: list[_Piece] = []
        at = 0
        while at < len(parts):
            piece = before.get(parts[at])
            if piece is None or parts[at + 1 : at + 1 + len(piece.rest)] != piece.rest:
                piece = self._new_piece(parts, at)
                self.read += 1
            if piece is None:
                return None
            self._kept[parts[at]] = piece
            found.append(piece)
            at += 1 + len(piece.rest)
        return found

    def _new_piece(self, parts: list[str], at: int) -> _Piece | None:
        depth = tries = 0
        for end in range(at, len(parts)):
            depth = depth_after(parts[end], depth)
            if depth:
                continue
            made = self._closed("".join(parts[at : end + 1]))
            if made is not None:
                return _Piece(parts[at + 1 : end + 1], *made)
            tries += 1
            if tries == MOST_TRIES:
                break
        return None

    def _closed(self, html: str) -> Blocks | None:
        """Return the blocks of a piece, None if it leaves anything open."""
        marked = mark_embeds(without_foreign_distances(html))
        if not _SEEN.issuperset(map(str.lower, _NAME.findall(marked))):
            return None
        safe = sanitise_page(marked + _BEHIND)
        if not safe.endswith(_BEHIND):
            return None
        safe = with_web_schemes(safe.removesuffix(_BEHIND))
        blocks, lines = take_lines(split_blocks(own_addresses(safe, self._site_url)))
        # Text would join the text that the piece before may end with.
        stands_apart = not blocks or blocks[0].startswith("<") or blocks[0].isspace()
        return (blocks, lines) if stands_apart else None


def _parts(html: str) -> list[str]:
    """Return the parts, joined the HTML again, that begin with a start tag after a blank line."""
    first, *others = html.split(_CUT)
    parts = [first]
    for other in others:
        if other[:1].isalpha():
            parts[-1] += "\n\n"
            parts.append(f"<{other}")
        else:
            parts[-1] += _CUT + other
    return parts


def _joined(pieces: list[_Piece]) -> Blocks:
    blocks: list[str] = []
    lines: list[int] = []
    for piece in pieces:
        skipped = 0
        if blocks and piece.blocks and piece.blocks[0].isspace():
            blocks[-1] += piece.blocks[0]
            skipped = 1
        blocks += piece.blocks[skipped:]
        lines += piece.lines[skipped:]
    return tuple(blocks), tuple(lines)
