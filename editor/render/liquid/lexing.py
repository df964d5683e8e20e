"""Templates cut into texts, tags and outputs, at the same places where Ruby's Liquid cuts them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from liquid.token import TOKEN_CONTENT, TOKEN_EXPRESSION, TOKEN_OUTPUT, TOKEN_TAG, Token

from editor.render.liquid.errors import TemplateSyntaxError
from editor.render.liquid.values import RUBY_SPACE

_PIECE = re.compile(r"(\{%.*?%\}|\{\{.*?\}\}?|\{%|\{\{)", re.DOTALL)
_TAG = re.compile(r"\{%-?(\s*)(#|\w+)(\s*)(.*?)-?%\}", re.DOTALL)
_OUTPUT = re.compile(r"\{\{-?(.*?)-?\}\}", re.DOTALL)
_RAW_END = re.compile(r"(.*)\{%\s*endraw\b\s*(.*)?%\}", re.DOTALL)
_RAW = "raw"


def tokenize(source: str) -> Iterator[Token]:
    """Yield the tokens of a template.

    A tag is followed by the token of its expression, be it empty; an output too. ``raw`` has what
    it holds as its expression. Raises TemplateSyntaxError for markup that is not closed.
    """
    return _Lexer(source).tokens()


@dataclass(slots=True)
class _Lexer:
    source: str
    _trim_next: bool = False
    _pieces: list[tuple[int, str]] = field(default_factory=list)

    def tokens(self) -> Iterator[Token]:
        self._pieces = list(_cut(self.source))
        place = 0
        while place < len(self._pieces):
            start, piece = self._pieces[place]
            place += 1
            if piece.startswith("{%"):
                name, markup = self._tag(start, piece)
                yield name
                if name.value == _RAW:
                    place, markup = self._raw(place, name, markup)
                yield markup
            elif piece.startswith("{{"):
                yield from self._output(start, piece)
            elif text := self._trimmed(place - 1, piece):
                yield Token(TOKEN_CONTENT, text, start, self.source)

    def _tag(self, start: int, piece: str) -> tuple[Token, Token]:
        found = _TAG.fullmatch(piece)
        if found is None:
            place = Token(TOKEN_TAG, piece, start, self.source)
            raise TemplateSyntaxError(
                f"Tag '{piece}' was not properly terminated with regexp: /\\%\\}}/", place
            )
        self._trim_next = piece[-3] == "-"
        return (
            Token(TOKEN_TAG, found[2], start + found.start(2), self.source),
            Token(TOKEN_EXPRESSION, found[4], start + found.start(4), self.source),
        )

    def _output(self, start: int, piece: str) -> Iterator[Token]:
        found = _OUTPUT.fullmatch(piece)
        if found is None:
            place = Token(TOKEN_OUTPUT, piece, start, self.source)
            raise TemplateSyntaxError(
                f"Variable '{piece}' was not properly terminated with regexp: /\\}}\\}}/", place
            )
        self._trim_next = piece[-3] == "-"
        yield Token(TOKEN_OUTPUT, piece, start, self.source)
        yield Token(TOKEN_EXPRESSION, found[1], start + found.start(1), self.source)

    def _trimmed(self, place: int, text: str) -> str:
        if self._trim_next:
            text = text.lstrip(RUBY_SPACE)
        self._trim_next = False
        following = self._pieces[place + 1][1] if place + 1 < len(self._pieces) else ""
        if following.startswith(("{%-", "{{-")):
            text = text.rstrip(RUBY_SPACE)
        return text

    def _raw(self, place: int, tag: Token, markup: Token) -> tuple[int, Token]:
        if markup.value.strip(RUBY_SPACE):
            raise TemplateSyntaxError("Syntax Error in 'raw' - Valid syntax: raw", tag)
        held: list[str] = []
        while place < len(self._pieces):
            piece = self._pieces[place][1]
            place += 1
            end = _RAW_END.fullmatch(piece)
            if end:
                held.append(end[1])
                return place, markup._replace(value="".join(held))
            held.append(piece)
        raise TemplateSyntaxError("'raw' tag was never closed", end_of(self.source))


def _cut(source: str) -> Iterator[tuple[int, str]]:
    start = 0
    for piece in _PIECE.split(source):
        if piece:
            yield start, piece
        start += len(piece)


def end_of(source: str) -> Token:
    """The place behind the last character, where Liquid finds that something is not closed."""
    return Token(TOKEN_CONTENT, "", len(source), source)
