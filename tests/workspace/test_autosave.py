"""Saving unasked: only where the writer chose it, and only what may be saved unasked."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from pytestqt.qtbot import QtBot

from editor.site.sample import make_sample_site
from editor.workspace.autosave import Autosave
from editor.workspace.library import Library
from editor.workspace.open_post import OpenPost
from editor.workspace.saving import Saving
from editor.workspace.settings import AUTOSAVE, Settings


class Writer:
    """Somebody with the sample site open, who types and then rests."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot = qtbot
        store = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
        self.settings = Settings(store)
        self.library = Library(self.settings, lambda: datetime(2026, 3, 14, 9, tzinfo=UTC))
        self.saving = Saving(self.library)
        self.autosave = Autosave(self.library, self.saving)
        root = make_sample_site(folder)
        with qtbot.waitSignal(self.library.terms_changed):
            self.library.open_site(root)
        self.path = root / "_posts" / "2025-11-20-the-lantern-festival.md"
        self.before = self.path.read_bytes()
        self.library.open_post(self.path)

    @property
    def post(self) -> OpenPost:
        assert self.library.post is not None
        return self.library.post

    def type(self, text: str) -> None:
        QTextCursor(self.post.text_document).insertText(text)

    def rest(self) -> bool:
        """Let the time of rest pass; return whether something was saved."""
        self.autosave.save_now()
        tried = self.saving.busy
        self.qtbot.waitUntil(lambda: not self.saving.busy)
        return tried


@pytest.fixture
def writer(qtbot: QtBot, tmp_path: Path) -> Iterator[Writer]:
    writer = Writer(qtbot, tmp_path)
    yield writer
    writer.saving.close()
    writer.library.close()


@pytest.fixture
def chosen(writer: Writer) -> None:
    writer.settings.put(AUTOSAVE, value=True)


def test_nothing_is_saved_unasked_until_it_was_chosen(writer: Writer) -> None:
    assert writer.settings.get(AUTOSAVE) is False
    writer.type("x")
    assert not writer.rest()
    assert writer.path.read_bytes() == writer.before


@pytest.mark.usefixtures("chosen")
def test_typing_starts_the_rest_anew_and_then_the_post_is_saved(writer: Writer) -> None:
    timer = writer.autosave._rest
    assert not timer.isActive()
    writer.post.edit_front_matter("title", lambda fm: fm.set("title", "New"))
    assert timer.isActive()
    with writer.qtbot.waitSignal(writer.saving.saved):
        timer.timeout.emit()
    assert not timer.isActive()
    assert writer.path.read_bytes() == writer.post.snapshot().encode()
    assert not writer.post.modified


@pytest.mark.usefixtures("chosen")
def test_leaving_the_window_saves(writer: Writer) -> None:
    writer.type("x")
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    with writer.qtbot.waitSignal(writer.saving.saved):
        application.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    assert not writer.post.modified


@pytest.mark.usefixtures("chosen")
def test_an_unchanged_post_is_left_alone(writer: Writer) -> None:
    assert not writer.rest()


@pytest.mark.usefixtures("chosen")
def test_a_conflict_is_never_resolved_unasked(writer: Writer) -> None:
    writer.type("mine ")
    writer.path.write_bytes(b"theirs")
    assert writer.rest()  # it is found out by trying, and nothing was written
    assert writer.path.read_bytes() == b"theirs"
    writer.type("more ")
    assert not writer.rest()
    writer.saving.overwrite(writer.post)  # the writer's answer
    writer.qtbot.waitUntil(lambda: not writer.saving.busy)
    writer.type("and more ")
    assert writer.rest()
    assert b"and more " in writer.path.read_bytes()


@pytest.mark.usefixtures("chosen")
def test_a_post_known_to_be_in_conflict_is_held(writer: Writer) -> None:
    writer.type("mine ")
    writer.autosave.hold(writer.post)
    assert not writer.rest()


@pytest.mark.usefixtures("chosen")
def test_a_post_without_a_file_gets_none_unasked(writer: Writer) -> None:
    post = writer.library.new_post()
    post.edit_front_matter("title", lambda fm: fm.set("title", "Unnamed"))
    writer.type("x")
    assert not writer.rest()
    assert not list(writer.path.parent.glob("*unnamed*"))


@pytest.mark.usefixtures("chosen")
@pytest.mark.parametrize(
    "yaml",
    ['title: "never closed\n', "date: 2024-13-45\ntitle: x\n", "title: [a\n", "date: tomorrow\n"],
)
def test_a_post_that_would_stop_the_build_is_not_saved_unasked(writer: Writer, yaml: str) -> None:
    writer.post.set_yaml_text(yaml)
    assert not writer.rest()
    assert writer.path.read_bytes() == writer.before


@pytest.mark.usefixtures("chosen")
def test_a_field_that_is_half_typed_is_not_left_out_unasked(writer: Writer) -> None:
    writer.type("x")
    writer.post.note_unfinished("series", unfinished=True)
    assert not writer.rest()
