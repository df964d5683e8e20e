"""Two hands on one post: what each changed alone is merged, what both changed is asked about."""

from collections.abc import Sequence

import pytest
from generated_front_matter import front_matter_text
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from editor.post.document import Document
from editor.post.line_merge import merge_lines, split_lines
from editor.post.merge import Clash, Merge, common_base, merge

many = settings(max_examples=150, suppress_health_check=list(HealthCheck))

HEAD = "title: Fog\ndate: 2025-12-09\n# kept\ntags: [sea]\nlayout: post\n"
BODY = "The ferry waited.\n\nNobody complained.\n\nThe end.\n"


def post(head: str = HEAD, body: str = BODY) -> Document:
    return Document.decode(f"---\n{head}---\n{body}".encode())


def answered(merged: Merge, side: str) -> Document:
    answers = [getattr(clash, side) for clash in merged.clashes]
    return merged.resolved(answers)


def naive_merge(base: Document, mine: Document, theirs: Document) -> Document:
    """Take the whole of the side that changed, and theirs where both did."""
    return mine if theirs == base else theirs


# --- stories -------------------------------------------------------------------------------


def test_each_side_changed_something_else_and_nobody_is_asked() -> None:
    mine = post(HEAD.replace("Fog", "Thick fog"), BODY.replace("The end", "The very end"))
    theirs = post(HEAD.replace("[sea]", "[sea, boats]"), BODY.replace("ferry", "last ferry"))
    merged = merge(post(), mine, theirs)
    assert merged.clashes == ()
    assert merged.resolved(()) == post(
        HEAD.replace("Fog", "Thick fog").replace("[sea]", "[sea, boats]"),
        BODY.replace("ferry", "last ferry").replace("The end", "The very end"),
    )
    assert b"very" not in naive_merge(post(), mine, theirs).encode()


def test_changes_of_neighbouring_keys_do_not_clash() -> None:
    mine = post(HEAD.replace("Fog", "Mine"))
    theirs = post(HEAD.replace("2025-12-09", "2025-12-10"))
    merged = merge(post(), mine, theirs)
    assert merged.clashes == ()
    assert "title: Mine\ndate: 2025-12-10\n# kept\n" in merged.resolved(()).text


def test_one_key_with_two_new_values_is_a_clash_with_an_answer_of_any_kind() -> None:
    mine, theirs = post(HEAD.replace("Fog", "Mine")), post(HEAD.replace("Fog", "'Theirs: all'"))
    merged = merge(post(), mine, theirs)
    assert merged.clashes == (Clash("title", "Fog", "Mine", "'Theirs: all'", None),)
    assert answered(merged, "mine") == mine
    assert answered(merged, "theirs") == theirs
    assert "title: Neither\n" in merged.resolved(["Neither"]).text
    assert "title" not in merged.resolved([None]).front_matter


def test_both_of_two_lists_is_every_item_once() -> None:
    mine = post(HEAD.replace("[sea]", "[sea, fog, ice]"))
    theirs = post(HEAD.replace("[sea]", "[boats, fog]"))
    merged = merge(post(), mine, theirs)
    assert "tags: [sea, fog, ice, boats]\n" in answered(merged, "both").text


def test_a_key_that_one_side_removed_and_the_other_left_is_gone() -> None:
    mine = post(HEAD.replace("layout: post\n", ""), BODY + "More.\n")
    theirs = post("author: me\n" + HEAD.replace("Fog", "Haze"))
    merged = merge(post(), mine, theirs)
    assert merged.clashes == ()
    result = merged.resolved(())
    assert "layout" not in result.front_matter
    assert "title: Haze" in result.front_matter
    assert "author: me" in result.front_matter


def test_a_key_that_one_side_removed_and_the_other_changed_is_a_clash() -> None:
    mine = post(HEAD.replace("layout: post\n", ""))
    theirs = post(HEAD.replace("layout: post", "layout: page"))
    merged = merge(post(), mine, theirs)
    assert merged.clashes == (Clash("layout", "post", None, "page", None),)
    assert answered(merged, "mine") == mine
    assert answered(merged, "theirs").front_matter.endswith("layout: page\n")


def test_a_comment_of_either_side_is_not_lost_to_the_keys() -> None:
    mine = post(HEAD.replace("title: Fog", "title: Fog # mine"))
    theirs = post(HEAD.replace("title: Fog", "# theirs\ntitle: Haze"))
    merged = merge(post(), mine, theirs)
    both = answered(merged, "both").front_matter
    assert "# mine" in both
    assert "# theirs" in both


@pytest.mark.parametrize("broken", ['title: "open\n', "a: 1\na: 2\n", "<<: {a: 1}\nb: 2\n"])
def test_front_matter_that_keys_cannot_describe_is_merged_as_lines(broken: str) -> None:
    merged = merge(post(), post(broken), post(HEAD.replace("Fog", "Haze")))
    assert merged.clashes
    assert all(clash.key is None for clash in merged.clashes)
    assert answered(merged, "mine").front_matter == broken


