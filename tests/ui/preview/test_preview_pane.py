"""The preview beside the text, in the browser engine."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from preview_probe import ask, page_of, save_picture, show, text_of
from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from editor.render.exchange import Article
from editor.ui.preview.article_changes import changed_blocks, changed_lines
from editor.ui.preview.preview_pane import PreviewPane
from editor.ui.preview.web_page import PreviewPage
from editor.ui.preview.web_preview import WebPreview

pytestmark = pytest.mark.qt_log_ignore(
    # said once a process by a browser engine that finds no graphics card, and by the screenless Qt
    "^QRhiGles2: Failed to create (temporary )?context$",
    "^Failed to create RHI for backend: OpenGL$",
    "^GPUInfo not initialized on GpuInfoUpdate$",
    r"^This plugin does not support propagateSizeHints\(\)$",
)
LONG = tuple(f"<p id='p{n}'>Paragraph {n}</p>" for n in range(200))


def test_the_preview_is_made_after_the_first_paint_and_shows_what_waited(qtbot: QtBot) -> None:
    pane = PreviewPane(engine_problem=lambda: None)
    qtbot.addWidget(pane)
    pane.show_article(Article(("<p>waiting</p>",)))
    before = pane.preview

    with qtbot.waitSignal(pane.article_shown):
        pane.show()

    assert before is None
    assert text_of(qtbot, pane).strip() == "waiting"
    pane.release()


def test_typing_touches_only_the_block_that_changed(qtbot: QtBot, pane: PreviewPane) -> None:
    show(qtbot, pane, "<p>one</p>", "<p>two</p>", "<p>three</p>")
    ask(qtbot, page_of(pane), "document.querySelectorAll('p').forEach(p => p.kept = true); 1")

    show(qtbot, pane, "<p>one</p>", "<p>two!</p>", "<p>three</p>")

    kept = "[...document.querySelectorAll('p')].map(p => p.innerText + (p.kept ? '' : '*')).join()"
    assert ask(qtbot, page_of(pane), kept) == "one,two!*,three"


def test_blocks_come_and_go_anywhere(qtbot: QtBot, pane: PreviewPane) -> None:
    for blocks in (("a",), ("a", "b", "c"), ("c",), ("x", "c", "y"), ("", "c"), (), ("z", "z")):
        show(qtbot, pane, *(f"<p>{block}</p>\n" for block in blocks))
        assert text_of(qtbot, pane).split() == [block for block in blocks if block]


def test_the_scroll_position_stays_while_typing(qtbot: QtBot, pane: PreviewPane) -> None:
    show(qtbot, pane, *LONG)
    ask(qtbot, page_of(pane), "scrollTo(0, 3000)")

    show(qtbot, pane, *LONG[:150], "<p>typed</p>", *LONG[151:])

    assert ask(qtbot, page_of(pane), "Math.round(scrollY)") == 3000


def test_the_scroll_position_stays_when_the_address_changes(
    qtbot: QtBot, pane: PreviewPane
) -> None:
    show(qtbot, pane, *LONG, base_url="/2024/05/06/x/")
    ask(qtbot, page_of(pane), "scrollTo(0, 3000)")

    show(qtbot, pane, *LONG, base_url="/2024/05/06/another-slug/")

    assert ask(qtbot, page_of(pane), "Math.round(scrollY)") == 3000


def test_another_address_touches_only_what_is_relative_to_it(
    qtbot: QtBot, pane: PreviewPane, tmp_path: Path
) -> None:
    save_picture(tmp_path / "new" / "a.png")
    pane.set_site_root(tmp_path)
    blocks = ("<p>one</p>", '<p><img src="a.png"></p>', '<p><img src="/x.png"></p>', "<p>two</p>")
    show(qtbot, pane, *blocks, base_url="/old/")
    qtbot.waitUntil(lambda: "/old/a.png" in text_of(qtbot, pane))
    ask(qtbot, page_of(pane), "document.querySelectorAll('p').forEach(p => p.kept = true); 1")

    show(qtbot, pane, *blocks, base_url="/new/")

    width = "document.querySelector('img')?.naturalWidth"
    qtbot.waitUntil(lambda: ask(qtbot, page_of(pane), width) == 40)
    kept = "[...document.querySelectorAll('p')].map(p => Boolean(p.kept)).join()"
    assert ask(qtbot, page_of(pane), kept) == "true,false,true,true"


def test_another_post_starts_at_its_top(qtbot: QtBot, pane: PreviewPane) -> None:
    show(qtbot, pane, *LONG)
    ask(qtbot, page_of(pane), "scrollTo(0, 3000)")

    pane.clear()
    show(qtbot, pane, *LONG)

    assert ask(qtbot, page_of(pane), "scrollY") == 0


@pytest.mark.parametrize(
    "address", ["/assets/a.png", "../../../../assets/a.png", "/blog/assets/a.png"]
)
def test_images_come_from_the_site(
    qtbot: QtBot, pane: PreviewPane, tmp_path: Path, address: str
) -> None:
    save_picture(tmp_path / "assets" / "a.png")
    pane.set_site_root(tmp_path, "/blog")

    show(qtbot, pane, f"<p><img src='{address}'></p>")

    width = "document.querySelector('img')?.naturalWidth"
    qtbot.waitUntil(lambda: ask(qtbot, page_of(pane), width) == 40)


def test_a_missing_image_is_marked_with_its_address(
    qtbot: QtBot, pane: PreviewPane, tmp_path: Path
) -> None:
    pane.set_site_root(tmp_path)
    show(qtbot, pane, "<p><img src='/assets/no-ü.png'></p>", "<img src='https://x.example/a.png'>")

    qtbot.waitUntil(lambda: "no-ü.png" in text_of(qtbot, pane))
    qtbot.waitUntil(lambda: "https://x.example/a.png" in text_of(qtbot, pane))
    assert "Image not found" in text_of(qtbot, pane)

    show(qtbot, pane, "<p>gone</p>")
    assert text_of(qtbot, pane).strip() == "gone"


def test_an_image_that_appears_later_is_seen_in_the_new_site(
    qtbot: QtBot, pane: PreviewPane, tmp_path: Path
) -> None:
    show(qtbot, pane, "<p><img src='/a.png'></p>")
    qtbot.waitUntil(lambda: "/a.png" in text_of(qtbot, pane))
    save_picture(tmp_path / "a.png")

    pane.set_site_root(tmp_path)

    width = "document.querySelector('img')?.naturalWidth"
    qtbot.waitUntil(lambda: ask(qtbot, page_of(pane), width) == 40)


@pytest.mark.parametrize(
    ("link", "opened"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("/about/", "https://me.example/about/"),
        ("#nowhere", None),
        ("file:///etc/passwd", None),
        ("galleyproof://app/shell.html", None),
    ],
)
def test_a_link_opens_outside_and_the_page_stays(
    qtbot: QtBot, pane: PreviewPane, link: str, opened: str | None
) -> None:
    pane.set_site_root(None, "", "https://me.example")
    show(qtbot, pane, f"<p><a id='a' href='{link}'>go</a></p>", "<p id='end'>end</p>")
    heard: list[QUrl] = []
    pane.link_activated.connect(heard.append)

    ask(qtbot, page_of(pane), "document.getElementById('a').click(); 1")
    if opened is not None:
        qtbot.waitUntil(lambda: bool(heard))
    show(qtbot, pane, "<p>still here</p>")

    assert [url.toString() for url in heard] == ([] if opened is None else [opened])
    assert text_of(qtbot, pane).strip() == "still here"


def test_a_link_within_the_article_scrolls_to_its_place(qtbot: QtBot, pane: PreviewPane) -> None:
    show(qtbot, pane, "<p><a id='a' href='#p150'>down</a></p>", *LONG)

    ask(qtbot, page_of(pane), "document.getElementById('a').click(); 1")

    qtbot.waitUntil(lambda: ask(qtbot, page_of(pane), "scrollY > 1000") is True)


def test_the_address_under_the_pointer_is_told(qtbot: QtBot, pane: PreviewPane) -> None:
    show(qtbot, pane, "<p>x</p>")
    heard: list[str] = []
    pane.link_hovered.connect(heard.append)

    for address in ("https://example.org/", "galleyproof://site/2024/05/06/x/#fn:1", ""):
        page_of(pane).linkHovered.emit(address)

    assert heard == ["https://example.org/", "#fn:1", ""]


def test_a_crash_of_the_browser_brings_the_article_back(qtbot: QtBot, pane: PreviewPane) -> None:
    show(qtbot, pane, "<p>before</p>")

    with qtbot.waitSignal(pane.article_shown):
        os.kill(page_of(pane).renderProcessPid(), getattr(signal, "SIGKILL", signal.SIGTERM))

    assert text_of(qtbot, pane).strip() == "before"
    show(qtbot, pane, "<p>after</p>")
    assert text_of(qtbot, pane).strip() == "after"


def test_a_page_that_begins_without_our_script_is_given_it(qtbot: QtBot, pane: PreviewPane) -> None:
    show(qtbot, pane, "<p>before</p>")
    page = page_of(pane)
    assert isinstance(page, PreviewPage)
    assert ask(qtbot, page, "delete globalThis.galleyproof; typeof galleyproof") == "undefined"

    page.mend_script()

    assert ask(qtbot, page, "typeof galleyproof.patch") == "function"


def test_a_page_that_hangs_gives_way_to_the_last_one_that_worked(
    qtbot: QtBot, pane: PreviewPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("editor.ui.preview.web_preview.HANG_LIMIT_MS", 700)
    monkeypatch.setattr("editor.ui.preview.web_preview.CHECK_AFTER_MS", 0)
    show(qtbot, pane, "<p>before</p>")
    preview = pane.preview
    assert isinstance(preview, WebPreview)
    qtbot.waitUntil(lambda: preview.is_proven)
    page_of(pane).runJavaScript("for (;;) {}", 1)

    with qtbot.waitSignal(pane.article_shown):
        pane.show_article(Article(("<p>in the loop</p>",)))

    assert text_of(qtbot, pane).strip() == "before"
    assert "last version that worked" in pane.notice
    show(qtbot, pane, "<p>after the loop</p>")
    assert text_of(qtbot, pane).strip() == "after the loop"


def test_a_browser_that_crashes_on_and_on_gives_way_to_the_plain_preview(
    qtbot: QtBot, pane: PreviewPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("editor.ui.preview.web_preview.MAX_RESTARTS", 0)
    show(qtbot, pane, "<p>before</p>")

    with qtbot.waitSignal(pane.article_shown):
        os.kill(page_of(pane).renderProcessPid(), getattr(signal, "SIGKILL", signal.SIGTERM))

    assert not isinstance(pane.preview, WebPreview)


def test_dark_and_light_reach_the_page(qtbot: QtBot, pane: PreviewPane) -> None:
    colour = "getComputedStyle(document.body).backgroundColor"
    show(qtbot, pane, "<p>x</p>")
    pane.set_dark(True)
    assert ask(qtbot, page_of(pane), colour) == "rgb(25, 27, 30)"
    pane.set_dark(False)
    assert ask(qtbot, page_of(pane), colour) == "rgb(253, 253, 251)"


def test_a_notice_stands_until_the_next_article(qtbot: QtBot, pane: PreviewPane) -> None:
    show(qtbot, pane, "<p>good</p>")
    pane.show_notice("The preview gave up on this text.")
    assert text_of(qtbot, pane).strip() == "good"
    assert pane.notice == "The preview gave up on this text."

    show(qtbot, pane, "<p>better</p>")

    assert pane.notice == ""


def test_five_megabytes_are_shown_to_the_end(qtbot: QtBot, pane: PreviewPane) -> None:
    blocks = tuple(f"<p>{n} {'文' * 150}</p>" for n in range(10_000))
    with qtbot.waitSignal(pane.article_shown):
        pane.show_article(Article(blocks))
    end = "document.querySelector('main').lastElementChild.innerText.slice(0, 5)"
    assert ask(qtbot, page_of(pane), end) == "9999 "


def test_nothing_happens_after_release(qtbot: QtBot, pane: PreviewPane) -> None:
    show(qtbot, pane, "<p>x</p>")
    pane.release()
    pane.release()
    pane.show_article(Article(("<p>late</p>",)))
    pane.set_dark(True)
    pane.set_site_root(None)
    pane.clear()


@given(st.lists(st.sampled_from("abc"), max_size=8), st.lists(st.sampled_from("abc"), max_size=8))
def test_a_change_applied_to_the_old_blocks_gives_the_new_ones(
    old: list[str], new: list[str]
) -> None:
    start, count, pieces = changed_blocks(old, new)
    assert old[:start] + list(pieces) + old[start + count :] == new


LINES = st.lists(st.integers(0, 9), max_size=8)


@given(LINES, LINES, st.integers(-3, 300))
def test_a_change_applied_to_the_old_lines_gives_the_new_ones(
    old: list[int], new: list[int], shift: int
) -> None:
    for wanted in (new, [line + shift if line else 0 for line in old]):
        change = changed_lines(old, wanted)
        if change is None:
            assert old == wanted
            continue
        start, count, added, moved_by = change
        after = [line + moved_by if line else 0 for line in old[start + count :]]
        assert old[:start] + list(added) + after == wanted


def test_a_line_put_in_above_is_told_in_a_few_numbers() -> None:
    old = (0, *range(1, 3000, 2))
    new = (0, 1, *(line + 4 for line in old[2:]))
    assert changed_lines(old, new) == (2, 0, (), 4)


@pytest.mark.parametrize("release", ["pane.release()", "pass"])
def test_the_program_ends_cleanly_with_a_preview_in_it(release: str) -> None:
    program = f"""
import sys
from PySide6.QtWidgets import QApplication
from editor.render.exchange import Article
from editor.ui.preview.preview_pane import PreviewPane
from editor.ui.preview.site_scheme import register_scheme
register_scheme()
application = QApplication([])
pane = PreviewPane(engine_problem=lambda: None)
pane.article_shown.connect(application.quit)
pane.show_article(Article(("<p>x</p>",)))
pane.show()
application.exec()
{release}
pane.deleteLater()
del pane
"""
    done = run_python(program)
    assert done == (0, "")


def run_python(program: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout
