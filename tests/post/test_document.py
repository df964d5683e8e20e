"""A post file is split where Jekyll splits it, and put together to the same bytes."""

import frontmatter
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from editor.post.document import Document, JekyllHandler, UnreadablePostError

PIECES = st.sampled_from(
    [
        *("---", "----", "...", "\n", "\r\n", "\r", " ", "\t", "\f", "title: x", "--- y"),
        *("\ufeff", "\u2028", "\u00a0", "é", "😀", "\n---\n", "---\n"),
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join), st.booleans())
@example("---\ntitle: x\n---", True)
@example("---\n---\n   \n\n", False)
def test_a_file_that_is_opened_and_saved_keeps_every_byte(text: str, bom: bool) -> None:
    data = (b"\xef\xbb\xbf" if bom else b"") + text.encode()
    assert Document.decode(data).encode() == data


@given(st.text())
def test_any_text_survives(text: str) -> None:
    data = text.replace("\0", "").encode(errors="ignore")
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        assert Document.decode(data).encode() == data


@pytest.mark.parametrize(
    ("data", "parts"),
    [
        ("---\ntitle: x\n---\nbody", ("---\n", "title: x\n", "---\n", "body")),
        ("---  \ntitle: x\n---   \nbody", ("---  \n", "title: x\n", "---   \n", "body")),
        ("---\ntitle: x\n...\nbody", ("---\n", "title: x\n", "...\n", "body")),
        ("---\r\na: 1\r\n---\r\nb\r\n", ("---\r\n", "a: 1\r\n", "---\r\n", "b\r\n")),
        ("---\n\n\na: 1\n---\nb", ("---\n\n\n", "a: 1\n", "---\n", "b")),
        ("---\n---\nb", ("---\n", "", "---\n", "b")),
        ("---\n---", ("---\n", "", "---", "")),
        ("---\na: 1\n---\n\n\n  code\n", ("---\n", "a: 1\n", "---\n\n\n", "  code\n")),
        ("---\na: |\n  x\n  ---\n  y\n---\nb", ("---\n", "a: |\n  x\n  ---\n  y\n", "---\n", "b")),
        ("---\na: 1\n--- no\n---\nb", ("---\n", "a: 1\n--- no\n", "---\n", "b")),
        ("---\na: 1\n---\nb\n---\nc", ("---\n", "a: 1\n", "---\n", "b\n---\nc")),
    ],
)
def test_the_block_is_found_where_jekyll_finds_it(
    data: str, parts: tuple[str, str, str, str]
) -> None:
    document = Document.decode(data.encode())
    assert (document.opening, document.front_matter, document.closing, document.body) == parts


@pytest.mark.parametrize(
    "data",
    [
        "\n---\ntitle: x\n---\n",
        " ---\ntitle: x\n---\n",
        "----\ntitle: x\n----\n",
        "---\ttitle: x\n---\n",
        "---\rtitle: x\r---\rbody\r",
        "---\ntitle: never closed\n",
        "---\ntitle: x\n ---\n",
        "---\u00a0\ntitle: x\n---\n",
        "\ufeff\ufeff---\ntitle: x\n---\n",
        "no front matter",
        "",
    ],
)
def test_what_jekyll_does_not_take_for_front_matter_is_body(data: str) -> None:
    document = Document.decode(data.encode())
    assert not document.has_front_matter
    assert document.body == data.removeprefix("\ufeff")


def test_a_byte_order_mark_does_not_hide_the_block() -> None:
    document = Document.decode(b"\xef\xbb\xbf---\na: 1\n---\nb")
    assert (document.bom, document.front_matter, document.body) == (True, "a: 1\n", "b")


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"caf\xe9\n", "not UTF-8"),
        (b"---\ntitle: x\n---\n\xff\n", "line 4"),
        ("é".encode("utf-16"), "UTF-16"),
        (b"\x89PNG\r\n\x1a\n\x00", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"PK\x03\x04rest", "zip"),
        (b"a\nb\0c", "NUL byte on line 2"),
        (b"\xe3\x81", "not UTF-8"),
    ],
)
def test_what_is_not_text_is_refused_in_words(data: bytes, named: str) -> None:
    with pytest.raises(UnreadablePostError, match=named) as refused:
        Document.decode(data)
    assert "Nothing was changed" in str(refused.value)


def test_the_package_finds_the_block_through_jekylls_handler() -> None:
    handler = JekyllHandler()
    assert frontmatter.detect_format("---\na: 1\n...\n", [handler]) is handler
    assert frontmatter.detect_format("----\na: 1\n----\n", [handler]) is None
    assert handler.split("---\na: 1\n...\nbody") == ("a: 1\n", "body")
    with pytest.raises(ValueError, match="no front matter"):
        handler.split("text")


def test_the_fences_stay_when_the_front_matter_changes() -> None:
    document = Document.decode(b"---  \r\na: 1\r\n...\r\n\r\nbody\r\n")
    changed = document.with_front_matter("a: 2")
    assert changed.encode() == b"---  \r\na: 2\r\n...\r\n\r\nbody\r\n"
    assert document.with_front_matter("a: 1\r\n") is document


def test_fences_are_added_for_the_first_key_and_not_for_nothing() -> None:
    document = Document.decode(b"body\r\nmore\r\n")
    assert document.with_front_matter("a: 1\nb: 2\n").encode() == (
        b"---\r\na: 1\r\nb: 2\r\n---\r\nbody\r\nmore\r\n"
    )
    assert document.with_front_matter("").encode() == b"body\r\nmore\r\n"


def test_an_empty_block_stays_when_its_last_key_goes() -> None:
    document = Document.decode(b"---\na: 1\n---\nbody")
    assert document.with_front_matter("").encode() == b"---\n---\nbody"


@pytest.mark.parametrize("closing", ["---", "---  ", "---\n", "---\n\n  "])
def test_a_new_body_never_runs_into_the_fence(closing: str) -> None:
    document = Document.decode(f"---\na: 1\n{closing}".encode()).with_body("text")
    assert Document.decode(document.encode()).body == "text"
    assert Document.decode(document.encode()).front_matter == "a: 1\n"


def test_the_line_end_is_that_of_most_lines() -> None:
    assert Document.decode(b"a\r\nb\r\nc\n").line_end == "\r\n"
    assert Document.decode(b"a\nb\r\nc\n").line_end == "\n"
    assert Document.decode(b"a").line_end == "\n"
