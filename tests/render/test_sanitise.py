"""The first layer: what a post may put into the preview."""

import re

import hostile_html
import pytest

from editor.render.article import ArticleRequest, render_article
from editor.render.sanitise import sanitise

_ALLOWED_LOADS = re.compile(
    r'<(?:img|source|video|audio|track|a)\b[^>]*\b(?:src|srcset|poster|href)="[^"]*"'
)


@pytest.mark.parametrize("piece", hostile_html.aimed_at("https://canary.example"))
def test_nothing_that_runs_or_embeds_comes_through(piece: str) -> None:
    page = sanitise(piece)

    assert not re.search(
        r"<(script|style|iframe|object|embed|svg|math|form|base|meta|link)\b", page
    )
    assert not re.search(r"<[^>]*\s(on\w+|ping|srcdoc|background)=", page)
    assert "javascript:" not in page
    assert not re.search(r'style="[^"]*url\(', page)


@pytest.mark.parametrize("piece", hostile_html.aimed_at("https://canary.example"))
def test_markdown_is_no_way_around(piece: str) -> None:
    page = render_article(ArticleRequest(f"Text\n\n{piece}\n\n- {piece}")).html

    assert "<script" not in page
    assert "<iframe" not in page
    assert not re.search(r"<[^>]*\son\w+=", page)


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "vbscript:x",
        "galleyproof://app/shell.html",
        "ssh://host",
    ],
)
def test_a_link_of_another_kind_than_web_and_mail_leads_nowhere(link: str) -> None:
    assert "href" not in sanitise(f'<a href="{link}">x</a>')
    assert "src" not in sanitise(f'<img src="{link}">')


@pytest.mark.parametrize(
    "page",
    [
        '<p id="a" class="b" style="text-align:center">x</p>',
        '<figure><img src="/a.png" alt="x"><figcaption>y</figcaption></figure>',
        '<details open=""><summary>x</summary><p>y</p></details>',
        '<sup id="fnref:1"><a href="#fn:1" class="footnote">1</a></sup>',
        '<input type="checkbox" disabled="" checked="">',
        '<video src="/a.mp4" controls=""></video>',
        '<a href="mailto:a@b.example">m</a>',
        '<td style="text-align:right">1</td>',
    ],
)
def test_what_posts_are_made_of_stays(page: str) -> None:
    wrapped = f"<table><tbody><tr>{page}</tr></tbody></table>" if page.startswith("<td") else page
    assert sorted(sanitise(wrapped)) == sorted(wrapped)


def test_an_input_is_a_checkbox_or_nothing_to_type_into() -> None:
    assert "image" not in sanitise('<input type="image" src="/x.png">')
