"""From the command line to the window: the text of the post first, then the program behind it.

Nine tenths of what the program is made of are not needed to show a text, and loading them takes
longer than Qt does. So the window is painted with the text alone, and only then is ``app`` loaded,
while the writer reads and the page comes up. The render process has been loading since before Qt
was (``cli``). ``tests/test_start.py`` names what may be loaded before the first paint.
"""

from __future__ import annotations

import os
import sys
from collections.abc import MutableMapping
from contextlib import suppress
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEventLoop, QSettings, QThread, QTimer

from editor.post.editable_text import EditableText
from editor.post.fences import boundaries
from editor.ui.application import Application
from editor.ui.icons import app_icon
from editor.ui.main_window import MainWindow
from editor.ui.preview.site_scheme import register_scheme
from editor.workspace.settings import SHOW_PREVIEW, Settings

if TYPE_CHECKING:
    from editor.workspace.processes import Spawned
    from editor.workspace.renderer import Renderer
    from editor.workspace.single_instance import Seats

FIRST_READ_BYTES = 64 * 1024
"""How much of a post is read for the first paint: far more than a screen holds."""

FIRST_LINES = 150
"""How many lines of it are shown then."""

FIRST_PAINT_MS = 2_000
"""How long the first paint is waited for; a window that starts minimised has none."""

FIRST_PAGE_MS = 300
"""How long the page is waited for once the program is there: to make it takes longer than that."""

SWITCH_S = 0.0005
"""How long another thread may keep the window's from running Python: a tenth of what is usual.

A key needs it several times, and while the posts of a large site are read each time took 5 ms.
"""

_NO_INPUT = QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents
_RENDER_NODES = Path("/dev/dri")


def run(
    path: Path | None,
    *,
    safe_mode: bool = False,
    seats: Seats | None = None,
    spawned: Spawned | None = None,
) -> int:
    """Open the window, with the site or post at ``path`` if there is one; return its status.

    In ``safe_mode`` nothing is restored: what the last run left behind waits for the next start.
    With ``seats`` this program is found by those that are started later. ``spawned`` is the render
    process if it runs already.
    """
    application = make_application(sys.argv[:1])
    settings = Settings(QSettings())
    window = MainWindow(settings)
    show_first(window, path)
    renderer = begin_page(window, settings, path, spawned)
    load_program(window)
    if not window.isVisible():  # closed before there was more of it
        leave(window, renderer, seats)
        return 0
    from editor.app import FaultWatch, Program, run_until_end  # noqa: PLC0415
    from editor.workspace.places import reports_folder, state_folder  # noqa: PLC0415

    faults = FaultWatch(reports_folder(), _now)
    program = Program(settings, _now, state_folder(), window=window, renderer=renderer)
    return run_until_end(
        application, program, path, safe_mode=safe_mode, faults=faults, seats=seats
    )


def _now() -> datetime:
    return datetime.now(UTC)


def show_first(window: MainWindow, path: Path | None) -> None:
    """Show ``window`` with the beginning of the post at ``path``; return when it was painted."""
    text = first_text(path)
    if text:
        window.show_first(text)
    painted = QEventLoop()
    window.first_painted.connect(painted.quit)
    QTimer.singleShot(FIRST_PAINT_MS, painted.quit)
    window.show()
    painted.exec()


def begin_page(
    window: MainWindow, settings: Settings, path: Path | None, spawned: Spawned | None = None
) -> Renderer:
    """Have the page of the post at ``path`` made and shown; return the render process.

    It renders and the browser engine starts in processes of their own, while this one loads the
    rest of the program.
    """
    from editor.storage.reading import MAX_POST_BYTES  # noqa: PLC0415
    from editor.workspace.processes import render_command  # noqa: PLC0415
    from editor.workspace.renderer import Renderer  # noqa: PLC0415

    renderer = Renderer(render_command(), spawned=spawned)
    renderer.start()
    # A larger one will not be opened, and the next would wait for it.
    opens = path is not None and path.is_file() and path.stat().st_size <= MAX_POST_BYTES
    if path is not None and opens and settings.get(SHOW_PREVIEW):
        renderer.make_ahead(path)
        page = window.expect_page(path)
        renderer.made_ahead.connect(page.take)
        renderer.freed.connect(page.do_without)
        page.begin(dark=window.look.palette.dark)
    return renderer


def load_program(window: MainWindow) -> None:
    """Load the rest of the program beside the event loop, which the browser engine needs.

    Return when it is there, and the page too unless that takes much longer. Keys and clicks wait
    until then: a shortcut would find no menu yet.
    """
    from editor.workspace.cycle_collecting import uncollected  # noqa: PLC0415

    with uncollected():
        waiting = QEventLoop()
        loader = _Loader()
        loader.finished.connect(waiting.quit)
        loader.start()
        waiting.exec(_NO_INPUT)
        loader.wait()
    page = window.first_page
    if page is not None and not page.is_settled:
        page.settled.connect(waiting.quit)
        QTimer.singleShot(FIRST_PAGE_MS, waiting.quit)
        waiting.exec(_NO_INPUT)


class _Loader(QThread):
    """Loads ``app``, with nine tenths of the program's modules."""

    def run(self) -> None:
        """What goes wrong comes up again where the program is made."""
        with suppress(Exception):
            import_module("editor.app")


def leave(window: MainWindow, renderer: Renderer, seats: Seats | None) -> None:
    """Take apart what there is of a program that ends before it was complete."""
    if window.first_page is not None:
        window.first_page.release()
    renderer.close()
    if seats is not None:
        seats.release()


def first_text(path: Path | None) -> str:
    """Return how the text of the post at ``path`` begins, empty where there is none to read.

    Why a post cannot be read is said when it is opened in earnest.
    """
    if path is None or not path.is_file():
        return ""
    try:
        with path.open("rb") as file:
            data = file.read(FIRST_READ_BYTES)
        whole_lines = data[: data.rfind(b"\n") + 1] if len(data) == FIRST_READ_BYTES else data
        text = whole_lines.decode("utf-8-sig")
    except (UnicodeDecodeError, OSError):
        return ""
    found = boundaries(text)
    body = text if found is None else text[found[2] :]
    return "\n".join(EditableText.of(body).shown.split("\n", FIRST_LINES)[:FIRST_LINES])


def make_application(arguments: list[str]) -> Application:
    """Return the application with its drawing, its names and its icon chosen."""
    choose_drawing(os.environ, sys.platform)
    register_scheme()
    sys.setswitchinterval(SWITCH_S)
    application = Application(arguments)
    QCoreApplication.setOrganizationName("Galleyproof")
    QCoreApplication.setApplicationName("galleyproof")
    application.setApplicationDisplayName("Galleyproof")
    application.setDesktopFileName("galleyproof")
    application.setWindowIcon(app_icon())
    return application


def choose_drawing(
    environment: MutableMapping[str, str], platform: str, devices: Path = _RENDER_NODES
) -> None:
    """Have Qt draw without OpenGL where there is no graphics card, unless the user chose.

    ``devices`` is the folder in which Linux shows graphics cards as ``renderD...``.
    With a web view in the window, OpenGL drawn by the processor makes each key 20 times slower.
    """
    if platform == "linux" and not any(devices.glob("renderD*")):
        environment.setdefault("QT_QUICK_BACKEND", "software")