def test_a_paragraph_that_both_rewrote_is_shown_from_both_sides() -> None:
    mine = post(body=BODY.replace("complained", "cared"))
    theirs = post(body=BODY.replace("Nobody", "Few"))
    merged = merge(post(), mine, theirs)
    (clash,) = merged.clashes
    assert clash.base == "Nobody complained.\n"
    assert clash.both == "Nobody cared.\nFew complained.\n"
    assert "waited.\n\nNobody cared.\nFew complained.\n\nThe end" in answered(merged, "both").text
    assert "\n\nSome did.\n\nThe end" in merged.resolved(["Some did."]).text


def test_other_line_ends_alone_are_no_clash() -> None:
    mine = post(HEAD.replace("Fog", "Mine"), BODY + "Mine.\n")
    theirs = Document.decode(post().encode().replace(b"\n", b"\r\n"))
    merged = merge(post(), mine, theirs)
    assert merged.clashes == ()
    assert merged.resolved(()).encode() == mine.encode().replace(b"\n", b"\r\n")


def test_front_matter_that_appears_or_goes_is_merged_with_the_text() -> None:
    bare = Document.decode(BODY.encode())
    mine = Document.decode((BODY + "More.\n").encode())
    merged = merge(bare, mine, post())
    assert merged.clashes == ()
    assert merged.resolved(()) == post(body=BODY + "More.\n")


def test_two_posts_without_a_known_past_keep_what_only_one_of_them_holds() -> None:
    mine = post(HEAD + "author: me\n", BODY + "Mine.\n")
    theirs = post(HEAD.replace("Fog", "Haze") + "image: a.png\n", "Theirs first.\n" + BODY)
    merged = merge(common_base(mine, theirs), mine, theirs)
    assert [clash.key for clash in merged.clashes] == ["title"]
    result = answered(merged, "theirs")
    for words in ("title: Haze", "author: me", "image: a.png", "Theirs first.", "Mine."):
        assert words in result.text


# --- laws ----------------------------------------------------------------------------------

LINES = st.lists(st.sampled_from(["a\n", "b\n", "c\n", "\n", "d\r\n", "e"]), max_size=12)
WORDS = st.text("abcdefghij", min_size=1, max_size=2)
DISTINCT = st.lists(WORDS, unique=True, max_size=12)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    head = draw(st.one_of(front_matter_text(), st.just(HEAD), st.just("")))
    text = f"---\n{head}---\n" if head or draw(st.booleans()) else ""
    return Document.decode((text + "".join(draw(LINES))).encode())


def texts(lines: Sequence[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


@many
@given(documents(), documents())
def test_a_side_that_changed_nothing_leaves_the_other(base: Document, other: Document) -> None:
    for mine, theirs in ((base, other), (other, base), (other, other)):
        merged = merge(base, mine, theirs)
        assert merged.clashes == ()
        assert merged.resolved(()).encode() == other.encode()


@many
@given(documents(), documents(), documents())
def test_the_sides_can_change_places(base: Document, one: Document, other: Document) -> None:
    here, there = merge(base, one, other), merge(base, other, one)
    assert [(c.key, c.mine, c.theirs) for c in here.clashes if c.key is None] == [
        (c.key, c.theirs, c.mine) for c in there.clashes if c.key is None
    ]
    assert {(c.key, c.mine, c.theirs) for c in here.clashes} == {
        (c.key, c.theirs, c.mine) for c in there.clashes
    }


@many
@given(st.text("ab\r\n", max_size=20), st.text("ab\r\n", max_size=20), st.text("ab\n"))
def test_every_version_is_in_the_stretches_whole(base: str, mine: str, theirs: str) -> None:
    parts = merge_lines(base, mine, theirs)
    assert "".join(part.base for part in parts) == base
    assert "".join(part.mine for part in parts) == mine
    assert "".join(part.theirs for part in parts) == theirs


@many
@given(DISTINCT, DISTINCT, DISTINCT)
def test_no_line_of_either_side_is_lost(
    base: list[str], mine: list[str], theirs: list[str]
) -> None:
    bodies = [post(body=texts(lines)) for lines in (base, mine, theirs)]
    result = set(split_lines(answered(merge(*bodies), "both").body))
    added = (set(mine) | set(theirs)) - set(base)
    kept = set(base) & set(mine) & set(theirs)
    assert {f"{line}\n" for line in added | kept} <= result


def test_the_law_of_lost_lines_is_broken_by_taking_one_whole_side() -> None:
    base, mine, theirs = post(body="a\n"), post(body="a\nb\n"), post(body="c\na\n")
    assert "b" not in naive_merge(base, mine, theirs).body


@many
@given(front_matter_text(), front_matter_text(), front_matter_text())
def test_no_line_of_front_matter_is_lost(base: str, mine: str, theirs: str) -> None:
    heads = [post(head) for head in (base, mine, theirs)]
    assume(all(head.body == BODY for head in heads))
    merged = merge(*heads)
    for side, own in (("mine", mine), ("theirs", theirs)):
        result = {line.strip() for line in split_lines(answered(merged, side).front_matter)}
        wanted = {line.strip() for line in split_lines(own)} - {""}
        assert wanted - {line.strip() for line in split_lines(base)} <= result
