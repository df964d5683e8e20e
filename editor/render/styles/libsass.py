"""libsass, which jekyll-sass-converter 1 and 2 and GitHub Pages stand for."""

import contextlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import sass

from editor.render.styles.apart import CAN_FORK, done_apart
from editor.render.styles.sass_job import EndlessSassError, SassError, SassJob

_PLACE = re.compile(r"^\s+(?:on|from) line (\d+)(?::\d+)? of (.+?)(?:, in .*)?$", re.MULTILINE)
_Style = Literal["nested", "expanded", "compact", "compressed"]
_STYLES: Mapping[str, _Style] = {
    "nested": "nested",
    "expanded": "expanded",
    "compact": "compact",
    "compressed": "compressed",
}
_DEFAULT_STYLE: _Style = "compact"
"""``jekyll-sass-converter`` keeps it for sassc; libsass itself would say nested."""


LIMIT_SECONDS = 2
"""Of the processor: the sheets of real sites take a tenth of one."""


class Libsass:
    """Compiles in a process that is forked for each sheet: nothing else stops one without an end.

    Where processes cannot be forked it is done here, and ends with the process.
    """

    name = "libsass"

    def __init__(self, limit_seconds: float = LIMIT_SECONDS) -> None:
        self._limit_seconds = limit_seconds

    def compile(self, job: SassJob) -> str:
        """Return the CSS; raises SassError.

        The working folder is the site's meanwhile: libsass looks there first, as in a build.
        """
        if not job.source.strip():
            return ""
        if not CAN_FORK:
            return _compiled(job)
        answer = done_apart(lambda: _answer(job), self._limit_seconds)
        if answer is None:
            raise EndlessSassError(self._limit_seconds)
        css, sentence, file, line = json.loads(answer)
        if css is None:
            raise SassError(sentence, None if file is None else Path(file), line)
        return str(css)


def _answer(job: SassJob) -> bytes:
    """Return the CSS, or a SassError, as JSON."""
    try:
        told: tuple[object, ...] = (_compiled(job), "", None, 0)
    except SassError as error:
        told = (None, error.sentence, error.file and str(error.file), error.line)
    except (MemoryError, RecursionError):
        told = (None, "it needs more memory than there is", None, 0)
    return json.dumps(told).encode()


def _compiled(job: SassJob) -> str:
    try:
        with contextlib.chdir(job.root):
            css = sass.compile(
                string=job.source,
                indented=job.indented,
                output_style=_STYLES.get(job.style, _DEFAULT_STYLE),
                include_paths=[str(path) for path in job.load_paths],
                precision=job.precision,
            )
    except (sass.CompileError, OSError, UnicodeError) as error:
        raise _read_error(str(error), job.root) from error
    return css.removeprefix("\ufeff")


def _read_error(text: str, root: Path) -> SassError:
    sentence = text.partition("\n")[0].removeprefix("Error: ").rstrip(".")
    place = _PLACE.search(text)
    if place is None:
        return SassError(sentence)
    file = None if place[2] == "stdin" else root / place[2]
    return SassError(sentence, file, int(place[1]))
