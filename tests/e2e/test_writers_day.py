"""A writer's whole day through the real window, judged by real Jekyll."""

import hashlib
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDateTimeEdit, QLineEdit
from real_jekyll import build
from writer import Writer

from editor.app import Program
from editor.render.exchange import Article, Frame
from editor.ui.prompts import UnsavedChoice


def draw_picture(path: Path, colour: str = "#804020") -> Path:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    assert image.save(str(path))
    return path


def md5_name(picture: Path) -> str:
    return hashlib.md5(picture.read_bytes()).hexdigest() + picture.suffix


@pytest.fixture
def sample(program: Program, writer: Writer, tmp_path: Path) -> Path:
    """The sample site, made and opened through the first page."""
    home = tmp_path / "home"
    home.mkdir()
    writer.answer("ask_folder", home)
    writer.press_button("Make a sample site to try…")
    writer.wait(lambda: program.library.model.rowCount() == 3)
    return home / "galleyproof-sample"


@pytest.mark.jekyll
def test_a_new_post_is_published_as_the_window_showed_it(
    program: Program, writer: Writer, sample: Path, tmp_path: Path
) -> None:
    picture = draw_picture(tmp_path / "my picture.png")
    writer.answer("ask_image_file", picture)
    writer.press("Ctrl+N")
    writer.fill("Title", 'Ink: 50% off, "really" & more')
    writer.fill("Tags", "paper, no,")
    writer.fill("Excerpt", "What it says on the tin.")
    writer.press_button("Choose…")
    writer.wait(lambda: b"image: " in writer.post.snapshot().encode())
    writer.write("First *paragraph*.\n\n- one\ntwo")
    writer.press("Ctrl+S")
    path = writer.post.location.path
    assert path == sample / "_posts" / "2026-03-14-ink-50-off-really-more.md"
    assert not writer.post.modified
    assert not program.window.isWindowModified()
    assert f"image: assets/images/{md5_name(picture)}" in path.read_text()
    shown = writer.says()
    assert "/ink-50-off-really-more/" in shown  # where the window says it will be
    assert writer.control(QDateTimeEdit, "Date and time").text() == "2026-03-14  09:26:53"
    page = build(sample, tmp_path / "jekyll").page("/ink-50-off-really-more/")
    assert '<h1>Ink: 50% off, "really" & more</h1>' in page
    assert 'datetime="2026-03-14T09:26:53+00:00"' in page
    assert f'src="/assets/images/{md5_name(picture)}"' in page
    assert "<li>paper</li><li>no</li>" in page
    assert "<em>paragraph</em>" in page
    assert "<li>two</li>" in page


def test_a_draft_is_begun_saved_and_published(
    program: Program, writer: Writer, sample: Path
) -> None:
    writer.press("Ctrl+Shift+N")
    writer.fill("Title", "Half an idea")
    writer.press("Ctrl+S")
    draft = sample / "_drafts" / "half-an-idea.md"
    assert draft.is_file()
    assert "date:" not in draft.read_text()
    writer.write("And the other half.")
    writer.press("Ctrl+Shift+P")
    post = sample / "_posts" / "2026-03-14-half-an-idea.md"
    assert not draft.exists()
    assert "date: 2026-03-14 09:26:53 +0000" in post.read_text()
    assert "And the other half." in post.read_text()
    assert program.library.model.row_of(post) == 0


def test_a_name_that_is_taken_is_shown_with_the_next_free_one(writer: Writer, sample: Path) -> None:
    taken = sample / "_posts" / "2026-03-14-twice.md"
    taken.write_text("---\ntitle: first\n---\n")
    writer.press("Ctrl+N")
    writer.fill("Title", "Twice")
    writer.answer("ask_taken_name", answer=False)
    writer.press("Ctrl+S")
    assert not writer.post.location.saved
    assert taken.read_text() == "---\ntitle: first\n---\n"
    writer.answer("ask_taken_name", answer=True)
    writer.press("Ctrl+S")
    assert writer.post.location.path == sample / "_posts" / "2026-03-14-twice-2.md"
    assert taken.read_text() == "---\ntitle: first\n---\n"


