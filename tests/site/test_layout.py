"""Which files are posts: what the walk finds and what is said of one path agree."""

from datetime import date
from pathlib import Path

import pytest
from sites import make_site

from editor.site.layout import PostKind, iter_posts, kind_of, parse_draft_name, parse_post_name
from editor.site.site import OutsideSiteError, Site, find_site_root

POST = "2025-12-09-a.md"


def found(site: Site) -> set[str]:
    return {site.relative(path) for path, _ in iter_posts(site)}


def check(site: Site, posts: set[str], others: set[str]) -> None:
    assert found(site) == posts
    for path in posts:
        assert kind_of(site, site.root / path) is not None, path
    for path in others:
        assert kind_of(site, site.root / path) is None, path


def test_posts_and_drafts_lie_at_any_depth_but_not_below_special_folders(tmp_path: Path) -> None:
    posts = {
        f"_posts/{POST}",
        "_posts/sub/2025-12-09-b.markdown",
        f"_posts/foo/_sub/{POST}",
        f"movies/horror/_posts/{POST}",
        "_posts/2025-12-09-.md",
        "_posts/25-1-2-x.txt",
        "_drafts/idea.md",
        "cat/_drafts/sub/idea.md",
        "_drafts/2025-01-01-dated.md",
    }
    others = {
        f"_x/_posts/{POST}",
        f".x/_posts/{POST}",
        f"_posts/_sub/{POST}",
        f"_posts/.hid/{POST}",
        "_posts/_2025-12-09-under.md",
        "_posts/2025-12-09-back.md~",
        "_posts/2025-12-09-noext",
        "_posts/2025-12-09-data.yml",
        "_posts/nodate.md",
        "_posts/.2025-12-09-a.md.swp",
        "_drafts/#auto.md#",
        "_drafts/noext",
        f"node_modules/x/_posts/{POST}",
        f"_site/_posts/{POST}",
        "index.md",
    }
    check(make_site(tmp_path, dict.fromkeys(posts | others, "x")), posts, others)


def test_a_collections_dir_is_the_only_place_for_posts(tmp_path: Path) -> None:
    posts = {f"content/_posts/{POST}", f"content/deep/_posts/{POST}"}
    others = {f"_posts/{POST}", f"else/_posts/{POST}"}
    site = make_site(tmp_path, dict.fromkeys(posts | others, "x"), "collections_dir: content\n")
    check(site, posts, others)


def test_include_and_exclude(tmp_path: Path) -> None:
    posts = {f"_pages/_posts/{POST}", f"_posts/{POST}"}
    others = {
        f"private/_posts/{POST}",
        f"private-too/_posts/{POST}",  # Jekyll compares beginnings
        "_posts/2025-12-09-secret.md",
        f"public/_posts/{POST}",
    }
    config = "include: [_pages]\nexclude: [private, '*-secret.md', /_x, 5]\ndestination: ./public\n"
    check(make_site(tmp_path, dict.fromkeys(posts | others, "x"), config), posts, others)


def test_links_are_followed_within_the_site_only_and_never_round(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / POST).write_text("secret")
    site = make_site(
        tmp_path / "site", {f"_posts/{POST}": "x", f"_hidden/_posts/{POST}": "x", "a/b/c": "x"}
    )
    root = site.root
    (root / "_posts/2025-12-10-leaves.md").symlink_to(outside / POST)
    (root / "_posts/2025-12-11-stays.md").symlink_to(root / "_posts" / POST)
    (root / "_posts/2025-12-12-dangling.md").symlink_to(root / "nothing")
    (root / "_posts/2025-12-13-self.md").symlink_to("2025-12-13-self.md")
    (root / "_posts/out").symlink_to(outside)
    (root / "_drafts").symlink_to(outside)
    (root / "shown").symlink_to(root / "_hidden")
    (root / "a/b/up").symlink_to(root / "a")
    (root / "a/b/loop").symlink_to(root)
    posts = {f"_posts/{POST}", "_posts/2025-12-11-stays.md", f"shown/_posts/{POST}"}
    others = {
        "_posts/2025-12-10-leaves.md",
        "_posts/2025-12-13-self.md",
        f"_posts/out/{POST}",
        f"_drafts/{POST}",
        f"../outside/{POST}",
    }
    check(site, posts, others)


