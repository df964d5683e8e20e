"""What the form writes stays text for other readers too: PyYAML, and Psych where Ruby is."""

import json
import shutil
import subprocess

import pytest
import yaml
from nasty_texts import NASTY_TEXTS

from editor.post.fields import set_list, set_text
from editor.post.front_matter import FrontMatter

PLACES = (
    "",
    "title: plain\n",
    "title: 'single'\n",
    'title: "double"\n',
    "title: |\n  block\n  of text\n",
    "title: >-\n  folded\n  text\n",
    "title: [flow, 'list']\n",
    "title:\n- block\n- list\n",
    "title:\n",
)
READ_WITH_PSYCH = """
require "yaml"; require "json"; require "date"
JSON.parse(STDIN.read).each do |text|
  begin
    puts JSON.generate(YAML.load(text, permitted_classes: [Date, Time, Symbol], aliases: true))
  rescue => error
    puts JSON.generate(error.to_s)
  end
end
"""


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
    ruby = shutil.which("ruby")
    if ruby is None:
        pytest.skip("there is no Ruby on this machine to ask")
    cases = written()
    answer = subprocess.run(
        [ruby, "-e", READ_WITH_PSYCH],
        input=json.dumps([text for text, _ in cases]),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    read = [json.loads(line) for line in answer.stdout.split("\n")[:-1]]
    assert len(read) == len(cases)
    for (text, expected), found in zip(cases, read, strict=True):
        assert found == expected, text
