"""Documents of which some have a date and others have none, as Debian's Jekyll puts them in order.

The orders were measured; with ``jekyll`` installed they are measured again.
"""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from published_sites import NOW, make_site, render
from real_jekyll import build

from editor.render.published.renderer import SiteRenderer
from editor.render.published.ruby_order import dates_then_paths, sorted_as_ruby
from editor.site.site import Site

LIST = (
    "{% for d in site.boats %}{{ d.title }} {% endfor %}|"
    "{% for p in site.posts %}{{ p.title }} {% endfor %}"
)
POST = "_posts/2024-01-02-walk.md"
YEARS = {"a": "", "b": "2017", "c": "2013", "d": "", "e": "2016", "f": "2012", "g": "", "h": "2015",
         "i": "2011"}  # fmt: skip


def text(title: str, more: str = "") -> str:
    return f"---\nlayout: list\ntitle: {title}\n{more}---\nText.\n"


def boats() -> dict[str, str]:
    return {
        f"_boats/{name}.md": text(name, f"date: {year}-01-01\n" if year else "")
        for name, year in YEARS.items()
    }


def site_of(root: Path, files: dict[str, str], config: str) -> Site:
    return make_site(root, {"_layouts/list.html": LIST, POST: text("Walk"), **files}, config)


ORDERS = {
    "": "a f c e b d g i h",
    ", sort_by: date": "i f c h e b a d g",
    ", order: [c.md, none.md, a.md]": "c a f e b d g i h",
}


@pytest.mark.parametrize("more", ORDERS)
def test_documents_without_a_date_stand_where_ruby_leaves_them(tmp_path: Path, more: str) -> None:
    site = site_of(tmp_path, boats(), f"collections: {{boats: {{output: true{more}}}}}\n")
    renderer = SiteRenderer(site)
    for path in (POST, "_boats/g.md", "_boats/a.md"):
        assert render(renderer, tmp_path / path).html == f"{ORDERS[more]} |Walk "


@pytest.mark.jekyll
@pytest.mark.parametrize("more", ORDERS)
def test_the_orders_are_jekylls(tmp_path: Path, more: str) -> None:
    site = site_of(tmp_path / "site", boats(), f"collections: {{boats: {{output: true{more}}}}}\n")
    built = build(site.root, tmp_path)
    assert built.page("/2024/01/02/walk.html") == f"{ORDERS[more]} |Walk "


DRAFTS = {
    "_posts/2024-01-01-first.md": text("First"),
    "_posts/2024-01-03-last.md": text("Last"),
    "_drafts/idea.md": text("Idea"),
    "_drafts/plan.md": text("Plan"),
}


def test_where_drafts_without_a_date_stand_with_future_posts_is_said(tmp_path: Path) -> None:
    renderer = SiteRenderer(site_of(tmp_path, DRAFTS, "future: true\nshow_drafts: true\n"))
    page = render(renderer, tmp_path / POST)
    assert page.html == "|Last Walk First Plan Idea "
    assert "no date for posts and drafts" in page.reasons[0].text


@pytest.mark.jekyll
def test_where_drafts_stand_is_jekylls(tmp_path: Path) -> None:
    site = site_of(tmp_path / "site", DRAFTS, "future: true\nshow_drafts: true\n")
    built = build(site.root, tmp_path)
    assert built.page("/2024/01/02/walk.html") == "|Last Walk First Plan Idea "


def test_dated_posts_with_future_posts_need_no_word(tmp_path: Path) -> None:
    renderer = SiteRenderer(site_of(tmp_path, {}, "future: true\nshow_drafts: true\n"))
    assert render(renderer, tmp_path / POST).reasons == ()


@pytest.mark.parametrize(
    ("written", "listed"),
    [("", True), ("published:\n", True), ('published: "false"\n', True), ("published: 0\n", True),
     ("published: false\n", False)],
)  # fmt: skip
def test_only_false_itself_takes_a_document_out(
    tmp_path: Path, written: str, *, listed: bool
) -> None:
    files = {"_boats/a.md": text("a", written)}
    renderer = SiteRenderer(site_of(tmp_path, files, "collections: [boats]\n"))
    assert render(renderer, tmp_path / POST).html.startswith("a " if listed else "|")


@given(st.lists(st.tuples(st.integers(0, 9), st.text("ab", max_size=3)), unique=True))
def test_where_all_have_a_date_it_is_the_usual_order(documents: list[tuple[int, str]]) -> None:
    found = sorted_as_ruby(documents, lambda one, other: dates_then_paths(*one, *other))
    assert found == sorted(documents)


def test_the_moment_of_the_build_is_shown_for_a_document_without_a_date(tmp_path: Path) -> None:
    files = {"_boats/a.md": text("a"), "_layouts/list.html": "{{ page.date | date: '%Y' }}"}
    renderer = SiteRenderer(site_of(tmp_path, files, "collections: [boats]\n"))
    assert render(renderer, tmp_path / "_boats/a.md").html == str(NOW.year)
