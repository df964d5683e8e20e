"""An article that changed is made safe like a new one, but only where it changed."""

import hostile_html
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from editor.render.markdown import to_html
from editor.render.safe_blocks import SafeBlocks, safe_blocks
from editor.render.source_lines import LINE_ATTRIBUTE

SITE = "https://example.org"
MARKED = f'<p {LINE_ATTRIBUTE}="7">marked</p>'
HTML = [
    "<p>text</p>", MARKED, "\n\n", "\n\n", "\n", " ", "text", "<div>", "</div>", "<p>", "</p>",
    "<b>", "</b>", "<!--", "-->", "<!-- more -->", "<table>", "<tr><td>", "</td>", "</table>",
    "<pre>", "</pre>", "<code>a\n\n<span>b</span></code>", '<img src="//a.b/c.png">', "<br>",
    "<a href='", "'>", '"', ">", "<", "&am", "<foo>", "</foo>", "<form>", "</form>", "<select>",
    "<option>", "</select>", "<script>", "</script>", '<script src="x">', "<iframe src='y'>",
    "</iframe>", "<embed src=z>", "</embed>", "<svg>", "</svg>", "<textarea>", "</textarea>",
    "<style>", "</style>", "<math>", "<marquee>", "<i>", "</i>", "<button>", "<li>", "<ul>",
    "</ul>", "<?php", "<![CDATA[", "]]>", "<body>", "</body>", "<p data-gp-line=3>",
    f'<img src="{SITE}/a.png">', "<template>", "<nobr>",
]  # fmt: skip
ARTICLE = st.lists(st.sampled_from(HTML), max_size=30).map("".join)
BLOCKS = st.lists(
    st.lists(st.sampled_from(HTML), max_size=4).map(lambda part: f"<p>a</p>{''.join(part)}"),
    max_size=12,
).map("\n\n".join)
EDIT = st.tuples(st.floats(0, 1), st.integers(0, 4), st.sampled_from(["", "x", *HTML]))


@given(st.one_of(ARTICLE, BLOCKS), st.lists(EDIT, max_size=5))
@example("<b><p>a</p>\n\n<p>b</b></p>\n\n<p>c</p>", [])
@example("<p>a</p>\n\n<!-- more -->\n\n<p>b</p>", [(0.1, 0, "x")])
@example("<embed src=z>\n\n</embed>\n\n<p>b</p>", [])
@example("<p>a</p>\n\n<foo>text\n\n<p>b</p>", [])
@example("<p>a</p><style><p></style></body>\n\n<p>a</p>", [])
@example("<div><form></div>\n\n<form>a</form>\n\n<p>b</p>", [])
def test_after_any_edits_the_blocks_are_those_of_the_whole_article(
    html: str, edits: list[tuple[float, int, str]]
) -> None:
    kept = SafeBlocks(SITE)
    assert kept.blocks(html) == safe_blocks(html, SITE)
    for place, length, new in edits:
        at = int(place * len(html))
        html = html[:at] + new + html[at + length :]
        assert kept.blocks(html) == safe_blocks(html, SITE)


@pytest.mark.parametrize("piece", hostile_html.aimed_at("https://canary.example"))
def test_what_is_hostile_is_no_less_safe_among_others(piece: str) -> None:
    kept = SafeBlocks(SITE)
    for html in (f"<p>a</p>\n\n{piece}\n\n<p>b</p>", f"<p>x</p>\n\n{piece}\n\n<p>b</p>"):
        assert kept.blocks(html) == safe_blocks(html, SITE)


def test_one_key_in_a_long_article_reads_one_piece() -> None:
    parts = [f"Some *words* in part {number}.\n\n    code\n\n    <b>\n" for number in range(200)]
    kept = SafeBlocks(SITE)
    kept.blocks(to_html("\n\n".join(parts), line_attribute=LINE_ATTRIBUTE))
    parts[100] = "More " + parts[100]
    html = to_html("\n\n".join(parts), line_attribute=LINE_ATTRIBUTE)
    assert kept.blocks(html) == safe_blocks(html, SITE)
    assert kept.read == 1
