"""What a post's text becomes, where it matters that kramdown makes the same of it."""

import html
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from editor.render.markdown import to_html

_COMPARE = """
import sys
sys.argv[1:] = ["conformance_entry:render", "posts", sys.argv[2]]
sys.path[:0] = [{tools!r}, {entry!r}]
import conformance
conformance.main()
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# A Tray, of Type", '<h1 id="a-tray-of-type">A Tray, of Type</h1>'),
        ("## `code` -- here", '<h2 id="code--here"><code>code</code> – here</h2>'),
        ("##no space", "<p>##no space</p>"),
        ("plain ~~gone~~ H~2~O", "<p>plain <del>gone</del> H~2~O</p>"),
        ("> quoted", "<blockquote>\n  <p>quoted</p>\n</blockquote>"),
        ("7. seven", "<ol>\n  <li>seven</li>\n</ol>"),
        ("a snake_case_name", "<p>a snake_case_name</p>"),
        ('“as” "typed" it\'s', "<p>“as” “typed” it’s</p>"),
        ("*one*{: .big}", '<p><em class="big">one</em></p>'),
    ],
)
def test_a_line_reads_as_kramdown_reads_it(text: str, expected: str) -> None:
    assert html.unescape(to_html(text)) == expected


def test_equal_headings_get_different_ids() -> None:
    page = to_html("# Note\n\n# Note\n\n# Note")

    assert 'id="note"' in page
    assert 'id="note-1"' in page
    assert 'id="note-2"' in page


@pytest.mark.parametrize("indent", ["  ", "    "])
def test_an_item_indented_by_two_spaces_or_four_is_nested(indent: str) -> None:
    assert to_html(f"- a\n{indent}- b\n- c").count("<ul>") == 2


def test_an_item_below_a_number_is_nested_by_three_spaces() -> None:
    assert to_html("1. a\n   - b\n2. c") == (
        "<ol>\n  <li>a\n    <ul>\n      <li>b</li>\n    </ul>\n  </li>\n  <li>c</li>\n</ol>"
    )


def test_a_list_may_follow_a_line_of_text() -> None:
    assert to_html("Bring:\n- ink\n- paper").startswith("<p>Bring:</p>\n<ul>")


def test_code_keeps_the_white_space_at_the_end_of_its_lines() -> None:
    assert "a  \nb  \n</code>" in to_html("```\na  \nb  \n```")


def test_a_year_inside_a_paragraph_starts_no_list() -> None:
    assert "<ol>" not in to_html("It began in 1440 and\nwent on.")


def test_nesting_beyond_reason_stays_text() -> None:
    page = to_html("* " * 5_000 + "a")

    assert 50 < page.count("<ul>") < 100
    assert page.count("* ") > 4_000


def test_real_posts_come_out_as_kramdown_makes_them(shared: Path) -> None:
    tools = shared / "tools" / "kramdown"
    if shutil.which("ruby") is None:
        pytest.skip("no Ruby here to ask kramdown")
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            _COMPARE.format(tools=str(tools), entry=str(Path(__file__).parent)),
            "-",
            str(shared / "corpus" / "bitcoincore"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        pytest.skip(f"kramdown cannot be asked here: {done.stderr[-200:]}")

    share = float(done.stdout.split("% same bytes, ")[1].split(" %")[0])

    assert share == 100
