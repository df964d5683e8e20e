"""Mistakes in templates are told in Jekyll's words, with the place in the writer's own file."""

import json
from pathlib import Path

import pytest
from mistakes import FILE, MISTAKES, Mistake, text_of
from published_sites import SITES, render
from real_jekyll import refusal

from editor.render.published.fidelity import PublishedPage
from editor.render.published.renderer import SiteRenderer
from editor.site.site import Site

MEASURED: dict[str, str] = json.loads(
    Path(__file__).with_name("measured_mistakes.json").read_text("utf-8")
)
"""What Jekyll 4.3.1 says of each, without the path at the end."""


def page_of(mistake: Mistake) -> tuple[Site, PublishedPage]:
    site = Site.open(SITES / "mistakes")
    return site, render(SiteRenderer(site), site.root / FILE, text_of(mistake))


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_a_mistake_is_told_in_jekylls_words(mistake: Mistake) -> None:
    site, page = page_of(mistake)

    assert page.error is not None
    said = page.error.replace(str(site.root), "SITE").replace("SITE/", "")
    assert said.startswith(MEASURED[mistake.name].replace("SITE/", ""))
    assert mistake.place in said
    assert "gp-liquid-error" in page.html or "gp-unknown-tag" in page.html


@pytest.mark.jekyll
@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_the_measured_words_are_jekylls(mistake: Mistake, tmp_path: Path) -> None:
    said = refusal(SITES / "mistakes", tmp_path, {FILE: text_of(mistake)})
    assert MEASURED[mistake.name] in said
