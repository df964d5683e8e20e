"""From a language's name, as it stands behind a fence, to what colours its code."""

from functools import cache

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from editor.render.rouge.names import ROUGE_LANGUAGES
from editor.render.rouge.rules import Colourer, Table
from editor.render.rouge.tables import TABLES

_PHP_WITHOUT_TAGS = "php without tags"


def colourer(language: str, code: str) -> Colourer | None:
    """Return what colours code in a language that Rouge knows; None for text without colours."""
    name = ROUGE_LANGUAGES[language]
    if name == "php" and "<?" not in code:
        name = _PHP_WITHOUT_TAGS
    return _colourer(name)


@cache
def _colourer(language: str) -> Colourer | None:
    table = TABLES.get(language) or Table(language)
    lexer = _lexer(table)
    return None if lexer is None else Colourer(table, lexer)


def _lexer(table: Table) -> Lexer | None:
    if not isinstance(table.lexer, str):
        return table.lexer(**table.options)
    try:
        return get_lexer_by_name(table.lexer, **table.options)
    except ClassNotFound:
        return None
