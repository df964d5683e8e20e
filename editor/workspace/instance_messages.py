"""What one running program says to another: a line of JSON each way, small and checked.

A wish names a path to open; it is data, and nothing in it is ever carried out as a command.
"""

import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

VERSION: Final = 1
"""Programs of another version open a window of their own rather than guess."""

MOST_BYTES: Final = 64 * 1024
"""The longest line that is read; a path of 4,096 bytes needs 24 KiB when all of it is escaped."""

MOST_PATH_CHARS: Final = 4_096
MOST_TOKEN_CHARS: Final = 512


class Answer(StrEnum):
    """What a running program says to a wish."""

    TAKEN = "taken"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Wish:
    """To show the post or site at ``path`` (absolute), or with None just the window.

    ``also_empty``: a window in which nothing is open may take it, not only one that has the site.
    ``token`` is the desktop's leave to come to the front, empty when there is none.
    """

    path: Path | None
    also_empty: bool = False
    token: str = ""


def encode_wish(wish: Wish) -> bytes:
    """Return ``wish`` as a line. Names that are no UTF-8 survive the way."""
    path = None if wish.path is None else str(wish.path)
    content = {"v": VERSION, "path": path, "also_empty": wish.also_empty, "token": wish.token}
    return json.dumps(content).encode("ascii") + b"\n"


def decode_wish(line: bytes) -> Wish:
    """Return the wish that ``line`` holds; raises ValueError when it holds none."""
    content = _read(line)
    path, token, also = (content.get(key) for key in ("path", "token", "also_empty"))
    if not isinstance(token, str) or not isinstance(also, bool):
        raise ValueError("a wish lacks a part")  # noqa: TRY004 - the line is at fault, no caller
    if len(token) > MOST_TOKEN_CHARS or not token.isprintable():
        raise ValueError("no leave of a desktop looks like this")
    return Wish(_checked_path(path), also, token)


def encode_answer(answer: Answer) -> bytes:
    """Return ``answer`` as a line."""
    return json.dumps({"v": VERSION, "answer": answer.value}).encode("ascii") + b"\n"


def decode_answer(line: bytes) -> Answer:
    """Return the answer that ``line`` holds; raises ValueError when it holds none."""
    return Answer(str(_read(line).get("answer")))


def _read(line: bytes) -> dict[str, Any]:
    if len(line) > MOST_BYTES:
        raise ValueError("the line is too long")
    try:
        content = json.loads(line)
    except RecursionError as error:
        raise ValueError("the line is nested too deeply") from error
    if not isinstance(content, dict) or content.get("v") != VERSION:
        raise ValueError("the line is of another version")
    return content


def _checked_path(path: object) -> Path | None:
    if path is None:
        return None
    if not isinstance(path, str) or "\0" in path or len(path) > MOST_PATH_CHARS:
        raise ValueError("the path is none")
    checked = Path(path)
    if not checked.is_absolute():
        raise ValueError("the path is not absolute")
    return checked
