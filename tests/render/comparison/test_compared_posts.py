"""The last posts of a site beside the pages that Jekyll wrote of them."""

import datetime as dt
import io
import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from subprocess import PIPE, run

import pytest
from published_sites import SITES, make_site
from real_jekyll import build

from editor.render.comparison.exchange import (
    ComparisonError,
    PostComparison,
    Tally,
    Verdict,
    read_line,
    write_comparison,
    write_failure,
    write_total,
)
from editor.render.comparison.posts import compare_posts
from editor.render.comparison.report import report, summary
from editor.render.comparison.worker import tell
from editor.site.site import Site

NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
POST = "---\ntitle: {}\nlayout: post\n---\nText.\n"
FILES = {
    "_layouts/post.html": "<html><body><h1>{{ page.title }}</h1>\n{{ content }}</body></html>",
    "_posts/2024-05-06-one.md": POST.format("One"),
    "_posts/2024-05-07-two.md": POST.format("Two"),
    "_posts/2024-05-08-three.md": POST.format("Three").replace("---\nT", "permalink: /3\n---\nT"),
    "_posts/2999-01-01-later.md": POST.format("Later"),
    "_posts/2024-05-09-hidden.md": POST.format("No").replace("---\nT", "published: false\n---\nT"),
    "_drafts/idea.md": POST.format("Idea"),
}
BUILT = {
    "2024/05/06/one/index.html": "<html><body><h1>One</h1><p>Text.</p></body></html>",
    "2024/05/07/two/index.html": "<html><body><h1>Two</h1><p>Text.</p></body></html>",
    "3.html": "<html><body><h1>Three</h1><p>Text.</p></body></html>",
}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = make_site(tmp_path, FILES, "permalink: pretty\nshow_drafts: true\n")
    write(site.root / "_site", BUILT)
    return site


def write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def set_changed(path: Path, seconds_ago: int) -> None:
    moment = path.stat().st_mtime - seconds_ago
    os.utime(path, (moment, moment))


def compare(site: Site, built: Path | None = None, count: int = 50) -> list[PostComparison]:
    total, *told = compare_posts(site, built or site.root / "_site", count, NOW)
    found = [one for one in told if isinstance(one, PostComparison)]
    assert total == len(found) == len(told)
    return found


def by_name(compared: list[PostComparison]) -> dict[str, PostComparison]:
    return {one.title: one for one in compared}


def test_the_last_published_posts_are_found_at_their_addresses(site: Site) -> None:
    compared = compare(site)
    assert [one.title for one in compared] == ["Three", "Two", "One"]
    assert [one.verdict for one in compared] == [Verdict.SAME] * 3
    assert [one.built for one in compared] == list(reversed(BUILT))
    assert [one.title for one in compare(site, count=2)] == ["Three", "Two"]
    assert summary(compared) == "All of your last 3 posts look exactly as published."


def test_a_site_served_below_a_path_may_be_built_there(site: Site, tmp_path: Path) -> None:
    config = tmp_path / "_config.yml"
    config.write_text("permalink: pretty\nbaseurl: /blog\n")
    shutil.move(tmp_path / "_site", tmp_path / "public/blog")
    compared = compare(Site.open(site.root), tmp_path / "public")
    assert {one.verdict for one in compared} == {Verdict.SAME}


def test_one_that_differs_is_told_with_its_place_and_the_reasons(site: Site) -> None:
    page = site.root / "_site/2024/05/07/two/index.html"
    page.write_text(page.read_text().replace("Text", "Txt"))
    found = by_name(compare(site))["Two"]
    assert found.verdict is Verdict.DIFFERS
    assert found.difference is not None
    assert (found.difference.place, found.difference.ours) == ("paragraph", "Text.")
    assert found.fidelity == "exact"
    said = report(compare(site))
    assert said.startswith("2 of your last 3 posts look exactly as published; 1 differs.\n")
    assert "  published: Txt.\n" in said


@pytest.mark.parametrize(
    "changed", ["_posts/2024-05-07-two.md", "_layouts/post.html", "_config.yml"]
)
def test_a_page_older_than_what_it_is_made_of_gets_no_verdict(site: Site, changed: str) -> None:
    page = site.root / "_site/2024/05/07/two/index.html"
    page.write_text(page.read_text().replace("Text", "Txt"))
    for path in site.root.rglob("*.*"):
        set_changed(path, 60)
    set_changed(site.root / changed, -60)
    found = by_name(compare(site))
    assert found["Two"].verdict is Verdict.OLDER
    assert found["Two"].changed == changed
    # What looks the same all the same is the same.
    assert found["One"].verdict is Verdict.SAME
    assert f"{changed} changed after the page was built" in report([*found.values()])


