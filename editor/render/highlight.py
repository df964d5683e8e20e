"""Code in Rouge's markup, coloured by Pygments, whose short class names are Rouge's too.

The wrapper is Jekyll's own (``div.language-x.highlighter-rouge > div.highlight > pre.highlight >
code``), so that a theme's style sheet would fit.
"""

import html
from dataclasses import dataclass
from functools import lru_cache

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import STANDARD_TYPES, _TokenType
from pygments.util import ClassNotFound

from editor.render.rouge_languages import ROUGE_LANGUAGES

MAX_COLOURED_CHARACTERS = 50_000
"""A longer block is shown plain: colouring it would hold up the preview."""

CACHED_BLOCKS = 256
"""Blocks kept coloured, because a post's code rarely changes while its text is written."""

_PLAIN = "plaintext"
_WHITE_SPACE = "w"


@dataclass(frozen=True, slots=True)
class Rouge:
    """The highlighter that Jekyll gives to kramdown: see ``kramdown.options.Highlighter``."""

    default_language: str = _PLAIN

    def block(self, language: str, code: str) -> str | None:
        """Return the markup within the outer ``div``; None where Rouge does not know the name."""
        spans = _known(language, code)
        if spans is None:
            return None
        return f'<div class="highlight"><pre class="highlight"><code>{spans}</code></pre></div>'

    def span(self, language: str, code: str) -> str | None:
        """Return code coloured within a line; None where Rouge does not know the name."""
        return _known(language, code)


def colour_code(language: str, code: str) -> str:
    """Return code as escaped HTML with spans for its colours; plain for an unknown language."""
    spans = _known(language, code)
    return html.escape(code, quote=False) if spans is None else spans


@lru_cache(maxsize=CACHED_BLOCKS)
def _known(language: str, code: str) -> str | None:
    name = language.partition("?")[0]
    if name not in ROUGE_LANGUAGES:
        return None
    lexer = _lexer(name)
    return html.escape(code, quote=False) if lexer is None else _coloured(lexer, code)


def _coloured(lexer: Lexer, code: str) -> str:
    if len(code) > MAX_COLOURED_CHARACTERS:
        return html.escape(code, quote=False)
    spans: list[tuple[str, list[str]]] = []
    for token, text in lexer.get_tokens(code):
        name = _class(token)
        if spans and spans[-1][0] == name:
            spans[-1][1].append(text)
        else:
            spans.append((name, [text]))
    return "".join(_span(name, "".join(texts)) for name, texts in spans)


def _class(token: _TokenType) -> str:
    while token not in STANDARD_TYPES and token.parent is not None:
        token = token.parent
    name = STANDARD_TYPES[token]
    return "" if name == _WHITE_SPACE else name


def _span(name: str, text: str) -> str:
    text = html.escape(text, quote=False)
    return f'<span class="{name}">{text}</span>' if name else text


@lru_cache(maxsize=64)
def _lexer(language: str) -> Lexer | None:
    if language in (_PLAIN, "text") or language not in ROUGE_LANGUAGES:
        return None
    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None
