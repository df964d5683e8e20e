"""Nothing in a post runs, reaches the network or reads the disk: each layer alone is enough.

The first test is the naive preview, which shows that the hostile pieces do what they say.
"""

from pathlib import Path

import hostile_html
import pytest
from canary import Canary
from preview_probe import ask, page_of, save_picture, show, text_of
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWebEngineCore import (
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineSettings,
    QWebEngineUrlRequestJob,
    QWebEngineUrlSchemeHandler,
)
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from editor.render.sanitise import sanitise
from editor.ui.preview.preview_pane import PreviewPane
from editor.ui.preview.scheme_handler import make_scheme_known, set_headers
from editor.ui.preview.site_scheme import SHELL_URL

pytestmark = pytest.mark.qt_log_ignore(
    "^QRhiGles2: Failed to create (temporary )?context$",
    "^Failed to create RHI for backend: OpenGL$",
    "^GPUInfo not initialized on GpuInfoUpdate$",
    r"^This plugin does not support propagateSizeHints\(\)$",
)
MAIN_WORLD = 0


@pytest.fixture
def pane(pane: PreviewPane, tmp_path: Path) -> PreviewPane:
    save_picture(tmp_path / "proof.png")
    pane.set_site_root(tmp_path)
    return pane


class HostilePage(QWebEngineUrlSchemeHandler):
    """Serves a hostile page as if it were ours, with or without the policy."""

    def __init__(self, body: str, *, policy: bool) -> None:
        super().__init__()
        self._body = body
        self._policy = policy

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:  # noqa: N802
        if job.requestUrl().path() != "/shell.html":
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            return
        if self._policy:
            set_headers(job)
        buffer = QBuffer(job)
        buffer.setData(f"<title>calm</title>{self._body}".encode())
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        job.reply(QByteArray(b"text/html; charset=utf-8"), buffer)


class StayingPage(QWebEnginePage):
    """A page that goes nowhere after its first load, as ours; all else is the engine's default."""

    def acceptNavigationRequest(  # noqa: N802
        self, url: QUrl | str, kind: QWebEnginePage.NavigationType, is_main_frame: bool
    ) -> bool:
        return QUrl(url).path() == "/shell.html"

    def javaScriptConsoleMessage(self, *message: object) -> None:  # noqa: N802
        pass


