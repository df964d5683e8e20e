"""The door: ``galleyproof`` opens the window, or hands a command to those without one.

Kept light, and each half is loaded only when it is wanted: the commands never load Qt, and the
window does not wait for the markdown and Liquid that its render process will load.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from editor.arguments import DONE, INPUT_AT_FAULT, SentenceParser

COMMANDS: Final = ("new", "get", "set", "url", "render", "compare")
_RENDER_WORKER: Final = "--render-worker"
_COMPARE_WORKER: Final = "--compare-worker"
_PICTURE_WORKER: Final = "--picture-worker"
_WORKERS: Final = (_RENDER_WORKER, _COMPARE_WORKER, _PICTURE_WORKER)

_NO_SCREEN: Final = (
    "galleyproof: there is no screen here to open a window on. The commands work without one; "
    "galleyproof --help names them."
)

_SOMEBODY_HANGS: Final = (
    "galleyproof: a window that is open does not answer; this one was opened beside it."
)

_WINDOW_EPILOG: Final = """\
commands without a window (galleyproof COMMAND --help tells more):
  new TITLE [--site DIR] [--draft]            make a post, print its path
  get FILE [KEY]                              print as JSON what Jekyll reads
  set FILE KEY=VALUE...                       change keys, and nothing else, in place
  url FILE                                    print the address it is published at
  render FILE... [--body] [--output-dir DIR]  print or write the page
  compare SITE [--built DIR] [--posts N]      compare the last posts with the built site
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command in ``arguments`` (default: those of the process); return its exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given and given[0] in _WORKERS:
        return _work(*given)
    if given == ["--version"]:
        return _say_version()
    if given and given[0] in COMMANDS:
        from editor.commands import run_command  # noqa: PLC0415

        return run_command(given)
    options = _window_parser().parse_args(given)
    if _no_screen():
        print(_NO_SCREEN, file=sys.stderr)
        return INPUT_AT_FAULT
    return _open_window(options.path, safe_mode=options.safe_mode)


def _open_window(path: Path | None, *, safe_mode: bool) -> int:
    """Have a running window show ``path``, or open one; safe mode always opens one."""
    from editor.workspace.processes import render_command, spawn_early  # noqa: PLC0415

    # It loads beside all that follows; where the program hands over, little was begun in vain.
    spawned = spawn_early(render_command())
    # Before all that a window needs: a program that hands over is gone in a moment.
    from editor.workspace.places import meeting_folder  # noqa: PLC0415
    from editor.workspace.single_instance import Seats, wish_of_start  # noqa: PLC0415

    seats = Seats(meeting_folder(os.environ))
    if safe_mode:
        seats.sit_down()
    elif seats.hand_over(wish_of_start(path)):
        if spawned is not None:
            spawned.kill()
        return DONE
    if seats.somebody_hangs:
        print(_SOMEBODY_HANGS, file=sys.stderr)
    from editor.start import run  # noqa: PLC0415

    return run(path, safe_mode=safe_mode, seats=seats, spawned=spawned)


def _work(kind: str, *given: str) -> int:
    """Be one of the processes that a frozen program starts from itself; return its status."""
    if kind == _RENDER_WORKER:
        from editor.render import worker  # noqa: PLC0415

        return worker.main()
    if kind == _COMPARE_WORKER:
        from editor.render.comparison import worker as comparison  # noqa: PLC0415

        return comparison.main(given)
    from editor.workspace import picture_process  # noqa: PLC0415

    return picture_process.main(given)


def _say_version() -> int:
    from importlib import metadata  # noqa: PLC0415

    print(f"galleyproof {metadata.version('galleyproof')}")
    return DONE


def _no_screen() -> bool:
    """Whether Qt would find no screen on this system, and end the process at that."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform == "linux" and not any(os.environ.get(name) for name in named)


def _window_parser() -> argparse.ArgumentParser:
    parser = SentenceParser(
        prog="galleyproof",
        description="Write the posts of a Jekyll site.",
        epilog=_WINDOW_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="store_true", help="print the version and stop")
    parser.add_argument(
        "--safe-mode",
        action="store_true",
        help="start without offering to restore what a crash left behind",
    )
    parser.add_argument("path", nargs="?", type=Path, help="a site's folder, or a post")
    return parser
