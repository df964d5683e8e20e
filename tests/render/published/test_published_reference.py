"""A site with all of Liquid and Jekyll that is documented: its pages are those of Jekyll."""

import re
from pathlib import Path

import pytest
from documented import FILTERS, TAGS, VARIABLES
from published_sites import SITES, render, seen
from real_jekyll import build

from editor.render.liquid.filters.table import JEKYLL_FILTERS
from editor.render.liquid.tags.table import JEKYLL_TAGS
from editor.render.published.renderer import SiteRenderer
from editor.site.site import Site

SITE = SITES / "reference"
PAGES = Path(__file__).with_name("reference_pages")
"""What Jekyll 4.3.1 made of each file."""

FILES = {
    "_posts/2024-01-02-first.md": "sea/2024/01/02/first.html",
    "logs/_posts/2024-02-03-in-the-logs.md": "logs/2024/02/03/in-the-logs.html",
    "_posts/2024-03-04-tags.md": "2024/03/04/tags.html",
    "_posts/2024-03-05-variables.md": "2024/03/05/names.html",
    "_posts/2024-03-06-filters.md": "2024/03/06/filters.html",
    "_tides/neap.md": "tides/neap.html",
    "_tides/spring.md": "tides/spring.html",
    "docs/page.html": "docs/page.html",
    "docs/guide.md": "docs/guide.html",
}
TEXT = "\n".join(
    path.read_text("utf-8") for path in sorted(SITE.rglob("*")) if path.suffix in (".md", ".html")
)
_OTHER_NAMES = {"h", "illegal", "render"}
"""``escape`` by another name, the tag of everything unknown, and what Jekyll refuses."""


@pytest.mark.parametrize("name", TAGS)
def test_the_site_has_every_tag(name: str) -> None:
    assert re.search(rf"\{{%-?\s*{re.escape(name)}(?!\w)", TEXT)


@pytest.mark.parametrize("name", FILTERS)
def test_the_site_has_every_filter(name: str) -> None:
    assert re.search(rf"\|\s*{name}\b", TEXT)


@pytest.mark.parametrize("name", VARIABLES)
def test_the_site_has_every_variable(name: str) -> None:
    assert re.search(rf"(?<![\w.]){re.escape(name)}\b", TEXT)


def test_nothing_is_known_here_that_is_not_in_the_list() -> None:
    assert {tag.name for tag in JEKYLL_TAGS} <= {*TAGS, *_OTHER_NAMES}
    assert {*JEKYLL_FILTERS} <= {*FILTERS, *_OTHER_NAMES}


@pytest.mark.parametrize("path", FILES)
def test_every_page_is_the_one_that_jekyll_wrote(path: str) -> None:
    page = render(SiteRenderer(Site.open(SITE)), SITE / path)

    assert page.error is None
    assert seen(page.html) == seen((PAGES / Path(FILES[path]).name).read_text("utf-8"))
    told = [reason.text for reason in page.reasons if "sample" not in reason.text]
    assert [text for text in told if not text.startswith("a counter")] == []


@pytest.mark.jekyll
def test_the_stored_pages_are_jekylls(tmp_path: Path) -> None:
    built = build(SITE, tmp_path)
    for url in FILES.values():
        stored = (PAGES / Path(url).name).read_text("utf-8")
        assert seen(built.page(url)) == seen(stored), url
