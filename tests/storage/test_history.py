"""What was saved once can be had back, byte for byte, as long as the bounds allow."""

import random
import stat
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.storage.history import Bounds, History, HistoryError

POST = Path("/site/_posts/2026-01-02-ferry.md")
OTHER = Path("/site/_posts/2026-02-02-light.md")
DAY_S = 86_400


class Clock:
    """Time as the test has it."""

    now = 1_800_000_000.0

    def __call__(self) -> float:
        self.now += 1
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def history(tmp_path: Path, clock: Clock) -> History:
    return History(tmp_path / "state" / "history.sqlite3", clock)


def texts(history: History, post: Path = POST) -> list[bytes]:
    return [history.read(version) for version in history.versions(post)]


def noise(size: int, seed: int) -> bytes:
    return random.Random(seed).randbytes(size)


def test_before_anything_is_kept_there_is_no_file(history: History, tmp_path: Path) -> None:
    assert history.versions(POST) == []
    assert history.stored_bytes() == 0
    history.prune(Bounds(1, 1))
    assert list(tmp_path.iterdir()) == []


@settings(max_examples=25)
@given(st.lists(st.binary(max_size=40), max_size=8))
def test_versions_come_back_newest_first_byte_for_byte(
    tmp_path_factory: pytest.TempPathFactory, saved: list[bytes]
) -> None:
    history = History(tmp_path_factory.mktemp("h") / "history.sqlite3")
    for data in saved:
        history.keep(POST, data)
    repeats = zip(saved, [None, *saved], strict=False)
    assert texts(history) == [data for data, before in repeats if data != before][::-1]


def test_posts_have_each_their_own_but_one_text_is_stored_once(history: History) -> None:
    history.keep(POST, noise(50_000, 1))
    once = history.stored_bytes()
    history.keep(OTHER, noise(50_000, 1))
    history.keep(OTHER, b"other")
    assert texts(history) == [noise(50_000, 1)]
    assert texts(history, OTHER) == [b"other", noise(50_000, 1)]
    assert history.stored_bytes() < once + 100


def test_a_version_knows_when_it_was_written(history: History) -> None:
    history.keep(POST, b"text", written=1_700_000_000.0)
    (version,) = history.versions(POST)
    assert (version.written, version.size) == (1_700_000_000.0, 4)


def test_only_its_owner_can_read_it(history: History, tmp_path: Path) -> None:
    history.keep(POST, b"text")
    files = list((tmp_path / "state").iterdir())
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert stat.S_IMODE((tmp_path / "state").stat().st_mode) == 0o700


@pytest.mark.parametrize(("moved", "left"), [(True, []), (False, [b"b", b"a"])])
def test_versions_follow_a_post_to_its_new_name(
    history: History, moved: bool, left: list[bytes]
) -> None:
    history.keep(POST, b"a")
    history.keep(POST, b"b")
    history.follow(POST, OTHER, moved=moved)
    history.keep(OTHER, b"c")
    assert texts(history, OTHER) == [b"c", b"b", b"a"]
    assert texts(history) == left


def test_what_is_too_old_is_dropped(history: History, clock: Clock) -> None:
    history.keep(POST, b"old")
    clock.now += 20 * DAY_S
    history.keep(POST, b"new")
    clock.now += 11 * DAY_S
    history.prune(Bounds(megabytes=10, days=30))
    assert texts(history) == [b"new"]


def test_the_oldest_go_when_there_is_too_much(history: History, tmp_path: Path) -> None:
    for number in range(40):
        history.keep(POST if number % 2 else OTHER, noise(100_000, number))
    history.prune(Bounds(megabytes=1, days=30))
    assert history.stored_bytes() <= 1_000_000
    kept = texts(history) + texts(history, OTHER)
    assert sorted(kept) == sorted(noise(100_000, number) for number in range(40 - len(kept), 40))
    assert (tmp_path / "state" / "history.sqlite3").stat().st_size < 2_000_000


def test_a_damaged_version_is_a_sentence_and_the_others_stay(
    history: History, tmp_path: Path
) -> None:
    for number in range(3):
        history.keep(POST, noise(20_000, number))
    path = tmp_path / "state" / "history.sqlite3"
    packed = path.read_bytes()
    spot = packed.index(noise(20_000, 1)[5_000:5_100])
    path.write_bytes(packed[:spot] + b"\0" * 50 + packed[spot + 50 :])
    newest, middle, _ = history.versions(POST)
    assert history.read(newest) == noise(20_000, 2)
    with pytest.raises(HistoryError, match="damaged"):
        history.read(middle)


def test_a_history_that_cannot_be_used_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite3"
    path.mkdir()
    with pytest.raises(HistoryError, match="Posts are saved as always"):
        History(path).keep(POST, b"text")


def test_what_is_no_history_is_put_aside_and_a_new_one_begun(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite3"
    path.write_bytes(noise(5_000, 1))
    history = History(path)
    with pytest.raises(HistoryError, match="damaged"):
        history.versions(POST)
    history.keep(POST, b"text")
    assert texts(history) == [b"text"]
    assert path.with_suffix(".damaged").read_bytes() == noise(5_000, 1)


def test_two_programs_keep_at_the_same_time(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite3"

    def keep_many(post: Path) -> None:
        for number in range(20):
            History(path).keep(post, b"%d" % number)

    threads = [threading.Thread(target=keep_many, args=(post,)) for post in (POST, OTHER)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    expected = [b"%d" % number for number in range(20)][::-1]
    assert texts(History(path)) == texts(History(path), OTHER) == expected
