"""Front matter is read as Jekyll reads it, and a change touches the lines of one key only."""

import datetime as dt
from difflib import ndiff

import pytest

from editor.post.errors import CannotEditError, FrontMatterError
from editor.post.front_matter import FrontMatter
from editor.post.scalars import Quote, Value

WRITER = """\
# written by hand
layout: post
title:   "An old title"   # keep me
date: 2025-12-09T05:05:31

tags: [ a,'b' , "c: d" ] # three
categories:
    - News   # first
    # a word between
    - 'Long reads'
excerpt: >-
    Folded text
    over lines
note: |
  Kept
  lines

published: yes
version: 1.10
author: {name: Sal, site: "x"}
image:
draft: # later
"""


def changes(before: FrontMatter, after: FrontMatter) -> list[str]:
    lines = ndiff(before.text.split("\n"), after.text.split("\n"))
    return [line for line in lines if line[0] in "-+"]


def set_in(text: str, key: str, value: Value) -> str:
    return FrontMatter.parse(text).set(key, value).text


# --- reading -------------------------------------------------------------------------------


def test_values_are_typed_as_jekyll_types_them() -> None:
    front = FrontMatter.parse(WRITER)
    assert front.values() == {
        "layout": "post",
        "title": "An old title",
        "date": dt.datetime(2025, 12, 9, 5, 5, 31, tzinfo=dt.UTC),
        "tags": ["a", "b", "c: d"],
        "categories": ["News", "Long reads"],
        "excerpt": "Folded text over lines",
        "note": "Kept\nlines\n",
        "published": True,
        "version": 1.1,
        "author": {"name": "Sal", "site": "x"},
        "image": None,
        "draft": None,
    }
    assert front.keys()[:3] == ("layout", "title", "date")
    assert "image" in front
    assert "nothing" not in front
    assert front.get("nothing", "else") == "else"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("", {}),
        ("# only a comment\n", {}),
        ("null\n", {}),
        ("no\n", {}),
        ("title: a\ntitle: b\n", {"title": "b"}),
        ("title:\tx\n", {"title": "x"}),
        ("{title: x, tags: [a]}\n", {"title": "x", "tags": ["a"]}),
        ("2024: x\nno: y\n1.10: z\n", {"2024": "x", "false": "y", "1.1": "z"}),
        ("a: &x {p: 1}\nb: *x\n", {"a": {"p": 1}, "b": {"p": 1}}),
        ('a: &x "007"\nb: *x\n', {"a": "007", "b": 7}),
        ("a: *nowhere\n", {"a": None}),
        (
            "a: &x {p: 1, q: 2}\nq: 0\n<<: *x\nb: 3\n",
            {"a": {"p": 1, "q": 2}, "q": 2, "p": 1, "b": 3},
        ),
        ("<<: {a: 1}\nb: 2\n", {"b": 2}),
        ('a: !!str "007"\nb: !!str 1\nc: !x y\n', {"a": 7, "b": 1, "c": "y"}),
        ("a: !!binary aGVsbG8=\n", {"a": "hello"}),
        ("a: {b, c}\n", {"a": {"b": None, "c": None}}),
        ("a: |+\n  x\n\n\nb: 1\n", {"a": "x\n\n\n", "b": 1}),
        ("  indented: x\n  too: y\n", {"indented": "x", "too": "y"}),
        ("a: 1\n--- the rest is not read\n", {"a": 1}),
        ("a: x\u00a0y\nb: 😀\n", {"a": "x\u00a0y", "b": "😀"}),
    ],
)
def test_odd_front_matter_reads_as_in_jekyll(text: str, values: dict[str, Value]) -> None:
    assert FrontMatter.parse(text).values() == values


@pytest.mark.parametrize(
    ("text", "line", "column", "reason"),
    [
        ("x: 1\ntitle: a: b\n", 2, 9, "quotes"),
        ("title: @x\n", 1, 8, "quotes"),
        ("title: %x\n", 1, 8, "quotes"),
        ('title: "x\n', 1, 8, "never closed"),
        ("a: [1, 2\nb: 3\n", 2, 2, "list"),
        ("- a\n- b\n", 1, 1, "not a list"),
        ("just a text\n", 1, 1, "not a list or a bare text"),
        ("a: 1\nb: 1.0_\n", 2, 4, "broken number"),
        ("a: 1\n---\nb: 2\n", 2, 1, "ends the front matter"),
        ("a: 1\n~: 2\n", 2, 1, "key"),
        ("? [a, b]\n: 1\n", 1, 3, "key"),
        ("<<: [a]\n", 1, 5, "<<"),
        ("a: &x [*x]\n", 1, 8, "contains itself"),
        ("a: x\x07\n", 1, 5, "U+0007"),
        ("a: \ud800\n", 1, 4, "U+D800"),
    ],
)
def test_what_jekyll_cannot_read_is_named_with_its_place(
    text: str, line: int, column: int, reason: str
) -> None:
    with pytest.raises(FrontMatterError, match="cannot be read") as refused:
        FrontMatter.parse(text)
    assert (refused.value.line, refused.value.column) == (line, column)
    assert reason in refused.value.reason


