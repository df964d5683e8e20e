"""The pages of the trials ``network``, ``files`` and ``links``: what a page gets at."""

import os
from collections.abc import Callable
from pathlib import Path

import hostile_loads
from canary import listening_canary
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget
from shiboken6 import delete
from torture.stage import StageError, Window, ask, on_page, run_for, until

from editor.render.exchange import Article
from editor.render.sanitise import sanitise, sanitise_page
from editor.ui.preview.site_scheme import SHELL_URL

_CLICK = "for (const one of document.querySelectorAll('a, area, button, input')) one.click(); 1"
_SETTLE_S = 1.0
_LOADED = "[...document.images].every(image => image.complete || image.loading == 'lazy')"


def network(job: dict[str, object]) -> dict[str, object]:
    """Show every vector; return how many there were and what the server heard."""
    with listening_canary() as canary:
        pieces = hostile_loads.vectors(canary.address)
        if job["way"] == "naive":
            _plain_page("".join(pieces))
            return {"tried": len(pieces), "failed": sorted(set(canary.heard))}
        window = Window()
        for clean in (str, sanitise, sanitise_page):
            for piece in pieces:
                safe = clean(piece)
                window.show(Article((safe,)) if clean is sanitise else on_page((safe,), safe))
                ask(window.page, _CLICK)
        until(lambda: ask(window.page, _LOADED) is True, "images stay on their way")
        run_for(_SETTLE_S)
        window.pane.release()
    return {"tried": 3 * len(pieces), "failed": canary.heard}


def _plain_page(html: str, base: str = "") -> None:
    profile = QWebEngineProfile()
    page = QWebEnginePage(profile)
    view = QWebEngineView()
    view.setPage(page)
    view.show()
    loaded: list[bool] = []
    page.loadFinished.connect(loaded.append)
    page.setHtml(html, QUrl(base))
    until(lambda: loaded, "no page")
    run_for(_SETTLE_S)
    for owned in (view, page, profile):
        delete(owned)


def files(job: dict[str, object]) -> dict[str, object]:
    """Show an image from each address of the job; return the addresses that showed one."""
    addresses = [str(address) for address in job["addresses"]]  # type: ignore[attr-defined]
    root = Path(str(job["root"]))
    if job["way"] == "naive":
        return {"tried": len(addresses), "failed": _naive_files(addresses, root)}
    window = Window()
    window.pane.set_site_root(root, "/base", "https://blog.example")
    shown: list[str] = []
    for start in range(0, len(addresses), 20):
        batch = addresses[start : start + 20]
        images = tuple(_image(number, one) for number, one in enumerate(batch))
        for article in (Article(images, "/2024/a/"), on_page(images, "".join(images))):
            window.show(article)
            until(lambda: ask(window.page, _LOADED) is True, "images stay on their way")
            seen = "[...document.images].filter(i => i.naturalWidth == 41).map(i => i.id).join()"
            numbers = str(ask(window.page, seen))
            shown += [batch[int(number)] for number in numbers.split(",") if number]
    window.pane.release()
    return {"tried": 2 * len(addresses), "failed": shown}


def _image(number: int, address: str) -> str:
    quoted = address.replace("&", "&amp;").replace('"', "&quot;")
    return f'<p><img id="{number}" src="{quoted}"></p>'


def _naive_files(addresses: list[str], root: Path) -> list[str]:
    """What a handler reads that joins the address to the folder."""
    shown = []
    for address in addresses:
        path = QUrl(address).path() if ":" in address else address
        try:
            file = Path(os.path.normpath(f"{root}/{QUrl(path).path().split('?')[0]}"))
            if file.read_bytes()[:4] == b"\x89PNG" and b"secret" in file.name.encode():
                shown.append(address)
        except (OSError, ValueError):
            continue
    return shown


