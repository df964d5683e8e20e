"""Small texts and what kramdown 2.4 made of them; kept as data, so that no Ruby is needed."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from editor.render.kramdown.document import convert

MEASURED = json.loads((Path(__file__).parent / "measured.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", MEASURED, ids=[repr(case["text"])[:40] for case in MEASURED])
def test_a_text_becomes_what_kramdown_makes_of_it(case: dict[str, str]) -> None:
    assert convert(case["text"]) == case["html"]


def test_the_table_is_what_the_installed_kramdown_answers(shared: Path) -> None:
    if shutil.which("ruby") is None:
        pytest.skip("no Ruby here to ask kramdown")
    feed = "\n".join(
        json.dumps({"id": number, "text": case["text"]}) for number, case in enumerate(MEASURED)
    )
    done = subprocess.run(
        ["ruby", "-Ku", str(shared / "tools" / "kramdown" / "oracle.rb")],
        input=feed.encode(),
        capture_output=True,
        check=False,
    )
    if done.returncode != 0:
        pytest.skip(f"kramdown cannot be asked here: {done.stderr.decode()[-200:]}")

    answers = [json.loads(line)["html"] for line in done.stdout.decode().split("\n") if line]

    assert answers == [case["html"] for case in MEASURED]
