"""Code blocks in Rouge's markup, coloured by Pygments, whose short class names are Rouge's too.

The wrapper is Jekyll's own (``div.language-x.highlighter-rouge > div.highlight > pre.highlight >
code``), so that a theme's style sheet would fit.
"""

import html
import re
from functools import lru_cache

from pygments.formatters.html import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from editor.render.rouge_languages import ROUGE_LANGUAGES

MAX_COLOURED_CHARACTERS = 50_000
"""A longer block is shown plain: colouring it would hold up the preview."""

CACHED_BLOCKS = 256
"""Blocks kept coloured, because a post's code rarely changes while its text is written."""

_CODE_BLOCK = re.compile(
    r'<pre(?P<attributes>(?: [^\s=<>"]+="[^"]*")*)>'
    r'<code(?: class="language-(?P<language>[^"\s<>&]{1,40})")?>(?P<code>[^<]*+)</code></pre>'
)
_CLASS = re.compile(r' class="([^"]*)"')
_PLAIN = "plaintext"


def highlight_code(page: str) -> str:
    """Return the HTML with every code block in Rouge's markup and coloured where possible."""
    return _CODE_BLOCK.sub(_highlighted, page)


def _highlighted(match: re.Match[str]) -> str:
    return _wrapped(match["language"] or _PLAIN, match["code"], match["attributes"])


@lru_cache(maxsize=CACHED_BLOCKS)
def _wrapped(language: str, escaped: str, attributes: str) -> str:
    if language not in ROUGE_LANGUAGES:
        return f'<pre{attributes}><code class="language-{language}">{escaped}</code></pre>'
    lexer = _lexer(language)
    spans = escaped if lexer is None else _coloured(lexer, html.unescape(escaped))
    own = _CLASS.search(attributes)
    names = f"language-{language} {own[1]}" if own else f"language-{language}"
    others = _CLASS.sub("", attributes)
    return (
        f'<div class="{names} highlighter-rouge"{others}><div class="highlight">'
        f'<pre class="highlight"><code>{spans}</code></pre></div></div>'
    )


def _coloured(lexer: Lexer, code: str) -> str:
    if len(code) > MAX_COLOURED_CHARACTERS:
        return html.escape(code, quote=False)
    pieces: list[str] = []
    formatter = HtmlFormatter(nowrap=True)
    formatter.format(lexer.get_tokens(code), _Sink(pieces))
    return "".join(pieces)


class _Sink:
    """The file that Pygments writes to."""

    def __init__(self, pieces: list[str]) -> None:
        self.write = pieces.append


@lru_cache(maxsize=64)
def _lexer(language: str) -> Lexer | None:
    if language in (_PLAIN, "text") or language not in ROUGE_LANGUAGES:
        return None
    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None


def colour_code(language: str, code: str) -> str:
    """Return code as escaped HTML with spans for its colours; plain for an unknown language."""
    lexer = _lexer(language)
    return html.escape(code, quote=False) if lexer is None else _coloured(lexer, code)
