"""What a table of a language is made of, and how a text is coloured by it.

Pygments and Rouge have the same short class names, from one ancestor, but do not give the same
name to the same piece of code. A table says for the tokens of Pygments which class Rouge gives;
what it does not name keeps the class that Pygments writes.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from pygments.lexer import Lexer
from pygments.token import STANDARD_TYPES, Whitespace, _TokenType

PLAIN = ""
"""The class of text that stands in no span."""

_LINE_COMMENTS = frozenset(("c", "c1", "cp", "cs", "ch"))

_LOOKED_BACK = 120
"""Characters before a token that a rule may look at."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Cuts a token: every group of the pattern is a class, what no group takes is ``rest``."""

    pattern: re.Pattern[str]
    rest: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A class, or a cut, for the tokens that all of its conditions hold for; see ``rule``."""

    give: str | Parts
    words: frozenset[str] | None
    text: re.Pattern[str] | None
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None

    def holds(self, code: str, start: int, end: int) -> bool:
        """Whether the token from ``start`` to ``end`` has this rule's class."""
        return (
            (self.words is None or code[start:end] in self.words)
            and (self.text is None or self.text.fullmatch(code, start, end) is not None)
            and (self.after is None or self.after.match(code, end) is not None)
            and (
                self.before is None
                or self.before.search(code, max(0, start - _LOOKED_BACK), start) is not None
            )
        )


Step = Rule | Parts | str
Steps = Step | tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A language: how Pygments calls it, and classes by token.

    Of the steps of a token the first that holds decides. A token without any has the class that
    the table gives to a wider token, if that is a class and not a rule, and otherwise its own.
    """

    lexer: str | type[Lexer]
    classes: Mapping[_TokenType, Steps] = field(default_factory=dict)
    space: str = PLAIN
    with_line_end: frozenset[str] = frozenset()
    """Comments of these classes hold the end of their line; those of the others do not."""
    options: Mapping[str, object] = field(default_factory=dict)


def rule(
    give: str | Parts,
    words: str | Iterable[str] | None = None,
    *,
    text: str | None = None,
    before: str | None = None,
    after: str | None = None,
) -> Rule:
    """Return a rule that gives a class, or cuts the token.

    It holds for a token that is one of ``words`` (in one text, with spaces between them), that
    ``text`` matches as a whole, behind something that ``before`` matches, in front of something
    that ``after`` matches; all of these are regular expressions.
    """
    listed = words.split() if isinstance(words, str) else words
    return Rule(
        give,
        None if listed is None else frozenset(listed),
        _compiled(text),
        _compiled(f"(?:{before})\\Z" if before else None),
        _compiled(after),
    )


def parts(pattern: str, rest: str) -> Parts:
    """Return a step that cuts a token; the names of the pattern's groups are classes."""
    return Parts(re.compile(pattern, re.MULTILINE | re.DOTALL), rest)


@cache
def _compiled(pattern: str | None) -> re.Pattern[str] | None:
    return None if pattern is None else re.compile(pattern, re.MULTILINE)


class Colourer:
    """Colours the texts of one language."""

    def __init__(self, table: Table, lexer: Lexer) -> None:
        self._table = table
        self._lexer = lexer
        self._steps: dict[_TokenType, tuple[Step, ...]] = {}

    def pieces(self, code: str) -> list[tuple[str, str]]:
        """Return the text in pieces, each with its class; neighbours differ in class."""
        found: list[tuple[str, str]] = []
        last, begun, done = PLAIN, 0, 0
        for name, start, end in self._line_ends(code):
            if name != last and start < end:
                if begun < start:
                    found.append((last, code[begun:start]))
                last, begun = name, start
            done = end
        if begun < done:
            found.append((last, code[begun:done]))
        if done < len(code):
            found.append((PLAIN, code[done:]))
        return found

    def _line_ends(self, code: str) -> Iterator[tuple[str, int, int]]:
        """Yield the spans with the ends of lines where Rouge has them."""
        last = PLAIN
        held = self._table.with_line_end
        for name, start, end in self._spans(code):
            if last in held and name != last and code[start] == "\n" != code[start - 1]:
                yield last, start, start + 1
                yield name, start + 1, end
            elif name in _LINE_COMMENTS and name not in held and code[end - 1] == "\n":
                yield name, start, end - 1
                yield PLAIN, end - 1, end
            else:
                yield name, start, end
            last = name

    def _spans(self, code: str) -> Iterator[tuple[str, int, int]]:
        end = 0
        for _, token, text in self._lexer.get_tokens_unprocessed(code):
            # lexers within lexers count from their own start
            start, end = end, min(end + len(text), len(code))
            steps = self._steps.get(token)
            if start == end:
                continue
            if steps is None:
                steps = self._steps[token] = self._steps_of(token)
            yield from _decided(steps, code, start, end)

    def _steps_of(self, token: _TokenType) -> tuple[Step, ...]:
        """Return the token's own steps, then a class of the wider tokens, then its own class."""
        own = self._table.classes.get(token, ())
        steps = [own] if isinstance(own, str | Rule | Parts) else list(own)
        wider = token.parent
        while wider is not None:
            given = self._table.classes.get(wider)
            if isinstance(given, str):
                steps.append(given)
            wider = wider.parent
        return (*steps, self._own_class(token))

    def _own_class(self, token: _TokenType) -> str:
        while token not in STANDARD_TYPES and token.parent is not None:
            token = token.parent
        return self._table.space if token is Whitespace else STANDARD_TYPES[token]


def _decided(
    steps: tuple[Step, ...], code: str, start: int, end: int
) -> Iterator[tuple[str, int, int]]:
    for step in steps:
        if isinstance(step, Rule):
            if not step.holds(code, start, end):
                continue
            given = step.give
        else:
            given = step
        if isinstance(given, str):
            yield given, start, end
        else:
            yield from _cut(given, code, start, end)
        return


def _cut(step: Parts, code: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    position = start
    for match in step.pattern.finditer(code[start:end]):
        if start + match.start() > position:
            yield step.rest, position, start + match.start()
        for name, group in match.groupdict().items():
            if group:
                yield name.strip("_"), start + match.start(name), start + match.end(name)
        position = start + match.end()
    if position < end:
        yield step.rest, position, end