class Launcher(QObject):
    """Stands where the system would start a program for an address."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[QUrl] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url)


def visit(qtbot: QtBot, body: str, *, policy: bool, scripts: bool) -> str:
    """Load a page with these layers alone; return its title, ``calm`` when no script ran."""
    make_scheme_known()
    handler = HostilePage(body, policy=policy)
    profile = QWebEngineProfile()
    profile.installUrlSchemeHandler(QByteArray(b"galleyproof"), handler)
    page = StayingPage(profile)
    page.settings().setAttribute(QWebEngineSettings.WebAttribute.JavascriptEnabled, scripts)
    with qtbot.waitSignal(page.loadFinished):
        page.load(QUrl("galleyproof://app/shell.html"))
    ask(qtbot, page, "for (const link of document.links) link.click(); 1")
    complete = "document.readyState == 'complete' && [...document.images].every(i => i.complete)"
    qtbot.waitUntil(lambda: ask(qtbot, page, complete) is True)
    title = str(ask(qtbot, page, "document.title"))
    for owned in (page, profile, handler):
        delete(owned)
    return title


def ran(qtbot: QtBot, pieces: tuple[str, ...], *, policy: bool, scripts: bool) -> list[str]:
    """Return the pieces whose script ran."""
    return [
        piece for piece in pieces if visit(qtbot, piece, policy=policy, scripts=scripts) != "calm"
    ]


def test_without_any_layer_the_pieces_do_what_they_say(qtbot: QtBot, canary: Canary) -> None:
    pieces = hostile_html.aimed_at(canary.address)

    executed = ran(qtbot, pieces, policy=False, scripts=True)
    qtbot.waitUntil(lambda: len(set(canary.heard)) >= 12)

    assert len(executed) >= 8


def test_the_sanitiser_alone_lets_no_script_run(qtbot: QtBot, canary: Canary) -> None:
    pieces = tuple(sanitise(piece) for piece in hostile_html.aimed_at(canary.address))
    assert ran(qtbot, pieces, policy=False, scripts=True) == []


def test_the_policy_alone_lets_no_script_run_and_nothing_out(qtbot: QtBot, canary: Canary) -> None:
    assert ran(qtbot, hostile_html.aimed_at(canary.address), policy=True, scripts=True) == []
    assert canary.heard == []


def test_switched_off_scripts_alone_let_no_script_run(qtbot: QtBot, canary: Canary) -> None:
    assert ran(qtbot, hostile_html.aimed_at(canary.address), policy=False, scripts=False) == []


def test_the_preview_itself_is_safe_even_without_the_sanitiser(
    qtbot: QtBot, pane: PreviewPane, canary: Canary
) -> None:
    show(qtbot, pane, *hostile_html.aimed_at(canary.address))
    show(qtbot, pane, *hostile_html.aimed_at(canary.address), "<p><img id=p src='/proof.png'></p>")

    # the proof was asked for after all the others, so they have had their turn
    loaded = "document.querySelector('main > p > #p')?.naturalWidth"
    qtbot.waitUntil(lambda: ask(qtbot, page_of(pane), loaded) == 40)
    assert ask(qtbot, page_of(pane), "document.title") == "Preview"
    assert canary.heard == []
    assert page_of(pane).url() == SHELL_URL


def test_no_file_outside_the_site_is_read(qtbot: QtBot, pane: PreviewPane, tmp_path: Path) -> None:
    site = tmp_path / "site"
    save_picture(tmp_path / "secret.png")
    save_picture(site / ".git" / "hidden.png")
    save_picture(site / "proof.png")
    pane.set_site_root(site)
    addresses = (
        (tmp_path / "secret.png").as_uri(),
        str(tmp_path / "secret.png"),
        "../secret.png",
        "/%2e%2e/secret.png",
        "/..%2fsecret.png",
        "/.git/hidden.png",
        "galleyproof://app/../secret.png",
        "galleyproof://other/proof.png",
        "qrc:/secret.png",
    )

    show(qtbot, pane, *(f"<p><img src='{address}'></p>" for address in addresses))
    show(qtbot, pane, *(f"<p><img src='{a}'></p>" for a in addresses), "<img src='/proof.png'>")

    done = "[...document.images].every(i => i.complete) && document.images.length == 1"
    qtbot.waitUntil(lambda: ask(qtbot, page_of(pane), done) is True)
    assert ask(qtbot, page_of(pane), "document.images[0].naturalWidth") == 40
    assert text_of(qtbot, pane).count("Image not found") + text_of(qtbot, pane).count(
        "Not loaded"
    ) == len(addresses)


@pytest.mark.parametrize("scheme", ["foo", "ssh", "tel", "mailto", "http", "file"])
def test_the_engine_itself_never_starts_a_program(
    qtbot: QtBot, pane: PreviewPane, scheme: str
) -> None:
    launcher = Launcher()
    QDesktopServices.setUrlHandler(scheme, launcher, "open")  # type: ignore[arg-type]
    show(qtbot, pane, f"<p><a id='a' href='{scheme}:someone@example.org'>x</a></p>")

    ask(qtbot, page_of(pane), "document.getElementById('a').click(); 1")
    show(qtbot, pane, "<p>still here</p>")
    QDesktopServices.unsetUrlHandler(scheme)

    assert launcher.opened == []
    assert text_of(qtbot, pane).strip() == "still here"


def test_scripts_of_the_page_are_off(qtbot: QtBot, pane: PreviewPane) -> None:
    show(qtbot, pane, "<p>x</p>")
    assert not ask(qtbot, page_of(pane), "1 + 1", MAIN_WORLD)


def test_no_product_file_switches_the_sandbox_off() -> None:
    product = Path(__file__).parents[3]
    switch = "--" + "no-sandbox"
    for folder in ("editor", "resources", "packaging"):
        for path in sorted((product / folder).rglob("*")):
            if path.is_file() and path.suffix in {
                ".py",
                ".js",
                ".html",
                ".desktop",
                ".sh",
                ".spec",
            }:
                assert switch not in path.read_text(encoding="utf-8"), path
