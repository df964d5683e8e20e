"""Where the inline marks of a line of markdown begin and end: emphasis, code, strike, links."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ESCAPED = re.compile(r"\\[!-/:-@\[-`{-~]")
_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_RUN = re.compile(r"\*+|_+")
_STRIKE = re.compile(r"(?<!~)(~~)(?=[^\s~])(.+?)(?<=[^\s~])(~~)(?!~)", re.DOTALL)
_LINK = re.compile(
    r"(?P<image>!?)\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]"
    r"\((?P<target>(?:[^()]|\([^()]*\))*)\)"
)


@dataclass(frozen=True, slots=True)
class MarkSpan:
    """A marked stretch of a line: with its marks, and the content between them."""

    start: int
    inner_start: int
    inner_end: int
    end: int


@dataclass(slots=True)
class _Opener:
    char: str
    start: int
    end: int


def code_spans(line: str) -> list[MarkSpan]:
    """Return the code spans of ``line``; padding beside a backtick belongs to the marks."""
    return [_code_span(match) for match in _CODE.finditer(line)]


def strong_spans(line: str) -> list[MarkSpan]:
    """Return what stands between ``**`` or ``__``."""
    return [span for width, span in _emphasis(line) if width == 2]


def emphasis_spans(line: str) -> list[MarkSpan]:
    """Return what stands between single ``*`` or ``_``."""
    return [span for width, span in _emphasis(line) if width == 1]


def strike_spans(line: str) -> list[MarkSpan]:
    """Return what stands between ``~~``."""
    return [
        MarkSpan(match.start(), match.end(1), match.start(3), match.end())
        for match in _STRIKE.finditer(_masked(line))
    ]


def link_matches(line: str) -> Iterator[re.Match[str]]:
    """Yield the links and images of ``line`` with the groups ``image``, ``text``, ``target``."""
    return _LINK.finditer(line)


def _code_span(match: re.Match[str]) -> MarkSpan:
    content = match[2]
    padded = "`" in content and content[0] == content[-1] == " " and content.strip() != ""
    return MarkSpan(match.start(), match.start(2) + padded, match.end(2) - padded, match.end())


def _masked(line: str) -> str:
    """Return ``line`` with what cannot hold a mark (code, escapes) blotted out by letters."""
    for pattern in (_ESCAPED, _CODE):
        line = pattern.sub(_blot, line)
    return line


def _blot(match: re.Match[str]) -> str:
    return "x" * len(match[0])


def _emphasis(line: str) -> Iterator[tuple[int, MarkSpan]]:
    """Pair the runs of ``*`` and ``_`` as CommonMark does, nearest opener first (6.2)."""
    line = _masked(line)
    openers: list[_Opener] = []
    for run in _RUN.finditer(line):
        opens, closes = _flanks(line, run)
        rest = _Opener(run[0][0], run.start(), run.end())
        if closes:
            yield from _close(openers, rest)
        if opens and rest.start < rest.end:
            openers.append(rest)


def _close(openers: list[_Opener], run: _Opener) -> Iterator[tuple[int, MarkSpan]]:
    while run.start < run.end:
        while openers and not any(opener.char == run.char for opener in openers):
            return
        if not openers:
            return
        while openers[-1].char != run.char:
            openers.pop()
        opener = openers[-1]
        width = 2 if min(opener.end - opener.start, run.end - run.start) >= 2 else 1
        inner_start = opener.end
        yield width, MarkSpan(inner_start - width, inner_start, run.start, run.start + width)
        opener.end -= width
        run.start += width
        if opener.start == opener.end:
            openers.pop()


def _flanks(line: str, run: re.Match[str]) -> tuple[bool, bool]:
    before = line[run.start() - 1] if run.start() else " "
    after = line[run.end()] if run.end() < len(line) else " "
    opens, closes = not after.isspace(), not before.isspace()
    if run[0][0] == "_":  # an underscore inside a word is a letter
        return opens and not before.isalnum(), closes and not after.isalnum()
    return opens, closes
