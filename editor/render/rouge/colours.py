"""From a language's name, as it stands behind a fence, to what colours its code."""

from functools import cache

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from editor.render.rouge.names import ROUGE_LANGUAGES
from editor.render.rouge.pieces import Colours
from editor.render.rouge.rules import Colourer, Table
from editor.render.rouge.tables import reader_of, table_of

_PHP_WITHOUT_TAGS = "php without tags"
_PLAIN = "plaintext"


def colourer(language: str, code: str) -> Colours | None:
    """Return what colours code in a language that Rouge knows; None for text without colours."""
    name = ROUGE_LANGUAGES[language]
    if name == "php" and "<?" not in code:
        name = _PHP_WITHOUT_TAGS
    return _colours(name)


@cache
def _colours(language: str) -> Colours | None:
    if language == _PLAIN:
        return None  # Pygments would look through all that is installed for a lexer of that name
    reader = reader_of(language)
    if reader is not None:
        return reader(_colours)
    table = table_of(language)
    return without_table(language) if table is None else Colourer(table, _lexer(table))


def without_table(language: str) -> Colourer | None:
    """Return what gives Pygments' own classes, by Rouge's name; None where it has no such name."""
    table = Table(language)
    try:
        return Colourer(table, _lexer(table))
    except ClassNotFound:
        return None


def _lexer(table: Table) -> Lexer:
    if isinstance(table.lexer, str):
        return get_lexer_by_name(table.lexer, **table.options)
    return table.lexer(**table.options)
