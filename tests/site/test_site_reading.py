"""What a post says beyond the measured cases: problems, merging, excerpts."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sites import NOW, make_site

from editor.post.document import Document
from editor.site.errors import BuildStopError
from editor.site.layout import PostKind
from editor.site.reading import PostData, read_post

MODIFIED = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


def read(
    folder: Path, text: str, config: str = "", name: str = "_posts/2025-12-09-a.md"
) -> PostData:
    site = make_site(folder, {name: text}, f"timezone: America/New_York\n{config}")
    document = Document.decode(text.encode())
    return read_post(site, site.root / name, document, now=NOW, modified=MODIFIED)


def test_an_error_in_the_front_matter_is_told_and_the_text_is_published(tmp_path: Path) -> None:
    config = "defaults: [{values: {title: T, tags: [t], categories: [c]}}]\n"
    post = read(tmp_path, "---\ntitle: a: b\n---\nx", config, "n/_posts/2025-12-09-a.md")
    assert post.problem is not None
    assert (post.title, post.slug, post.tags, post.excerpt) == ("T", None, ("t",), None)
    assert post.categories == ("n", "c")
    assert (post.url, post.body) == ("/n/c/2026/11/22/2025-12-09-a.html", "x")


def test_a_strict_site_stops_at_that(tmp_path: Path) -> None:
    with pytest.raises(BuildStopError, match="stop the whole build"):
        read(tmp_path, "---\ntitle: a: b\n---\n", "strict_front_matter: true\n")


@pytest.mark.parametrize("categories", ["5", "{a: b}", "true"])
def test_categories_of_an_odd_type_make_jekyll_give_up_the_front_matter(
    tmp_path: Path, categories: str
) -> None:
    post = read(tmp_path, f"---\ntitle: T\ncategories: {categories}\n---\n")
    assert "categories" in str(post.problem)
    assert post.title is None


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("date: garbage", "The front matter: “garbage” is not a date"),
        ("date:", "The front matter: The date is empty"),
        ("date: 9999-12-31T23:59:59-12:00", "outside the years 1 to 9999"),
        ("permalink: 7", "permalink 7 is not a text"),
        ("permalink: /:nope/", "“:nope”"),
        ("slug: 7", "slug 7 is not a text"),
    ],
)
def test_what_stops_the_build_is_said(tmp_path: Path, lines: str, words: str) -> None:
    with pytest.raises(BuildStopError, match=words):
        read(tmp_path, f"---\n{lines}\n---\n")


def test_a_bad_day_in_the_name_or_the_defaults_stops_the_build_too(tmp_path: Path) -> None:
    with pytest.raises(BuildStopError, match="The file name"):
        read(tmp_path, "x", name="_posts/2025-02-45-a.md")
    with pytest.raises(BuildStopError, match="defaults"):
        read(tmp_path, "x", "defaults: [{values: {date: never}}]\n")


def test_a_draft_without_a_date_has_that_of_its_file(tmp_path: Path) -> None:
    post = read(tmp_path, "---\ndraft: false\n---\n", name="_drafts/an-idea.md")
    assert (post.kind, post.draft, post.date) == (PostKind.DRAFT, True, MODIFIED)
    assert post.date.utcoffset() == timedelta(hours=-5)
    assert (post.title, post.url) == ("An Idea", "/2026/03/04/an-idea.html")


def test_false_and_nothing_give_way_to_what_the_name_says(tmp_path: Path) -> None:
    post = read(tmp_path, "---\ntitle: no\nslug:\nexcerpt: off\n---\nHead\n\nTail")
    assert (post.title, post.slug, post.excerpt) == ("A", "a", "Head")


def test_published_wants_anything_but_false_or_nothing(tmp_path: Path) -> None:
    answers = {
        value: read(tmp_path, f"---\npublished: {value}\n---\n").published
        for value in ("true", "false", "no", "'false'", "0", "")
    }
    assert answers == {
        "true": True, "false": False, "no": False, "'false'": True, "0": True, "": False,
    }  # fmt: skip
    assert read(tmp_path, "---\npublished: false\n---\n", "unpublished: true\n").published


@pytest.mark.parametrize(
    ("config", "scheduled"),
    [("", True), ("future: true\n", False), ("collections: {posts: {future: true}}\n", False)],
)
def test_a_post_of_the_future_waits_unless_the_site_shows_it(
    tmp_path: Path, config: str, scheduled: bool
) -> None:
    post = read(tmp_path, "---\ndate: 2026-11-22 17:00:00 -0500\n---\n", config)
    assert post.scheduled(NOW) is scheduled
    assert not post.scheduled(NOW + timedelta(minutes=4))


def test_values_tell_what_is_inherited(tmp_path: Path) -> None:
    config = "defaults: [{values: {author: me, image: a.png, seo: {x: 1}}}]\n"
    post = read(tmp_path, "---\nauthor: you\nimage:\nseo: {y: 2}\n---\n", config)
    assert post.inherited == {"author": "me", "image": "a.png", "seo": {"x": 1}}
    assert post.values == {"author": "you", "image": "a.png", "seo": {"x": 1, "y": 2}}


def test_tags_and_categories_of_odd_types(tmp_path: Path) -> None:
    post = read(tmp_path, "---\ntags: 5\ncategory: [a, [b]]\ncategories: x\n---\n")
    assert (post.tags, post.categories) == ((), ("x", "a", "b"))
    assert read(tmp_path, "---\ntag: 5\ntags: x\n---\n").tags == (5,)
    assert read(tmp_path, "---\ntags: {a: b}\n---\n").tags == ()
    assert read(tmp_path, "---\ntags: a\u00a0b c\n---\n").tags == ("a\u00a0b", "c")


def test_a_folder_that_only_sounds_like_posts_is_jekylls_trap(tmp_path: Path) -> None:
    post = read(tmp_path, "x", name="my_posts/old/_posts/2025-12-09-a.md")
    assert post.categories == ("my",)


def test_a_file_that_jekyll_does_not_read_can_still_be_looked_at(tmp_path: Path) -> None:
    post = read(tmp_path, "---\ntitle: T\n---\n", name="notes/loose.md")
    assert (post.title, post.kind) == ("T", PostKind.POST)


def test_a_collections_dir_is_no_category(tmp_path: Path) -> None:
    post = read(tmp_path, "x", "collections_dir: c\n", "c/n/_posts/2025-12-09-a.md")
    assert (post.path, post.categories) == ("c/n/_posts/2025-12-09-a.md", ("n",))


@pytest.mark.parametrize(
    ("body", "excerpt"),
    [
        ("One\n\nTwo", "One"),
        ("One\r\n\r\nTwo", "One\r\n\r\nTwo"),
        ("[a]\n\nTwo\n\n[a]: /x\n[b]: /y\n", "[a]\n\n[a]: /x"),
        ("{% if x %}One\n\nTwo{% endif %}", "{% if x %}One\n{% endif %}"),
        ("{% raw %}{% endraw %}One\n\nTwo", "{% raw %}{% endraw %}One"),
        ("{% include a.html %}\n\nTwo", "{% include a.html %}"),
        ("One\n\n", "One"),
    ],
)
def test_excerpts(tmp_path: Path, body: str, excerpt: str) -> None:
    assert read(tmp_path, body).excerpt == excerpt


def test_the_separator_of_the_post_wins(tmp_path: Path) -> None:
    config = "excerpt_separator: <!-- more -->\n"
    text = "One\n\nTwo<!-- more -->Three<!-- cut -->Four"
    assert read(tmp_path, text, config).excerpt == "One\n\nTwo"
    own = f"---\nexcerpt_separator: <!-- cut -->\n---\n{text}"
    assert read(tmp_path, own, config).excerpt == "One\n\nTwo<!-- more -->Three"
    assert read(tmp_path, text, "excerpt_separator: ''\n").excerpt is None


def test_hostile_texts_give_an_excerpt_all_the_same(tmp_path: Path) -> None:
    for body in (
        "{% " * 50_000 + "\n\nx",
        "h\n\n" + "[\n" * 100_000,
        "{% if" + " " * 99_999 + "\n\nx",
    ):
        assert read(tmp_path, body).excerpt is not None
