"""A new post looks like the site's own posts."""

from pathlib import Path

from sites import make_site

from editor.post.dates import DateStyle, ZoneStyle
from editor.post.scalars import Quote
from editor.site.habits import MOST_POSTS, Habits, ListStyle, find_habits, newest_posts
from editor.site.site import Site

MUNDANA = """---
layout: post
title: "Number {n}"
date: 2025-12-{n:02}T05:05:31
author: "kim"
categories: [News]
tags: []
image: assets/pictures/{n}.jpg
---
"""
OWN = """---
date: '2025-12-{n:02} 08:00'
tags:
  - a
title: Number {n}
image: /img/2025/{n}.png
author: {n}
---
"""


def posts(text: str, extension: str, folder: str = "_posts") -> dict[str, str | bytes]:
    return {
        f"{folder}/2025-12-{n:02}-post{extension}": text.format(n=n).encode() for n in range(1, 8)
    }


def habits_of(folder: Path, files: dict[str, str | bytes], config: str = "") -> Habits:
    return find_habits(make_site(folder, files, config))


def test_a_site_without_posts_has_the_usual_ones(tmp_path: Path) -> None:
    habits = habits_of(tmp_path, {})
    assert habits == Habits()
    assert habits.date_style == DateStyle.of("2025-12-31 08:00:00 +0100", quoted=False)
    assert (habits.extension, habits.writes_layout) == (".md", "post")
    assert (habits.image_folder, habits.image_prefix) == ("assets/images", "")


def test_the_settings_speak_for_a_site_without_posts(tmp_path: Path) -> None:
    config = (
        "collections_dir: content\nmarkdown_ext: markdown,txt\n"
        "defaults: [{scope: {type: posts}, values: {layout: article}}]\n"
    )
    habits = habits_of(tmp_path, {"images/x.png": ""}, config)
    assert habits.writes_layout is None
    assert (habits.extension, habits.image_folder) == (".markdown", "images")
    assert (habits.posts_folder, habits.drafts_folder) == ("content/_posts", "content/_drafts")


def test_what_the_posts_do_is_learnt(tmp_path: Path) -> None:
    habits = habits_of(tmp_path, posts(MUNDANA, ".md"))
    assert habits.date_style == DateStyle("T", zone=ZoneStyle.NONE, gap="")
    assert habits.key_order[:7] == (
        "layout", "title", "date", "author", "categories", "tags", "image",
    )  # fmt: skip
    assert (habits.writes_layout, habits.author) == ("post", "kim")
    assert (habits.title_quote, habits.list_style) == (Quote.DOUBLE, ListStyle.FLOW)
    assert (habits.image_folder, habits.image_prefix) == ("assets/pictures", "")


def test_another_site_does_otherwise(tmp_path: Path) -> None:
    files = posts(OWN.replace("\n", "\r\n"), ".markdown", "blog/_posts")
    habits = habits_of(tmp_path, files)
    assert habits.date_style == DateStyle(" ", False, "", ZoneStyle.NONE, quoted=True)
    assert habits.key_order[:4] == ("date", "tags", "title", "image")
    assert (habits.writes_layout, habits.author, habits.title_quote) == (None, None, None)
    assert (habits.list_style, habits.line_end) == (ListStyle.BLOCK, "\r\n")
    assert (habits.image_folder, habits.image_prefix) == ("img/2025", "/")
    assert (habits.posts_folder, habits.drafts_folder) == ("blog/_posts", "blog/_drafts")
    assert habits.extension == ".markdown"


def test_the_base_url_is_a_style_of_its_own(tmp_path: Path) -> None:
    for value, prefix in (
        ("{{ site.baseurl }}/assets/x.png", "{{ site.baseurl }}/"),
        ("/blog/assets/x.png", "/blog/"),
        ("https://example.org/x.png", ""),
        ("'{{ \"/x.png\" | relative_url }}'", ""),
    ):
        files: dict[str, str | bytes] = {"_posts/2025-01-01-a.md": f"---\nimage: '{value}'\n---\n"}
        assert habits_of(tmp_path, files, "baseurl: /blog\n").image_prefix == prefix, value


def test_a_folder_that_is_not_published_is_not_learnt(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    site = make_site(tmp_path / "site", {})
    (site.root / "linked").symlink_to(tmp_path / "out")
    for folder in ("..", "../out", "/etc", "_private", ".git", "a/../../out", "linked", "C:\\x"):
        make_site(site.root, {"_posts/2025-01-01-a.md": f"---\nimage: {folder}/x.png\n---\n"})
        assert find_habits(site).image_folder in ("assets/images", "etc"), folder


def test_only_the_newest_posts_are_asked(tmp_path: Path) -> None:
    old = {f"_posts/2001-01-{n:02}-old.txt": "---\ntitle: Old\n---\n" for n in range(1, 29)}
    new = {f"_posts/2025-01-01-new{n}.md": '---\ntitle: "New"\n---\n' for n in range(MOST_POSTS)}
    site = make_site(tmp_path, {**old, **new, "_drafts/2030-01-01-x.md": ""})
    newest = newest_posts(site)
    assert len(newest) == MOST_POSTS
    assert {path.suffix for path in newest} == {".md"}


def test_posts_that_cannot_be_read_teach_nothing(tmp_path: Path) -> None:
    broken: dict[str, str | bytes] = {
        "_posts/2025-12-30-latin.md": "caf\xe9".encode("latin-1"),
        "_posts/2025-12-29-yaml.md": "---\ntitle: a: b\n---\n",
        "_posts/2025-12-28-bare.md": "no front matter",
        "_posts/2025-12-27-odd.md": "---\ndate: [a]\ntitle: {a: b}\nimage: 5\ntags: x\n---\n",
    }
    assert habits_of(tmp_path, broken).date_style == DateStyle()
    assert habits_of(tmp_path, broken | posts(MUNDANA, ".md")).author == "kim"


def test_new_posts_are_markdown_whatever_the_old_ones_are(tmp_path: Path) -> None:
    pages = posts(MUNDANA, ".html")
    assert habits_of(tmp_path, pages).extension == ".md"
    assert habits_of(tmp_path, {**pages, "_posts/2001-01-01-a.mkd": ""}).extension == ".mkd"


def test_a_site_opened_twice_has_the_same_habits(tmp_path: Path) -> None:
    make_site(tmp_path, posts(OWN, ".md"))
    assert find_habits(Site.open(tmp_path)) == find_habits(Site.open(tmp_path))
