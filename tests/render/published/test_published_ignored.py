"""Front matter that Jekyll cannot read: it publishes the text without it, and the page says so."""

from pathlib import Path

import pytest
from published_sites import NOW, make_site, render
from real_jekyll import build

from editor.render.article import ArticleRequest
from editor.render.exchange import Publication
from editor.render.post_pages import PostPages
from editor.render.published.fidelity import Fidelity
from editor.render.published.renderer import SiteRenderer
from editor.site.site import Site

BROKEN = [
    "title: A: b", 'title: "x', "- a\n- b", "just text", "title: [a", "title: @x", "tags: {a",
    "title: `x`", "title: x\n- y", 'title: "x" y', "categories: {a: b}", "title: x\ny",
]  # fmt: skip
LAYOUT = (
    "{{ page.title }}|{{ page.excerpt }}|{{ page.tags | join: ' ' }}|{{ page.date | date: '%Y' }}|"
    "{% for p in site.posts %}{{ p.slug }}.{% endfor %}|{{ content }}"
)
DEFAULTS = 'defaults: [{scope: {path: ""}, values: {layout: wide}}]\n'
FIRST, SECOND, THIRD = (f"_posts/2024-01-0{day}-{day}.md" for day in (1, 2, 3))


def site_of(root: Path, head: str, config: str = DEFAULTS) -> Site:
    sound = "---\ntitle: Sound\n---\nText.\n"
    files = {
        "_layouts/wide.html": LAYOUT,
        FIRST: sound,
        SECOND: f"---\n{head}\n---\n*Text*.\n\nMore.\n",
        THIRD: sound,
    }
    return make_site(root, files, config)


OWN = f"||||{NOW.year}|.3.1.|<p><em>Text</em>.</p>\n\n<p>More.</p>\n"
OTHER = "Sound|<p>Text.</p>\n||2024|.3.1.|<p>Text.</p>\n"


@pytest.mark.parametrize("head", BROKEN)
def test_it_is_published_last_of_all_without_title_and_excerpt(tmp_path: Path, head: str) -> None:
    renderer = SiteRenderer(site_of(tmp_path, head))
    page = render(renderer, tmp_path / SECOND)

    assert page.html == OWN.removeprefix("|")
    assert page.fidelity is Fidelity.EXACT
    assert "Jekyll ignores it and publishes the text with the layout “wide”" in page.ignored
    other = render(renderer, tmp_path / FIRST)
    assert (other.html, other.ignored) == (OTHER, "")


@pytest.mark.jekyll
@pytest.mark.parametrize("head", ["title: A: b", "title: x\n- y"])
def test_jekyll_does_the_same(tmp_path: Path, head: str) -> None:
    site = site_of(tmp_path / "site", head, f"{DEFAULTS}future: true\n")  # as the judge builds
    built = build(site.root, tmp_path)
    page = render(SiteRenderer(site), site.root / FIRST)
    assert page.html == built.page("/2024/01/01/1.html")
    assert page.html == OTHER.replace(".3.1.", "3..1.")


def test_without_defaults_there_is_no_layout(tmp_path: Path) -> None:
    renderer = SiteRenderer(site_of(tmp_path, "title: A: b", ""))
    page = render(renderer, tmp_path / SECOND)
    assert page.html == "<p><em>Text</em>.</p>\n\n<p>More.</p>\n"
    assert page.ignored.endswith("publishes the text without a layout")


def test_a_sound_one_is_not_ignored(tmp_path: Path) -> None:
    renderer = SiteRenderer(site_of(tmp_path, "title: A"))
    assert render(renderer, tmp_path / SECOND).ignored == ""


@pytest.mark.parametrize("config", ["", DEFAULTS])
def test_the_line_says_what_jekyll_does(tmp_path: Path, config: str) -> None:
    site_of(tmp_path, "title: A: b", config)
    text = (tmp_path / SECOND).read_text("utf-8")
    body = text.rpartition("---\n")[2]
    publication = Publication(
        str(tmp_path), str(tmp_path / SECOND), text.removesuffix(body), NOW.isoformat()
    )
    published = PostPages().answer(ArticleRequest(body), publication).published

    assert published is not None
    assert published.state == "ignored"
    assert published.reasons[0].startswith("The front matter cannot be read: line 1, column 9")


@pytest.mark.parametrize(
    ("head", "is_said"),
    [("tone: :calm", True), ("tones:\n  - :calm", True), ('tone: ":calm"', False),
     ("time: 12:30", False), ("link: http://x.y/:z", False)],
)  # fmt: skip
def test_a_value_that_only_debian_refuses_is_said(
    tmp_path: Path, head: str, *, is_said: bool
) -> None:
    page = render(SiteRenderer(site_of(tmp_path, head)), tmp_path / SECOND)
    assert ["Debian" in reason.text for reason in page.reasons] == [True] * is_said
