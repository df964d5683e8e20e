"""New posts lie where the site's posts lie, under a free name, and read back as they were meant."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sites import NOW, make_site

from editor.post.dates import DateStyle, ZoneStyle
from editor.post.document import Document
from editor.post.scalars import Quote
from editor.site.file_names import check_name, check_slug
from editor.site.habits import Habits, ListStyle, find_habits
from editor.site.layout import PostKind, kind_of
from editor.site.new_post import (
    InvalidNameError,
    new_document,
    next_free,
    plan_draft_path,
    plan_post_path,
    publish_document,
    slug_for_title,
)
from editor.site.reading import read_post
from editor.site.site import OutsideSiteError, Site

DAY = date(2025, 12, 9)
MOMENT = datetime(2025, 12, 9, 23, 30, 15, tzinfo=UTC)

TITLES = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
STYLES = st.sampled_from(
    [
        DateStyle(),
        DateStyle("T", zone=ZoneStyle.NONE, gap=""),
        DateStyle(quoted=True, seconds=False, zone=ZoneStyle.NONE, gap=""),
        DateStyle("T", zone=ZoneStyle.LETTER, gap=""),
    ]
)
HABITS = st.builds(
    Habits,
    date_style=STYLES,
    writes_layout=st.sampled_from([None, "post", "no", "my layout"]),
    author=st.sampled_from([None, "kim", "12:30", "@kim"]),
    title_quote=st.sampled_from([None, *Quote]),
    list_style=st.sampled_from([*ListStyle]),
    line_end=st.sampled_from(["\n", "\r\n"]),
    key_order=st.permutations(["layout", "title", "date", "author", "tags", "categories"]).map(
        tuple
    ),
)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return make_site(tmp_path / "site", {}, "timezone: America/New_York\n")


def test_a_post_goes_where_posts_go(site: Site) -> None:
    planned = plan_post_path(site, Habits(), slug="my-post", day=DAY)
    assert planned.path == planned.next_free == site.root / "_posts/2025-12-09-my-post.md"
    assert not planned.taken
    assert kind_of(site, planned.path) is PostKind.POST
    draft = plan_draft_path(site, Habits(), slug="my-post")
    assert draft.path == site.root / "_drafts/my-post.md"
    assert kind_of(site, draft.path) is PostKind.DRAFT


def test_a_site_with_its_own_folder_and_extension_gets_those(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"content/_posts/2025-01-01-a.markdown": "x"}
    site = make_site(tmp_path, files, "collections_dir: content\n")
    habits = find_habits(site)
    path = plan_post_path(site, habits, slug="b", day=DAY).path
    assert path == site.root / "content/_posts/2025-12-09-b.markdown"
    assert kind_of(site, path) is PostKind.POST


def test_a_taken_name_is_never_given_again(site: Site) -> None:
    make_site(
        site.root,
        {"_posts/2025-12-09-Caf\u00e9.md": "", "_posts/2025-12-09-caf\u00e9-2.md": ""},
    )
    planned = plan_post_path(site, Habits(), slug="cafe\u0301", day=DAY)
    assert planned.taken  # by a name in capitals with another form of é
    assert planned.next_free.name == "2025-12-09-cafe\u0301-3.md"
    assert next_free(site.root / "nowhere/x.md") == site.root / "nowhere/x.md"


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("", "empty"),
        ("a/b", "“/”"),
        ("..", "starts with “.”"),
        ("a\\b", "“\\\\”"),
        (".hidden", "starts with “.”"),
        ("-rf", "starts with “-”"),
        ("_partial", "starts with “_”"),
        ("#auto", "starts with “#”"),
        ("~user", "starts with “~”"),
        (" x", "starts with “ ”"),
        ("x.", "ends with"),
        ("x ", "ends with"),
        ("a:b", "“:”"),
        ("what?", "“\\?”"),
        ("a\nb", "invisible character \\(U\\+000A\\)"),
        ("a\0b", "invisible character"),
        ("safe\u202egnp.exe", "invisible character \\(U\\+202E\\)"),
        ("a\u2066b", "invisible character"),
        ("a\ud800", "invisible character"),
        ("x" * 250, "too long"),
        ("é" * 125, "too long"),
    ],
)
def test_a_slug_that_is_no_name_is_refused(site: Site, slug: str, words: str) -> None:
    with pytest.raises(InvalidNameError, match=words):
        plan_post_path(site, Habits(), slug=slug, day=DAY)
    if "long" not in words:
        with pytest.raises(InvalidNameError, match=words):
            plan_draft_path(site, Habits(), slug=slug)


@pytest.mark.parametrize("slug", ["con", "NUL", "com1", "aux.notes", "LPT9", "COM¹"])
def test_names_that_windows_keeps_are_refused_for_drafts_only(site: Site, slug: str) -> None:
    with pytest.raises(InvalidNameError, match="Windows"):
        plan_draft_path(site, Habits(), slug=slug)
    assert plan_post_path(site, Habits(), slug=slug, day=DAY).path.name.endswith(f"{slug}.md")


@pytest.mark.parametrize(
    "slug", ["a", "日本語-タイトル", "two.dots", "नमस्ते", "کتاب\u200cها", "a b"]
)
def test_other_slugs_are_names(site: Site, slug: str) -> None:
    assert slug in plan_post_path(site, Habits(), slug=slug, day=DAY).path.name


def test_a_folder_that_leads_out_of_the_site_is_refused(site: Site, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (site.root / "_posts").symlink_to(tmp_path / "outside")
    with pytest.raises(OutsideSiteError, match="leads out"):
        plan_post_path(site, Habits(), slug="a", day=DAY)
    with pytest.raises(OutsideSiteError, match="leads out"):
        plan_draft_path(site, replace(Habits(), drafts_folder="../x"), slug="a")


@pytest.mark.parametrize(
    ("title", "mode", "slug"),
    [
        ("Hello, World! It's 50% off", "default", "hello-world-it-s-50-off"),
        ("Ünïcödé Straße", "latin", "unicode-strasse"),
        ("e\u0301te\u0301", "latin", "ete"),
        ("日本語 タイトル", "latin", "日本語-タイトル"),
        ("...", "pretty", "untitled"),
        (".htaccess & co.", "pretty", "htaccess-&-co"),
        ("a/b: c?", "raw", "a-b--c"),
        ("!!!", "default", "untitled"),
        ("", "none", "untitled"),
        ("Con", "default", "con-post"),
        ("word " * 100, "default", "word-" * 35 + "word"),
        ("é" * 300, "default", "é" * 90),
    ],
)
def test_a_title_gives_a_slug(title: str, mode: str, slug: str) -> None:
    assert slug_for_title(title, mode) == slug


@given(
    st.text(max_size=400), st.sampled_from(["default", "pretty", "raw", "none", "latin", "ascii"])
)
def test_every_title_gives_a_slug_that_is_a_name(title: str, mode: str) -> None:
    slug = slug_for_title(title, mode)
    check_slug(slug)
    check_name(f"{slug}.markdown")


def test_a_new_post_is_written_in_the_habits_of_the_site(site: Site) -> None:
    usual = new_document(site, Habits(), title="No: 1", moment=MOMENT, draft=False, tags=["a", "b"])
    assert usual.text == (
        '---\nlayout: post\ntitle: "No: 1"\ndate: 2025-12-09 18:30:15 -0500\ntags: [a, b]\n---\n\n'
    )
    habits = Habits(
        date_style=DateStyle("T", zone=ZoneStyle.NONE, gap=""),
        key_order=("title", "author", "tags", "date"),
        writes_layout=None,
        author="kim",
        title_quote=None,
        list_style=ListStyle.BLOCK,
        line_end="\r\n",
    )
    own = new_document(site, habits, title="Plain", moment=MOMENT, draft=False, tags=["a b", "no"])
    assert own.text.split("\r\n") == [
        "---", "title: Plain", "author: kim", "tags:", "- a b", '- "no"',
        "date: 2025-12-09T23:30:15", "---", "", "",
    ]  # fmt: skip
    assert "\n" not in own.text.replace("\r\n", "")


def test_a_draft_without_a_moment_has_no_date(site: Site) -> None:
    draft = new_document(site, Habits(), title="Idea", moment=None, draft=True)
    assert draft.text == '---\nlayout: post\ntitle: "Idea"\n---\n\n'


def test_a_draft_that_the_defaults_miss_names_its_layout(tmp_path: Path) -> None:
    config = "defaults: [{scope: {path: _posts}, values: {layout: article}}]\n"
    site = make_site(tmp_path, {}, config)
    habits = find_habits(site)
    assert habits.writes_layout is None
    made = {
        draft: new_document(site, habits, title="T", moment=None, draft=draft).front_matter
        for draft in (True, False)
    }
    assert made == {True: 'layout: article\ntitle: "T"\n', False: 'title: "T"\n'}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(TITLES, HABITS, st.booleans(), st.lists(TITLES, max_size=3))
def test_what_is_written_reads_back(
    site: Site, title: str, habits: Habits, draft: bool, tags: list[str]
) -> None:
    moment = MOMENT if habits.date_style.seconds else MOMENT.replace(second=0)
    document = new_document(site, habits, title=title, moment=moment, draft=draft, tags=tags)
    slug = slug_for_title(title)
    name = (
        plan_draft_path(site, habits, slug=slug)
        if draft
        else plan_post_path(site, habits, slug=slug, day=DAY)
    )
    decoded = Document.decode(document.encode())
    post = read_post(site, name.path, decoded, now=NOW, modified=NOW)
    assert post.problem is None
    assert post.title == title
    assert post.date == moment
    assert (post.draft, post.kind) == (draft, PostKind.DRAFT if draft else PostKind.POST)
    assert list(post.tags or ()) == tags
    assert post.values.get("author") == habits.author
    assert post.values.get("layout") == habits.writes_layout


def test_a_draft_is_published_under_the_day_of_the_site(site: Site) -> None:
    draft = Document.decode(b"---\ntitle: T # mine\n---\nText\n")
    moment = datetime(2025, 12, 10, 3, 0, tzinfo=UTC)  # still the ninth in New York
    planned = publish_document(site, Habits(), draft, slug="t", moment=moment)
    assert planned.name.path.name == "2025-12-09-t.md"
    assert (
        planned.document.text
        == "---\ntitle: T # mine\ndate: 2025-12-09 22:00:00 -0500\n---\nText\n"
    )
    post = read_post(site, planned.name.path, planned.document, now=NOW, modified=NOW)
    assert post.date == moment
    assert post.date.tzinfo == ZoneInfo("America/New_York")


@pytest.mark.parametrize("date_line", ["date: 2024-01-02 03:04:05 +0000", "date: 2024-01-01"])
def test_a_date_that_the_draft_has_is_kept(site: Site, date_line: str) -> None:
    draft = Document.decode(f"---\n{date_line}\n---\n".encode())
    planned = publish_document(site, Habits(), draft, slug="t", moment=MOMENT)
    assert planned.document == draft
    assert planned.name.path.name == "2024-01-01-t.md"


@pytest.mark.parametrize(
    "text", ["---\ndate: never\n---\n", "---\ndate:\n---\n", "no front matter"]
)
def test_a_date_that_stops_the_build_is_replaced(site: Site, text: str) -> None:
    draft = Document.decode(text.encode())
    planned = publish_document(site, Habits(), draft, slug="t", moment=MOMENT)
    post = read_post(site, planned.name.path, planned.document, now=NOW, modified=NOW)
    assert post.date == MOMENT
    assert planned.document.body == draft.body
