"""Whole pages of the two sample sites, compared with what the installed Jekyll writes."""

from pathlib import Path
from urllib.parse import unquote

import pytest
from published_sites import NOW, SITES, published_posts, render, seen
from real_jekyll import build

from editor.post.document import Document
from editor.render.published.fidelity import Fidelity
from editor.render.published.renderer import SiteRenderer
from editor.site.reading import read_post
from editor.site.site import Site


@pytest.mark.jekyll
@pytest.mark.parametrize("name", ["harbour", "minima"])
def test_every_page_is_the_published_one(name: str, tmp_path: Path) -> None:
    site = Site.open(SITES / name)
    built = build(site.root, tmp_path)
    renderer = SiteRenderer(site)
    if "minima" in name and not renderer.has_layouts:
        pytest.skip("the theme minima is not installed (Debian: jekyll-theme-minima)")
    for path in published_posts(site):
        post = read_post(site, path, Document.decode(path.read_bytes()), now=NOW, modified=NOW)
        page = render(renderer, path)
        assert page.error is None, path.name
        assert seen(page.html) == seen(built.page(unquote(post.url))), path.name
        if post.values.get("layout") != "none":
            assert (page.fidelity, page.reasons) == (Fidelity.EXACT, ()), path.name
