"""Lines of hundreds of thousands of characters: what Qt can leave out of each key typed in them.

Qt lays a whole line out anew with every key and, measured on 1 MB in one line, once more to paint
it: 210 ms of a processor. With its layout kept for the painting it is 105 ms, and 75 without the
shaping that Latin letters of one width do not need. Where nothing lets a line be broken, Qt takes
time in proportion to the square of its length (200 ms for 80,000 characters, half a minute for a
million), unless it may break it anywhere: then 80 ms for a million.
"""

import re
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QFont, QTextBlock, QTextDocument, QTextOption

LONG_LINE: Final = 20_000
"""Characters; shorter lines are quick as they are."""

SLOW_LINE: Final = 1_200_000
"""Characters; in a longer line a key takes over 100 ms all the same, and the writer is told."""

SLOW_FOREIGN_LINE: Final = 200_000
"""The same where letters must be looked for in other fonts, such as Japanese ones."""

_UNBROKEN: Final = re.compile(r"[!-~]{10000}")
_FEW: Final = 500
"""Characters added at once that make no line unbroken that was not."""


class LongLines(QObject):
    """Looks for long lines in the document that is watched, and takes care of them.

    Once there was one, the document is drawn in the plainer way until another is watched.

    **Signals:**

    - ``slow_line_found(int)``: one has so many characters that keys in it are slow; said once.
    - ``care_taken``: ``fit`` and ``wrap_mode`` give something else from now on.
    """

    slow_line_found = Signal(int)
    care_taken = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document: QTextDocument | None = None
        self._cares = self._unbroken = self._told = False

    def watch(self, document: QTextDocument) -> None:
        """Look at ``document`` from now on; best before it is laid out for the first time."""
        if self._document is not None:
            self._document.contentsChange.disconnect(self._look_at_edit)
        self._document = document
        self._cares = self._unbroken = self._told = False
        document.contentsChange.connect(self._look_at_edit)
        self._look_at_all(document)

    @property
    def wrap_mode(self) -> QTextOption.WrapMode:
        """Where the document's lines are to be wrapped."""
        wrap = QTextOption.WrapMode
        return wrap.WrapAnywhere if self._unbroken else wrap.WrapAtWordBoundaryOrAnywhere

    def fit(self, font: QFont) -> QFont:
        """Return ``font`` as the document is to be written in."""
        plain = QFont.StyleStrategy.PreferNoShaping
        usual = QFont.StyleStrategy.PreferDefault
        result = QFont(font)
        result.setStyleStrategy(plain if self._cares else usual)
        result.setKerning(not self._cares)
        return result

    @Slot(int, int, int)
    def _look_at_edit(self, at: int, _removed: int, added: int) -> None:
        document = self._document
        assert document is not None
        if added > LONG_LINE:
            self._look_at_all(document)
            return
        # What lies between is shorter than what was added.
        for block in (document.findBlock(at), document.findBlock(at + added)):
            self._look_at(block, also_unbroken=added > _FEW)

    def _look_at_all(self, document: QTextDocument) -> None:
        if document.characterCount() <= LONG_LINE:
            return
        for number, line in enumerate(document.toRawText().split("\u2029")):
            if len(line) > LONG_LINE:
                self._look_at(document.findBlockByNumber(number), also_unbroken=True)

    def _look_at(self, block: QTextBlock, *, also_unbroken: bool) -> None:
        if block.length() <= LONG_LINE:
            return
        block.layout().setCacheEnabled(True)
        before = self._cares, self._unbroken
        self._cares = True
        if also_unbroken and not self._unbroken:
            self._unbroken = _UNBROKEN.search(block.text()) is not None
        if not self._told and block.length() > SLOW_FOREIGN_LINE:
            self._tell_slow(block.text())
        if before != (self._cares, self._unbroken):
            self.care_taken.emit()

    def _tell_slow(self, line: str) -> None:
        if len(line) > (SLOW_LINE if line.isascii() else SLOW_FOREIGN_LINE):
            self._told = True
            self.slow_line_found.emit(len(line))