LAUGHS = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join(['*' + before] * 10)}]\n"
    for before, name in zip("abcdefghi", "bcdefghij", strict=True)
)
MERGES = f"a: &a {{{','.join(f'k{n}: 1' for n in range(1000))}}}\n" + "".join(
    f"m{n}: {{<<: *a}}\n" for n in range(1000)
)


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 100_000,
        "a: " + "[" * 100_000 + "]" * 100_000,
        "{" * 100_000,
        "- " * 100_000,
        "? " * 100_000,
        LAUGHS,
        MERGES,
        "a: &a [*a]\n",
        "a: &a {<<: *a}\n",
        "a: [" + "b," * 500_000 + "]\n",
        "a: " + "x" * 5_000_000,
    ],
    ids=[
        "open",
        "nested",
        "maps",
        "dashes",
        "keys",
        "laughs",
        "merges",
        "self",
        "merge",
        "list",
        "long",
    ],
)
def test_bombs_are_refused_in_words(text: str) -> None:
    with pytest.raises(FrontMatterError):
        FrontMatter.parse(text)


def test_big_but_honest_front_matter_is_read() -> None:
    many = "".join(f"k{number}: v\n" for number in range(20_000))
    assert len(FrontMatter.parse(many).keys()) == 20_000
    assert FrontMatter.parse("a: " + "x" * 1_000_000).get("a") == "x" * 1_000_000
    spaced = "a: |\n  x\n" + "\n" * 1_000_000 + "  y\n"
    assert FrontMatter.parse(spaced).get("a") == "x\n" + "\n" * 1_000_000 + "y\n"
    assert FrontMatter.parse("a: 1" + ":1" * 1000).get("a") == float("inf")
    assert FrontMatter.parse("a: " + "1" * 1_000_000).get("a") == "1" * 1_000_000


@pytest.mark.parametrize("day", ["2024-02-30", "2024-13-45", "2024-02-30 10:00:00"])
def test_a_date_that_no_calendar_has_is_a_string(day: str) -> None:
    assert FrontMatter.parse(f"date: {day}\n").get("date") == day


def test_a_line_from_which_jekyll_reads_no_more_is_named() -> None:
    front = FrontMatter.parse("  title: x\n\n# c\ndate: y\n")
    assert front.values() == {"title": "x"}
    assert front.unread_line == 4
    assert front.set("date", "z").text == "  title: x\n  date: z\n\n# c\ndate: y\n"
    assert FrontMatter.parse("title: x\n# the end\n\n").unread_line is None
    assert FrontMatter.parse("{title: x}\n").unread_line is None
    assert FrontMatter.parse("").unread_line is None


def test_new_lists_are_written_as_the_others_are() -> None:
    assert set_in("a:\n  - x\n", "b", ["y: z"]) == 'a:\n  - x\nb:\n  - "y: z"\n'
    assert set_in("  a:\n  - x\n", "b", ["w"]) == "  a:\n  - x\n  b:\n  - w\n"
    assert set_in("a: [x]\n", "b", ["w"]) == "a: [x]\nb: [w]\n"


