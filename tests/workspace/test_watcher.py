"""What other programs do to a file is seen, in whatever way they do it, and what they leave is not.

The watch alone is put to the test here: stamps are compared so rarely that they cannot help.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.site.site import Site
from editor.storage import atomic
from editor.storage.fingerprint import Fingerprint
from editor.workspace.watched_file import Look
from editor.workspace.watcher import Watcher

NEVER_MS = 3_600_000


class Seen:
    """What a watcher told."""

    def __init__(self, watcher: Watcher) -> None:
        self.looks: list[Look] = []
        self.changed: set[Path] = set()
        self.problems: list[str] = []
        watcher.looked.connect(self.looks.append)
        watcher.site_files_changed.connect(self.changed.update)
        watcher.problem_found.connect(self.problems.append)

    @property
    def text(self) -> bytes | None:
        """What the file held when it was last looked at."""
        return self.looks[-1].data if self.looks else b"nothing was seen"


@pytest.fixture
def watcher(qtbot: QtBot) -> Iterator[Watcher]:
    watcher = Watcher(look_every_ms=NEVER_MS)
    yield watcher
    watcher.close()


@pytest.fixture
def post(tmp_path: Path) -> Path:
    path = tmp_path / "_posts" / "2026-03-14-fog.md"
    path.parent.mkdir()
    path.write_bytes(b"0")
    return path


def in_place(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def by_replacing(path: Path, data: bytes) -> None:
    beside = path.with_name(".beside~")
    beside.write_bytes(data)
    beside.replace(path)


def removed_first(path: Path, data: bytes) -> None:
    path.unlink()
    path.write_bytes(data)


def with_old_times(path: Path, data: bytes) -> None:
    status = path.stat()
    path.write_bytes(data)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


WAYS = (in_place, by_replacing, removed_first, with_old_times)


def wait_for_text(qtbot: QtBot, seen: Seen, text: bytes) -> None:
    wait(qtbot, lambda: seen.text == text)


def wait(qtbot: QtBot, condition: Callable[[], bool]) -> None:
    qtbot.waitUntil(condition)


def test_change_after_change_is_seen_in_any_way(qtbot: QtBot, watcher: Watcher, post: Path) -> None:
    seen = Seen(watcher)
    watcher.follow_file(post)
    wait(qtbot, lambda: seen.text == b"0")
    for number, write in enumerate(WAYS * 2):  # after each, the watch must still be there
        write(post, b"%d" % (number % 10))
        wait_for_text(qtbot, seen, b"%d" % (number % 10))


def test_a_file_that_goes_and_comes_back_is_seen_both_times(
    qtbot: QtBot, watcher: Watcher, post: Path
) -> None:
    seen = Seen(watcher)
    watcher.follow_file(post)
    wait(qtbot, lambda: bool(seen.looks))
    post.rename(post.with_name("elsewhere.md"))
    wait(qtbot, lambda: seen.looks[-1].absent)
    post.write_bytes(b"back")
    wait(qtbot, lambda: seen.text == b"back")


def test_a_disk_that_tells_of_nothing_is_asked(
    qtbot: QtBot, post: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_self: object, paths: list[str]) -> list[str]:
        return paths

    monkeypatch.setattr("PySide6.QtCore.QFileSystemWatcher.addPaths", refuse)
    monkeypatch.setattr("editor.workspace.watcher.SCAN_EVERY_MS", 20)
    watcher = Watcher(look_every_ms=20)
    seen = Seen(watcher)
    watcher.follow_site(Site.open(post.parent.parent))
    watcher.follow_file(post)
    wait(qtbot, lambda: seen.text == b"0")
    with_old_times(post, b"1")
    wait(qtbot, lambda: seen.text == b"1" and post in seen.changed)
    assert len(seen.problems) == 1
    assert "no room left to watch" in seen.problems[0]
    watcher.close()


def test_an_answer_to_an_older_wish_is_not_told(
    qtbot: QtBot, watcher: Watcher, post: Path, tmp_path: Path
) -> None:
    seen = Seen(watcher)
    other = tmp_path / "other.md"
    other.write_bytes(b"other")
    watcher.follow_file(post)
    watcher.follow_file(other)
    wait(qtbot, lambda: bool(seen.looks))
    assert {look.path for look in seen.looks} == {other}


def test_what_happens_in_the_site_is_told_file_by_file(
    qtbot: QtBot, watcher: Watcher, post: Path, tmp_path: Path
) -> None:
    (tmp_path / "_config.yml").write_text("title: x\n")
    (tmp_path / "_site").mkdir()
    seen = Seen(watcher)
    watcher.follow_site(Site.open(tmp_path))
    watcher.follow_file(post)
    wait(qtbot, lambda: bool(seen.looks))  # comes after the first look through the site
    (tmp_path / "_layouts").mkdir()
    wait(qtbot, lambda: True)
    layout = tmp_path / "_layouts" / "post.html"
    layout.write_text("{{ content }}")
    wait(qtbot, lambda: layout in seen.changed)
    seen.changed.clear()
    layout.write_text("<p>{{ content }}")
    wait(qtbot, lambda: layout in seen.changed)
    (tmp_path / "_site" / "index.html").write_text("built")
    (tmp_path / "_posts" / ".hidden").write_text("x")
    new = tmp_path / "_posts" / "2026-03-15-new.md"
    new.write_text("---\n---\n")
    (tmp_path / "_config.yml").write_text("title: y\n")
    wait(qtbot, lambda: {new, tmp_path / "_config.yml"} <= seen.changed)
    new.unlink()
    seen.changed.clear()
    wait(qtbot, lambda: new in seen.changed)
    assert not any("_site" in path.parts or path.name == ".hidden" for path in seen.changed)


def test_folders_that_go_take_their_files_along(
    qtbot: QtBot, watcher: Watcher, post: Path, tmp_path: Path
) -> None:
    deep = tmp_path / "assets" / "img" / "a.png"
    deep.parent.mkdir(parents=True)
    deep.write_bytes(b"x")
    seen = Seen(watcher)
    watcher.follow_site(Site.open(tmp_path))
    watcher.follow_file(post)
    wait(qtbot, lambda: bool(seen.looks))
    (tmp_path / "assets").rename(tmp_path / "media")
    moved = tmp_path / "media" / "img" / "a.png"
    wait(qtbot, lambda: {deep, moved} <= seen.changed)


def test_our_own_way_of_saving_is_followed(qtbot: QtBot, watcher: Watcher, post: Path) -> None:
    seen = Seen(watcher)
    watcher.follow_file(post)
    wait(qtbot, lambda: bool(seen.looks))
    mark = Fingerprint.of(b"0")
    for number in range(5):
        mark = atomic.replace(post, b"ours %d" % number, mark).after
        wait_for_text(qtbot, seen, b"ours %d" % number)
