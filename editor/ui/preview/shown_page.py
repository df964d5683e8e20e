"""What the page holds now, and the calls that make it hold what is wanted."""

import json
import re

from PySide6.QtCore import QUrl

from editor.render.exchange import Article, Frame
from editor.ui.preview.article_changes import changed_blocks, changed_lines
from editor.ui.preview.page_frame import OWN_FRAME, frame_call, frame_of
from editor.ui.preview.site_scheme import article_url

_MEDIA = re.compile(r"<(?:img|video|audio|source|track)\b")
_RELATIVE_MEDIA = re.compile(r'<[^>]*\b(?:src|srcset|poster)="(?!/|[a-zA-Z][\w+.-]*:)')
"""Good enough to find what another address changes; it takes more blocks than it must, not less."""


class ShownPage:
    """The frame, the blocks, their lines and the address that the page was given last."""

    def __init__(self) -> None:
        self.frame: Frame | None = None
        self.at = QUrl()
        self._blocks: tuple[str, ...] = ()
        self._lines: tuple[int, ...] = ()

    @property
    def in_own_frame(self) -> bool:
        """Whether the article stands in our own typography, or nothing was shown yet."""
        return self.frame is None or self.frame == OWN_FRAME

    def _is_set_as(self, frame: Frame) -> bool:
        """Whether formulas, diagrams and missing pictures are shown as this frame wants them."""
        if self.frame is None or self.in_own_frame != (frame == OWN_FRAME):
            return False
        return self.frame.typesetting == frame.typesetting

    def is_same(self, wanted: Article) -> bool:
        """Whether the page holds this article already."""
        return self._blocks == wanted.blocks and self.frame == frame_of(wanted)

    def note(self, wanted: Article) -> None:
        """The page was told to show this article."""
        self.frame = frame_of(wanted)
        self.at = article_url(wanted.base_url)
        self._blocks, self._lines = wanted.blocks, wanted.lines

    def changes(self, wanted: Article, *, other_files: bool) -> list[str]:
        """Return what the page has to do to show the article; nothing for what it shows.

        ``other_files``: its images come from other files now, and are to be asked for again.
        """
        calls: list[str] = []
        again: re.Pattern[str] | None = _MEDIA if other_files else None
        address, frame = article_url(wanted.base_url), frame_of(wanted)
        if address != self.at:
            calls.append(f"setBase({json.dumps(address.toString())})")
            again = again or _RELATIVE_MEDIA
        if frame != self.frame:
            calls.append(frame_call(frame))
        old = self._blocks if self._is_set_as(frame) else ()
        start, count, pieces = changed_blocks(old, wanted.blocks)
        count += len(self._blocks) - len(old)
        if count or pieces:
            calls.append(f"patch({start},{count},{json.dumps(pieces)})")
        lines = changed_lines(self._lines, wanted.lines)
        if lines is not None:
            calls.append(f"setLines({','.join(map(json.dumps, lines))})")
        if again is not None:
            kept = (*range(start), *range(start + len(pieces), len(wanted.blocks)))
            stale = (index for index in kept if again.search(wanted.blocks[index]))
            calls += [f"patch({index},1,{json.dumps([wanted.blocks[index]])})" for index in stale]
        return calls
