"""What is remembered comes back typed, and nonsense in the store never stops a start."""

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QSettings

from editor.workspace.settings import (
    RECENT_LIMIT,
    SHOW_FORM,
    SLUG_MODE,
    THEME,
    Settings,
    Theme,
)


@pytest.fixture
def store(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


def test_options_have_defaults_and_come_back_as_what_they_were(store: QSettings) -> None:
    settings = Settings(store)
    assert settings.get(THEME) is Theme.SYSTEM
    assert settings.get(SHOW_FORM) is True
    settings.put(THEME, Theme.DARK)
    settings.put(SHOW_FORM, False)
    settings.put(SLUG_MODE, "latin")
    again = Settings(QSettings(store.fileName(), QSettings.Format.IniFormat))
    store.sync()
    assert again.get(THEME) is Theme.DARK
    assert again.get(SHOW_FORM) is False
    assert again.get(SLUG_MODE) == "latin"


def test_nonsense_in_the_store_means_the_default(store: QSettings) -> None:
    store.setValue("look/theme", "purple")
    store.setValue("saving/slug_mode", "7")
    store.setValue("recent/sites", 12)
    store.setValue("window/frame", "not a geometry")
    settings = Settings(store)
    assert settings.get(THEME) is Theme.SYSTEM
    assert settings.get(SLUG_MODE) == "default"
    assert settings.recent_sites == []
    assert settings.geometry("frame") == QByteArray()


def test_recent_sites_are_newest_first_once_each_and_only_those_that_exist(
    store: QSettings, tmp_path: Path
) -> None:
    settings = Settings(store)
    folders = [tmp_path / f"site{number}" for number in range(RECENT_LIMIT + 2)]
    for folder in folders:
        folder.mkdir()
        settings.remember_site(folder)
    settings.remember_site(folders[5])
    folders[7].rmdir()
    recent = settings.recent_sites
    assert recent[0] == folders[5]
    assert recent.count(folders[5]) == 1
    assert folders[7] not in recent
    assert len(recent) <= RECENT_LIMIT


def test_a_single_recent_post_is_remembered_too(store: QSettings, tmp_path: Path) -> None:
    post = tmp_path / "post.md"
    post.touch()
    Settings(store).remember_post(post)
    assert Settings(store).recent_posts == [post]
