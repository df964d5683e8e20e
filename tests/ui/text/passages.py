"""Passages drawn as text: ``⟨`` where the selection starts, ``⟩`` the caret, ``|`` both."""

from editor.ui.text.passage import Passage


def passage(drawn: str) -> Passage:
    """Read a drawing: ``⟨`` is where the selection starts, ``⟩`` the caret; ``|`` both at once."""
    drawn = drawn.replace("|", "⟨⟩")
    anchor = drawn.replace("⟩", "").index("⟨")
    caret = drawn.replace("⟨", "").index("⟩")
    return Passage(drawn.replace("⟨", "").replace("⟩", ""), anchor, caret)


def drawing(passage: Passage) -> str:
    text, anchor, caret = passage.text, passage.anchor, passage.caret
    if anchor == caret:
        return f"{text[:caret]}|{text[caret:]}"
    return f"{text[:anchor]}⟨{text[anchor:caret]}⟩{text[caret:]}"