# --- one key, its own lines ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        (
            "title",
            'A "new" title',
            [
                '- title:   "An old title"   # keep me',
                '+ title:   "A \\"new\\" title"   # keep me',
            ],
        ),
        ("layout", "page", ["- layout: post", "+ layout: page"]),
        ("layout", "no", ["- layout: post", '+ layout: "no"']),
        (
            "tags",
            ["a", "c: d"],
            ["- tags: [ a,'b' , \"c: d\" ] # three", '+ tags: [ a,"c: d" ] # three'],
        ),
        ("tags", [], ["- tags: [ a,'b' , \"c: d\" ] # three", "+ tags: [] # three"]),
        ("categories", ["News", "Sport", "Long reads"], ["+     - Sport"]),
        ("categories", ["News"], ["-     # a word between", "-     - 'Long reads'"]),
        ("excerpt", "Short", ["+     Short", "-     Folded text", "-     over lines"]),
        ("note", "Kept\nlines\nmore\n", ["+   more"]),
        ("note", "Kept\nlines", ["- note: |", "+ note: |-"]),
        ("published", False, ["- published: yes", "+ published: false"]),
        ("version", 2, ["- version: 1.10", "+ version: 2"]),
        ("image", "assets/x.jpg", ["- image:", "+ image: assets/x.jpg"]),
        ("draft", True, ["- draft: # later", "+ draft: true # later"]),
        ("new", "text", ["+ new: text"]),
        ("new", ["a", "b, c"], ['+ new: [a, "b, c"]']),
    ],
)
def test_a_change_touches_the_lines_of_its_key_only(
    key: str, value: Value, expected: list[str]
) -> None:
    before = FrontMatter.parse(WRITER)
    after = before.set(key, value)
    assert changes(before, after) == expected
    assert after.get(key) == value
    others = {name: item for name, item in before.values().items() if name != key}
    assert {name: item for name, item in after.values().items() if name != key} == others


def test_categories_as_lines_become_an_empty_list_and_come_back() -> None:
    front = FrontMatter.parse("a: 1\nc: # why\n  - x\n  - y\nb: 2\n")
    assert front.set("c", []).text == "a: 1\nc: [] # why\nb: 2\n"


def test_the_same_value_changes_nothing_at_all() -> None:
    front = FrontMatter.parse(WRITER)
    for key, value in front.values().items():
        assert front.set(key, value) is front


def test_one_is_not_true_and_text_is_not_a_number() -> None:
    front = FrontMatter.parse("a: 1\nb: true\n")
    assert front.set("a", True).text == "a: true\nb: true\n"
    assert front.set("a", "1").text == 'a: "1"\nb: true\n'
    assert front.set("a", 1.0).text == "a: 1.0\nb: true\n"


def test_windows_line_ends_and_a_missing_last_one_stay() -> None:
    assert set_in("a: 1\r\nb: 2\r\n", "a", "x") == "a: x\r\nb: 2\r\n"
    assert set_in("a: 1\r\nb: 2\r\n", "c", "x") == "a: 1\r\nb: 2\r\nc: x\r\n"
    assert set_in("a:\r\n- x\r\n- y\r\n", "a", ["x", "z"]) == "a:\r\n- x\r\n- z\r\n"
    assert set_in("a: 1", "b", "x") == "a: 1\nb: x"
    assert set_in("a: 1", "a", "x") == "a: x"
    assert set_in("a: |\n  x", "b", "v") == "a: |\n  x\nb: v"


def test_of_duplicates_the_last_counts_and_is_changed() -> None:
    assert set_in("a: 1\nb: 2\na: 3\n", "a", "x") == "a: 1\nb: 2\na: x\n"
    assert FrontMatter.parse("a: 1\nb: 2\na: 3\n").remove("a").text == "b: 2\n"


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("a:\tx\n", "v", "a:\tv\n"),
        ("a:   \n", "v", "a:   v\n"),
        ("a:\n  'x'\n", "v", "a:\n  'v'\n"),
        ("a: one\n  two # c\n", "three", "a: three # c\n"),
        ('a: "one\n  two"\n', "three", 'a: "three"\n'),
        ("a: 'x'\n", "it's", "a: 'it''s'\n"),
        ("a: 'x'\n", "two\nlines", 'a: "two\\nlines"\n'),
        ("a: x\n", "two\nlines", 'a: "two\\nlines"\n'),
        ("a: !!str x\n", "v", "a: v\n"),
        ("a: &k x\n", "v", "a: &k v\n"),
        ("a: &k\n", "v", "a: &k v\n"),
        ("a: |\n  x\n\nb: 1\n", "v\nz\n", "a: |\n  v\n  z\n\nb: 1\n"),
        ("a: | # c\n  x\n", "v\n", "a: | # c\n  v\n"),
        ("a: |\n  x\n", " v", 'a: " v"\n'),
        ("a: >\n  one\n  two\n", "p\nq\n", "a: >\n  p\n\n  q\n"),
        ("a: [\n  x, # c\n  v,\n]\n", ["x", "v", "z"], "a: [\n  x, # c\n  v,\n  z,\n]\n"),
        ("a: []\n", ["x"], "a: [x]\n"),
        ("a: [ ]\n", ["x", "v"], "a: [ x, v ]\n"),
        ("a: ['x']\n", ["x", "v"], "a: ['x', 'v']\n"),
        ("a: [x, x, v]\n", ["v", "x"], "a: [v, x]\n"),
        ("a: [1.10, no, 007]\n", [1.1, 7], "a: [1.10, 007]\n"),
        ("a:\n- x\n", ["v"], "a:\n- v\n"),
        ("a:\n  -   x\n  -   v\n", ["x", "v", "z"], "a:\n  -   x\n  -   v\n  -   z\n"),
        ("a:\n  - x: 1\n    v: 2\n  - z\n", ["z"], "a:\n  - z\n"),
        ("a:\n  b: c\n", "x", "a: x\n"),
        ("a: x\nl:\n- v\n", ["p", "q"], "a:\n- p\n- q\nl:\n- v\n"),
        ("a: 1\n", {"k": ["y: w"]}, 'a: {k: ["y: w"]}\n'),
    ],
)
def test_the_style_of_a_value_is_kept(text: str, value: Value, expected: str) -> None:
    assert set_in(text, "a", value) == expected


