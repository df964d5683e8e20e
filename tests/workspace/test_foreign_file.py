"""Files that are not UTF-8, in the library: looked at, converted on request, never edited."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from editor.errors import EditorError
from editor.post.foreign_text import DAMAGED, Encoding, guess
from editor.storage.history import History
from editor.workspace.autosave import Autosave
from editor.workspace.foreign_file import ForeignFile
from editor.workspace.history_keeper import HistoryKeeper
from editor.workspace.library import Library
from editor.workspace.open_post import OpenPost
from editor.workspace.outside_changes import OutsideChanges
from editor.workspace.saving import Saving
from editor.workspace.settings import AUTOSAVE, Settings
from editor.workspace.watcher import Watcher

NOW = datetime(2026, 3, 14, 9, 26, 53, tzinfo=UTC)

TEXT = "---\r\ntitle: Café\r\n---\r\nL'été dernier, nous avons mangé des crêpes.\r\n"
LATIN = TEXT.encode("latin_1")
PNG = b"\x89PNG\r\n\x1a\n\x00"


@dataclass
class House:
    """The program without a window, with a Latin-1 post in its site."""

    qtbot: QtBot
    library: Library
    saving: Saving
    history: HistoryKeeper
    watcher: Watcher
    autosave: Autosave
    path: Path

    @property
    def foreign(self) -> ForeignFile:
        assert self.library.foreign is not None
        assert self.library.post is None
        return self.library.foreign

    def convert(self, encoding: Encoding | None = None) -> OpenPost:
        self.library.open_post(self.path)
        chosen = encoding or self.foreign.encoding
        assert chosen is not None
        return self.library.convert(chosen)

    def save(self, post: OpenPost) -> None:
        with self.qtbot.waitSignal(self.saving.saved):
            self.saving.save(post)

    def versions(self) -> list[bytes]:
        return [self.history.read(each) for each in self.history.versions(self.path)]

    def write(self, text: str) -> None:
        assert self.library.post is not None
        QTextCursor(self.library.post.text_document).insertText(text)


@pytest.fixture
def house(qtbot: QtBot, tmp_path: Path) -> Iterator[House]:
    site = tmp_path / "site"
    path = site / "_posts" / "2026-01-02-cafe.md"
    path.parent.mkdir(parents=True)
    (site / "_config.yml").write_text("title: x\n")
    path.write_bytes(LATIN)
    store = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    library = Library(Settings(store), lambda: NOW)
    history = HistoryKeeper(library, History(tmp_path / "history.sqlite3"))
    saving = Saving(library, history.keep)
    watcher = Watcher()
    outside = OutsideChanges(library, saving, watcher, history.keep_or_raise)
    yield House(
        qtbot,
        library,
        saving,
        history,
        watcher,
        Autosave(library, saving),
        path,
    )
    saving.close()
    watcher.close()
    outside.deleteLater()
    library.close()
    history.close()


def test_it_is_open_but_no_post_and_nobody_can_edit_it(house: House) -> None:
    house.library.open_post(house.path)
    foreign = house.foreign
    assert foreign.data == LATIN
    assert "line 2" in foreign.what
    assert foreign.encoding is not None
    document = foreign.read_as(foreign.encoding)
    assert document is not None
    assert document.text == TEXT
    assert not house.library.settings.recent_posts


def test_converted_it_is_an_edit_that_only_save_writes(house: House) -> None:
    house.library.settings.put(AUTOSAVE, value=True)
    post = house.convert()
    assert house.library.post is post
    assert post.modified
    assert post.snapshot().text == TEXT
    house.autosave.save_now()
    house.write("abc ")
    post.undo()
    assert post.modified
    house.autosave.save_now()
    assert not house.saving.busy
    assert house.path.read_bytes() == LATIN

    house.save(post)

    assert house.path.read_bytes() == TEXT.encode()
    assert house.versions() == [LATIN]
    assert (post.modified, post.location.foreign) == (False, False)


def test_given_up_it_is_what_it_was(house: House) -> None:
    post = house.convert()
    house.write("abc ")
    house.library.revert(post)
    assert house.foreign.data == LATIN
    assert house.path.read_bytes() == LATIN
    house.library.close_post()
    assert house.library.foreign is None


def test_in_an_encoding_it_is_not_in_it_is_not_converted(house: House) -> None:
    house.path.write_bytes(PNG)
    house.library.open_post(house.path)
    assert house.foreign.encoding is None
    with pytest.raises(EditorError, match="Nothing was changed"):
        house.library.convert(DAMAGED)
    assert house.foreign.data == PNG


def test_what_another_program_makes_of_it_is_shown(house: House) -> None:
    house.library.open_post(house.path)
    japanese = "---\ntitle: 日本語\n---\n今日は天気がいいので、公園に行きました。\n"
    house.path.write_bytes(japanese.encode("shift_jis"))
    house.watcher.look()
    house.qtbot.waitUntil(lambda: house.foreign.data != LATIN)
    assert house.foreign.encoding == guess(japanese.encode("shift_jis"))
    house.path.write_bytes(japanese.encode())
    house.watcher.look()
    house.qtbot.waitUntil(lambda: house.library.post is not None)
    assert house.library.post is not None
    assert not house.library.post.modified
    assert house.library.foreign is None


def test_a_site_in_another_encoding_is_named(house: House) -> None:
    (house.path.parents[1] / "_config.yml").write_text("encoding: iso-8859-1\n")
    house.library.open_post(house.path)
    assert house.foreign.site_encoding == "iso-8859-1"
    assert not house.foreign.left_out  # Jekyll 4.3.1 reads and writes such a site byte for byte


def test_one_that_is_gone_stays_in_sight(house: House) -> None:
    house.library.open_post(house.path)
    house.path.unlink()
    with house.qtbot.waitSignal(house.watcher.looked):
        house.watcher.look()
    assert house.foreign.data == LATIN


def test_a_change_by_another_program_is_a_conflict_once_it_is_converted(house: House) -> None:
    post = house.convert()
    house.path.write_bytes(b"theirs\n")
    house.watcher.look()
    house.qtbot.waitUntil(lambda: post.conflict is not None)
    assert post.snapshot().text == TEXT
