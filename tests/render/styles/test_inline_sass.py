"""Sass that a layout compiles itself: the filters ``scssify`` and ``sassify``."""

from pathlib import Path

import pytest
from published_sites import make_site, render
from real_jekyll import build

from editor.render.published.fidelity import Fidelity, PublishedPage
from editor.render.published.renderer import SiteRenderer
from editor.site.site import Site

POST = "_posts/2024-05-06-a-walk.md"
FILES = {
    POST: "---\ntitle: A walk\nlayout: post\n---\nAlong the river.\n",
    "_layouts/post.html": (
        "<style>{% capture css %}{% include look.scss %}{% endcapture %}{{ css | scssify }}\n"
        "{% capture css %}a\n  b: c\n{% endcapture %}{{ css | sassify }}</style>{{ content }}"
    ),
    "_includes/look.scss": '@import "part";\n.walk { color: $river; .on { margin: 1px*2 } }\n',
    "_sass/_part.scss": "$river: lighten(#123456, 10%);\n",
}


def page_of(root: Path, files: dict[str, str]) -> PublishedPage:
    site = make_site(root, {**FILES, **files}, "title: T\n")
    return render(SiteRenderer(site), root / POST)


@pytest.mark.jekyll
def test_the_style_in_the_page_is_the_published_one(tmp_path: Path) -> None:
    page = page_of(tmp_path / "site", {})
    assert (page.fidelity, page.error) == (Fidelity.EXACT, None)
    built = build(Site.open(tmp_path / "site").root, tmp_path)
    assert page.html.strip() == built.page("/2024/05/06/a-walk.html").strip()


def test_what_the_site_s_compiler_cannot_read_is_said(tmp_path: Path) -> None:
    files = {"_includes/look.scss": '@use "sass:math";\na { b: math.div(9px, 2); }\n'}
    page = page_of(tmp_path, files)
    assert "b: 4.5px" in page.html
    assert page.fidelity is Fidelity.NEARLY
    (reason,) = page.reasons
    assert reason.text.startswith("libsass cannot compile a style sheet in the page")
    assert reason.file == "_layouts/post.html"


def test_what_no_compiler_can_read_stops_the_page_as_it_stops_jekyll(tmp_path: Path) -> None:
    page = page_of(tmp_path, {"_includes/look.scss": "a { b: $missing; }"})
    assert page.error is not None
    assert 'Undefined variable: "$missing"' in page.error


def test_a_part_that_changes_changes_the_page(tmp_path: Path) -> None:
    site = make_site(tmp_path, FILES, "title: T\n")
    renderer = SiteRenderer(site)
    before = render(renderer, tmp_path / POST).html
    assert render(renderer, tmp_path / POST).html == before
    (tmp_path / "_sass/_part.scss").write_text("$river: blue;\n")
    assert "color: blue" in render(renderer, tmp_path / POST).html
