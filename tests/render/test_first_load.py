"""What the first page of a start waits for, and what is loaded behind it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from editor.render.published.plugins.table import PLUGINS
from editor.render.rouge.tables import READERS, TABLES
from editor.render.slim_liquid import LEFT_OUT
from editor.site.sample import make_sample_site

POST = (
    '---\nlayout: post\ntitle: One\n---\n\n## One\n\n```python\nprint("one")\n```\n\nIt is `two`.\n'
)

MOST_OF_OURS = 200
"""Our modules that the first page may load; some 30 more come behind it."""

LANGUAGES = {f"editor.render.rouge.{file}" for file in (*TABLES, *READERS)}
GEMS = {gem: f"editor.render.published.plugins.{file}" for gem, file in PLUGINS.items()}
COMPILERS = {"editor.render.styles.libsass", "editor.render.styles.dart_sass"}

FIRST_PAGE = """
import sys
from pathlib import Path
from editor.render import worker
worker.Articles().make_ahead(Path(sys.argv[1]))
"""
LOADED = "\nimport json\nprint(json.dumps([*sys.modules]))"


@pytest.fixture
def post(tmp_path: Path) -> Path:
    path = make_sample_site(tmp_path) / "_posts" / "2025-01-02-one.md"
    path.write_text(POST)
    return path


def said_by(code: str, *given: Path) -> str:
    command = [sys.executable, "-c", code, *map(str, given)]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


def test_the_first_page_waits_for_little(post: Path) -> None:
    loaded = set(json.loads(said_by(FIRST_PAGE + LOADED, post)))
    assert len({name for name in loaded if name.startswith("editor.")}) <= MOST_OF_OURS
    assert loaded & LANGUAGES == {"editor.render.rouge.python"}
    assert loaded.isdisjoint({GEMS["jekyll-seo-tag"], GEMS["jekyll-toc"], GEMS["jemoji"]})
    assert loaded.isdisjoint(COMPILERS | {"sass", "pymdownx"})
    assert loaded.isdisjoint(LEFT_OUT)
    assert loaded.isdisjoint({"email", "importlib.metadata", "socket", "subprocess"})


def test_a_process_that_follows_waits_for_nothing() -> None:
    code = "import sys\nfrom editor.render import worker\nworker._load_rest()" + LOADED
    assert LANGUAGES | {*GEMS.values()} | COMPILERS <= set(json.loads(said_by(code)))


def test_what_liquid_does_without_is_whole_for_others() -> None:
    code = (
        "from editor.render.slim_liquid import load_liquid; load_liquid()\n"
        "import asyncio, dateutil.parser, liquid.extra\n"
        "print(asyncio.run(asyncio.sleep(0, 7)), dateutil.parser.parse('2025-01-02').year)"
    )
    assert said_by(code).split() == ["7", "2025"]
