"""Files that are no posts, opened in the editor: pages and documents of collections."""

from pathlib import Path

import pytest
from published_sites import make_site, render

from editor.render.published.renderer import SiteRenderer

LAYOUT = (
    "{{ page.title }}|{{ page.url }}|{{ page.id }}|{{ page.collection }}|{{ page.dir }}|"
    "{{ page.author }}|{{ page.previous.title }}|{{ page.next.title }}|"
    "{% for p in site.posts %}{{ p.title }} {{ p.content | strip }}{% endfor %}|{{ content }}"
)
CONFIG = """
collections: {recipes: {output: true}}
defaults:
- scope: {path: docs, type: pages}
  values: {author: Mira, layout: wide}
- scope: {path: "", type: recipes}
  values: {layout: wide}
"""
FILES = {
    "_layouts/wide.html": LAYOUT,
    "_posts/2024-05-06-a-walk.md": "---\ntitle: Walk\n---\n*far*",
    "_recipes/bread.md": "---\ntitle: Bread\n---\n",
    "_recipes/soup.md": "---\ntitle: Soup\n---\nHot.",
    "_recipes/tea.md": "---\ntitle: Tea\n---\n",
    "docs/guide.md": "---\ntitle: Guide\n---\nRead.",
}
WALK = "Walk <p><em>far</em></p>"


def renderer_of(root: Path) -> SiteRenderer:
    return SiteRenderer(make_site(root, FILES, CONFIG))


def test_a_page_is_a_page(tmp_path: Path) -> None:
    page = render(renderer_of(tmp_path), tmp_path / "docs/guide.md")
    assert page.html == f"Guide|/docs/guide.html|||/docs/|Mira|||{WALK}|<p>Read.</p>\n"


def test_a_document_stands_in_its_collection(tmp_path: Path) -> None:
    renderer = renderer_of(tmp_path)
    path = tmp_path / "_recipes/soup.md"
    expected = f"/recipes/soup.html|/recipes/soup|recipes|||Bread|Tea|{WALK}|<p>Hot.</p>\n"
    assert render(renderer, path).html == f"Soup|{expected}"
    assert render(renderer, path, "---\ntitle: Broth\n---\nHot.").html == f"Broth|{expected}"


def test_what_was_written_is_left_behind_with_its_file(tmp_path: Path) -> None:
    renderer = renderer_of(tmp_path)
    render(renderer, tmp_path / "_recipes/soup.md", "---\ntitle: Broth\n---\n")
    render(renderer, tmp_path / "_posts/2024-05-06-a-walk.md", "---\ntitle: Run\n---\nfast")

    page = render(renderer, tmp_path / "docs/guide.md")
    assert WALK in page.html
    assert "|Soup|" in render(renderer, tmp_path / "_recipes/tea.md").html


def test_a_page_that_lists_posts_says_that_its_list_is_empty(tmp_path: Path) -> None:
    listing = "---\n---\n{% for post in paginator.posts %}{{ post.title }}{% endfor %}"
    own = "---\npagination: {enabled: true}\n---\n"
    files = {**FILES, "index.html": listing, "news/index.html": listing, "all.html": own}
    renderer = SiteRenderer(make_site(tmp_path, files, f"{CONFIG}paginate: 5\n"))

    for path in ("index.html", "news/index.html", "all.html"):
        texts = [reason.text for reason in render(renderer, tmp_path / path).reasons]
        assert "this page lists posts; the list is empty here" in texts
    assert render(renderer, tmp_path / "docs/guide.md").reasons == ()


@pytest.mark.parametrize(
    ("gem", "path", "is_said"),
    [("jekyll-archives", "x.md", True), ("jekyll-optional-front-matter", "x.md", True),
     ("jekyll-optional-front-matter", "README.md", False),
     ("jekyll-readme-index", "docs/README.md", True), ("jekyll-readme-index", "x.md", False),
     ("jekyll-sitemap", "x.md", False)],
)  # fmt: skip
def test_a_list_of_pages_says_which_plugin_adds_to_it(
    tmp_path: Path, gem: str, path: str, *, is_said: bool
) -> None:
    files = {**FILES, path: "plain", "_layouts/wide.html": "{{ site.pages | map: 'url' }}"}
    renderer = SiteRenderer(make_site(tmp_path, files, f"{CONFIG}plugins: [{gem}]\n"))
    for _ in range(2):
        reasons = render(renderer, tmp_path / "docs/guide.md").reasons
        assert [gem in reason.text for reason in reasons] == [True] * is_said
