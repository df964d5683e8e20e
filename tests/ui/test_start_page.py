"""What the window shows while nothing is open."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from editor.site.site import Site
from editor.ui.start_page import StartPage


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StartPage:
    """The first page, of a writer at home in ``tmp_path``."""
    monkeypatch.setenv("HOME", str(tmp_path))
    page = StartPage()
    qtbot.addWidget(page)
    return page


def test_what_was_open_before_is_named_with_its_place(page: StartPage, tmp_path: Path) -> None:
    page.show_recent([tmp_path / "blog", tmp_path / "sites" / "diary"], [])
    names = [button.accessibleName() for button in page.findChildren(QPushButton)]
    assert names[-2:] == ["blog   —   ~", "diary   —   ~/sites"]


def test_a_recent_post_opens_at_a_click(page: StartPage, tmp_path: Path) -> None:
    post = tmp_path / "fog.md"
    wanted: list[Path] = []
    page.path_requested.connect(wanted.append)
    page.show_recent([], [post])
    page.findChildren(QPushButton)[-1].click()
    assert wanted == [post]


def test_the_title_of_a_site_is_text_and_no_markup(page: StartPage, tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text("title: <b>Bread</b> & Butter\n")
    page.show_site(Site.open(tmp_path))
    said = " ".join(label.text() for label in page.findChildren(QLabel))
    assert "&lt;b&gt;Bread&lt;/b&gt; &amp; Butter" in said
