"""Ruby's two kinds of wildcard patterns, matched over paths with ``/`` in bounded time."""

import fnmatch
import re
from collections.abc import Sequence
from functools import lru_cache

_REMEMBERED_PATTERNS = 512
_MOST_BRACE_CHOICES = 64
_BRACES = re.compile(r"\{([^{}]*)\}")
_ESCAPE_OR_CLASS = re.compile(r"\\(.)|\[\^", re.DOTALL)
_ANY_FOLDERS = "**"


@lru_cache(maxsize=_REMEMBERED_PATTERNS)
def fnmatch_pattern(pattern: str) -> re.Pattern[str]:
    """``File.fnmatch?`` without flags: ``*`` crosses slashes and takes leading dots."""
    return re.compile(fnmatch.translate(_ESCAPE_OR_CLASS.sub(_in_python, pattern)))


def _in_python(found: re.Match[str]) -> str:
    return f"[{found[1]}]" if found[1] else "[!"


def glob_reaches(pattern: str, path: str) -> bool:
    """Whether ``Dir.glob(pattern)`` finds ``path`` or a folder above it, where they exist.

    ``*`` stays within one name, ``**/`` goes down any number of folders, ``{a,b}`` is a choice,
    and names with a leading dot are found only by a pattern with a dot.
    """
    names = path.split("/")
    return any(_reaches(choice.split("/"), names) for choice in _choices(pattern))


@lru_cache(maxsize=_REMEMBERED_PATTERNS)
def _choices(pattern: str) -> tuple[str, ...]:
    """Every pattern without braces that ``pattern`` stands for."""
    pending = [pattern]
    done: list[str] = []
    while pending and len(pending) + len(done) <= _MOST_BRACE_CHOICES:
        text = pending.pop()
        found = _BRACES.search(text)
        if found is None:
            done.append(text)
            continue
        head, tail = text[: found.start()], text[found.end() :]
        pending.extend(f"{head}{option}{tail}" for option in found[1].split(","))
    return tuple(done)


def _reaches(patterns: Sequence[str], names: Sequence[str]) -> bool:
    """Walk down ``names``, keeping every place in ``patterns`` that may come next."""
    places = _with_skipped_folders({0}, patterns)
    for name in names:
        if len(patterns) in places:
            return True
        following = set()
        for place in places:
            if place < len(patterns) and _name_matches(patterns[place], name):
                following.add(place if _goes_down(patterns, place) else place + 1)
        places = _with_skipped_folders(following, patterns)
    return len(patterns) in places


def _with_skipped_folders(places: set[int], patterns: Sequence[str]) -> set[int]:
    reached = set(places)
    for place in sorted(places):
        following = place
        while _goes_down(patterns, following):
            following += 1
            reached.add(following)
    return reached


def _goes_down(patterns: Sequence[str], place: int) -> bool:
    return place < len(patterns) - 1 and patterns[place] == _ANY_FOLDERS


def _name_matches(pattern: str, name: str) -> bool:
    if name.startswith(".") and not pattern.startswith("."):
        return False
    return fnmatch_pattern(pattern).match(name) is not None
