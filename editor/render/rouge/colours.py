"""From a language's name, as it stands behind a fence, to what colours its code."""

from collections.abc import Callable, Mapping
from functools import cache

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from editor.render.rouge.mixed import Dockerfile, HttpMessage, RubyTemplate
from editor.render.rouge.names import ROUGE_LANGUAGES
from editor.render.rouge.pieces import Colours, Named
from editor.render.rouge.rules import Colourer, Table
from editor.render.rouge.sessions import RubySession, ShellSession
from editor.render.rouge.shell import Shell
from editor.render.rouge.tables import TABLES

_PHP_WITHOUT_TAGS = "php without tags"

_READERS: Mapping[str, Callable[[Named], Colours]] = {
    "console": lambda _: ShellSession(Shell()),
    "docker": Dockerfile,
    "erb": RubyTemplate,
    "http": HttpMessage,
    "irb": lambda _: RubySession(_of_table("ruby")),
    "shell": lambda _: Shell(),
}
"""What no table of Pygments' tokens says."""


def colourer(language: str, code: str) -> Colours | None:
    """Return what colours code in a language that Rouge knows; None for text without colours."""
    name = ROUGE_LANGUAGES[language]
    if name == "php" and "<?" not in code:
        name = _PHP_WITHOUT_TAGS
    return _colours(name)


@cache
def _colours(language: str) -> Colours | None:
    reader = _READERS.get(language)
    if reader is not None:
        return reader(_colours)
    table = TABLES.get(language)
    return without_table(language) if table is None else Colourer(table, _lexer(table))


def without_table(language: str) -> Colourer | None:
    """Return what gives Pygments' own classes, by Rouge's name; None where it has no such name."""
    table = Table(language)
    try:
        return Colourer(table, _lexer(table))
    except ClassNotFound:
        return None


def _of_table(language: str) -> Colourer:
    table = TABLES[language]
    return Colourer(table, _lexer(table))


def _lexer(table: Table) -> Lexer:
    if isinstance(table.lexer, str):
        return get_lexer_by_name(table.lexer, **table.options)
    return table.lexer(**table.options)
