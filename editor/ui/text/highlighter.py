"""Colours markdown, Liquid and HTML in the text pane, line by line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import (
    QColor,
    QFont,
    QSyntaxHighlighter,
    QTextBlock,
    QTextCharFormat,
    QTextDocument,
)

from editor.ui.text.passage import utf16_length
from editor.ui.theme import Palette

# A line longer than this is not coloured: one keystroke in it must stay cheap.
LONGEST_COLOURED_LINE = 10_000

# Block states: what a line leaves open for the next one. A fence is its length and kind.
_PLAIN = 0
_COMMENT = 1
_LIQUID_CODE = 2
_FENCE_OFFSET = 8

_OPENING_FENCE = re.compile(r"[ \t]*(`{3,}(?=[^`]*$)|~{3,})")
_CLOSING_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})[ \t]*$")
_LIQUID_OPEN = re.compile(r"\{%-?\s*(?:highlight|raw|comment)\b[^%]*%\}")
_LIQUID_CLOSE = re.compile(r"\{%-?\s*end(?:highlight|raw|comment)\s*-?%\}")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]|$)")
_RULE = re.compile(r" {0,3}(?:([-*_])(?:[ \t]*\1){2,}|=+)[ \t]*$")
_PREFIX = re.compile(
    r"(?P<quote>(?: {0,3}>[ \t]?)*)[ \t]*"
    r"(?:(?P<marker>[-*+]|\d{1,9}[.)])(?=[ \t])[ \t]+(?P<task>\[[ xX]\](?=[ \t]))?)?"
)
_DEFINITION = re.compile(r" {0,3}(\[[^\]]{1,100}\]:)[ \t]*(\S.*)?$")
# A line without any of these, and plain at its start, needs no further look.
_TELLING = re.compile(r"[\\`*_~\[\]<>{|]|://")
_BLOCK_STARTS = frozenset(" \t#>-*+=_`~<{[|:0123456789")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")

_TEXT_IN_LINK = r"(?:[^\[\]!\n]|!(?!\[)|!?\[[^\[\]\n]{0,200}\]){0,300}"
_LINK = rf"(?P<link>\[{_TEXT_IN_LINK}\](?:\([^()\n]{{0,500}}\)|\[[^\[\]\n]{{0,100}}\]))"
_STRONG = (
    r"(?P<strong>\*\*(?=[^\s*])[^\n]{1,400}?(?<=[^\s*])\*\*"
    r"|(?<![\w_])__(?=[^\s_])[^\n]{1,400}?(?<=[^\s_])__(?!\w))"
)
_EMPHASIS = (
    r"(?P<emphasis>(?<![\w*])\*(?=[^\s*])[^*\n]{1,400}?(?<=[^\s*])\*(?!\*)"
    r"|(?<![\w_])_(?=[^\s_])[^_\n]{1,400}?(?<=[^\s_])_(?![\w_]))"
)
# The alternatives' group names are the names of the formats. Quantifiers are bounded, so that a
# line of nothing but openers stays cheap.
_INLINE = re.compile(
    "|".join(
        (
            r"(?P<escape>\\[!-/:-@\[-`{-~])",
            r"(?P<code>(?<!`)(?P<ticks>`{1,8})(?!`)[^\n]{1,400}?(?<!`)(?P=ticks)(?!`))",
            r"(?P<liquid>\{%[^%\n]{0,400}%\}|\{\{[^{}\n]{0,400}\}\})",
            r"(?P<attribute>\{:[^{}\n]{0,200}\})",
            r"(?P<image>!\[[^\[\]\n]{0,300}\](?:\([^()\n]{0,500}\)|\[[^\[\]\n]{0,100}\]))",
            r"(?P<footnote>\[\^[^\]\s]{1,60}\]:?)",
            _LINK,
            r"(?P<url><?\bhttps?://[^\s<>)\]]{1,500}>?)",
            r"(?P<html></?[A-Za-z][^<>\n]{0,500}>|<!--[^\n]{0,500}?-->|&\#?\w{2,30};)",
            r"(?P<both>\*{3}(?=[^\s*])[^*\n]{1,400}\*{3})",
            _STRONG,
            _EMPHASIS,
            r"(?P<strike>~~(?=\S)[^~\n]{1,400}~~)",
            r"(?P<cell>\|)",
        )
    )
)


@dataclass(frozen=True, slots=True)
class _Look:
    """How a kind of text is drawn; ``colour`` names a field of the Palette."""

    colour: str = ""
    bold: bool = False
    italic: bool = False
    struck: bool = False
    fixed_pitch: bool = False


_LOOKS = {
    "heading": _Look("heading", bold=True),
    "escape": _Look("muted"),
    "code": _Look("code", fixed_pitch=True),
    "liquid": _Look("liquid"),
    "attribute": _Look("attribute"),
    "image": _Look("link"),
    "footnote": _Look("link"),
    "link": _Look("link"),
    "url": _Look("link"),
    "html": _Look("html"),
    "both": _Look(bold=True, italic=True),
    "strong": _Look(bold=True),
    "emphasis": _Look(italic=True),
    "strike": _Look("muted", struck=True),
    "cell": _Look("muted"),
    "marker": _Look("marker", bold=True),
    "task": _Look("marker"),
    "quote": _Look("quote"),
    "rule": _Look("muted"),
    "target": _Look("muted"),
}

_Piece = tuple[int, int, str]


class MarkdownHighlighter(QSyntaxHighlighter):
    """Colours a document as it is typed, in the colours of ``palette``.

    Colouring makes the document emit ``contentsChanged`` (never ``contentsChange``): whoever wants
    to know of new text listens to the latter.
    """

    def __init__(self, document: QTextDocument, palette: Palette) -> None:
        super().__init__(document)
        self._formats = _formats(palette)

    def set_palette(self, palette: Palette) -> None:
        """Colour everything anew in ``palette``."""
        self._formats = _formats(palette)
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """Colour one line and note what it leaves open."""
        if len(text) > LONGEST_COLOURED_LINE:
            self.setCurrentBlockState(_PLAIN)
            return
        previous = self.previousBlockState()
        if previous <= _PLAIN and not (text[:1] in _BLOCK_STARTS or _TELLING.search(text)):
            self.setCurrentBlockState(_PLAIN)
            return
        state, pieces = _read_line(text, max(previous, _PLAIN))
        self.setCurrentBlockState(state)
        astral = not text.isascii() and _ASTRAL.search(text) is not None
        for start, end, name in pieces:
            at, length = start, end - start
            if astral:
                at, length = utf16_length(text[:start]), utf16_length(text[start:end])
            self.setFormat(at, length, self._formats[name])


def is_code(block: QTextBlock) -> bool:
    """Whether ``block`` lies inside a fence or a Liquid code tag, as the highlighter saw it."""
    return block.isValid() and block.previous().userState() > _COMMENT


def _formats(palette: Palette) -> dict[str, QTextCharFormat]:
    return {name: _format(look, palette) for name, look in _LOOKS.items()}


def _format(look: _Look, palette: Palette) -> QTextCharFormat:
    result = QTextCharFormat()
    if look.colour:
        result.setForeground(QColor(getattr(palette, look.colour)))
    if look.bold:
        result.setFontWeight(QFont.Weight.Bold)
    if look.italic:
        result.setFontItalic(True)
    if look.struck:
        result.setFontStrikeOut(True)
    if look.fixed_pitch:
        result.setFontFixedPitch(True)
    return result


def _read_line(text: str, previous: int) -> tuple[int, list[_Piece]]:
    """Return the state after a line and its coloured pieces; later pieces lie over earlier ones."""
    if previous >= _FENCE_OFFSET:
        return _in_fence(text, previous)
    if previous == _LIQUID_CODE:
        return _in_liquid_code(text)
    if previous == _COMMENT:
        return (_PLAIN if "-->" in text else _COMMENT), [(0, len(text), "html")]
    fence = _OPENING_FENCE.match(text)
    if fence:
        return _fence_state(fence[1]), [(0, len(text), "code")]
    return _open_end(text), list(_plain_line(text))


def _fence_state(fence: str) -> int:
    return _FENCE_OFFSET + 2 * len(fence) + (fence[0] == "~")


def _in_fence(text: str, state: int) -> tuple[int, list[_Piece]]:
    closing = _CLOSING_FENCE.match(text)
    char = "~" if (state - _FENCE_OFFSET) % 2 else "`"
    closed = closing and closing[1][0] == char and _fence_state(closing[1]) >= state
    return (_PLAIN if closed else state), [(0, len(text), "code")]


def _in_liquid_code(text: str) -> tuple[int, list[_Piece]]:
    end = _LIQUID_CLOSE.search(text)
    if not end:
        return _LIQUID_CODE, [(0, len(text), "code")]
    return _PLAIN, [(0, end.start(), "code"), (end.start(), end.end(), "liquid")]


def _open_end(text: str) -> int:
    """Return the state that the end of a plain line leaves."""
    if "{%" in text:
        opening = _LIQUID_OPEN.search(text)
        if opening and not _LIQUID_CLOSE.search(text, opening.end()):
            return _LIQUID_CODE
    if text.rfind("<!--") > text.rfind("-->"):
        return _COMMENT
    return _PLAIN


def _plain_line(text: str) -> Iterator[_Piece]:
    if _RULE.match(text):
        yield 0, len(text), "rule"
        return
    definition = _DEFINITION.match(text)
    if definition:
        yield (*definition.span(1), "link")
        yield definition.end(1), len(text), "target"
        return
    if _HEADING.match(text):
        yield 0, len(text), "heading"
    yield from _prefix(text)
    for match in _INLINE.finditer(text):
        name = match.lastgroup or "escape"
        if match["code"]:
            name = "code"
        yield (*match.span(), name)
        if name in ("link", "image"):
            yield from _target(match)


def _prefix(text: str) -> Iterator[_Piece]:
    match = _PREFIX.match(text)
    assert match is not None  # every part may be empty
    if match["quote"]:
        yield 0, len(text), "quote"
    for name in ("marker", "task"):
        if match[name]:
            yield (*match.span(name), name)


def _target(match: re.Match[str]) -> Iterator[_Piece]:
    target = match[0].rfind("](")
    if target >= 0:
        yield match.start() + target + 1, match.end(), "target"
