"""The posts of a site in their order, without reading more of them than a page needs."""

import datetime as dt
import os
import zoneinfo
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from published_sites import NOW, make_site, render

from editor.post.dates import InvalidDateError, meaning
from editor.post.document import Document
from editor.post.scalars import read_plain
from editor.render.published.glances import glance
from editor.render.published.post_heads import DayStarts, date_of, read_head
from editor.render.published.posts import document_data
from editor.render.published.renderer import SiteRenderer
from editor.site.reading import read_post
from editor.site.site import Site

LIST = "{% for post in site.posts %}{{ post.title }} {% endfor %}"
POST = "_posts/2024-05-06-a-walk.md"
ZONES = [zoneinfo.ZoneInfo(name) for name in ("Europe/Paris", "America/Caracas", "Africa/Cairo")]


def post(title: str, more: str = "") -> str:
    return f"---\nlayout: list\ntitle: {title}\n{more}---\nText of {title}.\n"


def site_of(root: Path, files: Mapping[str, str], config: str = "") -> Site:
    return make_site(root, {"_layouts/list.html": LIST, POST: post("Walk"), **files}, config)


clocks = st.sampled_from(
    ["", " 10:20:30", " 1:02:03", "T23:59:59", " 10:20", " 10:20:30 +0200", " 10:20:30 -05:30",
     " 00:00:00 Z", " 10:20:30.5", "  10:20:30+0100", " 25:00:00"]
)  # fmt: skip


@given(st.dates(dt.date(1960, 1, 1), dt.date(2060, 1, 1)), clocks, st.sampled_from(ZONES))
def test_a_date_read_in_haste_is_the_date(day: dt.date, clock: str, zone: dt.tzinfo) -> None:
    text = f"{day}{clock}"
    found = date_of(f"---\ntitle: x\ndate: {text}".encode(), "2024-01-01-x.md", DayStarts(zone))

    try:
        meant = int(meaning(read_plain(text), zone).timestamp())
    except InvalidDateError:
        meant = None
    assert found in (None, meant)


@given(st.dates(dt.date(1960, 1, 1), dt.date(2060, 1, 1)), st.sampled_from(ZONES))
def test_a_day_begins_when_the_zone_says_so(day: dt.date, zone: dt.tzinfo) -> None:
    assert DayStarts(zone).of(day) == int(meaning(day, zone).timestamp())


@pytest.mark.parametrize(
    "head",
    ["published: false", "{date: 2020-01-01}", '"date": 2020-01-01', " date: 2020-01-01",
     "date: 2020-01-01\ndate: 2021-01-01", "<<: *x", "date: tomorrow", "draft: true"],
)  # fmt: skip
def test_a_head_that_wants_care_is_left_to_the_reader(head: str) -> None:
    starts = DayStarts(dt.UTC)
    assert date_of(f"---\n{head}".encode(), "2024-01-01-x.md", starts) is None


