"""``make screenshot``: the window at work on the sample site, as a picture.

make screenshot ARGS="packaging/screenshot.png --dark --size 1440x900"
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bench.screen import virtual_screen
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from editor.app import Program
from editor.site.sample import make_sample_site
from editor.start import make_application
from editor.workspace.settings import THEME, Settings, Theme

POST = "_posts/2025-11-20-the-lantern-festival.md"
SETTLE_S = 1.5


def arguments() -> argparse.Namespace:
    """Return what was asked for on the command line."""
    parser = argparse.ArgumentParser(prog="make screenshot")
    parser.add_argument("output", type=Path)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--size", default="1440x900", help="WIDTHxHEIGHT of the window")
    parser.add_argument("--post", default=POST, help="a post of the sample site")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def photograph(options: argparse.Namespace) -> None:
    """Open the sample site and take the picture; runs on a screen that is there already."""
    application = make_application(["galleyproof"])
    folder = Path(tempfile.mkdtemp())
    settings = Settings(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
    settings.put(THEME, Theme.DARK if options.dark else Theme.LIGHT)
    program = Program(settings, lambda: datetime.now(UTC), folder / "state")
    width, height = (int(part) for part in options.size.split("x"))
    program.window.resize(width, height)
    program.start(make_sample_site(folder) / options.post)
    shown: list[bool] = []
    program.window.preview.article_shown.connect(lambda: shown.append(True))
    _wait(application, lambda: bool(shown), 30.0)
    end = time.monotonic() + SETTLE_S
    _wait(application, lambda: time.monotonic() > end, 30.0)
    picture = QApplication.primaryScreen().grabWindow(program.window.winId())
    picture.save(str(options.output))
    program.close()


def _wait(application: QApplication, done: Callable[[], bool], limit_s: float) -> None:
    end = time.monotonic() + limit_s
    while not done():
        application.processEvents()
        if time.monotonic() > end:
            sys.exit("The window did not show the post.")


def main() -> None:
    """Take the picture, on a virtual screen of its own."""
    options = arguments()
    if options.inside:
        photograph(options)
        return
    with virtual_screen() as environment:
        command = [sys.executable, "-m", "bench.screenshot", *sys.argv[1:], "--inside"]
        sys.exit(subprocess.run(command, env=environment, check=False).returncode)


if __name__ == "__main__":
    main()
