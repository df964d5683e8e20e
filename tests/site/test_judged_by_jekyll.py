"""Real Jekyll judges: new posts with nasty titles are published where and as we say."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import cycle, product
from pathlib import Path

import pytest
from real_jekyll import build
from sites import NOW, make_site

from editor.post.dates import DateStyle, ZoneStyle
from editor.post.document import Document
from editor.site.habits import Habits, ListStyle
from editor.site.layout import iter_posts
from editor.site.new_post import new_document, plan_draft_path, plan_post_path, slug_for_title
from editor.site.reading import PostData, read_post
from editor.site.site import Site
from editor.site.urls import destination_path

pytestmark = pytest.mark.jekyll

TITLES = (
    "Plain",
    "plain",  # the same slug again
    "No: a colon, a # and a 'quote'",
    'She said "hi" \\ and left',
    "007",
    "12:30",
    "1e3",
    "1_000",
    "2025-12-09",
    "2025-12-09 10:00:00",
    "no",
    "~",
    "null",
    "[a] {b}: c",
    "- a list?",
    "@home & *starred* !bang %percent |pipe >fold",
    "{{ page.url }} {% raw %}",
    "---",
    "...",
    "Ünïcödé Straße łódź",
    "日本語 タイトル",
    "नमस्ते दुनिया",
    "emoji 😀 party",
    "nbsp\u00a0line\u2028separator\ttab",
    "   spaces around   ",
    "ΟΔΟΣ ǅ İstanbul",
    "C++ & C# 50% off?",
    "word " * 60,
)
DUMP = """{
  "path": {{ page.path | jsonify }}, "title": {{ page.title | jsonify }},
  "url": {{ page.url | jsonify }}, "date": {{ page.date | date: "%Y-%m-%d %H:%M:%S %z" | jsonify }},
  "tags": {{ page.tags | jsonify }}, "categories": {{ page.categories | jsonify }}
}"""
TERMS = ("Foo Bar", "no", "Ä", "1.10")
LOCAL = DateStyle(quoted=True, zone=ZoneStyle.NONE, gap="")
WRITERS = (
    Habits(),
    Habits(title_quote=None, list_style=ListStyle.BLOCK, line_end="\r\n", date_style=LOCAL),
    Habits(title_quote=None, date_style=DateStyle("T", zone=ZoneStyle.NONE, gap="")),
)


def write_posts(site: Site) -> None:
    """Write a post for every title, every seventh one as a draft, in changing habits."""
    for number, title in enumerate(TITLES):
        habits = replace(WRITERS[number % len(WRITERS)], writes_layout="dump")
        moment = datetime(2025, 3, 8, 22, 30, 59, tzinfo=UTC) + timedelta(hours=7 * number)
        draft = number % 7 == 6
        document = new_document(
            site, habits, title=title, moment=moment, draft=draft, tags=TERMS, categories=TERMS
        )
        day = moment.astimezone(site.config.timezone).date()
        slug = slug_for_title(title)
        planned = (
            plan_draft_path(site, habits, slug=slug)
            if draft
            else plan_post_path(site, habits, slug=slug, day=day)
        )
        path = planned.next_free
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(document.encode())


def read_posts(site: Site) -> list[PostData]:
    return [
        read_post(site, path, Document.decode(path.read_bytes()), now=NOW, modified=NOW)
        for path, _ in iter_posts(site)
    ]


@pytest.mark.parametrize(
    ("permalink", "timezone"),
    [
        ("date", "America/New_York"),
        ("pretty", "Asia/Kolkata"),
        ("weekdate", "Pacific/Auckland"),
        ("/:slugified_categories/:year-:month-:day/:slug/:hour:minute", "UTC"),
    ],
)
def test_every_post_is_published_as_said(tmp_path: Path, permalink: str, timezone: str) -> None:
    config = f'permalink: "{permalink}"\ntimezone: {timezone}\nshow_drafts: true\n'
    site = make_site(tmp_path / "site", {"_layouts/dump.html": DUMP}, config)
    write_posts(site)
    built = build(site.root, tmp_path)
    posts = read_posts(site)
    assert len(posts) == len(TITLES)
    for post in posts:
        page = built.folder / destination_path(post.url, ".html")
        assert page.is_file(), post
        assert json.loads(page.read_text(encoding="utf-8")) == {
            "path": post.path,
            "title": post.title,
            "url": post.url,
            "date": post.date.strftime("%Y-%m-%d %H:%M:%S %z"),
            "tags": list(TERMS),
            "categories": list(TERMS),
        }
    assert sorted(str(post.title) for post in posts) == sorted(TITLES)


FOLDERS = ("", "cat/", "a b/", "_x/", ".y/", "old~/", "#h/", "my_posts/", "content/", "docs/")
BELOW = ("", "sub/", "", "a/_b/", "_c/", ".d/", "2025-01-01-d.x/")
NAMES = (
    "2025-12-09-{}.md", "2025-1-2-Foo {}.MD", "25-1-2-{}.html", "2025-12-09-{}...txt", "no{}.md",
    "_2025-12-09-{}.md", "#{}.md#", "2025-12-09-{}", "2025-12-09-{}.md~", "2025-12-09-{}.yml",
)  # fmt: skip
DEFAULTS = """defaults:
- {scope: {path: a b, type: post}, values: {tags: [d]}}
- {scope: {path: '*/_posts'}, values: {categories: e f}}
- {scope: {path: _drafts}, values: {title: Draft}}
"""


@pytest.mark.parametrize(
    "config",
    [
        "",
        "include: [_x, '*.md~', .d]\nexclude: [cat, /docs, '*Foo*', 'a b/']\n",
        "collections_dir: content\ndestination: docs\n",
        f"{DEFAULTS}markdown_ext: md,TXT\n",
    ],
)
def test_the_same_files_are_posts(tmp_path: Path, config: str) -> None:
    places = product(FOLDERS, ("_posts", "_drafts"), NAMES)
    paths = [
        f"{folder}{special}/{below}{name}"
        for below, (folder, special, name) in zip(cycle(BELOW), places, strict=False)
    ]
    files: dict[str, str | bytes] = {
        path.format(number): f"---\nlayout: dump\npermalink: /{number}.json\n---\n"
        for number, path in enumerate(paths)
    }
    settings = f"show_drafts: true\ntimezone: UTC\n{config}"
    site = make_site(tmp_path / "site", {**files, "_layouts/dump.html": DUMP}, settings)
    built = build(site.root, tmp_path)
    dumps = [
        json.loads(page.read_text(encoding="utf-8")) for page in built.folder.rglob("[0-9]*.json")
    ]
    base = site.config.collections_dir
    published = {f"{base}/{dump['path']}".lstrip("/"): dump for dump in dumps}
    posts = {post.path: post for post in read_posts(site)}
    assert len(posts) > 5
    assert posts.keys() == published.keys()
    for path, post in posts.items():
        dump = published[path]
        said = (post.title, post.url, list(post.tags or ()), list(post.categories))
        assert said == (dump["title"], dump["url"], dump["tags"], dump["categories"]), path
