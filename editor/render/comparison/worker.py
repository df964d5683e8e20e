"""The process that compares posts with a built site: a line of JSON on standard output for each.

``python -m editor.render.comparison ROOT BUILT COUNT`` tells how many posts there are, then of one
after the other, and ends. It may be killed at any time.
"""

import signal
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from editor.errors import EditorError
from editor.render.comparison.exchange import (
    PostComparison,
    write_comparison,
    write_failure,
    write_total,
)
from editor.render.comparison.posts import compare_posts
from editor.render.worker import limit_memory
from editor.site.site import Site

POST_LIMIT_SECONDS = 120
"""Time after which one post, or reading the site, ends the process by itself."""


def main(arguments: Sequence[str]) -> int:
    """Compare what ``arguments`` name: the site's folder, the built one's, how many posts."""
    limit_memory()
    root, built, count = arguments
    return tell(Path(root), Path(built), int(count), sys.stdout)


def tell(root: Path, built: Path, count: int, output: TextIO) -> int:
    """Write the lines of a comparison to ``output``; return 1 where there is none, else 0."""
    _set_alarm(POST_LIMIT_SECONDS)
    try:
        for one in compare_posts(Site.open(root), built, count, datetime.now(UTC)):
            output.write(
                write_comparison(one) if isinstance(one, PostComparison) else write_total(one)
            )
            output.flush()
            _set_alarm(POST_LIMIT_SECONDS)
    except EditorError as error:
        output.write(write_failure(str(error)))
        return 1
    except OSError as error:
        output.write(write_failure(f"{error.filename or 'A file'} could not be read."))
        return 1
    except (MemoryError, RecursionError):
        output.write(write_failure("A page of this site is too large to be compared."))
        return 1
    finally:
        _set_alarm(0)
        output.flush()
    return 0


def _set_alarm(seconds: int) -> None:
    if sys.platform != "win32":
        # unhandled, the signal ends the process even inside a regular expression
        signal.alarm(seconds)
