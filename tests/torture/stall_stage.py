"""The window of the trial ``stalls``: pages that hang their process, and processes that die."""

import os
import signal
import time

from PySide6.QtCore import QUrl
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile
from shiboken6 import delete
from torture.heart import Heart
from torture.stage import StageError, Window, on_page, run_for, until

from editor.render.exchange import Article


def drawing_bomb(levels: int = 9) -> str:
    """Return a drawing of a thousand letters that is one of 10 ** ``levels`` things."""
    uses = "".join(
        f'<g id="g{level}">{f"<use href=#g{level - 1} />" * 10}</g>' for level in range(1, levels)
    )
    return f'<svg><g id="g0"><circle r="9"/></g>{uses}<use href="#g{levels - 1}"/></svg>'


_SELECTORS = "".join(f"p:has(~p:has(~p:has(~p .x{n}))){{color:red}}" for n in range(40))
_BLUR = "filter:blur(99px);backdrop-filter:blur(99px)"
_BOMBS = {
    "drawing": drawing_bomb(),
    "selectors": f"<style>{_SELECTORS}</style>" + "<p><b>x</b></p>" * 3_000,
    "tables": "<table><tr><td>" * 150 + "x",
    "filters": f"<style>p{{{_BLUR}}}</style>" + "<p>x</p>" * 2_000,
    "columns": "<div style='columns:1px'>" * 60 + "x " * 2_000,
}


def stalls(job: dict[str, object]) -> dict[str, object]:
    """Hang and kill the preview as often as told; return the longest gap, and what was late."""
    window = Window()
    heart = Heart()
    failed = []
    gaps, own_gaps = [0.0], [0.0]
    slowest = 0.0
    kinds = [str(kind) for kind in job["kinds"]]  # type: ignore[attr-defined]
    back_s = float(str(job["back_s"]))
    for number, kind in enumerate(kinds):
        window.show(on_page((f"<p>good {number}</p>",)))
        alive = time.monotonic() + back_s
        while not window.preview.is_proven and time.monotonic() < alive:
            run_for(0.01)
        heart.longest_ms()
        start = time.monotonic()
        _harm(window, kind)
        try:
            until(lambda: _stands(window), "gone", 2 * back_s)
            took = time.monotonic() - start
            window.show(Article(("<p>next</p>",)), 2 * back_s)
            after = time.monotonic() - start - took
        except StageError as error:
            failed.append(f"{kind}: {error}")
            continue
        slowest = max(slowest, took)
        gap, own_gap = heart.longest_ms()
        gaps.append(gap)
        own_gaps.append(own_gap)
        if took > back_s:
            failed.append(f"{kind}: back after {took:.1f} s")
        if after > float(str(job["next_s"])):
            failed.append(f"{kind}: the next text took {after:.1f} s")
        if own_gap > float(str(job["gap_ms"])):
            failed.append(f"{kind}: the window did not answer for {own_gap:.0f} ms")
    window.pane.release()
    return {
        "failed": failed,
        "tried": len(kinds),
        "gap": max(gaps),
        "own_gap": max(own_gaps),
        "slowest": slowest,
    }


def _harm(window: Window, kind: str) -> None:
    if kind == "kill":
        os.kill(window.page.renderProcessPid(), signal.SIGKILL)
        run_for(0.05)
    elif kind == "loop":
        window.page.runJavaScript("for (;;) {}", 1)
        window.pane.show_article(on_page(("<p>behind the loop</p>",)))
    else:
        window.pane.show_article(on_page((_BOMBS[kind],)))
        run_for(0.2)


def _stands(window: Window) -> bool:
    """Whether the page answers and nothing is on its way."""
    if not (window.preview._ready and window.preview.is_current):
        return False
    answers: list[object] = []
    window.page.runJavaScript("document.body.getBoundingClientRect().height; 1", 1, answers.append)
    end = time.monotonic() + 0.5
    while not answers and time.monotonic() < end:
        run_for(0.01)
    return bool(answers) and answers[0] == 1 and window.preview.is_current


def unwatched(job: dict[str, object]) -> dict[str, object]:
    """A page that nobody watches, and that hangs."""
    profile = QWebEngineProfile()
    page = QWebEnginePage(profile)
    loaded: list[bool] = []
    page.loadFinished.connect(loaded.append)
    page.setHtml("<p>x</p>", QUrl())
    until(lambda: loaded, "no page")
    page.runJavaScript("for (;;) {}", 1)
    answers: list[object] = []
    page.runJavaScript("1", 1, answers.append)
    run_for(float(str(job["seconds"])))
    said = list(answers)
    os.kill(page.renderProcessPid(), signal.SIGKILL)
    delete(page)
    delete(profile)
    return {"tried": 1, "failed": [] if said == [1] else [f"{said} after {job['seconds']} s"]}
