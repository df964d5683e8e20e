"""A wish survives the way to another program, and nothing that is no wish passes for one."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.workspace.instance_messages import (
    MOST_BYTES,
    MOST_PATH_CHARS,
    VERSION,
    Answer,
    Wish,
    decode_answer,
    decode_wish,
    encode_answer,
    encode_wish,
)

GOOD = {"v": VERSION, "path": "/site/post.md", "also_empty": False, "token": ""}
CHARS = st.characters(exclude_characters="\0")  # lone surrogates too: names that are no UTF-8
PATHS = st.text(CHARS, max_size=300).map(lambda text: Path("/site/" + text))


@given(st.none() | PATHS, st.booleans(), st.from_regex(r"[\w-]{0,80}", fullmatch=True))
def test_any_wish_comes_back_as_it_was(path: Path | None, also_empty: bool, token: str) -> None:
    wish = Wish(path, also_empty, token if token.isprintable() else "")
    line = encode_wish(wish)
    assert line.count(b"\n") == 1
    assert decode_wish(line) == wish


def test_the_longest_path_fits_into_a_line() -> None:
    wish = Wish(Path("/" + "é" * (MOST_PATH_CHARS - 1)))
    assert len(encode_wish(wish)) < MOST_BYTES
    assert decode_wish(encode_wish(wish)) == wish


@pytest.mark.parametrize(
    "change",
    [
        {"path": "post.md"},
        {"path": "/site/po\0st.md"},
        {"path": "/" + "x" * MOST_PATH_CHARS},
        {"path": ["/site"]},
        {"path": ""},
        {"v": VERSION + 1},
        {"v": None},
        {"token": 7},
        {"token": "x" * 1_000},
        {"token": "a\nb"},
        {"also_empty": "yes"},
    ],
)
def test_what_is_no_wish_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        decode_wish(json.dumps({**GOOD, **change}).encode())


@given(st.binary(max_size=200) | st.just(b"[" * 20_000) | st.just(b"[1]") | st.just(b"{}"))
def test_noise_is_refused_and_breaks_nothing(noise: bytes) -> None:
    for decode in (decode_wish, decode_answer):
        with pytest.raises(ValueError, match=r"."):
            decode(noise)


@pytest.mark.parametrize("answer", Answer)
def test_answers_come_back_as_they_were(answer: Answer) -> None:
    assert decode_answer(encode_answer(answer)) is answer
