"""The form's verbs: lists as Jekyll reads them, text, and keys that no form knows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.post.fields import KNOWN_FIELDS, read_list, set_list, set_text, set_typed
from editor.post.front_matter import FrontMatter


@pytest.mark.parametrize(
    ("text", "key", "items"),
    [
        ("tags: a b, c\n", "tags", ("a", "b,", "c")),
        ("tags: [A, 1, true, 2020-01-01, ~]\n", "tags", ("A", "1", "true", "2020-01-01")),
        ("tags: [no, 1.10]\n", "tags", ("false", "1.1")),
        ("tag: a b\n", "tags", ("a b",)),
        ("tag: p\ntags: [c, d]\n", "tags", ("p",)),
        ("tag: [c, d]\n", "tags", ("c", "d")),
        ("tag: no\ntags: [c]\n", "tags", ("c",)),
        ("tag:\ntags: [c]\n", "tags", ("c",)),
        ("tags: 2024\n", "tags", ()),
        ("tags:\n", "tags", ()),
        ("tags: []\n", "tags", ()),
        ("tags: [[a, [b]], c]\n", "tags", ("a", "b", "c")),
        ("tags: [a, a]\n", "tags", ("a", "a")),
        ("title: x\n", "tags", ()),
        ("categories: Foo Bar\n", "categories", ("Foo", "Bar")),
        ("category: Foo Bar\ncategories: [Q]\n", "categories", ("Q", "Foo Bar")),
        ("category: ''\ncategories: [z]\n", "categories", ("z", "")),
        ("category: [a, b]\n", "categories", ("a", "b")),
        ("categories: [1, x, x]\n", "categories", ("1", "x")),
    ],
)
def test_lists_are_read_as_jekyll_reads_them(text: str, key: str, items: tuple[str, ...]) -> None:
    assert read_list(FrontMatter.parse(text), key) == items


@pytest.mark.parametrize(
    ("text", "key", "items", "expected"),
    [
        ("tags: []\n", "tags", ["a", "b c"], "tags: [a, b c]\n"),
        ("tags: [ a,'b' ]\n", "tags", ["a", "c"], "tags: [ a,c ]\n"),
        ("tags:\n- a\n- b\n", "tags", ["b", "c"], "tags:\n- b\n- c\n"),
        ("tags: a b\n", "tags", ["a", "c"], "tags: a c\n"),
        ("tags: a b\n", "tags", ["a", "two words"], "tags: [a, two words]\n"),
        ("tags: 'a b'\n", "tags", ["2024"], "tags: '2024'\n"),
        ("tags: a\n", "tags", ["no"], 'tags: "no"\n'),
        ("tags:\n", "tags", ["a"], "tags: [a]\n"),
        ("x: 1\n", "tags", ["a"], "x: 1\ntags: [a]\n"),
        ("categories:\n- x\n", "tags", ["a"], "categories:\n- x\ntags:\n- a\n"),
        ("tags: [a]\n", "tags", [], ""),
        ("tag: p\ntags: [c, d]\nx: 1\n", "tags", [], "x: 1\n"),
        ("tag: p\ntags: [c, d]\n", "tags", ["q r"], "tag: q r\ntags: [c, d]\n"),
        ("tag: p\n", "tags", ["p", "q"], "tag: [p, q]\n"),
        ("tags: [no, 1.10, 007]\n", "tags", ["false", "1.1"], "tags: [no, 1.10]\n"),
        ("tags: [a]\n", "tags", ["a", "1.1"], 'tags: [a, "1.1"]\n'),
        ("category: News\n", "categories", ["World news"], "category: World news\n"),
        ("category: News\n", "categories", ["News", "x"], "category: [News, x]\n"),
        (
            "category: N\ncategories: [Q]\n",
            "categories",
            ["Z", "N"],
            "category: N\ncategories: [Z]\n",
        ),
        ("category: P\ncategories: [Q]\n", "categories", ["P", "Q"], "categories: [P, Q]\n"),
        ("category: P\ncategories: [Q]\n", "categories", [], ""),
        ("categories: [a]\n", "categories", ["a", "a", "b"], "categories: [a, b]\n"),
        ("tags: [a]\n", "tags", ["a", " "], "tags: [a]\n"),
    ],
)
def test_lists_are_written_as_the_file_writes_them(
    text: str, key: str, items: list[str], expected: str
) -> None:
    assert set_list(FrontMatter.parse(text), key, items).text == expected


ITEM = st.sampled_from(["a", "B", "two words", "no", "1.10", "c: d", "[x]", "it's", "2025-12-09"])
LISTS = st.sampled_from(
    [
        *("", "tags: a b\n", "tags: [a, 'B']\n", "tags:\n  - a\n  - no\n", "tag: a\n", "tags:\n"),
        *("tag: a\ntags: [B]\n", "categories: a b\n", "category: a\ncategories: [B, no]\n"),
        *("category: [a]\n", "categories: 'a'\n", "category: a\n", "tags: 7\n", "tags: {a: b}\n"),
    ]
)


@given(LISTS, st.sampled_from(["tags", "categories"]), st.lists(ITEM, unique=True, max_size=4))
def test_a_list_reads_back_as_it_was_set(text: str, key: str, items: list[str]) -> None:
    before = FrontMatter.parse(text)
    after = set_list(before, key, items)
    assert list(read_list(after, key)) == items
    other = "tags" if key == "categories" else "categories"
    assert read_list(after, other) == read_list(before, other)


def test_a_list_that_reads_so_already_is_left_alone() -> None:
    front = FrontMatter.parse("tags: [ no , 'a' ]\n")
    assert set_list(front, "tags", ["false", "a"]) is front


def test_text_is_set_kept_and_removed() -> None:
    front = FrontMatter.parse("title: 007\nx: 1\n")
    assert set_text(front, "title", "7") is front
    assert set_text(front, "title", "007") is front
    assert set_text(front, "title", "8").text == 'title: "8"\nx: 1\n'
    assert set_text(front, "title", "no").text == 'title: "no"\nx: 1\n'
    assert set_text(front, "title", "").text == "x: 1\n"
    assert set_text(front, "author", "") is front
    assert set_text(front, "author", "me", ("title", "author")).text == (
        "title: 007\nauthor: me\nx: 1\n"
    )


@pytest.mark.parametrize(
    ("text", "new", "expected"),
    [
        ("k: 7\n", "8", "k: 8\n"),
        ("k: 7\n", "8.5", "k: 8.5\n"),
        ("k: 7\n", "eight", "k: eight\n"),
        ("k: 7\n", "no", 'k: "no"\n'),
        ("k: true\n", "no", "k: no\n"),
        ("k: true\n", "1", 'k: "1"\n'),
        ("k: yes\n", "maybe", "k: maybe\n"),
        ("k: 1.10\n", "1.20", "k: 1.20\n"),
        ("k: 2025-12-09\n", "2026-01-02", "k: 2026-01-02\n"),
        ("k: 2025-12-09\n", "2026-01-02 10:00:00", "k: 2026-01-02 10:00:00\n"),
        ("k: 2025-12-09\n", "soon", "k: soon\n"),
        ("k: '7'\n", "8", "k: '8'\n"),
        ("k: word\n", "8", 'k: "8"\n'),
        ("k:\n", "true", "k: true\n"),
        ("", "false", "k: false\n"),
        ("", "1.5", "k: 1.5\n"),
        ("", "1.10", 'k: "1.10"\n'),
        ("", "no", 'k: "no"\n'),
        ("", "12:30", 'k: "12:30"\n'),
        ("", "word", "k: word\n"),
        ("k: 1.5\n", "1.0_", 'k: "1.0_"\n'),
        ("k: 7\n", "", ""),
        ("k: yes\n", "yes", "k: yes\n"),
        ("k: yes\n", "true", "k: yes\n"),
    ],
)
def test_a_key_of_another_kind_keeps_its_type(text: str, new: str, expected: str) -> None:
    assert set_typed(FrontMatter.parse(text), "k", new).text == expected


def test_the_known_fields_are_in_the_order_of_the_form() -> None:
    assert [field.key for field in KNOWN_FIELDS] == [
        *("title", "date", "author", "layout", "tags", "categories", "image", "excerpt")
    ]