def test_a_long_folded_text_is_folded_again() -> None:
    text = "a: >-\n" + "".join(f"  {'word ' * 8}\n".replace(" \n", "\n") for _ in range(3))
    changed = FrontMatter.parse(text).set("a", "other " * 20 + "end")
    assert changed.get("a") == "other " * 20 + "end"
    assert max(map(len, changed.text.split("\n"))) <= 42


def test_a_new_key_goes_where_the_order_wants_it() -> None:
    order = ("title", "date", "tags", "image")
    text = "title: x\ntags:\n  - a\n# about the picture\nauthor: me\n"
    front = FrontMatter.parse(text)
    assert front.set("image", "i", order=order).text == (
        "title: x\ntags:\n  - a\nimage: i\n# about the picture\nauthor: me\n"
    )
    assert front.set("date", "d", order=order).text.startswith("title: x\ndate: d\ntags:")
    assert front.set("other", "o", order=order).text.endswith("author: me\nother: o\n")


def test_a_new_key_gets_the_indent_of_the_others() -> None:
    assert set_in("  a: 1\n  b: 2\n", "c", "x") == "  a: 1\n  b: 2\n  c: x\n"


def test_a_new_key_behind_a_text_that_keeps_its_blank_lines() -> None:
    assert set_in("a: |+\n  x\n\n", "b", "v") == "a: |+\n  x\n\nb: v\n"


def test_new_values_are_quoted_as_the_file_quotes() -> None:
    assert set_in("a: 'x'\n", "b", "no") == "a: 'x'\nb: 'no'\n"
    assert set_in('a: \'x\'\nc: "y"\nd: "z"\n', "b", "no").endswith('b: "no"\n')


def test_a_map_in_braces_is_changed_in_its_braces() -> None:
    text = "{title: x, tags: [a]}\n"
    front = FrontMatter.parse(text)
    assert front.set("title", "a, b").text == '{title: "a, b", tags: [a]}\n'
    assert front.set("new", "v").text == "{title: x, tags: [a], new: v}\n"
    assert front.remove("title").text == "{tags: [a]}\n"
    assert front.remove("tags").text == "{title: x}\n"
    assert FrontMatter.parse("{}\n").set("a", "b").text == "{a: b}\n"


def test_the_first_key_of_an_empty_text() -> None:
    assert set_in("", "title", "x") == "title: x\n"
    assert set_in("# note\n", "title", "x") == "# note\ntitle: x\n"


# --- removing ------------------------------------------------------------------------------


@pytest.mark.parametrize("key", FrontMatter.parse(WRITER).keys())
def test_removing_takes_the_lines_of_the_key_and_no_other(key: str) -> None:
    before = FrontMatter.parse(WRITER)
    after = before.remove(key)
    assert key not in after
    assert all(line.startswith("-") for line in changes(before, after))
    assert {**after.values(), key: before.get(key)} == before.values()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: |\n  x\nb: 1\n  # note\nc: 2\n", "a: |\n  x\n# note\nc: 2\n"),
        ("a: |+\n  x\n\nb: 1\n   \nc: 2\n", "a: |+\n  x\n\nc: 2\n"),
        ("a: 0\nb: 1\n  # note\nc: 2\n", "a: 0\n  # note\nc: 2\n"),
        ("a: 0\nb: 'x'\u2028\nc: 2\n", "a: 0\nc: 2\n"),
        ('{\n  "a": 0,\n  "b": 1,\n  "c": 2\n}\n', '{\n  "a": 0,\n  "c": 2\n}\n'),
        ('{\n  "a": 0,\n  "b": 1\n}\n', '{\n  "a": 0\n}\n'),
        ("{b: 1}\n", "{}\n"),
    ],
)
def test_what_stands_around_a_removed_key_stays(text: str, expected: str) -> None:
    assert FrontMatter.parse(text).remove("b").text == expected


