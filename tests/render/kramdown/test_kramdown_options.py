"""What a site's configuration may set under ``kramdown:``."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from editor.render.kramdown.document import convert
from editor.render.kramdown.options import JEKYLL


@pytest.mark.parametrize(
    ("settings", "text", "expected"),
    [
        ({"hard_wrap": True}, "a\nb", "<p>a<br />\nb</p>\n"),
        (
            {"hard_wrap": True},
            "- a\n  - b",
            "<ul>\n  <li>a\n    <ul>\n      <li>b</li>\n    </ul>\n  </li>\n</ul>\n",
        ),
        ({}, "a &#038; &#x3c;", "<p>a &#038; &#x3c;</p>\n"),
        ({"auto_ids": False}, "# a", "<h1>a</h1>\n"),
        ({"auto_id_prefix": "p-"}, "# a", '<h1 id="p-a">a</h1>\n'),
        ({"header_offset": 1}, "# a", '<h2 id="a">a</h2>\n'),
        ({"smart_quotes": "apos,apos,quot,quot"}, '"a" it\'s', '<p>"a" it\'s</p>\n'),
        ({"typographic_symbols": {"hellip": "..."}}, "a...", "<p>a...</p>\n"),
        ({"input": "kramdown"}, "#a", '<h1 id="a">a</h1>\n'),
        ({"parse_block_html": True}, "<div>\n*a*\n</div>", "<div>\n  <p><em>a</em></p>\n</div>\n"),
        ({"unknown": 1, "auto_ids": "perhaps"}, "# a", '<h1 id="a">a</h1>\n'),
    ],
)
def test_a_setting_changes_the_page(settings: dict[str, object], text: str, expected: str) -> None:
    assert convert(text, JEKYLL.changed(settings)) == expected


@pytest.mark.parametrize("levels", ["2..3", "2,3", [2, 3]])
def test_the_levels_of_the_table_of_contents(levels: object) -> None:
    page = convert("* x\n{:toc}\n\n# a\n\n## b", JEKYLL.changed({"toc_levels": levels}))

    assert '<a href="#b"' in page
    assert '<a href="#a"' not in page


def test_a_posts_own_options_hold_for_itself_only() -> None:
    assert convert('{::options auto_ids="false" /}\n# a') == "<h1>a</h1>\n"
    assert convert("# a") == '<h1 id="a">a</h1>\n'


def test_links_of_the_configuration_are_known_to_every_text() -> None:
    settings = {"link_defs": {"home": ["https://example.org", "Start"]}}

    assert convert("[home]", JEKYLL.changed(settings)) == (
        '<p><a href="https://example.org" title="Start">home</a></p>\n'
    )


MEASURED = json.loads((Path(__file__).parent / "measured_options.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "case", MEASURED, ids=[f"{case['options']} {case['text']!r}"[:60] for case in MEASURED]
)
def test_a_setting_does_what_kramdown_does(case: dict[str, Any]) -> None:
    """Kept as data: kramdown 2.4 was asked, and 2.5 where the case names this version."""
    settings = dict(case["options"])
    version = tuple(settings.pop("version", (2, 4)))

    options = replace(JEKYLL.changed(settings), version=version)

    assert convert(case["text"], options) == case["html"]
