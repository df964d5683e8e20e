"""The strict reader of expressions: its words, and what may follow what."""

import re

from editor.render.liquid.errors import TemplateSyntaxError

_WORDS = re.compile(
    r"""\s*(?:
      (?P<comparison>==|!=|<>|<=?|>=?|contains(?=\s))
    | (?P<string>'[^']*'|"[^"]*")
    | (?P<number>-?\d+(?:\.\d+)?)
    | (?P<id>[a-zA-Z_][\w-]*\??)
    | (?P<dotdot>\.\.)
    | (?P<pipe>\|) | (?P<dot>\.) | (?P<colon>:) | (?P<comma>,)
    | (?P<open_square>\[) | (?P<close_square>\]) | (?P<open_round>\() | (?P<close_round>\))
    | (?P<question>\?) | (?P<dash>-)
    | (?P<end>\Z)
    )""",
    re.VERBOSE | re.ASCII,
)
_DEEPEST_EXPRESSION = 100


class Scanner:
    """Steps through the words of one expression; raises TemplateSyntaxError for misplaced ones."""

    def __init__(self, markup: str) -> None:
        self._words = _split(markup)
        self._place = 0
        self._depth = 0

    @property
    def at_end(self) -> bool:
        """Whether nothing is left."""
        return self._words[self._place][0] == "end"

    def take(self, kind: str) -> str | None:
        """Return the next word and step over it if it is of this kind."""
        found, word = self._words[self._place]
        if found != kind:
            return None
        self._place += 1
        return word

    def take_word(self, *names: str) -> str | None:
        """Return the next word and step over it if it is one of ``names``."""
        kind, word = self._words[self._place]
        if kind != "id" or word not in names:
            return None
        self._place += 1
        return word

    def need(self, kind: str) -> str:
        """Return the next word, which must be of this kind."""
        word = self.take(kind)
        if word is None:
            found = self._words[self._place][0]
            raise TemplateSyntaxError(f"Expected {kind} but found {_SHOWN.get(found, found)}")
        return word

    def need_end(self) -> None:
        """Insist that nothing is left."""
        if not self.at_end:
            raise TemplateSyntaxError(
                f"Expected end_of_string but found {self._words[self._place][0]}"
            )

    def looks_like_keyword(self) -> bool:
        """Whether a name and a colon come next."""
        return [kind for kind, _ in self._words[self._place : self._place + 2]] == ["id", "colon"]

    def expression(self) -> str:
        """Return the markup of one value, put together without spaces."""
        kind, word = self._words[self._place]
        self._depth += 1
        if self._depth > _DEEPEST_EXPRESSION:
            raise TemplateSyntaxError("Nesting too deep")
        if kind in ("string", "number"):
            self._place += 1
            text = word
        elif kind == "id":
            self._place += 1
            text = word + self._lookups()
        elif kind == "open_square":
            text = self._in_brackets() + self._lookups()
        elif kind == "open_round":
            text = self._range()
        else:
            shown = "[:end_of_string]" if kind == "end" else f'[:{kind}, "{word}"]'
            raise TemplateSyntaxError(f"{shown} is not a valid expression")
        self._depth -= 1
        return text

    def argument(self) -> str:
        """Return the markup of a filter's argument, with its name if it has one."""
        name = f"{self.need('id')}{self.need('colon')} " if self.looks_like_keyword() else ""
        return name + self.expression()

    def _in_brackets(self) -> str:
        self.need("open_square")
        inside = self.expression()
        self.need("close_square")
        return f"[{inside}]"

    def _range(self) -> str:
        self.need("open_round")
        first = self.expression()
        self.need("dotdot")
        last = self.expression()
        self.need("close_round")
        return f"({first}..{last})"

    def _lookups(self) -> str:
        parts: list[str] = []
        while True:
            if self._words[self._place][0] == "open_square":
                parts.append(self._in_brackets())
            elif self.take("dot"):
                parts.append(f".{self.need('id')}")
            else:
                return "".join(parts)


_SHOWN = {"end": "end_of_string"}


def _split(markup: str) -> list[tuple[str, str]]:
    words: list[tuple[str, str]] = []
    place = 0
    while True:
        found = _WORDS.match(markup, place)
        if found is None:
            rest = markup[place:].lstrip()
            raise TemplateSyntaxError(f"Unexpected character {rest[:1]}")
        kind = found.lastgroup or "end"
        words.append((kind, found[kind]))
        if kind == "end":
            return words
        place = found.end()
