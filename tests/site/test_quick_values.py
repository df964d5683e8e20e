"""The quick reader and the reader of YAML never disagree."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.post.document import Document, UnreadablePostError
from editor.post.front_matter import FrontMatter, FrontMatterError
from editor.post.scalars import Value
from editor.site.quick_values import front_matter_values, quick_values


def slowly(text: str) -> dict[str, Value] | None:
    try:
        return FrontMatter.parse(text).values()
    except FrontMatterError:
        return None


PIECES = st.sampled_from(
    ["a", "B c", "é日", "7", "007", "1.5", "12:30", "no", "~", "2025-01-01", "2025-12-09T05:05:31",
     " ", "  ", ": ", ":", "#", " #", "-", "- ", "\n", "\n\n", "\r\n", "\n- ", "\n  - ", "\nkey: ",
     "\nkey2:", "\n# note\n", "[", "]", "[a, b]", "[1,000, x]", "{", "}", ",", '"', "'", "\\", "&a",
     "*a", "!", "|", ">", "%", "@", "`", "?", "<<: ", "\t", "\x85", "\u2028", "\ufeff", "\u00a0",
     "yes: ", "null:", "---", "...", "0x1F", "1e3", "_", ".5", "=", "x" * 50]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=12).map(lambda pieces: "key: " + "".join(pieces))


@settings(max_examples=600)
@given(TEXTS)
def test_what_is_read_quickly_is_what_the_yaml_says(text: str) -> None:
    quick = quick_values(text)
    if quick is not None:
        expected = slowly(text)
        assert repr(quick) == repr(expected)


def test_real_posts_read_the_same(shared: Path) -> None:
    quickly = 0
    for path in sorted((shared / "corpus").rglob("*.m*")):
        try:
            text = Document.decode(path.read_bytes()).front_matter
        except UnreadablePostError:
            continue
        quick = quick_values(text)
        if quick is not None:
            assert repr(quick) == repr(slowly(text)), path
            quickly += 1
    assert quickly > 100


@pytest.mark.parametrize(
    "text",
    [
        'layout: post\ntitle: "New: a title"\ndate: 2025-12-09T05:05:31\ntags: []\n',
        "categories: [News, a b, 7]\nimage: assets/x.jpg\nexcerpt: 'a # b: c'\nempty:\n",
        "tags:\n- a\n- b c\n# note\n- 7\ntitle: C# and a:b\n",
        "tags:\n  - a\n  - b\n\ntitle: x\r\nlast: y\r\n",
        "",
    ],
)
def test_the_usual_shapes_are_read_quickly(text: str) -> None:
    assert repr(quick_values(text)) == repr(slowly(text))


@pytest.mark.parametrize(
    "text",
    [
        "a: b: c",
        "a: [b",
        "a: |\n  b",
        "a: &x b",
        "a: {b: c}",
        "a: b\n c",
        "tags:\n- a\n  - b",
        "yes: 1",
    ],
)
def test_other_shapes_are_left_to_the_reader_of_yaml(text: str) -> None:
    assert quick_values(text) is None


def test_an_error_is_still_an_error() -> None:
    with pytest.raises(FrontMatterError):
        front_matter_values("a: b: c")
    assert front_matter_values("a: {b: c}") == {"a": {"b": "c"}}