def test_the_file_name_follows_the_title_until_the_writer_or_a_save_fixes_it(
    writer: Writer, sample: Path
) -> None:
    writer.press("Ctrl+N")
    writer.fill("Title", "One")
    assert writer.post.location.slug == "one"
    writer.fill("File name", "my-own")
    writer.fill("Title", "Another")
    assert writer.post.location.slug == "my-own"
    writer.press("Ctrl+S")
    writer.fill("Title", "A third")
    writer.press("Ctrl+S")
    assert writer.post.location.path == sample / "_posts" / "2026-03-14-my-own.md"


SEED = b"""---
layout: post
title: "Working title: the ferry that waited"
date: 2025-12-09T05:05:31
author: "badely"
categories: [News]
tags: []
excerpt: "The last boat stayed at the pier until the fog had lifted."
image: assets/images/29c01afcf9ad8a237e722fe51f11c35a.jpg
---

The harbour master said "no" twice, and the ferry waited.\xc2\xa0

Nobody complained.
"""


@pytest.fixture
def seed_site(tmp_path: Path) -> Path:
    """A small site in the shape of the one this editor was made for."""
    site = tmp_path / "site"
    for folder in ("_posts", "_layouts", "assets/images"):
        (site / folder).mkdir(parents=True)
    (site / "_config.yml").write_text("title: Harbour\npermalink: /:title/\n")
    (site / "_layouts" / "post.html").write_text(
        "<h1>{{ page.title }}</h1><img src='{{ site.baseurl }}/{{ page.image }}'>{{ content }}"
    )
    (site / "_posts" / "2025-12-09-the-ferry-that-waited.md").write_bytes(SEED)
    draw_picture(site / "assets/images/29c01afcf9ad8a237e722fe51f11c35a.jpg")
    return site


@pytest.mark.jekyll
def test_the_seed_changes_in_two_lines_and_is_published(
    program: Program, writer: Writer, seed_site: Path, tmp_path: Path
) -> None:
    path = seed_site / "_posts" / "2025-12-09-the-ferry-that-waited.md"
    program.window.desk.open_path(path)
    picture = draw_picture(tmp_path / "fog.jpg", "#8090a0")
    program.window.editor.form.image_chosen.emit(picture)
    writer.wait(lambda: writer.post.snapshot().encode() != path.read_bytes())
    writer.fill("Title", "The ferry that waited: a correction")
    writer.press("Ctrl+S")
    old, new = SEED.split(b"\n"), path.read_bytes().split(b"\n")
    changed = [line for line in new if line not in old]
    assert len(old) == len(new)
    name = md5_name(picture)
    assert changed == [
        b'title: "The ferry that waited: a correction"',
        f"image: assets/images/{name}".encode(),
    ]
    assert (seed_site / "assets/images" / name).read_bytes() == picture.read_bytes()
    built = build(seed_site, tmp_path / "jekyll")
    page = built.page("/the-ferry-that-waited/")
    assert "<h1>The ferry that waited: a correction</h1>" in page
    assert (built.folder / "assets/images" / name).is_file()


def test_an_emptied_field_leaves_the_file(writer: Writer, seed_site: Path) -> None:
    path = seed_site / "_posts" / "2025-12-09-the-ferry-that-waited.md"
    writer.program.window.desk.open_path(path)
    writer.fill("Author", "")
    QTest.keyClick(writer.control(QLineEdit, "Author"), Qt.Key.Key_Delete)
    writer.press("Ctrl+S")
    assert path.read_bytes() == SEED.replace(b'author: "badely"\n', b"")


def test_opening_and_saving_keeps_the_bytes(writer: Writer, seed_site: Path) -> None:
    path = seed_site / "_posts" / "2025-12-09-the-ferry-that-waited.md"
    writer.program.window.desk.open_path(path)
    writer.press("Ctrl+S")
    assert path.read_bytes() == SEED


