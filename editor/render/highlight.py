"""Code in the markup of Rouge, which Jekyll colours code with.

The wrapper is Jekyll's own (``div.language-x.highlighter-rouge > div.highlight > pre.highlight >
code``), so that a theme's style sheet would fit.
"""

import html
from dataclasses import dataclass
from functools import lru_cache

from editor.render.rouge.colours import colourer
from editor.render.rouge.names import ROUGE_LANGUAGES

MAX_COLOURED_CHARACTERS = 50_000
"""A longer block is shown plain: colouring it would hold up the preview."""

CACHED_BLOCKS = 256
"""Blocks kept coloured, because a post's code rarely changes while its text is written."""

MAX_KEPT_CHARACTERS = 20_000
"""A longer block is coloured again each time, so that what is kept stays small."""

_PLAIN = "plaintext"
_LINE_END = "\n"


@dataclass(frozen=True, slots=True)
class CodeLook:
    """How coloured code is wrapped: see ``syntax_highlighter_opts`` of kramdown.

    ``first_line`` is the number of the first line, None for code without numbers.
    """

    css_class: str = "highlight"
    first_line: int | None = None
    disabled: bool = False
    wrapped: bool = True

    def around(self, spans: str) -> str:
        """Return coloured code in its wrapper."""
        shown = spans if self.first_line is None else _numbered(spans, self.first_line)
        if not self.wrapped:
            return shown
        opening = f'<div class="highlight"><pre class="{html.escape(self.css_class)}"><code>'
        return f"{opening}{shown}</code></pre></div>"


@dataclass(frozen=True, slots=True)
class Rouge:
    """The highlighter that Jekyll gives to kramdown: see ``kramdown.options.Highlighter``."""

    default_language: str = _PLAIN
    sign: str = "highlighter-rouge"
    in_block: CodeLook = CodeLook()
    in_line: CodeLook = CodeLook(wrapped=False)
    marks_plain: bool = True
    """Whether text without a language is marked as code, as with kramdown's ``guess_lang``."""

    def block(self, language: str, code: str) -> str | None:
        """Return the markup within the outer ``div``; None where Rouge does not know the name."""
        spans = self._spans(language, code, self.in_block)
        return None if spans is None else self.in_block.around(spans)

    def span(self, language: str, code: str) -> str | None:
        """Return code coloured within a line; None where Rouge does not know the name."""
        spans = self._spans(language, code, self.in_line)
        return None if spans is None else self.in_line.around(spans)

    def _spans(self, language: str, code: str, look: CodeLook) -> str | None:
        name = language.partition("?")[0]
        if look.disabled or not (self.marks_plain or ROUGE_LANGUAGES.get(name) != _PLAIN):
            return None
        return _known(language, code)


def colour_code(language: str, code: str) -> str:
    """Return code as escaped HTML with spans for its colours; plain for an unknown language."""
    spans = _known(language, code)
    return html.escape(code, quote=False) if spans is None else spans


def _known(language: str, code: str) -> str | None:
    name = language.partition("?")[0]
    if name not in ROUGE_LANGUAGES:
        return None
    return _kept(name, code) if len(code) <= MAX_KEPT_CHARACTERS else _coloured(name, code)


@lru_cache(maxsize=CACHED_BLOCKS)
def _kept(language: str, code: str) -> str:
    return _coloured(language, code)


def _coloured(language: str, code: str) -> str:
    colours = colourer(language, code)
    if colours is None or len(code) > MAX_COLOURED_CHARACTERS:
        return html.escape(code, quote=False)
    return "".join(_span(name, text) for name, text in colours.pieces(code))


def _span(name: str, text: str) -> str:
    text = html.escape(text, quote=False)
    return f'<span class="{name}">{text}</span>' if name else text


def _numbered(spans: str, first: int) -> str:
    """Return coloured code in a table with the numbers of its lines, as Rouge's formatter does."""
    ended = spans.removesuffix("</span>").endswith(_LINE_END)
    shown = spans if ended else f"{spans}{_LINE_END}"
    numbers = "".join(f"{number}\n" for number in range(first, first + shown.count(_LINE_END)))
    return (
        '<table class="rouge-table"><tbody><tr><td class="rouge-gutter gl">'
        f'<pre class="lineno">{numbers}</pre></td><td class="rouge-code"><pre>{shown}</pre></td>'
        "</tr></tbody></table>"
    )
