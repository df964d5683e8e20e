"""Colours YAML lightly: keys, strings, comments, anchors and list marks."""

import re

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from editor.ui.text.passage import utf16_length
from editor.ui.theme import Palette

_LONGEST_COLOURED_LINE = 5_000
_PIECES = re.compile(
    r"(?P<comment>(?:^|(?<=\s))\#.*)"
    r"|(?P<key>(?:(?<=^)|(?<=[\s{,]))(?:\"[^\"]{0,100}\"|'[^']{0,100}'|[^\s\"'#:,{}\[\]\-][^#:{}\[\],]{0,80})"
    r"(?=\s{0,10}:(?:\s|$)))"
    r"|(?P<string>\"(?:[^\"\\]|\\.){0,1000}\"|'(?:[^']|''){0,1000}')"
    r"|(?P<anchor>(?:^|(?<=\s))[&*!][\w./-]{1,80})"
    r"|(?P<mark>^\s*-(?=\s|$)|[\[\]{}])"
)
_COLOURS = {
    "comment": "muted",
    "key": "heading",
    "string": "code",
    "anchor": "liquid",
    "mark": "marker",
}


class YamlHighlighter(QSyntaxHighlighter):
    """Colours a document of YAML in the colours of ``palette``."""

    def __init__(self, document: QTextDocument, palette: Palette) -> None:
        super().__init__(document)
        self._formats = _formats(palette)

    def set_palette(self, palette: Palette) -> None:
        """Colour everything anew in ``palette``."""
        self._formats = _formats(palette)
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """Colour one line."""
        if len(text) > _LONGEST_COLOURED_LINE:
            return
        for match in _PIECES.finditer(text):
            start = utf16_length(text[: match.start()])
            self.setFormat(start, utf16_length(match[0]), self._formats[match.lastgroup or "key"])


def _formats(palette: Palette) -> dict[str, QTextCharFormat]:
    formats = {}
    for name, colour in _COLOURS.items():
        formats[name] = QTextCharFormat()
        formats[name].setForeground(QColor(getattr(palette, colour)))
    formats["key"].setFontWeight(QFont.Weight.DemiBold)
    return formats
