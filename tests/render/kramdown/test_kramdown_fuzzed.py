"""Posts cut, shuffled and spiked with syntax come out as kramdown makes them."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

_COMPARE = """
import sys
sys.argv[1:] = ["fuzz_entry:render", {kind!r}, {corpus!r}, "--number", "400", "--seed", "77"]
sys.path[:0] = [{tools!r}, {entry!r}]
import conformance
conformance.main()
"""


@pytest.mark.parametrize(("kind", "least"), [("posts", 100.0), ("fuzz", 99.5)])
def test_the_share_of_texts_that_show_the_same(shared: Path, kind: str, least: float) -> None:
    if shutil.which("ruby") is None:
        pytest.skip("no Ruby here to ask kramdown")
    code = _COMPARE.format(
        kind=kind,
        corpus=str(shared / "corpus"),
        tools=str(shared / "tools" / "kramdown"),
        entry=str(Path(__file__).parent),
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.skip(f"kramdown cannot be asked here: {done.stderr[-200:]}")

    assert float(done.stdout.split("% same bytes, ")[1].split(" %")[0]) >= least
    assert " 0 failed" in done.stdout
