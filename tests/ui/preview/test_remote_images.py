"""Images on other sites are loaded when the writer says so, for this post, and nothing else is."""

from pathlib import Path

import pytest
from canary import Canary
from preview_probe import ask, page_of, show
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from editor.render.exchange import Article, ArticleRequest, Frame, Published
from editor.render.frames import split_page
from editor.render.remote_images import counted, remote_images, with_web_schemes
from editor.render.sanitise import sanitise, sanitise_page
from editor.render.worker import Articles
from editor.ui.preview.page_frame import OWN_FRAME
from editor.ui.preview.preview_pane import PreviewPane

pytestmark = pytest.mark.qt_log_ignore(
    "^QRhiGles2: Failed to create (temporary )?context$",
    "^Failed to create RHI for backend: OpenGL$",
    "^GPUInfo not initialized on GpuInfoUpdate$",
    r"^This plugin does not support propagateSizeHints\(\)$",
)
NOT_IMAGES = (
    "<video src='{canary}/film.mp4' autoplay></video>",
    "<link rel=stylesheet href='{canary}/sheet.css'>",
    (
        "<style>@import '{canary}/import.css'; @font-face{font-family:f;src:url({canary}/f.woff)}"
        "p{font-family:f}</style><p>x</p>"
    ),
    "<iframe src='{canary}/frame'></iframe>",
    "<object data='{canary}/object'></object>",
    "<link rel=prefetch href='{canary}/prefetch'>",
)
SITE = Frame("f", {}, {}, (), "<main><gp-place></gp-place></main>", "gp-place")


@pytest.fixture
def pane(pane: PreviewPane, tmp_path: Path) -> PreviewPane:
    pane.set_site_root(tmp_path)
    return pane


def button_of(pane: PreviewPane) -> QPushButton:
    button = pane.remote_images.findChild(QPushButton)
    assert isinstance(button, QPushButton)
    return button


@pytest.mark.parametrize("frame", [OWN_FRAME, SITE], ids=["alone", "on the site's page"])
def test_images_come_after_a_click_and_nothing_else_does(
    qtbot: QtBot, pane: PreviewPane, canary: Canary, frame: Frame
) -> None:
    blocks = tuple(
        f"<div>{piece}</div>".replace("{canary}", canary.address) for piece in NOT_IMAGES
    )
    image = f'<p><img src="{canary.address}/a.png"><img src="{canary.address}/b.png"></p>'
    published = Published("exact", frame_key=frame.key, frame=frame) if frame is SITE else None
    article = counted(Article((*blocks, image), "/", published=published))
    with qtbot.waitSignal(pane.article_shown):
        pane.show_article(article)
    held_back = (pane.remote_images.text, list(canary.heard))

    with qtbot.waitSignal(pane.article_shown):
        qtbot.keyClick(button_of(pane), Qt.Key.Key_Space)  # type: ignore[no-untyped-call]
    qtbot.waitUntil(lambda: len(canary.heard) >= 2)

    assert held_back == ("2 images lie on other sites and were not loaded.", [])
    assert sorted(canary.heard) == ["/a.png", "/b.png"]
    assert pane.remote_images.isHidden()
    assert button_of(pane).accessibleName()


def test_another_post_is_asked_for_anew(qtbot: QtBot, pane: PreviewPane, canary: Canary) -> None:
    show(qtbot, pane, "<p>x</p>")
    with qtbot.waitSignal(pane.article_shown):
        pane.remote_images.load_requested.emit()
    with qtbot.waitSignal(pane.article_shown):
        pane.clear()

    other = counted(Article((f'<p><img src="{canary.address}/other.png"></p>',)))
    with qtbot.waitSignal(pane.article_shown):
        pane.show_article(other)
    refused = "document.querySelector('.gp-remote') !== null"
    qtbot.waitUntil(lambda: ask(qtbot, page_of(pane), refused) is True)

    assert pane.remote_images.text == "1 image lies on another site and was not loaded."
    assert button_of(pane).text() == "Load it"
    assert canary.heard == []


@pytest.mark.parametrize(
    ("html", "count"),
    [
        ("<img src='https://x/a.png'><img src='https://x/a.png'><img src='/b.png'>", 1),
        ("<img src='//x/a.png'>", 1),
        ("<img srcset='/a.png 1x, HTTP://x/b.png 2x'>", 1),
        (
            "<picture><source srcset='//x/a'><source srcset='//x/b'><img src=c></picture>",
            1,
        ),
        ("<video src='/v.mp4' poster='http://x/p.png'></video>", 1),
        ("<a href='http://x/a.png'>http://x/b.png</a><code>&lt;img src=\"http://x/\"></code>", 0),
        ("<img alt='a > b' title=\"src='http://y/'\" src='http://x/a.png'>", 1),
    ],
)
def test_what_was_held_back_is_counted(html: str, count: int) -> None:
    assert len(remote_images((with_web_schemes(sanitise_page(html)),))) == count


def test_an_address_without_its_scheme_gets_one() -> None:
    html = with_web_schemes(sanitise('<p>src="//x/</p><img src="//x/a.png"><a href="//x/">x</a>'))
    assert html == '<p>src="//x/</p><img src="https://x/a.png"><a href="//x/">x</a>'


def test_the_worker_counts_those_of_the_text() -> None:
    assert Articles().make(ArticleRequest("![](http://x/a.png) ![](b.png)")).remote_images == 1


def test_those_of_a_layout_count_too() -> None:
    page = "<html><body><img src='http://x/logo.png'><p>a</p></body></html>"
    frame = split_page(page, "<p>a</p>", "/", "").frame
    article = Article(("<p>a</p>",), published=Published("exact", frame=frame))
    assert counted(article).remote_images == 1
