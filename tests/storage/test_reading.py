"""Whatever is given as a post, the answer is its bytes or a sentence."""

import os
from pathlib import Path

import pytest

from editor.storage.reading import ReadError, read_file


def test_a_file_gives_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"\xef\xbb\xbfx\r\n")
    assert read_file(tmp_path / "a.md") == b"\xef\xbb\xbfx\r\n"


def test_a_missing_file_a_folder_and_a_huge_file_are_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="not there"):
        read_file(tmp_path / "gone.md")
    with pytest.raises(ReadError, match="is a folder"):
        read_file(tmp_path)
    huge = tmp_path / "huge.md"
    with huge.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(ReadError, match="50 MB"):
        read_file(huge)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    with pytest.raises(ReadError, match="not an ordinary file"):
        read_file(tmp_path / "pipe.md")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_forbidden_file_says_so(tmp_path: Path) -> None:
    path = tmp_path / "secret.md"
    path.write_bytes(b"x")
    path.chmod(0)
    with pytest.raises(ReadError, match="no permission"):
        read_file(path)
