"""The folder in which programs meet is the owner's own, and one for each set of settings."""

import stat
import sys
from pathlib import Path

import pytest

from editor.workspace.places import meeting_folder

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux's own runtime folder")


def test_it_lies_in_the_runtime_folder_for_its_owner_only(tmp_path: Path) -> None:
    folder = meeting_folder({"XDG_RUNTIME_DIR": str(tmp_path)})
    assert folder is not None
    assert folder.parent == tmp_path
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert meeting_folder({"XDG_RUNTIME_DIR": str(tmp_path)}) == folder


def test_other_settings_and_other_screens_meet_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = {"XDG_RUNTIME_DIR": str(tmp_path), "DISPLAY": ":1"}
    first = meeting_folder(here)
    assert meeting_folder({**here, "DISPLAY": ":2"}) != first
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "other"))
    assert meeting_folder(here) != first


def test_a_folder_that_others_may_enter_is_not_used(tmp_path: Path) -> None:
    here = {"XDG_RUNTIME_DIR": str(tmp_path)}
    folder = meeting_folder(here)
    assert folder is not None
    folder.chmod(0o770)
    assert meeting_folder(here) is None


def test_a_link_laid_out_by_somebody_is_not_followed(tmp_path: Path) -> None:
    here = {"XDG_RUNTIME_DIR": str(tmp_path)}
    folder = meeting_folder(here)
    assert folder is not None
    folder.rmdir()
    (tmp_path / "theirs").mkdir(mode=0o700)
    folder.symlink_to(tmp_path / "theirs")
    assert meeting_folder(here) is None


def test_without_a_runtime_folder_it_lies_among_the_temporary_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    folder = meeting_folder({})
    assert folder is not None
    assert stat.S_IMODE(folder.parent.stat().st_mode) == 0o700
    assert folder.is_relative_to(tmp_path)