def test_kinds(tmp_path: Path) -> None:
    site = make_site(tmp_path, {f"_posts/{POST}": "", "_drafts/a.md": ""})
    assert kind_of(site, tmp_path / "_posts" / POST) is PostKind.POST
    assert kind_of(site, tmp_path / "_drafts/a.md") is PostKind.DRAFT
    assert kind_of(site, tmp_path / "_drafts/not-yet-there.md") is PostKind.DRAFT


@pytest.mark.parametrize(
    ("name", "day", "slug", "extension"),
    [
        ("2025-12-09-a.md", date(2025, 12, 9), "a", ".md"),
        ("2025-1-2-two.dots.MD", date(2025, 1, 2), "two.dots", ".MD"),
        ("25-1-2-x.md", date(2025, 1, 2), "x", ".md"),
        ("85-1-2-x.md", date(1985, 1, 2), "x", ".md"),
        ("2025-13-45-x.md", None, "x", ".md"),
        ("2025-12-09-.md", date(2025, 12, 9), "", ".md"),
        ("2025-12-09-a...md", date(2025, 12, 9), "a", ".md"),
        ("sub/2025-12-09-A & b!.txt", date(2025, 12, 9), "A & b!", ".txt"),
    ],
)
def test_names_of_posts(name: str, day: date | None, slug: str, extension: str) -> None:
    parsed = parse_post_name(name)
    assert parsed is not None
    assert (parsed.date, parsed.slug, parsed.extension) == (day, slug, extension)


@pytest.mark.parametrize("name", ["x.md", "2025-12-09-noext", "2025-12-9a-x.md", "٢٠٢٥-١-١-x.md"])
def test_other_names(name: str) -> None:
    assert parse_post_name(name) is None


def test_a_draft_needs_an_extension_only() -> None:
    draft = parse_draft_name("sub/An idea.md")
    assert draft is not None
    assert (draft.day_text, draft.slug) == ("", "An idea")
    assert parse_draft_name("noext") is None


def test_the_root_is_found_from_any_path_in_the_site(tmp_path: Path) -> None:
    make_site(tmp_path / "site", {f"blog/_posts/sub/{POST}": ""})
    post = tmp_path / "site/blog/_posts/sub" / POST
    assert find_site_root(post) == tmp_path / "site"
    assert find_site_root(tmp_path / "site") == tmp_path / "site"


def test_without_settings_the_folder_that_holds_posts_is_the_root(tmp_path: Path) -> None:
    make_site(tmp_path / "site", {f"_posts/sub/{POST}": ""}, config=None)
    assert find_site_root(tmp_path / "site/_posts/sub" / POST) == tmp_path / "site"
    assert find_site_root(tmp_path / "site") == tmp_path / "site"
    assert find_site_root(tmp_path / "elsewhere/x.md") is None


def test_a_path_elsewhere_is_refused(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", {})
    assert site.relative(tmp_path / "site/_posts/../a.md") == "a.md"
    for path in (tmp_path / "x.md", tmp_path / "site/../x.md", tmp_path / "site2/x.md"):
        with pytest.raises(OutsideSiteError, match="does not lie"):
            site.relative(path)


def test_a_site_is_the_same_through_a_link(tmp_path: Path) -> None:
    make_site(tmp_path / "site", {f"_posts/{POST}": ""})
    (tmp_path / "link").symlink_to(tmp_path / "site")
    site = Site.open(tmp_path / "link")
    assert site.relative(tmp_path / "link/_posts" / POST) == f"_posts/{POST}"
    assert kind_of(site, tmp_path / "link/_posts" / POST) is PostKind.POST
