"""Reading settings out of a page's scripts without running them."""

import re
from collections.abc import Iterator, Mapping

_COMMENT = re.compile(
    r"""("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|/\*.*?\*/|(?<![:\\\w])//[^\n]*""",
    re.DOTALL,
)
_STRING = re.compile(r""""((?:\\.|[^"\\\n])*)"|'((?:\\.|[^'\\\n])*)'|`((?:\\.|[^`\\])*)`""")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_LETTERS: Mapping[str, str] = {"n": "\n", "t": "\t", "r": "\r", "\n": ""}
_BRACKETS: Mapping[str, str] = {"[": "]", "{": "}", "(": ")"}
_PROPERTY = r"""["']?\b{name}["']?\s*[:=]\s*"""
_LONGEST_VALUE = 20_000


def without_comments(script: str) -> str:
    """Return the script without its comments: what stands in them has no effect."""
    return _COMMENT.sub(lambda found: found[1] or " ", script)


def strings(text: str) -> Iterator[str]:
    """Yield the string literals of a script."""
    for found in _STRING.finditer(text):
        yield _unescaped(found[1] or found[2] or found[3] or "")


def values_of(script: str, name: str) -> Iterator[str]:
    """Yield what the property ``name`` is set to: an object or list whole, else up to its end."""
    for found in re.finditer(_PROPERTY.format(name=re.escape(name)), script):
        yield _value(script, found.end())


def arguments_of(script: str, function: str) -> Iterator[str]:
    """Yield the arguments of the calls of ``function`` (a regular expression)."""
    for found in re.finditer(rf"{function}\s*(?=\()", script):
        yield _value(script, found.end())[1:-1]


def _value(script: str, start: int) -> str:
    if script[start : start + 1] not in _BRACKETS:
        string = _STRING.match(script, start)
        return (
            string[0]
            if string
            else re.split(r"[,;}\n]", script[start : start + 200], maxsplit=1)[0]
        )
    waiting: list[str] = []
    at, end = start, min(len(script), start + _LONGEST_VALUE)
    while at < end:
        string = _STRING.match(script, at)
        if string:
            at = string.end()
            continue
        letter = script[at]
        at += 1
        if letter in _BRACKETS:
            waiting.append(_BRACKETS[letter])
        elif waiting and letter == waiting[-1]:
            waiting.pop()
            if not waiting:
                break
    return script[start:at]


def _unescaped(text: str) -> str:
    def meant(found: re.Match[str]) -> str:
        code = found[1] or found[2]
        return chr(int(code, 16)) if code else _LETTERS.get(found[3], found[3])

    return _ESCAPE.sub(meant, text)
