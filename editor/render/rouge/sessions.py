"""What was typed at a prompt and what was answered: a shell's console and Ruby's.

Measured of rouge 3.30.0: a line with a prompt is typed, a line of dots stands for what was left
out, any other was printed. Ruby's console shows the value of what was typed behind ``=>``.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby

from editor.render.rouge.pieces import Colours, Named, Piece, Reader, joined

_PROMPT_ENDS = "$#>;"
_RUBY_PROMPT_ENDS = '>"*'
_RUBY_CONSOLES = re.compile("irb|pry")
_FAILURE = re.compile(r"\w+(?:Error|Exception):")
_CLASS_NAME = re.compile("([A-Z]\\w*):(?=0x)")
_WORDS = frozenset(("k", "nb"))
"""Words of a shell that hold the space in front of the next one."""
_OBJECT_EDGES = re.compile("#<|>")


class ShellSession:
    """Colours a console; what was typed has the colours of ``commands``."""

    def __init__(self, commands: Colours) -> None:
        self._commands = commands

    def pieces(self, code: str) -> list[Piece]:
        """Return the text in pieces, each with its class."""
        return joined(self._of(code.splitlines(keepends=True)))

    def _of(self, lines: list[str]) -> Iterator[Piece]:
        for prompts, group in _grouped(lines, _shell_prompt):
            if prompts:
                yield from _typed(group, prompts, self._commands)
            else:
                yield from (("c" if _is_left_out(line) else "go", line) for line in group)


class RubySession:
    """Colours Ruby's console: what was typed and its values are Ruby."""

    def __init__(self, ruby: Colours) -> None:
        self._ruby = ruby

    def pieces(self, code: str) -> list[Piece]:
        """Return the text in pieces, each with its class."""
        return joined(self._of(code.splitlines(keepends=True)))

    def _of(self, lines: list[str]) -> Iterator[Piece]:
        for prompts, group in _grouped(lines, _ruby_prompt):
            if prompts:
                yield from _typed(group, prompts, self._ruby)
                continue
            asides = [n for n, line in enumerate(group) if _is_aside(line)]
            begun = 0
            for at in [*asides, len(group)]:
                yield from self._answer(group[begun:at])
                yield "c", "".join(group[at : at + 1])
                begun = at + 1

    def _answer(self, lines: list[str]) -> Iterator[Piece]:
        """What was printed, then the value; a failure has no value."""
        failed = False
        for at, line in enumerate(lines):
            failed = failed or _FAILURE.match(line) is not None
            if line.startswith("=>") and not failed:
                yield "p", "=>"
                yield from self._value("".join(lines[at:]).removeprefix("=>"))
                return
            yield "gr" if failed else "go", line

    def _value(self, value: str) -> Iterator[Piece]:
        """Ruby; an object that only says its class and fields stands in ``#<`` and ``>``."""
        depth, begun = 0, 0
        for edge in _OBJECT_EDGES.finditer(value):
            opens = edge[0] == "#<"
            if not opens and not depth:
                continue
            depth += 1 if opens else -1
            yield from self._ruby.pieces(value[begun : edge.start()])
            yield "kt", edge[0]
            begun = edge.end()
            named = _CLASS_NAME.match(value, begun) if opens else None
            if named is not None:
                yield "no", named[1]
                yield "p", ":"
                begun = named.end()
        yield from self._ruby.pieces(value[begun:])


def _grouped(
    lines: list[str], prompt_of: Callable[[str], int]
) -> Iterator[tuple[list[int], list[str]]]:
    """Yield lines that stand together, with the lengths of their prompts when they were typed."""
    for typed, group in groupby(lines, lambda line: prompt_of(line) > 0):
        together = list(group)
        yield [prompt_of(line) for line in together] if typed else [], together


def _typed(lines: list[str], prompts: list[int], language: Colours) -> Iterator[Piece]:
    """Yield prompts and code; a text that is open goes on behind the next prompt."""
    codes = [line[end:].lstrip() for line, end in zip(lines, prompts, strict=True)]
    left = language.pieces("".join(codes))[::-1]
    for line, end, code in zip(lines, prompts, codes, strict=True):
        yield "gp", line[:end]
        yield "w", line[end : len(line) - len(code)]
        size = len(code)
        while size:
            name, text = left.pop()
            if len(text) > size:
                left.append((name, text[size:]))
            part = text[:size]
            size -= len(part)
            word = part if size or name not in _WORDS else part.rstrip()
            yield name, word
            yield "", part[len(word) :]  # no word stands behind it on its own line


def _first_of(line: str, signs: str, start: int) -> int:
    """Return where the first of some signs ends, 0 when there is none."""
    return 1 + min((at for sign in signs if (at := line.find(sign, start)) >= 0), default=-1)


def _shell_prompt(line: str) -> int:
    return 0 if _is_left_out(line) else _first_of(line, _PROMPT_ENDS, 0)


def _ruby_prompt(line: str) -> int:
    console = _RUBY_CONSOLES.search(line)
    return _first_of(line, _RUBY_PROMPT_ENDS, console.end()) if console else 0


def _is_aside(line: str) -> bool:
    return _is_left_out(line) or line.lstrip().startswith("#")


def _is_left_out(line: str) -> bool:
    text = line.strip()
    if text.startswith("<") and text.endswith(">"):
        text = text[1:-1]
    return bool(text) and not text.strip(".")


def _shell_session(named: Named) -> ShellSession | None:
    shell = named("shell")
    return None if shell is None else ShellSession(shell)


def _ruby_session(named: Named) -> RubySession | None:
    ruby = named("ruby")
    return None if ruby is None else RubySession(ruby)


READERS: Mapping[str, Reader] = {"console": _shell_session, "irb": _ruby_session}