class _Launcher(QObject):
    """Stands where the system would start a program."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        """Note what would be opened."""
        self.opened.append(bytes(url.toEncoded().data()).decode())


def links(job: dict[str, object]) -> dict[str, object]:
    """Click each target in each way; return what was opened, and where the page went."""
    launcher = _Launcher()
    schemes = [str(scheme) for scheme in job["schemes"]]  # type: ignore[attr-defined]
    for scheme in schemes:
        QDesktopServices.setUrlHandler(scheme, launcher, "open")  # type: ignore[arg-type]
    window = Window()
    hovered: list[str] = []
    window.pane.link_hovered.connect(hovered.append)
    window.pane.link_activated.connect(QDesktopServices.openUrl)
    failed = []
    opened = 0
    targets = [str(target) for target in job["targets"]]  # type: ignore[attr-defined]
    for target in targets:
        block = f"<div id=top>{target}</div>"
        for article in (Article((block,)), on_page((block,))):
            hovered.clear()
            window.preview._restarts = 0  # the engine ends a page that asks for `chrome:` pages
            window.show(article)
            for act in _ACTS:
                act(window)
            run_for(0.02)
            try:
                until(lambda: _at_home(window), "the page is gone")
            except StageError:
                failed.append(f"{target}: went to {window.page.url().toString()}")
            said = [*launcher.opened]
            launcher.opened.clear()
            opened += len(said)
            wrong = [one for one in said if not one.startswith(("http:", "https:", "mailto:"))]
            unseen = [one for one in said if not wrong and one not in hovered]
            failed += [f"{target}: started {one}" for one in wrong]
            failed += [f"{target}: {one} was not shown, but {hovered}" for one in unseen]
    window.pane.release()
    windows = len([one for one in QGuiApplication.topLevelWindows() if one.isVisible()])
    return {"tried": 2 * len(targets), "failed": failed, "opened": opened, "windows": windows}


def _at_home(window: Window) -> bool:
    return window.page.url() == SHELL_URL and window.preview.is_current


def _by_script(window: Window) -> None:
    ask(window.page, "document.querySelectorAll('form').forEach(form => form.submit()); 1")


def _by_mouse(button: Qt.MouseButton, keys: Qt.KeyboardModifier) -> Callable[[Window], None]:
    def click(window: Window) -> None:
        where = ask(window.page, _PLACE)
        if not isinstance(where, list):
            return
        paper = _paper(window)
        at = QPointF(float(where[0]), float(where[1]))
        _mouse(paper, QEvent.Type.MouseMove, at, Qt.MouseButton.NoButton, keys)
        run_for(0.03)
        _mouse(paper, QEvent.Type.MouseButtonPress, at, button, keys)
        _mouse(paper, QEvent.Type.MouseButtonRelease, at, button, keys)
        run_for(0.03)

    return click


_PLACE = """(() => { const one = document.querySelector('#x'); if (!one) return null;
  const box = one.getBoundingClientRect();
  return [box.left + box.width / 2, box.top + box.height / 2]; })()"""


def _paper(window: Window) -> QWidget:
    paper = window.preview.view.focusProxy()
    assert paper is not None
    return paper


def _mouse(
    on: QWidget, kind: QEvent.Type, at: QPointF, button: Qt.MouseButton, keys: Qt.KeyboardModifier
) -> None:
    held = button if kind is QEvent.Type.MouseButtonPress else Qt.MouseButton.NoButton
    event = QMouseEvent(kind, at, on.mapToGlobal(at), button, held, keys)
    QGuiApplication.sendEvent(on, event)


def _by_keyboard(window: Window) -> None:
    window.preview.view.setFocus()
    ask(window.page, "document.querySelector('#x')?.focus(); 1")
    run_for(0.03)
    paper = _paper(window)
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        key = QKeyEvent(kind, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r")
        QGuiApplication.sendEvent(paper, key)
    run_for(0.03)


_PLAIN = Qt.KeyboardModifier.NoModifier
_ACTS = (
    _by_script,
    _by_mouse(Qt.MouseButton.LeftButton, _PLAIN),
    _by_mouse(Qt.MouseButton.MiddleButton, _PLAIN),
    _by_mouse(Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier),
    _by_mouse(Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier),
    _by_keyboard,
)


def plain_links(job: dict[str, object]) -> dict[str, object]:
    """The naive way: open whatever a link of the page says, without a look at it."""
    launcher = _Launcher()
    for scheme in job["schemes"]:  # type: ignore[attr-defined]
        QDesktopServices.setUrlHandler(str(scheme), launcher, "open")  # type: ignore[arg-type]
        QDesktopServices.openUrl(QUrl(f"{scheme}://example.org/"))
    allowed = ("http:", "https:", "mailto:")
    wrong = [one for one in launcher.opened if not one.startswith(allowed)]
    return {"tried": len(launcher.opened), "failed": wrong}
