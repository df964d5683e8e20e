"""The list of posts: what each is to a reader, read lazily."""

import os
from datetime import UTC, datetime
from pathlib import Path

from sites import NOW, make_site

from editor.site.index import PostState, build_index, sort_key, summarise
from editor.site.taxonomy import count_terms, find_layouts

POSTS: dict[str, str | bytes] = {
    "_posts/2025-12-09-plain.md": "---\ntitle: Plain\ntags: [b, a]\nauthor: kim\n"
    "image: x.png\n---\nText",
    "_posts/2025-12-10-hidden.md": "---\npublished: false\ntags: [a]\n---\n",
    "_posts/2027-01-01-later.md": "---\nimage: {path: y.png}\n---\n",
    "_posts/2025-12-11-broken.md": "---\ntitle: a: b\n---\n",
    "_posts/2025-12-12-stops.md": "---\ndate: never\n---\n",
    "_posts/2025-12-13-latin.md": "caf\xe9".encode("latin-1"),
    "news/_posts/2025-12-14-none.md": "no front matter",
    "_drafts/idea.md": "---\ntags: [a]\n---\n",
    "about.md": "---\ntitle: A page\n---\n",
}


def test_every_post_has_its_state(tmp_path: Path) -> None:
    site = make_site(tmp_path, POSTS, "timezone: UTC\n")
    index = {summary.path.name: summary for summary in build_index(site, NOW)}
    assert {name: summary.state for name, summary in index.items()} == {
        "2025-12-09-plain.md": PostState.PUBLISHED,
        "2025-12-10-hidden.md": PostState.UNPUBLISHED,
        "2027-01-01-later.md": PostState.SCHEDULED,
        "2025-12-11-broken.md": PostState.BROKEN,
        "2025-12-12-stops.md": PostState.BROKEN,
        "2025-12-13-latin.md": PostState.BROKEN,
        "2025-12-14-none.md": PostState.PUBLISHED,
        "idea.md": PostState.DRAFT,
    }
    for name, summary in index.items():
        assert summary.title, name
        assert (summary.problem is None) is (summary.state is not PostState.BROKEN), name
        assert summary == summarise(site, summary.path, NOW)
    plain = index["2025-12-09-plain.md"]
    assert (plain.title, plain.tags, plain.author) == ("Plain", ("b", "a"), "kim")
    assert (plain.image, plain.url) == ("x.png", "/2025/12/09/plain.html")
    assert index["2027-01-01-later.md"].image == "y.png"
    assert index["2025-12-14-none.md"].categories == ("news",)
    assert index["2025-12-12-stops.md"].title == "Stops"


def test_other_files_and_missing_ones_have_no_summary(tmp_path: Path) -> None:
    site = make_site(tmp_path, POSTS)
    assert summarise(site, tmp_path / "about.md", NOW) is None
    assert summarise(site, tmp_path / "_drafts/gone.md", NOW) is None
    os.mkfifo(tmp_path / "_drafts/pipe.md")
    assert summarise(site, tmp_path / "_drafts/pipe.md", NOW) is not None
    assert "pipe.md" not in {summary.path.name for summary in build_index(site, NOW)}


def test_the_newest_comes_first_and_what_has_no_date_last(tmp_path: Path) -> None:
    site = make_site(tmp_path, POSTS, "timezone: UTC\n")
    ordered = sorted(build_index(site, NOW), key=sort_key, reverse=True)
    names = [summary.path.name for summary in ordered]
    assert names.index("2027-01-01-later.md") < names.index("2025-12-09-plain.md")
    assert {summary.date for summary in ordered[-3:]} == {None}


def test_a_long_file_is_read_as_far_as_its_front_matter(tmp_path: Path) -> None:
    long_value = "x" * 20_000
    site = make_site(
        tmp_path,
        {
            "_posts/2025-01-01-text.md": f"---\ntitle: Text\n---\n{'é' * 20_000}".encode()
            + b"\xff",
            "_posts/2025-01-02-block.md": f"---\nlong: {long_value}\ntitle: Block\n---\n",
            "_posts/2025-01-03-open.md": "---\ntitle: Open\n" + "line\n" * 9_000,
            "_posts/2025-01-04-none.md": "é" * 20_000,
        },
    )
    titles = {summary.path.stem[11:]: summary.title for summary in build_index(site, NOW)}
    assert titles == {"text": "Text", "block": "Block", "open": "Open", "none": "None"}


def test_a_draft_is_dated_by_its_file(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"_drafts/a.md": "x"}, "timezone: UTC\n")
    os.utime(tmp_path / "_drafts/a.md", (0, 86_400))
    summary = summarise(site, tmp_path / "_drafts/a.md", NOW)
    assert summary is not None
    assert summary.date == datetime(1970, 1, 2, tzinfo=UTC)


def test_a_weird_site_is_listed_all_the_same(tmp_path: Path) -> None:
    site = make_site(
        tmp_path,
        {
            "_posts/2025-01-01-far.md": "---\ndate: 0001-01-01T00:00:00\n---\n",
            "_posts/2025-01-01-deep.md": "---\ntags: [[[[a]]], {b: c}, ~]\n---\n",
            "_posts/2025-01-01-map.md": "---\ntitle: {a: b}\nauthor: [x]\n---\n",
            "_posts/2025-01-01-nul.md": b"---\ntitle: x\n---\n\0",
            "_posts/2025-01-01-mtime.md": "x",
        },
        "timezone: America/New_York\n",
    )
    os.utime(tmp_path / "_posts/2025-01-01-mtime.md", (2**39, 2**39))
    foreign = os.fsencode(tmp_path) + b"/_posts/2025-01-01-caf\xe9\x01.md"
    Path(os.fsdecode(foreign)).write_text("x")
    summaries = sorted(build_index(site, NOW), key=sort_key)
    assert len(summaries) == 6
    broken = [summary.path.stem for summary in summaries if summary.problem]
    assert sorted(broken) == ["2025-01-01-far", "2025-01-01-nul"]
    for summary in summaries:
        assert (summary.title + summary.url).encode()
    deep = next(summary for summary in summaries if summary.path.stem.endswith("deep"))
    assert deep.tags == ("a",)


def test_terms_are_ranked_by_use(tmp_path: Path) -> None:
    site = make_site(
        tmp_path,
        POSTS | {"_layouts/post.html": "", "_layouts/wide/page.html": "", "_layouts/.x.swp": ""},
    )
    taxonomy = count_terms(build_index(site, NOW), find_layouts(site))
    assert taxonomy.tags == ("a", "b")
    assert taxonomy.categories == ("news",)
    assert taxonomy.authors == ("kim",)
    assert taxonomy.layouts == ("post", "wide/page")
    assert find_layouts(make_site(tmp_path / "bare", {})) == ()
