"""The preview as an ordinary user starts it: what holds its process back, and what it opens."""

import contextlib
import urllib.request
from pathlib import Path

from PySide6.QtWidgets import QApplication
from torture.stage import Window, on_page, run_for

from editor.render.exchange import Article

_AROUND = "<style>@import 'https://example.org/x.css';</style>"


def held_back(_job: dict[str, object]) -> dict[str, object]:
    """Return what ``/proc`` says of the process that shows the page."""
    window = Window()
    window.show(Article(("<p>x</p>",)))
    status = Path(f"/proc/{window.page.renderProcessPid()}/status").read_text()
    window.pane.release()
    lines = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)
    return {name: lines[name] for name in ("Seccomp", "NoNewPrivs")}


def session(job: dict[str, object]) -> dict[str, object]:
    """Write for a while: texts with images of other sites, pages, scrolling, dark and light."""
    window = Window()
    for number in range(int(str(job["rounds"]))):
        image = f"<img src='https://example.org/{number}.png'>"
        window.show(Article((f"<p>{number} {image}</p>", "<p><a href='https://x/'>x</a></p>")))
        window.show(on_page((f"<p>{number} {image}</p>",), _AROUND))
        window.pane.set_dark(number % 2 == 0)
        window.pane.scroll_to_line(1.0, 3)
        run_for(0.05)
    window.pane.release()
    QApplication.processEvents()
    return {}


def asking(_job: dict[str, object]) -> dict[str, object]:
    """The naive way: a program that asks whether there is something new."""
    with contextlib.suppress(OSError):
        urllib.request.urlopen("http://127.0.0.1:9/version", timeout=1)
    return {}
