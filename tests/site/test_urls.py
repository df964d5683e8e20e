"""Addresses are Jekyll's own."""

from datetime import UTC, datetime

import pytest

from editor.post.scalars import Value
from editor.site.config import PERMALINK_STYLES
from editor.site.errors import BuildStopError
from editor.site.urls import (
    UrlSource,
    collisions,
    destination_path,
    output_extension,
    url_for,
)


def source(slug: Value = "My-Post", categories: tuple[Value, ...] = ()) -> UrlSource:
    moment = datetime(2027, 1, 2, 3, 4, 5, tzinfo=UTC)  # a Saturday in ISO week 53 of 2026
    return UrlSource("news/_posts/2027-01-02-Old Name.md", slug, categories, moment, ".html")


@pytest.mark.parametrize(
    ("style", "url"),
    [
        ("date", "/2027/01/02/My-Post.html"),
        ("pretty", "/2027/01/02/My-Post/"),
        ("ordinal", "/2027/002/My-Post.html"),
        ("weekdate", "/2027/W53/Sat/My-Post.html"),
        ("none", "/My-Post.html"),
    ],
)
def test_styles(style: str, url: str) -> None:
    assert url_for(PERMALINK_STYLES[style], source()) == url


@pytest.mark.parametrize(
    ("template", "url"),
    [
        ("/:year/:short_year/:month/:i_month/:day/:i_day/:y_day/", "/2027/27/01/1/02/2/002/"),
        ("/:w_year-:week-:w_day/:short_day-:long_day", "/2026-53-6/Sat-Saturday"),
        ("/:short_month-:long_month/:hour-:minute-:second", "/Jan-January/03-04-05"),
        ("/:title/:slug/:name/", "/My-Post/my-post/2027-01-02-old-name/"),
        ("/:collection/:path:output_ext", "/posts/news//2027-01-02-Old%20Name.html"),
        ("/:month_:day_-x", "/01_02_-x"),
        ("no-slash/../x/./y", "/no-slash/x/y"),
        ("/a b/:title", "/a b/My-Post"),  # what is written in the template is not escaped
        ("", "/"),
    ],
)
def test_placeholders(template: str, url: str) -> None:
    assert url_for(template, source()) == url.replace("//", "/")


def test_categories_are_small_and_come_once() -> None:
    post = source(categories=("News", "news", 7, "Foo Bar", "", "Á/é"))
    assert url_for("/:categories/x", post) == "/news/7/foo%20bar/%C3%A1/%C3%A9/x"
    assert url_for("/:slugified_categories/x", post) == "/news/7/foo-bar/%C3%A1-%C3%A9/x"


def test_a_missing_slug_is_the_name_and_an_empty_one_is_empty() -> None:
    assert url_for("/:title", source(slug=None)) == "/2027-01-02-Old-Name"
    assert url_for("/x/:title.html", source(slug="")) == "/x/.html"


def test_a_number_as_slug_stops_the_build_only_where_it_is_used() -> None:
    assert url_for("/:year/", source(slug=7)) == "/2027/"
    with pytest.raises(BuildStopError, match="slug 7"):
        url_for("/:title/", source(slug=7))


@pytest.mark.parametrize("template", ["/:nope/", "/:titles", "/:title__/", "/a:b/"])
def test_an_unknown_placeholder_stops_the_build(template: str) -> None:
    with pytest.raises(BuildStopError, match="stops the whole build"):
        url_for(template, source())


@pytest.mark.parametrize("category", ["a\0b", "12:30", "my news: today", ":x"])
def test_a_category_that_cannot_stand_in_an_address_stops_the_build(category: str) -> None:
    with pytest.raises(BuildStopError, match="stops Jekyll's whole build"):
        url_for("/:categories/:title/", source(categories=(category,)))


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("/a/", "a/index.html"),
        ("/a", "a.html"),
        ("/a.html", "a.html"),
        ("/%C3%A9%20x.html", "é x.html"),
        ("/", "index.html"),
    ],
)
def test_destinations(url: str, path: str) -> None:
    assert destination_path(url, ".html") == path


@pytest.mark.parametrize(
    ("path", "permalink", "extension"),
    [
        ("_posts/x.MD", None, ".html"),
        ("_posts/x.txt", None, ".txt"),
        ("_posts/x.md", "/feed.xml", ".xml"),
        ("_posts/x.md", "/v1.2/", ".html"),
        ("_posts/x.md", "", ".html"),
    ],
)
def test_output_extensions(path: str, permalink: str | None, extension: str) -> None:
    assert output_extension(path, permalink, (".md",)) == extension


def test_posts_that_share_an_address_are_told() -> None:
    urls = [("a", "/x/"), ("b", "/y/"), ("c", "/x/index.html"), ("d", "/%C3%A9"), ("e", "/é")]
    assert collisions(urls) == {"/x/index.html": ("a", "c"), "/é": ("d", "e")}
    assert collisions([("broken", ""), ("broken too", "")]) == {}