def test_a_post_without_a_page_is_said_to_be_not_built(site: Site) -> None:
    (site.root / "_site/3.html").unlink()
    found = by_name(compare(site))["Three"]
    assert (found.verdict, found.built) == (Verdict.NOT_BUILT, "3.html")
    assert "there is no 3.html in the built site" in report([found])


def test_of_two_posts_with_one_address_the_newer_was_written(site: Site) -> None:
    older = FILES["_posts/2024-05-08-three.md"].replace("Three", "Older")
    (site.root / "_posts/2024-05-01-older.md").write_text(older)
    found = by_name(compare(site))
    assert found["Three"].verdict is Verdict.SAME
    assert found["Older"].verdict is Verdict.NOT_BUILT
    assert found["Older"].reasons == (
        "_posts/2024-05-08-three.md has the same address, and took its place",
    )


def test_a_link_out_of_the_built_site_is_not_followed(site: Site, tmp_path: Path) -> None:
    page = site.root / "_site/3.html"
    shutil.move(page, tmp_path / "elsewhere.html")
    page.symlink_to(tmp_path / "elsewhere.html")
    assert by_name(compare(site))["Three"].verdict is Verdict.NOT_BUILT


def test_the_moment_of_the_build_is_the_pages_own(site: Site) -> None:
    layout = site.root / "_layouts/post.html"
    layout.write_text(FILES["_layouts/post.html"] + "{{ site.time | date: '%Y-%m-%d' }}")
    for path in (site.root / "_site").rglob("*.html"):
        path.write_text(path.read_text() + "2025-01-02")
        moment = dt.datetime(2025, 1, 2, 3, tzinfo=dt.UTC).timestamp()
        os.utime(path, (moment, moment))
    assert {(one.verdict, one.marks) for one in compare(site)} == {(Verdict.SAME, ())}
    (site.root / "_site/3.html").touch()
    found = by_name(compare(site))["Three"]
    assert found.verdict is Verdict.SAME
    assert found.marks == ("the time of the build (page)",)


def test_without_a_built_site_it_says_how_to_get_one(tmp_path: Path) -> None:
    site = make_site(tmp_path, FILES, "")
    with pytest.raises(ComparisonError, match="jekyll build"):
        compare(site, tmp_path / "_site")


def test_lines_survive_the_way(site: Site) -> None:
    output = io.StringIO()
    assert tell(site.root, site.root / "_site", 50, output) == 0
    first, *told = [read_line(line.encode()) for line in output.getvalue().splitlines()]
    assert (first, told) == (3, compare(site))
    page = site.root / "_site/3.html"
    page.write_text("x")
    (differs,) = compare(site, count=1)
    assert read_line(write_comparison(differs).encode()) == differs
    assert read_line(write_total(7).encode()) == 7
    for line in (write_failure("No."), "{}", "[]", "nonsense", '{"posts": "many"}'):
        with pytest.raises(ComparisonError):
            read_line(line.encode())


def test_it_runs_as_a_process_of_its_own(site: Site) -> None:
    command = [sys.executable, "-m", "editor.render.comparison", str(site.root)]
    done = run([*command, str(site.root / "_site"), "2"], stdout=PIPE, check=True)
    assert [read_line(line) for line in done.stdout.splitlines()] == [2, *compare(site, count=2)]
    failed = run([*command, "/nowhere/at/all", "2"], stdout=PIPE, check=False)
    assert failed.returncode == 1
    with pytest.raises(ComparisonError, match="no folder /nowhere/at/all"):
        read_line(failed.stdout)


@pytest.mark.jekyll
@pytest.mark.parametrize("name", ["harbour", "minima"])
def test_what_jekyll_built_is_the_same_and_no_longer_after_a_change(
    name: str, tmp_path: Path
) -> None:
    built = build(SITES / name, tmp_path).folder
    site = Site.open(tmp_path / "source")
    compared = compare(site, built)
    tally = Tally.of(compared)
    assert tally.posts > 0
    assert tally.same == tally.posts, report(compared)
    (site.root / "_layouts").mkdir(exist_ok=True)
    layout = site.root / "_layouts/post.html"
    layout.write_text("<p>A new look</p>{{ content }}")
    assert Tally.of(compare(site, built)).older > 0
    set_changed(layout, 3_600)
    assert Tally.of(compare(site, built)).differ > 0
