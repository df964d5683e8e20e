"""Bare windows of Qt, which do nothing but what they are measured for: the floors."""

import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat, QTextDocument
from PySide6.QtWidgets import QApplication, QMainWindow, QPlainTextEdit, QSplitter

_RULES = (
    r"^#{1,6} .*", r"\*\*[^*]+\*\*", r"(?<!\*)\*[^*]+\*(?!\*)", r"`[^`]+`",
    r"!?\[[^\]]*\]\([^)]*\)", r"^\s*([-*+]|\d+\.) ", r"^>.*", r"<[^>]+>",
)  # fmt: skip
_ONE_BLOCK = (
    "(h=>{const t=document.createElement('template');t.innerHTML=h;"
    "document.querySelector('body>p').replaceWith(t.content)})(%s);true"
)


class Highlighter(QSyntaxHighlighter):
    """What any highlighter of markdown in Python costs: eight expressions a line."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        form = QTextCharFormat()
        form.setForeground(QColor("#0057ae"))
        self._form, self._rules = form, [re.compile(rule) for rule in _RULES]

    def highlightBlock(self, text: str) -> None:
        for rule in self._rules:
            for found in rule.finditer(text):
                self.setFormat(found.start(), found.end() - found.start(), self._form)


class BareWindow(QMainWindow):
    """A text with a highlighter and, when asked for after the first paint, a page beside it."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.pane = QPlainTextEdit()
        self.highlighter = Highlighter(self.pane.document())
        self.pane.setPlainText(path.read_text())
        self._splitter = QSplitter()
        self._splitter.addWidget(self.pane)
        self.setCentralWidget(self._splitter)
        self.resize(1440, 900)

    def load_page(self, page: Path, done: Callable[[], None]) -> None:
        """Show ``page`` in a web view; call ``done`` when it is there."""
        from PySide6.QtWebEngineWidgets import QWebEngineView

        self.view = QWebEngineView()
        self._splitter.addWidget(self.view)
        self._splitter.setSizes([720, 720])
        self.view.loadFinished.connect(lambda _ok: done())
        self.view.load(QUrl.fromLocalFile(str(page)))

    def patch(self, html: str, done: Callable[[], None]) -> None:
        """Put ``html`` in the place of the page's first paragraph; call ``done`` when it is."""
        self.view.page().runJavaScript(_ONE_BLOCK % json.dumps(html), lambda _: done())

    def take_apart(self) -> None:
        if hasattr(self, "view"):
            self.view.setParent(None)
            self.view.deleteLater()


def bare_application() -> QApplication:
    """Return the application, with the drawing that ours chooses."""
    if sys.platform == "linux" and not any(Path("/dev/dri").glob("renderD*")):
        os.environ.setdefault("QT_QUICK_BACKEND", "software")
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    return QApplication(sys.argv[:1])
