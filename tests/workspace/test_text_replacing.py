"""Another text in the place of one, and carets that stay where they were."""

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from editor.workspace.text_replacing import replace_text

TEXTS = st.text(st.sampled_from("ab\n😀é"), max_size=30)


def document_of(text: str) -> QTextDocument:
    document = QTextDocument()
    document.setPlainText(text)
    return document


@settings(max_examples=300)
@given(TEXTS, TEXTS)
def test_any_text_becomes_any_other_in_one_step(old: str, new: str) -> None:
    document = document_of(old)
    steps: list[None] = []
    document.undoCommandAdded.connect(lambda: steps.append(None))
    replace_text(document, old, new)
    assert document.toPlainText() == new
    assert len(steps) == (old != new)
    document.undo()
    assert document.toPlainText() == old


def test_a_caret_stays_in_its_word() -> None:
    old = "one\ntwo\nthe caret is here 😀\nend\n"
    document = document_of(old)
    cursor = QTextCursor(document)
    cursor.setPosition(old.index("caret"))
    new = "zero\none\nnow the caret is here 😀!\nend\nmore\n"
    replace_text(document, old, new)
    assert cursor.position() == new.index("caret")


def test_thousands_of_other_lines_are_replaced_at_once() -> None:
    old = "\n".join(f"old {n}" for n in range(15_000))
    new = "\n".join(f"new {n}" for n in range(15_000))
    document = document_of(old)
    replace_text(document, old, new)
    assert document.toPlainText() == new
