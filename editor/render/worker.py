"""The render process: one request a line on standard input, one answer a line on standard output.

``python -m editor.render.worker`` answers until its input ends. A text that cannot be rendered is
answered with a sentence; a text that takes too long is the caller's to stop (``replacing``), and
should the caller be gone, the process stops itself.
"""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from editor.errors import EditorError
from editor.render.article import render_article
from editor.render.exchange import (
    AHEAD_NUMBER,
    Answer,
    Article,
    ArticleRequest,
    ExchangeError,
    SitePlace,
    read_ahead,
    read_request,
    without_frame,
    write_answer,
)
from editor.render.remote_images import counted
from editor.render.replacing import serve_replaced
from editor.render.rouge import tables as languages
from editor.render.slim_liquid import load_liquid

if TYPE_CHECKING:
    from editor.render.post_pages import PostPages

MEMORY_LIMIT_BYTES = 1024 * 1024 * 1024
"""Address space of the process: a bomb fails here and leaves the machine alone."""

ORPHAN_LIMIT_SECONDS = 120
"""Time after which a request ends the process itself, for a window that was killed."""

OBJECTS_PER_LOOK = 5_000
"""How many objects are made between two looks for cycles that nobody holds.

The tree of a long text has many objects and no cycle: to look as often as Python does by itself
takes a fifth of a keystroke in 1 MB.
"""


def main() -> int:
    """Answer requests until the input ends; returns the exit code."""
    limit_memory()
    articles = Articles()
    _load_templates()  # for every process that takes the place of one that was killed, too

    def serve_window() -> None:
        gc.set_threshold(OBJECTS_PER_LOOK)
        serve(sys.stdin.buffer, sys.stdout.buffer, articles)

    return serve_replaced(serve_window, _load_rest)


class Articles:
    """Makes articles, alone or on the site's own page."""

    def __init__(self) -> None:
        self._pages: PostPages | None = None

    def make(self, request: ArticleRequest) -> Article:
        """Return the article; raises EditorError for what cannot be read."""
        return counted(self._made(request))

    def make_ahead(self, post: Path) -> tuple[Article, SitePlace | None]:
        """Return the article of the post in a file, and the site it lies in, if any.

        Raises EditorError for what cannot be read.
        """
        from editor.render.early import first_request  # noqa: PLC0415

        try:
            request = first_request(post)
        except OSError as error:
            raise EditorError(f"{post} cannot be read: {error.strerror}.") from error
        article = self.make(request)
        publication = request.publication
        if publication is None or self._pages is None:
            return article, None
        return article, self._pages.place_of(publication)

    def _made(self, request: ArticleRequest) -> Article:
        if request.publication is None:
            return render_article(request)
        if self._pages is None:
            self._pages = _load_templates()()
        return self._pages.answer(request, request.publication)


def serve(requests: BinaryIO, answers: BinaryIO, articles: Articles) -> None:
    """Answer every line of ``requests`` on ``answers`` with one of ``articles``."""
    for line in requests:
        _set_alarm(ORPHAN_LIMIT_SECONDS)
        try:
            answers.write(answer_line(line, articles))
            answers.flush()
        finally:
            _set_alarm(0)


def answer_line(line: bytes, articles: Articles) -> bytes:
    """Return the answer to one line; never raises for what a line holds."""
    try:
        number, make = _asked(line, articles)
    except ExchangeError as error:
        return write_answer(Answer(-1, None, str(error)))
    try:
        return write_answer(make())
    except EditorError as error:
        return write_answer(Answer(number, None, str(error)))
    except (MemoryError, RecursionError):
        sentence = (
            "The preview stopped: this text needs more memory than the preview may use."
            " Your text is safe; shorten it and the preview comes back."
        )
        return write_answer(Answer(number, None, sentence))


def _asked(line: bytes, articles: Articles) -> tuple[int, Callable[[], Answer]]:
    """Return the number of what a line asks for, and what makes the answer."""
    post = read_ahead(line)
    if post is not None:

        def make_ahead() -> Answer:
            article, site = articles.make_ahead(post)
            return Answer(AHEAD_NUMBER, article, site=site)

        return AHEAD_NUMBER, make_ahead
    number, known_frame, request = read_request(line)
    return number, lambda: Answer(number, without_frame(articles.make(request), known_frame))


def _load_templates() -> type[PostPages]:
    """Load what an article alone does not wait for."""
    load_liquid()
    from editor.render.post_pages import PostPages  # noqa: PLC0415

    return PostPages


def _load_rest() -> None:
    """Load also what only some posts need, so that a process which follows one never waits."""
    # Only after the templates: these would load the library of templates themselves, and all of it.
    from editor.render.published.plugins import table as plugins  # noqa: PLC0415
    from editor.render.styles import dart_sass, libsass  # noqa: F401, PLC0415

    plugins.load_all()
    languages.load_all()


def limit_memory() -> None:
    """Have this process fail rather than take the whole machine's memory."""
    if sys.platform == "linux":
        import resource  # noqa: PLC0415  # this module exists on Unix only

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT_BYTES, MEMORY_LIMIT_BYTES))


def _set_alarm(seconds: int) -> None:
    if sys.platform != "win32":
        # unhandled, the signal ends the process even inside a regular expression
        signal.alarm(seconds)


if __name__ == "__main__":
    sys.exit(main())
