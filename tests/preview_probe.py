"""Ways for tests to look into a web preview from outside the page."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtGui import QColor, QImage
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineScript
from pytestqt.qtbot import QtBot

from editor.render.exchange import Article
from editor.ui.preview.preview_pane import PreviewPane
from editor.ui.preview.web_preview import WebPreview

_BESIDE = QWebEngineScript.ScriptWorldId.ApplicationWorld.value


def ask(qtbot: QtBot, page: QWebEnginePage, script: str, world: int = _BESIDE) -> object:
    """Return what a script in the page's own world apart evaluates to."""
    answers: list[object] = []
    page.runJavaScript(script, world, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    return answers[0]


def shown_pane(qtbot: QtBot, problem: str | None = None, width: int = 600) -> Iterator[PreviewPane]:
    """Give a preview that is shown, the plain one if the engine has a ``problem``."""
    pane = PreviewPane(engine_problem=lambda: problem)
    pane.resize(width, 500)
    qtbot.addWidget(pane)
    pane.show()
    qtbot.waitUntil(lambda: pane.preview is not None)
    yield pane
    pane.release()


def page_of(pane: PreviewPane) -> QWebEnginePage:
    """Return the page inside a pane."""
    assert isinstance(pane.preview, WebPreview)
    return pane.preview.view.page()


def text_of(qtbot: QtBot, pane: PreviewPane) -> str:
    """Return the text that the pane shows."""
    return str(ask(qtbot, page_of(pane), "document.querySelector('main').innerText"))


def show(qtbot: QtBot, pane: PreviewPane, *blocks: str, base_url: str = "/2024/05/06/x/") -> None:
    """Show an article and wait until it can be seen."""
    with qtbot.waitSignal(pane.article_shown):
        pane.show_article(Article(blocks, base_url))


def save_picture(path: Path, width: int = 40, height: int = 30) -> None:
    """Write a small picture."""
    path.parent.mkdir(parents=True, exist_ok=True)
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    assert image.save(str(path))
