"""``python -m torture.stage MODULE:FUNCTION``: a trial's part that needs windows; see ``staging``.

The job comes as JSON on standard input, the answer goes as JSON on standard output.
"""

import importlib
import json
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineScript
from PySide6.QtWidgets import QApplication

from editor.render.exchange import Article, Frame, Published
from editor.ui.preview.preview_pane import PreviewPane
from editor.ui.preview.site_scheme import register_scheme
from editor.ui.preview.web_preview import WebPreview

PATIENCE_S = 30.0
_BESIDE = QWebEngineScript.ScriptWorldId.ApplicationWorld.value


class StageError(Exception):
    """Something did not happen in time."""


def until(holds: Callable[[], object], what: str, seconds: float = PATIENCE_S) -> None:
    """Let the program run until ``holds``; raises StageError."""
    end = time.monotonic() + seconds
    while not holds():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
        if time.monotonic() > end:
            raise StageError(what)
        time.sleep(0.001)


def run_for(seconds: float) -> None:
    """Let the program run for a while."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
        time.sleep(0.001)


def ask(page: QWebEnginePage, script: str, world: int = _BESIDE) -> object:
    """Return what a script beside the page evaluates to."""
    answers: list[object] = []
    page.runJavaScript(script, world, answers.append)
    until(lambda: answers, f"no answer to {script[:80]}")
    return answers[0]


def on_page(article: tuple[str, ...], around: str = "", typesetting: str = "") -> Article:
    """Return an article on a site's page that has ``around`` above it."""
    html = f"{around}<main><gp-place></gp-place></main>"
    frame = Frame(f"{hash((html, typesetting))}", {}, {}, (), html, "gp-place", {}, "", typesetting)
    return Article(article, "/", published=Published("exact", frame_key=frame.key, frame=frame))


class Window:
    """The preview of the program, with a page that can be asked."""

    def __init__(self) -> None:
        self.pane = PreviewPane(engine_problem=lambda: None)
        self.pane.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, on=False)
        self.pane.resize(700, 600)
        self.pane.show()
        self.shown = 0
        self.pane.article_shown.connect(self._count)
        until(lambda: self.pane.preview is not None and self.preview._ready, "no preview")

    def _count(self) -> None:
        self.shown += 1

    @property
    def preview(self) -> WebPreview:
        """The web preview inside."""
        assert isinstance(self.pane.preview, WebPreview)
        return self.pane.preview

    @property
    def page(self) -> QWebEnginePage:
        """Its page."""
        return self.preview.view.page()

    def show(self, article: Article, seconds: float = PATIENCE_S) -> None:
        """Show an article and wait until it is there."""
        before = self.shown
        self.pane.show_article(article)
        until(lambda: self.shown > before or self.preview.is_current, "not shown", seconds)


def main() -> int:
    """Answer one job."""
    module, _, name = sys.argv[1].partition(":")
    register_scheme()
    application = QApplication(["stage"])
    job = json.loads(sys.stdin.read())
    answer = getattr(importlib.import_module(module), name)(job)
    print("answer " + json.dumps(answer), flush=True)
    application.processEvents()
    return 0


if __name__ == "__main__":
    sys.exit(main())
