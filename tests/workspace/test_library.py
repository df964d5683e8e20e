"""The library's verbs where the window's stories do not reach."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from editor.errors import EditorError
from editor.site.sample import make_sample_site
from editor.workspace.library import Library
from editor.workspace.open_post import OpenPost
from editor.workspace.saving import Saving
from editor.workspace.settings import Settings

NOW = datetime(2026, 3, 14, 9, 26, 53, tzinfo=UTC)


@pytest.fixture
def library(qtbot: QtBot, tmp_path: Path) -> Iterator[Library]:
    store = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    library = Library(Settings(store), lambda: NOW)
    yield library
    library.close()


@pytest.fixture
def saving(library: Library) -> Iterator[Saving]:
    saving = Saving(library)
    yield saving
    saving.close()


@pytest.fixture
def sample(library: Library, qtbot: QtBot, tmp_path: Path) -> Path:
    root = make_sample_site(tmp_path)
    with qtbot.waitSignal(library.terms_changed):
        library.open_site(root)
    return root


def post_of(library: Library) -> OpenPost:
    assert library.post is not None
    return library.post


def titled(library: Library, title: str, *, draft: bool = False) -> OpenPost:
    post = library.new_post(draft=draft)
    post.edit_front_matter("title", lambda fm: fm.set("title", title))
    return post


def test_without_a_site_there_is_a_sentence(library: Library) -> None:
    with pytest.raises(EditorError, match="No site is open"):
        library.new_post()


def test_the_terms_of_a_site_are_counted_and_grow_with_a_save(
    library: Library, saving: Saving, sample: Path, qtbot: QtBot
) -> None:
    assert "markdown" in library.terms.tags
    assert library.terms.layouts == ("default", "post")
    post = titled(library, "New terms")
    post.edit_front_matter("tags", lambda fm: fm.set("tags", ["unheard of"]))
    with qtbot.waitSignal(saving.saved):
        saving.save(post)
    assert library.terms.tags[-1] == "unheard of"


def test_a_post_saved_while_the_site_is_still_read_stays_in_the_list(
    library: Library, saving: Saving, qtbot: QtBot, tmp_path: Path
) -> None:
    root = make_sample_site(tmp_path)
    library.open_site(root)
    post = titled(library, "Quick")
    with qtbot.waitSignal(saving.saved):
        saving.save(post)
    qtbot.waitUntil(lambda: library.model.rowCount() == 4)
    path = post.location.path
    assert library.model.row_of(path) >= 0


def test_a_file_in_a_linked_folder_is_the_one_in_the_list(
    library: Library, sample: Path, tmp_path: Path
) -> None:
    link = tmp_path / "link"
    link.symlink_to(sample)
    library.open_post(link / "_posts" / "2025-11-20-the-lantern-festival.md")
    assert library.model.row_of(post_of(library).location.path) == 0


def test_revert_brings_the_file_back_and_counts_as_saved(library: Library, sample: Path) -> None:
    path = sample / "_posts" / "2025-11-20-the-lantern-festival.md"
    before = path.read_bytes()
    library.open_post(path)
    post = post_of(library)
    post.edit_front_matter("title", lambda fm: fm.set("title", "Other"))
    library.revert(post)
    assert post.snapshot().encode() == before
    assert not post.modified
    post.undo()
    assert post.modified
