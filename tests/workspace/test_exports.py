"""A page for readers: made from the text as it stands, with what it needs inside."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from editor.errors import EditorError
from editor.render.exchange import Article
from editor.render.site_files import SiteFiles
from editor.site.sample import make_sample_site
from editor.workspace.exports import FreshArticle, write_export
from editor.workspace.library import Library
from editor.workspace.page_export import page_to_export
from editor.workspace.preview_feed import PreviewFeed
from editor.workspace.renderer import Renderer
from editor.workspace.settings import Settings


def test_the_article_is_that_of_the_newest_text_though_nobody_looks(
    qtbot: QtBot, tmp_path: Path
) -> None:
    store = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
    library = Library(Settings(store), lambda: datetime(2026, 3, 14, tzinfo=UTC))
    renderer = Renderer((sys.executable, "-m", "editor.render.worker"))
    feed = PreviewFeed(library, renderer)
    fresh = FreshArticle(feed, renderer)
    heard: list[Article] = []
    fresh.made.connect(heard.append)
    fresh.request()  # nothing is open: nothing is made
    library.open_path(make_sample_site(tmp_path) / "_posts/2025-11-20-the-lantern-festival.md")
    assert library.post is not None
    library.post.text_document.setPlainText("older")
    feed.follow_open_post()
    request = feed.request()
    assert request is not None
    renderer.submit(request)
    feed.set_active(False)
    library.post.text_document.setPlainText("newer")

    fresh.request()

    qtbot.waitUntil(lambda: bool(heard))
    assert "<p>newer</p>" in heard[0].html
    renderer.close()
    library.close()


def test_pictures_of_the_site_go_into_the_page_and_others_stay_addresses(tmp_path: Path) -> None:
    (tmp_path / "a b.png").write_bytes(b"picture")
    (tmp_path / ".secret.png").write_bytes(b"secret")
    blocks = (
        '<p><img alt="x > y" src="../../a%20b.png?v=1"></p>',
        '<img src="https://other.example/a%20b.png"><img src="/.secret.png">',
        '<p>src="/a%20b.png"</p>',
    )

    page = page_to_export(Article(blocks, "/2024/x/"), "T", SiteFiles(tmp_path)).decode()

    assert '<img alt="x > y" src="data:image/png;base64,cGljdHVyZQ==">' in page
    assert page.count("base64") == 1
    assert 'src="https://other.example/a%20b.png"' in page


def test_a_file_is_written_anew_or_over_but_never_over_a_folder(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    write_export(path, b"one")
    write_export(path, b"two")
    assert path.read_bytes() == b"two"
    (tmp_path / "folder").mkdir()
    with pytest.raises(EditorError, match="folder was not saved"):
        write_export(tmp_path / "folder", b"x")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["folder", "page.html"]