def test_removing_what_is_not_there_changes_nothing() -> None:
    front = FrontMatter.parse(WRITER)
    assert front.remove("nothing") is front


def test_a_value_that_another_key_repeats_is_not_touched() -> None:
    front = FrontMatter.parse("a: &x [1]\nb: *x\n")
    with pytest.raises(CannotEditError, match="“b” repeats its value"):
        front.remove("a")
    with pytest.raises(CannotEditError, match="“b” repeats its value"):
        front.set("a", "y")
    assert front.set("b", "v").text == "a: &x [1]\nb: v\n"
    assert front.remove("b").text == "a: &x [1]\n"


def test_what_comes_through_a_merge_can_be_set_but_not_removed() -> None:
    front = FrontMatter.parse("base: &x {p: 1}\n<<: *x\n")
    assert front.set("p", 2).text == "base: &x {p: 1}\n<<: *x\np: 2\n"
    with pytest.raises(CannotEditError, match="<<"):
        front.remove("p")


# --- YAML by hand --------------------------------------------------------------------------


def test_the_source_of_a_value_is_its_own_yaml() -> None:
    front = FrontMatter.parse(WRITER)
    assert front.source("title") == '"An old title"'
    assert front.source("categories") == "- News   # first\n# a word between\n- 'Long reads'"
    assert front.source("author") == '{name: Sal, site: "x"}'
    assert front.source("image") == ""
    for key in front.values():
        assert front.set_source(key, front.source(key)) is front


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("x: 1\ny:\n  - z", "a:\n  x: 1\n  y:\n    - z\nb: 1\n"),
        ("- p\n- q\n", "a:\n  - p\n  - q\nb: 1\n"),
        ("[p, q]", "a: [p, q]\nb: 1\n"),
        ("|\n  two\n  lines\n", "a: |\n  two\n  lines\nb: 1\n"),
        ("'text'", "a: 'text'\nb: 1\n"),
        ("", "a:\nb: 1\n"),
    ],
)
@pytest.mark.parametrize("before", ["a: old\n", "a:\n    k: v\n    l: w\n", "a:\n", "a: [x]\n"])
def test_yaml_by_hand_takes_the_place_of_the_value(before: str, source: str, expected: str) -> None:
    assert (
        FrontMatter.parse(before + "b: 1\n").set_source("a", source).text.replace("a: \n", "a:\n")
        == expected
    )


def test_yaml_by_hand_adds_a_key() -> None:
    front = FrontMatter.parse("b: 1\n").set_source("a", "x: 1\ny: 2")
    assert front.text == "b: 1\na:\n  x: 1\n  y: 2\n"


def test_a_mistake_in_yaml_by_hand_is_named_with_its_place_there() -> None:
    with pytest.raises(FrontMatterError) as refused:
        FrontMatter.parse("a: 1\nb: 2\n").set_source("b", "x: 1\ny: a: b")
    assert (refused.value.line, refused.value.column) == (2, 5)


# --- how a value is written ----------------------------------------------------------------


def test_a_form_can_ask_how_a_value_is_written() -> None:
    front = FrontMatter.parse("a: x\nb: 'y'\nc: [z]\nd: |\n  w\ne:\nf: &k v\ng: *k\n")
    assert [front.is_simple(key) for key in "abcdefg"] == [
        True,
        True,
        False,
        True,
        True,
        True,
        True,
    ]
    assert [front.is_plain(key) for key in "abce"] == [True, False, False, True]
    assert front.written("a") == ("x", None)
    assert front.written("b") == ("y", Quote.SINGLE)
    assert front.written("c") is None
    assert front.written("d") is None
    assert front.written("g") is None


def test_plain_text_is_written_as_given_or_in_the_quotes_that_are_there() -> None:
    front = FrontMatter.parse("a: 2025-01-01 # c\nb: '2025-01-01'\n")
    assert front.set_plain("a", "2026-02-02").text.startswith("a: 2026-02-02 # c\n")
    assert front.set_plain("b", "2026-02-02").text.endswith("b: '2026-02-02'\n")
    assert front.set_plain("c", "2026-02-02").text.endswith("c: 2026-02-02\n")
    with pytest.raises(CannotEditError):
        front.set_plain("a", "a: b")
