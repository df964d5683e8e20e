"""Two pages side by side: what a reader cannot see is no difference, what they can is found."""

from string import Template

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from editor.render.comparison.pages import SHOWN_CHARACTERS, PageComparison, compare_pages
from editor.render.comparison.pieces import DEEPEST, read_page

PAGE = Template("""<!DOCTYPE html>
<html lang="en">
<head>
  <title>Fog</title>
  <meta name="generator" content="Jekyll v4.3.1">
  <link rel="stylesheet" href="/main.css?v=$version">
  <script type="application/ld+json">{"name": "Fog", "year": 1}</script>
</head>
<body>
  <article class="post h-entry">
    <h1>Fog</h1>
    <p>The first <em>walk</em>.</p>
    <p>$text <a href="$link">on</a> we went.</p>
    <pre><code><span class="nb">ls</span> -l
cd</code></pre>
  </article>
  <footer>&copy; $year</footer>
</body>
</html>
""")


def page(text: str = "On and", link: str = "/on/", year: str = "2026", version: str = "1") -> str:
    return PAGE.substitute(text=text, link=link, year=year, version=version)


WORDS = st.lists(st.text("abcdef", min_size=1, max_size=6), min_size=1, max_size=30)
INLINE = st.sampled_from(["{}", "<em>{}</em>", "<a href='/x'>{}</a>", "<code>{}</code>"])
BLOCKS = st.sampled_from(["<p>{}</p>", "<ul><li>{}</ul>", "<div><p>{}<p>x</div>", "<pre>{}</pre>"])


@st.composite
def bodies(draw: st.DrawFn) -> list[str]:
    words = draw(WORDS)
    return [draw(BLOCKS).format(draw(INLINE).format(word)) for word in words]


@given(st.text("<>/ab =\"'!-&; \np", max_size=80))
def test_whatever_it_holds_a_page_is_the_same_as_itself(markup: str) -> None:
    # An empty line that nobody sees has both of them read.
    assert compare_pages(markup, f"\n{markup}") == PageComparison(None)


@given(bodies(), st.data())
def test_a_changed_word_is_found_in_its_place(blocks: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(blocks) - 1))
    changed = blocks[at].replace("</", "Z</", 1)
    assume(changed != blocks[at])
    theirs = [*blocks[:at], changed, *blocks[at + 1 :]]
    found = compare_pages("\n".join(blocks), "\n".join(theirs)).difference
    assert found is not None
    assert found.line == at + 1
    assert found.theirs.replace("Z", "", 1) == found.ours


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("<p>a <b>c</b> d</p>", "\n<p>\n a\n<b>c</b>  d </p><!-- made by hand -->"),
        ('<p class="a b" id=x>a', '<p id="x" class="b  a">a</p>'),
        ("<input disabled>", '<input disabled="disabled">'),
        ("<p style='a: b; c:d'>x", "<p style='a:b;c:d;'>x"),
        ("<p>&eacute;&nbsp;x", "<p>é\u00a0x"),
        ("<pre><span class=k>if</span> x</pre>", "<pre><span class=nb>i</span>f x</pre>"),
        ("<table><tr><td>x</table>", "<table><tbody><tr><td>x</td></tr></tbody></table>"),
        ("a <script>f( 1,\n 2)</script> b", "a <script>\nf( 1, 2)</script>\n\nb"),
        (
            '<script type="application/ld+json">{"a": 1, "b": 2}</script>',
            '<script type="application/ld+json">{"b":2,"a":1}</script>',
        ),
    ],
)
def test_what_nobody_sees_is_no_difference(ours: str, theirs: str) -> None:
    assert compare_pages(ours, theirs) == PageComparison(None)
    assert compare_pages(theirs, ours) == PageComparison(None)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("<p>a b", "<p>ab"),
        ("<p>a <b>b</b>", "<p>a<b>b</b>"),
        ("<p>a <img src=x> b", "<p>a <img src=x>b"),
        ("<pre>a  b", "<pre>a b"),
        ("<p>a", "<p hidden>a"),
        ("<p>a", "<p>a<p>"),
        ("<p>a", "<p>a<p>b"),
        ("<!doctype html><p>a", "<p>a"),
        ("<script>a()</script>", "<script>b()</script>"),
        ("<template><p>a</template>", "<template><p>b</template>"),
    ],
)
def test_what_can_be_seen_or_runs_is_one(ours: str, theirs: str) -> None:
    assert compare_pages(ours, theirs).difference is not None
    assert compare_pages(theirs, ours).difference is not None


def test_a_difference_is_told_with_its_place_its_line_and_both_sides() -> None:
    found = compare_pages(page("On and"), page("On or")).difference
    assert found is not None
    assert found.place == "article “h-entry post” › paragraph 2"
    assert (found.line, found.ours, found.theirs) == (13, "On and ", "On or ")
    found = compare_pages(page(), page(link="/off/")).difference
    assert found is not None
    assert found.place == "article “h-entry post” › paragraph 2 › link"
    assert (found.line, found.ours, found.theirs) == (13, 'href="/on/"', 'href="/off/"')
    found = compare_pages(page(), page().replace("<h1>Fog</h1>", "")).difference
    assert found is not None
    assert (found.line, found.ours, found.theirs) == (12, "<h1>", "<p>")


def test_long_texts_are_told_in_short() -> None:
    found = compare_pages(page("x" * 5_000 + "a"), page("x" * 5_000 + "b")).difference
    assert found is not None
    assert found.ours.startswith("…x")
    assert "xa on"[:2] in found.ours
    assert max(len(found.ours), len(found.theirs)) <= SHOWN_CHARACTERS


@pytest.mark.parametrize(
    ("theirs", "mark"),
    [
        (page(version="1732181234"), ""),
        (page().replace("v4.3.1", "v3.9.5"), "the version of Jekyll (head › meta “generator”)"),
    ],
)
def test_what_each_build_writes_anew_is_named_apart(theirs: str, mark: str) -> None:
    compared = compare_pages(page(version="1712345678"), page(version="1712345678"))
    assert compared == PageComparison(None)
    compared = compare_pages(page(version="1712345678") if not mark else page(), theirs)
    assert compared.difference is None
    assert len(compared.marks) == 1
    assert mark in compared.marks[0]


def test_what_changes_with_the_moment_of_the_build_is_no_difference() -> None:
    compared = compare_pages(page(), page(year="2024"), lambda: page(year="2027"))
    assert compared == PageComparison(None, ("the time of the build (footer)",))
    # What stands still while the moment changes is one.
    compared = compare_pages(page("a"), page("b", year="2024"), lambda: page("a", year="2027"))
    assert compared.difference is not None
    assert (compared.difference.ours, compared.difference.theirs) == ("a ", "b ")


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("<input name=csrf_token value=a>", "<input name=csrf_token value=b>"),
        ("<script src=a.js integrity=x></script>", "<script src=a.js integrity=y></script>"),
        ("<img src=/a-0123abcdef.png>", "<img src=/a-fedcba9876.png>"),
        (f"<p>{'a1' * 20}", f"<p>{'b2' * 20}"),
    ],
)
def test_tokens_and_fingerprints_are_marks_of_the_build(ours: str, theirs: str) -> None:
    compared = compare_pages(ours, theirs)
    assert compared.difference is None
    assert compared.marks


def test_a_page_without_a_bottom_is_compared_as_a_text() -> None:
    deep = "<div>" * (DEEPEST + 1)
    assert compare_pages(deep, deep) == PageComparison(None)
    assert compare_pages(deep, f"{deep}x").difference is not None
    assert len(read_page("<p>" * 2 * DEEPEST).elements) > DEEPEST
