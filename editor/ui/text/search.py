"""Finds a text or an expression in a document, and writes replacements."""

import re
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRegularExpression, QRegularExpressionMatch

from editor.errors import EditorError

# More matches than this are counted as "more than": nobody walks through them one by one.
MOST_MATCHES = 20_000

_REFERENCE = re.compile(r"\\(\d)|\$(\d)|\\([nt\\$])")
_ESCAPES = {"n": "\n", "t": "\t", "\\": "\\", "$": "$"}


class BadExpressionError(EditorError):
    """The regular expression that was typed has no meaning (yet)."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for, and how."""

    text: str
    match_case: bool = False
    whole_words: bool = False
    is_expression: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """A place found, in positions of a Qt text; ``groups`` are for the replacement."""

    start: int
    end: int
    groups: tuple[str, ...]


def find_all(query: Query, text: str) -> list[Match]:
    """Return the places in ``text``, first to last, ``MOST_MATCHES`` + 1 at most.

    Raises BadExpressionError. Qt's expressions give up on a pattern that would never end.
    """
    if not query.text:
        return []
    expression = _compiled(query)
    found = expression.globalMatch(text)
    result: list[Match] = []
    while found.hasNext() and len(result) <= MOST_MATCHES:
        match = found.next()
        if match.capturedLength():
            result.append(_match(match))
    return result


def replacement(query: Query, match: Match, template: str) -> str:
    """Return what ``template`` stands for at ``match``.

    In an expression ``\\1`` or ``$1`` is the first group, ``\\0`` all of it, ``\\n`` a new line.
    """
    if not query.is_expression:
        return template
    return _REFERENCE.sub(lambda reference: _expanded(reference, match.groups), template)


def _expanded(reference: re.Match[str], groups: tuple[str, ...]) -> str:
    number = reference[1] or reference[2]
    if number is None:
        return _ESCAPES[reference[3]]
    return groups[int(number)] if int(number) < len(groups) else ""


def _match(match: QRegularExpressionMatch) -> Match:
    groups = tuple(match.captured(index) for index in range(match.lastCapturedIndex() + 1))
    return Match(match.capturedStart(), match.capturedEnd(), groups)


def _compiled(query: Query) -> QRegularExpression:
    pattern = query.text if query.is_expression else QRegularExpression.escape(query.text)
    # The pattern alone is checked first, so that the position of a mistake is the writer's own.
    alone = QRegularExpression(pattern)
    if not alone.isValid():
        raise BadExpressionError(
            QCoreApplication.translate(
                "FindBar", "This expression cannot be read: {reason} (character {place})."
            ).format(reason=alone.errorString(), place=alone.patternErrorOffset() + 1)
        )
    if query.whole_words:
        pattern = rf"(?<!\w)(?:{pattern})(?!\w)"
    options = (
        QRegularExpression.PatternOption.MultilineOption
        | QRegularExpression.PatternOption.UseUnicodePropertiesOption
    )
    if not query.match_case:
        options |= QRegularExpression.PatternOption.CaseInsensitiveOption
    return QRegularExpression(pattern, options)
