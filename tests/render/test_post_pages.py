"""From a request to the site's own page, step by step, as the render process makes it."""

from dataclasses import replace
from pathlib import Path

import pytest

from editor.render.exchange import Article, ArticleRequest, Publication, Published
from editor.render.worker import Articles

LAYOUT = """---
---
<!DOCTYPE html>
<html lang="en">
<head><title>{{ page.title }}</title><link rel="stylesheet" href="/assets/main.css"></head>
<body class="post"><h1>{{ page.title }}</h1>
<p class="words">{{ content | number_of_words }}</p>
<main>{{ content }}</main></body>
</html>
"""
POST = "_posts/2024-05-06-ferry.md"
HEAD = "---\ntitle: The ferry\nlayout: post\n---\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, text in {
        "_config.yml": "title: Notes\nurl: https://example.org\n",
        "_layouts/post.html": LAYOUT,
        "_includes/note.html": "<aside>\n<b>note</b>\n</aside>",
        "_sass/colours.scss": "$ink: #123456;",
        "assets/main.scss": '---\n---\n@import "colours";\nmain { p { color: $ink; } }\n',
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def request(site: Path, body: str, head: str = HEAD) -> ArticleRequest:
    publication = Publication(str(site), str(site / POST), head, "2024-05-07T00:00:00+00:00")
    return ArticleRequest(body, title="The ferry", base_url="/2024/05/06/ferry.html",
                          publication=publication)  # fmt: skip


def typing(asked: ArticleRequest) -> ArticleRequest:
    assert asked.publication is not None
    return replace(asked, publication=replace(asked.publication, typing=True))


def alone(asked: ArticleRequest) -> ArticleRequest:
    assert asked.publication is not None
    return replace(asked, publication=replace(asked.publication, alone=True))


def published(article: Article) -> Published:
    assert article.published is not None
    return article.published


def test_the_article_stands_in_the_sites_own_frame(site: Path) -> None:
    article = Articles().make(request(site, "It *waited*.\n\nNobody complained.\n"))
    page = published(article)

    assert article.html == "<p>It <em>waited</em>.</p>\n\n<p>Nobody complained.</p>\n"
    assert article.lines == (1, 3)
    assert page.state == "exact"
    assert page.frame is not None
    assert "<h1>The ferry</h1>" in page.frame.html
    assert page.frame.body == {"class": "post"}


def test_the_sites_scss_comes_compiled(site: Path) -> None:
    frame = published(Articles().make(request(site, "Text.\n"))).frame

    assert frame is not None
    assert "#123456" in frame.sheets["/assets/main.css"]
    assert frame.styles[0].href.startswith("/assets/main.css?")


def test_while_typing_the_frame_stays_and_a_rest_brings_it_up_to_date(site: Path) -> None:
    articles = Articles()
    first = published(articles.make(request(site, "one two\n")))
    during = published(articles.make(typing(request(site, "one two three\n"))))
    after = published(articles.make(request(site, "one two three\n")))

    assert during.frame_key == first.frame_key
    assert after.frame is not None
    assert '<p class="words">3</p>' in after.frame.html


def test_lines_are_those_of_the_text_not_of_what_liquid_made_of_it(site: Path) -> None:
    body = (
        "One.\n\n{% include note.html %}\n\n{% comment %}\nnot\nshown\n{% endcomment %}\n\nTwo.\n"
    )

    article = Articles().make(request(site, body))

    assert article.lines[0] == 1
    assert article.lines[-1] == 10


def test_a_fault_in_the_text_is_told_in_jekylls_words_with_the_line_of_the_file(site: Path) -> None:
    page = published(Articles().make(request(site, "Fine.\n\n{% if x %}\n")))

    assert page.broken
    assert "'if' tag was never closed" in page.stop
    assert "line 8" in page.stop


def test_an_unknown_tag_is_marked_in_its_place(site: Path) -> None:
    article = Articles().make(request(site, "Before {% figure a.png %} after.\n"))
    page = published(article)

    assert "{% figure a.png %}" in article.html
    assert "gp-unknown-tag" in article.html
    assert "Unknown tag 'figure'" in page.stop
    assert not page.broken
    assert page.state == "nearly"


