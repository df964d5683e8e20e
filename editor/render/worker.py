"""The render process: one request a line on standard input, one answer a line on standard output.

``python -m editor.render.worker`` answers until its input ends. A text that cannot be rendered is
answered with a sentence; a text that takes too long is the caller's to stop, and should the caller
be gone, the process stops itself.
"""

import signal
import sys
from typing import BinaryIO

from editor.errors import EditorError
from editor.render.article import render_article
from editor.render.exchange import Answer, ExchangeError, read_request, write_answer

MEMORY_LIMIT_BYTES = 1536 * 1024 * 1024
"""Address space of the process: a bomb fails here and leaves the machine alone."""

ORPHAN_LIMIT_SECONDS = 120
"""Time after which a request ends the process itself, for a window that was killed."""


def main() -> int:
    """Answer requests until the input ends; returns the exit code."""
    _limit_memory()
    serve(sys.stdin.buffer, sys.stdout.buffer)
    return 0


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer every line of ``requests`` on ``answers``."""
    for line in requests:
        _set_alarm(ORPHAN_LIMIT_SECONDS)
        answers.write(answer_line(line))
        answers.flush()
        _set_alarm(0)


def answer_line(line: bytes) -> bytes:
    """Return the answer to one line; never raises for what a line holds."""
    try:
        number, request = read_request(line)
    except ExchangeError as error:
        return write_answer(Answer(-1, None, str(error)))
    try:
        return write_answer(Answer(number, render_article(request)))
    except EditorError as error:
        return write_answer(Answer(number, None, str(error)))
    except (MemoryError, RecursionError):
        sentence = (
            "The preview stopped: this text needs more memory than the preview may use."
            " Your text is safe; shorten it and the preview comes back."
        )
        return write_answer(Answer(number, None, sentence))


def _limit_memory() -> None:
    if sys.platform == "linux":
        import resource  # noqa: PLC0415  # this module exists on Unix only

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT_BYTES, MEMORY_LIMIT_BYTES))


def _set_alarm(seconds: int) -> None:
    if sys.platform != "win32":
        # unhandled, the signal ends the process even inside a regular expression
        signal.alarm(seconds)


if __name__ == "__main__":
    sys.exit(main())