@pytest.mark.parametrize("text", ["---\ntitle: x\n---foo: 1\n---\n", "---\ntitle: x\n...\n\n---\n"])
def test_front_matter_with_an_odd_end_is_read_with_care(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.md").write_text(text)
    assert read_head(str(tmp_path / "x.md"))[0] is None


@pytest.mark.parametrize(
    "head",
    ["title: A", "tags: [a, b]\ncategory: c", "tag: x y\ncategories: u v", "slug: other\next: x",
     "categories:\n- a\n- 3", "layout: x\nexcerpt: Short", "title:\ntags:", ""],
)  # fmt: skip
@pytest.mark.parametrize("path", ["_posts/2024-05-06-a-walk.md", "sea/_posts/2024-05-06-b.md"])
def test_a_glance_sees_what_reading_sees(tmp_path: Path, path: str, head: str) -> None:
    config = "defaults:\n- scope: {path: ''}\n  values: {author: Mira, categories: [all]}\n"
    site = make_site(tmp_path, {path: f"---\n{head}\n---\nText."}, config)
    document = Document.decode((tmp_path / path).read_bytes())
    data = document_data("", read_post(site, tmp_path / path, document, now=NOW, modified=NOW))

    assert glance(site.config, path, f"---\n{head}".encode(), data.date) == data.values


def test_posts_stand_by_their_dates_then_by_their_paths(tmp_path: Path) -> None:
    files = {
        "_posts/2024-05-07-b.md": post("B"),
        "_posts/2024-05-07-a.md": post("A"),
        "_posts/2020-01-01-late.md": post("Late", "date: 2025-01-01 10:00:00 +0100\n"),
        "_posts/2099-01-01-future.md": post("Future"),
        "_posts/2024-05-05-hidden.md": post("Hidden", "published: false\n"),
    }
    renderer = SiteRenderer(site_of(tmp_path, files))
    assert render(renderer, tmp_path / POST).html == "Late B A Walk "


# --- what changed on disk --------------------------------------------------------------------


def test_nothing_changed_is_nothing_new(tmp_path: Path) -> None:
    renderer = SiteRenderer(site_of(tmp_path, {"_posts/2024-05-07-b.md": post("B")}))
    render(renderer, tmp_path / POST)
    assert not renderer.refresh()


def test_a_post_that_was_made_changed_or_removed_is_found(tmp_path: Path) -> None:
    other = tmp_path / "_posts/2024-05-07-b.md"
    renderer = SiteRenderer(site_of(tmp_path, {"_posts/2024-05-07-b.md": post("B")}))
    render(renderer, tmp_path / POST)

    other.write_text(post("Changed"))
    assert renderer.refresh()
    assert render(renderer, tmp_path / POST).html == "Changed Walk "

    other.with_name("2024-05-08-new.md").write_text(post("New"))
    assert renderer.refresh()
    assert render(renderer, tmp_path / POST).html == "New Changed Walk "

    other.unlink()
    assert renderer.refresh()
    assert render(renderer, tmp_path / POST).html == "New Walk "
    assert not renderer.refresh()


def test_a_post_that_another_program_put_in_place_is_found(tmp_path: Path) -> None:
    other = tmp_path / "_posts/2024-05-07-b.md"
    renderer = SiteRenderer(site_of(tmp_path, {"_posts/2024-05-07-b.md": post("B")}))
    render(renderer, tmp_path / POST)

    status = other.stat()
    fresh = tmp_path / "fresh"
    fresh.write_text(post("C"))
    os.utime(fresh, ns=(status.st_mtime_ns, status.st_mtime_ns))
    fresh.replace(other)
    assert renderer.refresh()
    assert render(renderer, tmp_path / POST).html == "C Walk "


def test_a_new_folder_of_posts_is_found(tmp_path: Path) -> None:
    renderer = SiteRenderer(site_of(tmp_path, {}))
    render(renderer, tmp_path / POST)
    make_site(tmp_path, {"sea/_posts/2024-06-01-far.md": post("Far")}, "")

    assert renderer.refresh()
    assert render(renderer, tmp_path / POST).html == "Far Walk "


def test_the_save_of_the_post_at_work_is_no_news(tmp_path: Path) -> None:
    renderer = SiteRenderer(site_of(tmp_path, {}))
    render(renderer, tmp_path / POST)
    (tmp_path / POST).write_text(post("Walk", "x: 1\n"))
    assert not renderer.refresh()


def test_a_file_that_is_no_post_is_no_news(tmp_path: Path) -> None:
    renderer = SiteRenderer(site_of(tmp_path, {}))
    render(renderer, tmp_path / POST)
    (tmp_path / "_posts/.a.swp").write_text("")
    (tmp_path / "_posts/notes.txt").write_text("")
    assert not renderer.refresh()


def test_pages_and_documents_are_looked_at_too(tmp_path: Path) -> None:
    files = {
        "_layouts/list.html": "{% for p in site.pages %}{{ p.title }} {% endfor %}"
        "{% for s in site.shells %}{{ s.title }} {% endfor %}",
        "about.md": "---\ntitle: About\n---\n",
        "_shells/one.md": "---\ntitle: One\n---\n",
    }
    site = site_of(tmp_path, files, "collections: [shells]\n")
    renderer = SiteRenderer(site)
    assert render(renderer, tmp_path / POST).html == "About One "
    assert not renderer.refresh()

    (tmp_path / "about.md").write_text("---\ntitle: About us\n---\n")
    (tmp_path / "_shells/two.md").write_text("---\ntitle: Two\n---\n")
    assert renderer.refresh()
    assert render(renderer, tmp_path / POST).html == "About us One Two "
    assert not renderer.refresh()


def test_what_was_rendered_before_changes_no_later_page(tmp_path: Path) -> None:
    # Jekyll has the source of a post that it renders later, and HTML of those before it.
    files = {f"_posts/2024-05-0{day}-p.md": post(f"P{day}", "x: 1\n") for day in (4, 5, 7, 8)}
    files["_layouts/list.html"] = (
        "{% for post in site.posts %}{{ post.content }}|{{ post.output }};{% endfor %}"
    )
    site = site_of(tmp_path, files)
    one = SiteRenderer(site)
    paths = sorted((tmp_path / "_posts").iterdir(), reverse=True)
    for path in (*paths, *reversed(paths)):
        assert render(one, path).html == render(SiteRenderer(site), path).html, path.name
    assert render(one, paths[2]).html.startswith("Text of P8.\n|;Text of P7.\n|;<p>Text of Walk")