def test_without_a_layout_the_article_stands_alone_and_says_why(site: Path) -> None:
    page = published(Articles().make(request(site, "Text.\n", "---\nlayout: gone\n---\n")))

    assert page.state == "article only"
    assert page.frame is None
    assert "there is no layout “gone”" in page.reasons[0]


def test_the_article_alone_goes_through_liquid_too(site: Path) -> None:
    article = Articles().make(alone(request(site, "On {{ site.title }}.\n")))

    assert "<p>On Notes.</p>" in article.html
    assert article.html.startswith('<header class="gp-header">')
    assert published(article).state == "alone"


def test_settings_that_change_are_read_again(site: Path) -> None:
    articles = Articles()
    articles.make(request(site, "{{ site.title }}\n"))
    (site / "_config.yml").write_text("title: Another name\n", encoding="utf-8")

    assert "Another name" in articles.make(request(site, "{{ site.title }}\n")).html


def test_a_layout_and_an_include_that_change_are_read_again_after_a_rest(site: Path) -> None:
    articles = Articles()
    body = "{% include note.html %}\n"
    articles.make(request(site, body))
    (site / "_layouts/post.html").write_text(LAYOUT.replace("<h1>", "<h1>New: "), encoding="utf-8")
    (site / "_includes/note.html").write_text("<aside>other</aside>", encoding="utf-8")

    article = articles.make(request(site, body))

    frame = published(article).frame
    assert frame is not None
    assert "<h1>New: The ferry</h1>" in frame.html
    assert "<aside>other</aside>" in article.html


def test_no_script_of_the_layout_or_of_a_title_comes_along(site: Path) -> None:
    layout = LAYOUT.replace("<main>", "<script>evil()</script><main onclick='evil()'>")
    (site / "_layouts/post.html").write_text(layout, encoding="utf-8")
    head = "---\ntitle: '<img src=x onerror=evil()>'\nlayout: post\n---\n"

    article = Articles().make(request(site, "<b onclick='evil()'>Text</b>\n", head))
    frame = published(article).frame

    assert frame is not None
    assert "evil" not in frame.html
    assert "evil" not in article.html


def test_a_remote_style_sheet_is_named_because_it_is_not_loaded(site: Path) -> None:
    layout = LAYOUT.replace(
        "</head>", '<link rel="stylesheet" href="//cdn.example.net/x.css"></head>'
    )
    (site / "_layouts/post.html").write_text(layout, encoding="utf-8")

    page = published(Articles().make(request(site, "Text.\n")))

    assert page.state == "nearly"
    assert "//cdn.example.net/x.css" in page.reasons[0]


def test_a_style_sheet_that_is_not_there_is_said_before_what_is_seen_less(site: Path) -> None:
    layout = LAYOUT.replace("</head>", '<link rel="stylesheet" href="/assets/gone.css"></head>')
    (site / "_layouts/post.html").write_text(layout, encoding="utf-8")
    (site / "_plugins").mkdir()
    (site / "_plugins/stars.rb").write_text("Jekyll::Hooks.register :posts, :post_render do\nend\n")

    first, second = published(Articles().make(request(site, "Text.\n"))).reasons

    assert "no style sheet /assets/gone.css" in first
    assert "_plugins/stars.rb" in second


def test_a_post_cannot_claim_a_line(site: Path) -> None:
    article = Articles().make(request(site, '<p data-gp-line="900" data-kept="1">a</p>\n'))

    assert "data-gp-line" not in article.html
    assert 'data-kept="1"' in article.html


def test_a_style_sheet_that_cannot_be_made_says_why(site: Path) -> None:
    (site / "assets/main.scss").write_text(
        "---\n---\nmain { color: $nowhere; }\n", encoding="utf-8"
    )

    page = published(Articles().make(request(site, "Text.\n")))

    assert page.state == "nearly"
    assert any("nowhere" in reason for reason in page.reasons)
