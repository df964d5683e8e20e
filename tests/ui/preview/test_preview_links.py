"""Where a link leads is shown as it is, all of it, and only then opened in the browser."""

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QToolTip
from pytestqt.qtbot import QtBot

from editor.ui.preview.preview_links import LONGEST_ADDRESS, PreviewLinks
from editor.ui.status_line import StatusLine

LINKS = PreviewLinks(QUrl("galleyproof://site/2024/05/06/x/"), "https://blog.example")


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("https://example.org/文書", "https://example.org/文書"),
        ("https://ex\u0430mple.org/", "https://xn--exmple-4nf.org/"),
        ("https://example.org/\u202egpj.exe", "https://example.org/%E2%80%AEgpj.exe"),
        ("https://example.org/\u05d0\u05d1/evil", "https://example.org/%D7%90%D7%91/evil"),
        ("https://example.org/a\u200bb\u00a0c", "https://example.org/a%E2%80%8Bb%C2%A0c"),
        ("https://example.org/%FF", "https://example.org/%FF"),
        ("https://your-bank.example:443@evil.example/", "https://evil.example/"),
        ("mailto:a@example.org?subject=Hi&attach=/etc/passwd", "mailto:a@example.org?subject=Hi"),
        ("javascript:alert('x')", "javascript:alert('x')"),
        ("galleyproof://site/2024/05/06/x/#fn:1", "#fn:1"),
        ("galleyproof://site/about/", "https://blog.example/about/"),
    ],
)
def test_an_address_is_shown_as_it_is_opened(address: str, shown: str) -> None:
    assert LINKS.shown(address) == shown


@pytest.mark.parametrize("address", ["http:", "https:///etc/passwd", "file:///etc/passwd", "//x/"])
def test_what_no_browser_should_get_is_not_opened(address: str) -> None:
    assert LINKS.outside(QUrl(address)) is None


def test_an_address_too_long_to_show_is_not_opened() -> None:
    assert LINKS.outside(QUrl("https://example.org/" + "a" * LONGEST_ADDRESS)) is None


@pytest.mark.parametrize("field", ["attach", "attachment", "ATTACH", "%61ttach"])
def test_no_mail_takes_a_file_with_it(field: str) -> None:
    opened = LINKS.outside(QUrl(f"mailto:a@example.org?{field}=/etc/passwd&body=x"))
    assert opened is not None
    assert opened.toString() == "mailto:a@example.org?body=x"


@pytest.mark.qt_log_ignore(r"^This plugin does not support raise\(\)$")
def test_an_address_that_does_not_fit_is_shown_whole_above_the_line(qtbot: QtBot) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.resize(400, 24)
    line.show()
    long = "https://example.org/" + "a" * 300 + "/the-end"

    line.show_hovered("https://example.org/")
    short = QToolTip.text()
    line.show_hovered(long)

    assert line.currentMessage() == long
    qtbot.waitUntil(lambda: bool(QToolTip.text()))
    assert (short, QToolTip.text().replace("\n", "")) == ("", long)
    line.show_hovered("")
    assert line.currentMessage() == ""


def test_a_page_that_loads_under_the_mouse_takes_no_other_sentence_away(qtbot: QtBot) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.show_hovered("https://example.org/")
    line.say("Saved post.md")
    line.show_hovered("")
    assert line.currentMessage() == "Saved post.md"
    line.show_hovered("https://example.org/")
    line.show_hovered("")
    assert not line.currentMessage()
