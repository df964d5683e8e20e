"""What a comparison of posts comes to, and the lines in which its process tells of it.

Kept apart from the comparing itself, so that the window's process loads no templates.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import Enum
from typing import Any

from editor.errors import EditorError


class ComparisonError(EditorError):
    """Posts could not be compared with the built site."""


class Verdict(Enum):
    """What a comparison of one post comes to."""

    SAME = "same"
    DIFFERS = "differs"
    NOT_BUILT = "not built"
    OLDER = "older"
    """It differs, but what it is made of changed after it was built."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two pages begin to differ.

    ``place`` is the way to it in words, ``line`` the line of the published file, from 1, or 0 when
    it is not known; ``ours`` and ``theirs`` are what stands there, shortened.
    """

    place: str
    line: int
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class PostComparison:
    """One post beside its published page.

    ``path`` is the post's file, from the site's folder with ``/``; ``built`` that of its page, from
    the folder of the built site. ``reasons`` say why our page is not exact, ``marks`` what every
    build writes anew, ``changed`` which file is newer than the page (for OLDER).
    """

    path: str
    title: str
    built: str
    verdict: Verdict
    difference: Difference | None = None
    fidelity: str = ""
    reasons: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    changed: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many posts came to which verdict."""

    posts: int
    same: int
    differ: int
    not_built: int
    older: int

    @classmethod
    def of(cls, compared: Iterable[PostComparison]) -> "Tally":
        """Count ``compared``."""
        verdicts = [one.verdict for one in compared]
        return cls(len(verdicts), *(verdicts.count(verdict) for verdict in Verdict))


def write_total(posts: int) -> str:
    """Return the first line of a comparison: how many posts it will tell of."""
    return f"{json.dumps({'posts': posts})}\n"


def write_comparison(comparison: PostComparison) -> str:
    """Return the line that tells of one post."""
    return f"{json.dumps({**asdict(comparison), 'verdict': comparison.verdict.value})}\n"


def write_failure(sentence: str) -> str:
    """Return the line that says why there is no comparison."""
    return f"{json.dumps({'error': sentence})}\n"


def read_line(line: bytes) -> int | PostComparison:
    """Return what a line tells: how many posts there are, or of one of them.

    Raises ComparisonError with the sentence of a failure, and for a line that cannot be read.
    """
    fields = _fields(line)
    if "error" in fields:
        raise ComparisonError(str(fields["error"]))
    try:
        return int(fields["posts"]) if "posts" in fields else _comparison(fields)
    except (KeyError, TypeError, ValueError) as error:
        raise ComparisonError(
            "The comparison told of a post in a way that cannot be read."
        ) from error


def _comparison(fields: dict[str, Any]) -> PostComparison:
    difference = fields.pop("difference")
    fields["verdict"] = Verdict(fields["verdict"])
    for name in ("reasons", "marks"):
        fields[name] = tuple(map(str, fields[name]))
    return PostComparison(
        **fields, difference=None if difference is None else Difference(**difference)
    )


def _fields(line: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(line)
    except ValueError as error:
        raise ComparisonError("A message of the comparison was cut off.") from error
    if not isinstance(fields, dict):
        raise ComparisonError("A message of the comparison is not a message.")
    return fields
