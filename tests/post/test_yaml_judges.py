"""What the form writes stays text for other readers too: PyYAML, and Psych where Ruby is."""

import shutil

import pytest
import yaml
from nasty_texts import NASTY_TEXTS
from torture.psych import read_by_psych
from torture.random_texts import PLACES

from editor.post.fields import set_list, set_text
from editor.post.front_matter import FrontMatter


def written() -> list[tuple[str, dict[str, object]]]:
    """Every nasty text in every place: what is written, and what must be read."""
    cases: list[tuple[str, dict[str, object]]] = []
    for text in NASTY_TEXTS:
        for place in PLACES:
            front = FrontMatter.parse(place + "end: x\n")
            expected: dict[str, object] = {"end": "x"}
            if text:
                cases.append((set_text(front, "title", text).text, {**expected, "title": text}))
            changed = front.set("title", [text, "word"])
            cases.append((changed.text, {**expected, "title": [text, "word"]}))
        if text.strip():
            tags = set_list(FrontMatter.parse("end: x\n"), "tags", [text])
            cases.append((tags.text, {"end": "x", "tags": [text]}))
    return cases


def test_pyyaml_reads_what_was_meant() -> None:
    for text, expected in written():
        assert yaml.safe_load(text) == expected, text


def test_psych_reads_what_was_meant() -> None:
    if shutil.which("ruby") is None:
        pytest.skip("there is no Ruby on this machine to ask")
    cases = written()
    read = read_by_psych([text for text, _ in cases])
    assert len(read) == len(cases)
    for (text, expected), found in zip(cases, read, strict=True):
        assert found == expected, text
