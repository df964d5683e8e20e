"""Snippets of Liquid, and what real Jekyll 4.3.1 (Liquid 5.4) made of each of them.

``measured_snippets.json`` holds a snippet and the text, or the message with which the build
stopped; ``measured_filters.json`` holds random uses of the filters. Each stands as the newest post
of the small site beside it, in HTML, so that what is compared is Liquid alone.
"""

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pytest
from published_sites import SITES

from editor.post.document import Document
from editor.render.published.renderer import SiteRenderer
from editor.site.site import Site

HERE = Path(__file__).parent
SITE = SITES / "snippets"
CASES: list[dict[str, Any]] = [
    *json.loads((HERE / "measured_snippets.json").read_text("utf-8")),
    *json.loads((HERE / "measured_filters.json").read_text("utf-8")),
]
_SPANS = re.compile(r"</?span[^>]*>")  # the colours of code are compared elsewhere
NOW = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)
FRONT_MATTER = '---\ntitle: "S"\nnum: 3\nlist: [b, a, C]\n---\n'


@pytest.fixture(scope="module")
def renderer() -> SiteRenderer:
    return SiteRenderer(Site.open(SITE))


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["snippet"])[:40])
def test_a_snippet_gives_what_jekyll_gives(renderer: SiteRenderer, case: dict[str, Any]) -> None:
    document = Document.decode((FRONT_MATTER + case["snippet"]).encode())
    path = SITE / "_posts" / "2021-01-01-snippet.html"
    page = renderer.render_body(path, document, now=NOW)
    if "error" in case:
        assert page.error is not None
        assert page.error.replace(str(SITE), "SITE").startswith(" ".join(case["error"].split()))
    else:
        assert page.error is None
        assert _SPANS.sub("", page.article_html) == _SPANS.sub("", case["text"])
