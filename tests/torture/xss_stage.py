"""The pages of the trial ``scripts``: with layers, with one alone, and with none."""

from pathlib import Path

import hostile_payloads
from hostile_payloads import MARK
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QUrl
from PySide6.QtWebEngineCore import (
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineSettings,
    QWebEngineUrlRequestJob,
    QWebEngineUrlSchemeHandler,
)
from shiboken6 import delete
from torture.stage import Window, ask, on_page, until
from torture.xss_site import published

from editor.render.exchange import Article
from editor.render.page import whole_page
from editor.render.sanitise import sanitise, sanitise_page
from editor.ui.preview.scheme_handler import make_scheme_known, set_headers

_SITES = {"a sent site": False, "a sent site, article alone": True}
CLEANERS = {"alone": sanitise, "page": sanitise_page}
_SCRIPTS = QWebEngineSettings.WebAttribute.JavascriptEnabled
_CLICK = """for (const one of document.querySelectorAll('a, area, button, #click')) {
  try { one.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true})); } catch {}
  try { one.focus(); one.click(); } catch {} }; 1"""
_STILL = "[...document.images].every(image => image.complete)"
_DRAWN = "!document.querySelector('[data-gp-diagram=waiting]')"
_BATCH = 8


class Served(QWebEngineUrlSchemeHandler):
    """Serves one hostile page as if it were ours."""

    html = ""
    policy = False

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        if job.requestUrl().path() != "/shell.html":
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            return
        if self.policy:
            set_headers(job)
        buffer = QBuffer(job)
        buffer.setData(self.html.encode())
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        job.reply(QByteArray(b"text/html; charset=utf-8"), buffer)


class Staying(QWebEnginePage):
    """A page that goes nowhere after its first load; all else is the engine's default."""

    def acceptNavigationRequest(
        self, url: QUrl | str, kind: QWebEnginePage.NavigationType, is_main_frame: bool
    ) -> bool:
        return not is_main_frame or QUrl(url).path() == "/shell.html"

    def javaScriptConsoleMessage(self, *message: object) -> None:
        pass


def _chosen(job: dict[str, int]) -> tuple[hostile_payloads.Payload, ...]:
    each = job["each"]
    return hostile_payloads.some_payloads(each) if each else hostile_payloads.all_payloads()


def one_layer(job: dict[str, object]) -> dict[str, object]:
    """Load each payload as a page with ``layer`` alone; return those whose script ran.

    ``layer`` is ``none``, ``policy``, ``scripts off``, ``alone`` or ``page`` (the cleaners), or
    ``export``: the exported page, which has a policy in itself, without the cleaner; or a site
    whose files all hold the payload, cleaned and nothing else, in ``folder``.
    """
    make_scheme_known()
    layer = str(job["layer"])
    served = Served()
    served.policy = layer == "policy"
    profile = QWebEngineProfile()
    profile.installUrlSchemeHandler(QByteArray(b"galleyproof"), served)
    page = Staying(profile)
    page.settings().setAttribute(_SCRIPTS, layer != "scripts off")
    ran = []
    sent = published(Path(str(job["folder"])), alone=_SITES[layer]) if layer in _SITES else str
    chosen = _chosen(job)  # type: ignore[arg-type]  # a number is in it
    for payload in chosen:
        clean = CLEANERS.get(layer, str)
        html = clean(payload.html)
        served.html = f"<title>calm</title>{html}"
        if layer in _SITES:
            served.html = sent(payload.html)
        if layer == "export":
            served.html = whole_page(Article((html,)), "calm")
        if _runs(page):
            ran.append(f"{layer}: {payload.html[:160]}")
    for owned in (page, profile, served):
        delete(owned)
    return {"tried": len(chosen), "ran": ran}


def _runs(page: QWebEnginePage) -> bool:
    loaded: list[bool] = []
    page.loadFinished.connect(loaded.append)
    page.load(QUrl("galleyproof://site/shell.html"))
    until(lambda: loaded, "a page does not load")
    page.loadFinished.disconnect(loaded.append)
    ask(page, _CLICK)
    until(lambda: ask(page, _STILL) is True, "its images do not come")
    return ask(page, "document.title") == MARK


def without_one_layer(job: dict[str, object]) -> dict[str, object]:
    """Show every payload in the program's preview without ``layer``; return those that ran.

    Articles alone and pages of a site, formulas and diagrams in both.
    """
    layer = str(job["layer"])
    window = Window()
    if layer == "policy":
        window.preview._handler.policy = b"default-src * data: blob: 'unsafe-inline' 'unsafe-eval'"
    window.page.settings().setAttribute(_SCRIPTS, layer == "scripts off")
    window.preview._ready = False
    window.page.load_shell()  # type: ignore[attr-defined]  # it is our page
    until(lambda: window.preview._ready, "the shell does not come")
    pieces = [payload.html for payload in _chosen(job)]  # type: ignore[arg-type]  # as above
    ran = []
    tried = 0
    for kind, cleaner in CLEANERS.items():
        clean = str if layer == "sanitiser" else cleaner
        for start in range(0, len(pieces), _BATCH):
            batch = tuple(clean(piece) for piece in pieces[start : start + _BATCH])
            around = "".join(batch) if kind == "page" else ""
            window.show(on_page(batch, around) if kind == "page" else Article(batch))
            tried += len(batch)
            if _fired(window):
                ran.append(f"without {layer}, {kind}: one of {pieces[start : start + _BATCH]}")
    typeset = _typesetting()
    drawn = tuple(f'<pre class="mermaid">{_text(one)}</pre>' for one in hostile_payloads.diagrams())
    for block in (*(f"<p>{_text(one)}</p>" for one in hostile_payloads.formulas()), *drawn):
        window.show(on_page((block,), "", typeset))
        until(lambda: ask(window.page, _DRAWN) is True, "a diagram is not drawn")
        tried += 1
        if _fired(window):
            ran.append(f"without {layer}: {block}")
    window.pane.release()
    return {"tried": tried, "ran": ran}


def _fired(window: Window) -> bool:
    ask(window.page, _CLICK)
    until(lambda: ask(window.page, _STILL) is True, "its images do not come", 5)
    if ask(window.page, "document.title") != MARK:
        return False
    ask(window.page, "document.title = 'Preview'")
    return True


def _text(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _typesetting() -> str:
    from editor.render.typesetting import typesetting_of  # only this needs it

    scripts = (
        "https://cdn.example/katex.min.js",
        "renderMathInElement(document.body)",
        "https://cdn.example/mermaid.min.js",
        "mermaid.initialize({startOnLoad: true, securityLevel: 'loose'})",
    )
    return typesetting_of(scripts, lambda _address: None).as_json()
