"""libsass, which jekyll-sass-converter 1 and 2 and GitHub Pages stand for."""

import contextlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import sass

from editor.render.styles.sass_job import SassError, SassJob

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


class Libsass:
    """Compiles in this process."""

    name = "libsass"

    def compile(self, job: SassJob) -> str:
        """Return the CSS; raises SassError.

        The working folder is the site's meanwhile: libsass looks there first, as in a build.
        """
        if not job.source.strip():
            return ""
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