def test_undo_reaches_form_and_text_from_wherever_the_focus_is(
    writer: Writer, seed_site: Path
) -> None:
    path = seed_site / "_posts" / "2025-12-09-the-ferry-that-waited.md"
    writer.program.window.desk.open_path(path)
    writer.write("Fog. ")
    writer.fill("Title", "Fog")
    writer.press("Ctrl+Z")  # the focus is in the title
    writer.press("Ctrl+Z")
    assert writer.post.snapshot().encode() == SEED
    assert not writer.program.window.isWindowModified()
    writer.text.setFocus()
    writer.press("Ctrl+Shift+Z")
    writer.press("Ctrl+Shift+Z")
    assert b'title: "Fog"' in writer.post.snapshot().encode()
    assert writer.text.toPlainText().startswith("Fog. ")


def test_the_preview_follows_the_typing(program: Program, writer: Writer, seed_site: Path) -> None:
    shown: list[str] = []
    frames: list[Frame] = []

    def take(article: Article) -> None:
        shown.append(article.html)
        if article.published and article.published.frame:
            frames.append(article.published.frame)

    program.renderer.rendered.connect(take)
    program.window.desk.open_path(seed_site / "_posts" / "2025-12-09-the-ferry-that-waited.md")
    writer.wait(lambda: any("the ferry waited" in html for html in shown))
    writer.write("**Fog** came. ")
    writer.wait(lambda: "<strong>Fog</strong> came." in shown[-1])
    assert "Working title: the ferry that waited" in frames[-1].html


def test_closing_with_changes_asks_once(
    program: Program, writer: Writer, seed_site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = seed_site / "_posts" / "2025-12-09-the-ferry-that-waited.md"
    program.window.desk.open_path(path)
    writer.write("x")
    asked: list[str] = []

    def cancel(title: str) -> UnsavedChoice:
        asked.append(title)
        return UnsavedChoice.CANCEL

    monkeypatch.setattr(program.window.prompts, "ask_unsaved", cancel)
    assert not program.window.close()
    assert asked == ["Working title: the ferry that waited"]
    assert program.window.isVisible()
    writer.answer("ask_unsaved", UnsavedChoice.SAVE)
    assert program.window.close()
    assert path.read_bytes().endswith(SEED[-20:])
    assert b"\n---\n\nxThe harbour" in path.read_bytes()


def test_a_save_that_fails_says_so_and_loses_nothing(
    writer: Writer, seed_site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = seed_site / "_posts" / "2025-12-09-the-ferry-that-waited.md"
    writer.program.window.desk.open_path(path)
    writer.write("x")
    path.chmod(0o444)
    said: list[str] = []
    monkeypatch.setattr(writer.program.window.prompts, "say_save_failed", said.append)
    writer.press("Ctrl+S")
    assert "read-only" in said[0]
    assert path.read_bytes() == SEED
    assert writer.post.modified
    path.chmod(0o644)
    writer.press("Ctrl+S")
    assert not writer.post.modified


def test_a_change_by_another_program_is_never_overwritten_unasked(
    writer: Writer, seed_site: Path
) -> None:
    path = seed_site / "_posts" / "2025-12-09-the-ferry-that-waited.md"
    writer.program.window.desk.open_path(path)
    writer.write("mine ")
    path.write_bytes(b"---\ntitle: theirs\n---\n")
    writer.press("Ctrl+S")
    assert path.read_bytes() == b"---\ntitle: theirs\n---\n"
    assert writer.post.modified
    writer.wait(lambda: writer.post.conflict is not None)
    writer.press("Ctrl+S")  # the bar is there; still nothing is written
    assert path.read_bytes() == b"---\ntitle: theirs\n---\n"
    writer.press_button("&Keep mine")
    writer.press("Ctrl+S")
    assert b"mine The harbour" in path.read_bytes()


def test_a_site_is_opened_again_from_the_first_page(
    program: Program, writer: Writer, seed_site: Path, tmp_path: Path
) -> None:
    program.window.desk.open_path(seed_site)
    writer.wait(lambda: program.library.model.rowCount() == 1)
    assert program.library.settings.recent_sites == [seed_site]
    shutil.rmtree(seed_site)
    assert program.library.settings.recent_sites == []
