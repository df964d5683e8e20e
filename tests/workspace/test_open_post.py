"""One history of undo for the form and the text, and bytes that come back exactly."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor

from editor.post import fields
from editor.post.document import Document
from editor.post.front_matter import FrontMatter
from editor.site.layout import PostKind
from editor.storage.fingerprint import Fingerprint
from editor.workspace.location import Location
from editor.workspace.open_post import OpenPost

POST = b"""---
title: "Evening"   # working title
date: 2025-10-11 19:05:00 +0100
tags: [a,  b]
---

First line.
Second line.
"""


def open_post(data: bytes = POST) -> OpenPost:
    return OpenPost(Document.decode(data), Location(None, PostKind.POST, Fingerprint("")))


def set_title(post: OpenPost, title: str) -> None:
    post.edit_front_matter("title", lambda fm: fields.set_text(fm, "title", title))


def title_of(post: OpenPost) -> object:
    assert post.front_matter is not None
    return post.front_matter.get("title")


def type_text(post: OpenPost, text: str, at: int = 0) -> None:
    cursor = QTextCursor(post.text_document)
    cursor.setPosition(at)
    for letter in text:
        cursor.insertText(letter)


def test_opened_and_untouched_it_gives_the_same_bytes(qapp: object) -> None:
    odd = b"\xef\xbb\xbf---\r\ntitle: x\r\n...\r\nA\xc2\xa0b\xe2\x80\xa8c\r\nmixed\nlone\rend"
    post = open_post(odd)
    assert post.snapshot().encode() == odd
    assert not post.modified


def test_one_letter_changes_one_line(qapp: object) -> None:
    odd = b"---\ntitle: x\n---\nA\xc2\xa0b\xe2\x80\xa8c\r\nmixed\nend"
    post = open_post(odd)
    type_text(post, "!", post.shown_text.index("mixed"))
    assert post.snapshot().encode() == odd.replace(b"mixed", b"!mixed")


def test_undo_takes_form_and_text_back_in_the_order_they_were_made(qapp: object) -> None:
    post = open_post()
    type_text(post, "One ")
    set_title(post, "Night")
    type_text(post, "two ", at=4)
    assert post.shown_text.startswith("One two ")
    post.undo()
    assert post.shown_text.startswith("One \nFirst") or post.shown_text.startswith("One First")
    assert title_of(post) == "Night"
    post.undo()
    assert title_of(post) == "Evening"
    assert "One" in post.shown_text
    post.undo()
    assert post.snapshot().encode() == POST
    assert not post.modified
    for _ in range(3):
        post.redo()
    assert post.shown_text.startswith("One two ")
    assert title_of(post) == "Night"


def test_letters_typed_into_one_field_are_one_step(qapp: object) -> None:
    post = open_post()
    for title in ("N", "Ni", "Nig", "Night"):
        set_title(post, title)
    post.undo()
    assert post.snapshot().encode() == POST


def test_a_field_emptied_and_filled_again_keeps_its_line_and_its_quotes(qapp: object) -> None:
    post = open_post()
    for title in ("", "N", "Ni", "No"):
        set_title(post, title)
    assert post.snapshot().encode() == POST.replace(b"Evening", b"No")


def test_a_field_typed_back_to_what_it_was_is_no_change_at_all(qapp: object) -> None:
    post = open_post()
    for title in ("Evening!", "", "Evening"):
        set_title(post, title)
    assert post.snapshot().encode() == POST
    assert not post.modified
    assert not post.undo_stack.canUndo()


def test_typing_after_an_undo_leaves_nothing_to_redo(qapp: object) -> None:
    post = open_post()
    type_text(post, "a")
    set_title(post, "Night")
    post.undo()
    type_text(post, "b", at=1)
    assert not post.undo_stack.canRedo()
    post.undo()
    post.undo()
    assert post.snapshot().encode() == POST


def test_typing_on_after_a_save_counts_as_modified_and_undo_stops_there(qapp: object) -> None:
    post = open_post()
    type_text(post, "a")
    post.mark_saved(post.location)
    type_text(post, "b", at=1)
    steps = [post.modified]
    post.undo()
    steps.append(post.modified)
    assert steps == [True, False]
    assert post.shown_text.startswith("a")


def test_yaml_that_cannot_be_read_keeps_the_rest_alive(qapp: object) -> None:
    post = open_post()
    post.set_yaml_text('title: "unclosed\n')
    error = post.yaml_error
    assert post.front_matter is None
    assert error is not None
    assert error.line >= 1
    type_text(post, "still writing ")
    set_title(post, "ignored while the YAML is broken")
    assert post.snapshot().encode().startswith(b'---\ntitle: "unclosed\n---\n\nstill')
    post.undo()
    post.undo()
    assert post.snapshot().encode() == POST


def test_a_change_that_fails_changes_nothing(qapp: object) -> None:
    post = open_post()

    def refuse(_front_matter: FrontMatter) -> FrontMatter:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        post.edit_front_matter("title", refuse)
    assert post.snapshot().encode() == POST
    assert not post.modified


def test_revert_is_a_step_that_can_be_undone(qapp: object) -> None:
    post = open_post()
    type_text(post, "precious ")
    set_title(post, "Night")
    changed = post.snapshot().encode()
    post.replace_all(Document.decode(POST))
    assert post.snapshot().encode() == POST
    post.undo()
    assert post.snapshot().encode() == changed


EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("type"), st.text("ab \n\u00a0\u2028é", min_size=1, max_size=3)),
        st.tuples(st.just("title"), st.text("xyz:#'\"", min_size=1, max_size=4)),
        st.tuples(st.just("delete"), st.integers(0, 20)),
        st.tuples(st.just("save"), st.none()),
        st.tuples(st.just("undo"), st.integers(1, 3)),
        st.tuples(st.just("redo"), st.integers(1, 3)),
    ),
    max_size=14,
)


def apply(post: OpenPost, verb: str, value: object) -> None:
    if verb == "type":
        type_text(post, str(value), at=min(3, len(post.shown_text)))
    elif verb == "title":
        set_title(post, str(value))
    elif verb == "delete":
        cursor = QTextCursor(post.text_document)
        cursor.setPosition(min(int(str(value)), len(post.shown_text)))
        cursor.deletePreviousChar()
    elif verb == "save":
        post.mark_saved(post.location)
    else:
        for _ in range(int(str(value))):
            post.undo() if verb == "undo" else post.redo()


@settings(max_examples=60)
@given(edits=EDITS)
def test_any_mixture_of_edits_can_be_undone_and_redone_whole(
    qapp: object, edits: list[tuple[str, object]]
) -> None:
    post = open_post()
    for verb, value in edits:
        apply(post, verb, value)
    final = post.snapshot().encode()
    while post.undo_stack.canUndo():
        post.undo()
    assert post.snapshot().encode() == POST
    while post.undo_stack.canRedo():
        post.redo()
    after = post.snapshot().encode()
    assert (
        after.startswith(final) or final == after or "redo" in dict(edits) or "undo" in dict(edits)
    )
