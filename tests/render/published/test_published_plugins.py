"""Ported gems: what each of them adds to the page of a post."""

from pathlib import Path

import pytest
from published_sites import make_site, render

from editor.render.published.fidelity import Fidelity, PublishedPage
from editor.render.published.renderer import SiteRenderer

POST = "_posts/2024-05-06-a-walk.md"


def page_of(
    root: Path, body: str, *, plugins: str = "", layout: str = "{{ content }}", config: str = "",
    head: str = "layout: post", files: dict[str, str] | None = None,
) -> PublishedPage:  # fmt: skip
    every = {POST: f"---\ntitle: A walk\n{head}\n---\n{body}", "_layouts/post.html": layout}
    site = make_site(root, {**every, **(files or {})}, f"plugins: [{plugins}]\n{config}")
    return render(SiteRenderer(site), root / POST)


def test_an_include_may_be_cached(tmp_path: Path) -> None:
    files = {"_includes/a.html": "<b>{{ include.x }}</b>"}
    page = page_of(
        tmp_path, '{% include_cached a.html x="1" %}', files=files, plugins="jekyll-include-cache"
    )
    assert "<b>1</b>" in page.html


HEADINGS = '<h2 id="one">One</h2><h3 id="in">Inner</h3><h2 id="two">Two &amp; more</h2>'


def test_contents_are_listed_for_pages_that_ask(tmp_path: Path) -> None:
    page = page_of(
        tmp_path,
        HEADINGS,
        layout="{{ content | toc_only }}",
        head="layout: post\ntoc: true",
        plugins="jekyll-toc",
    )
    assert page.html == (
        '<ul id="toc" class="section-nav">\n'
        '<li class="toc-entry toc-h2"><a href="#one">One</a>\n<ul>\n'
        '<li class="toc-entry toc-h3"><a href="#in">Inner</a></li>\n</ul>\n</li>\n'
        '<li class="toc-entry toc-h2"><a href="#two">Two &amp; more</a></li>\n</ul>'
    )


def test_contents_are_left_out_otherwise(tmp_path: Path) -> None:
    layout = "[{{ content | toc_only }}]{% toc %}{{ content | inject_anchors }}"
    page = page_of(tmp_path, HEADINGS, layout=layout, plugins="jekyll-toc")
    assert page.html == f"[]{page.article_html}"


def test_without_the_gem_its_filters_leave_all_as_it_is(tmp_path: Path) -> None:
    page = page_of(tmp_path, "T", layout="{{ content | toc_only }}", head="layout: post\ntoc: true")
    assert (page.html, page.fidelity) == (page.article_html, Fidelity.EXACT)


def test_headings_get_anchors(tmp_path: Path) -> None:
    layout = "{{ content | inject_anchors }}"
    page = page_of(
        tmp_path, HEADINGS, layout=layout, head="layout: post\ntoc: true", plugins="jekyll-toc"
    )
    assert '<h2 id="one"><a class="anchor" href="#one" aria-hidden="true">' in page.html


def test_a_gist_is_its_script_and_nearly_exact(tmp_path: Path) -> None:
    page = page_of(tmp_path, "{% gist ada/1234 a.rb %}", plugins="jekyll-gist")
    assert '<script src="https://gist.github.com/ada/1234.js?file=a.rb"> </script>' in page.html
    assert page.fidelity is Fidelity.NEARLY


def test_people_are_mentioned_outside_of_code(tmp_path: Path) -> None:
    body = "<p>Hi @ada, mail a@b.example <code>@not</code></p>"
    page = page_of(tmp_path, body, plugins="jekyll-mentions")
    assert (
        'Hi <a href="https://github.com/ada" class="user-mention">@ada</a>, mail a@b.example'
        in page.html
    )
    assert "<code>@not</code>" in page.html.replace(' class="language-plaintext"', "")
    assert "@ada</a>" not in page_of(tmp_path / "off", body).html


def test_names_between_colons_become_pictures(tmp_path: Path) -> None:
    page = page_of(tmp_path, "<p>So :smile: :nosuchname:</p>", plugins="jemoji")
    assert (
        '<img class="emoji" title=":smile:" alt=":smile:" '
        'src="https://github.githubassets.com/images/icons/emoji/unicode/1f604.png" '
        'height="20" width="20"> :nosuchname:'
    ) in page.html


def test_links_to_files_become_links_to_pages(tmp_path: Path) -> None:
    files = {"about.md": "---\ntitle: About\npermalink: /about/\n---\n"}
    body = "[us](../about.md#who) and [out](https://x.example/a.md) and [gone](gone.md)"
    config = "baseurl: /b\nrelative_links: {enabled: true, collections: true}\n"
    page = page_of(tmp_path, body, plugins="jekyll-relative-links", config=config, files=files)
    assert 'href="/b/about/#who"' in page.html
    assert 'href="https://x.example/a.md"' in page.html
    assert 'href="gone.md"' in page.html


def test_a_post_without_a_layout_gets_one(tmp_path: Path) -> None:
    page = page_of(tmp_path, "T", plugins="jekyll-default-layout", head="x: y", layout="<b></b>")
    assert page.html == "<b></b>"


def test_an_avatar_is_the_persons_picture(tmp_path: Path) -> None:
    page = page_of(tmp_path, "{% avatar hubot size=50 %}", plugins="jekyll-avatar")
    assert 'class="avatar" alt="hubot" width="50" height="50"' in page.html
    assert ".githubusercontent.com/hubot?v=3" in page.html


def test_what_stands_in_an_avatar_may_be_an_output(tmp_path: Path) -> None:
    page = page_of(
        tmp_path,
        "{% assign who = 'hubot' %}{% avatar {{ who }} size=50 %}",
        plugins="jekyll-avatar",
    )
    assert 'alt="hubot" width="50"' in page.html


@pytest.mark.parametrize("text", ["@mentions", "a@b", "@a/b", "`@name`", "@a.b", "[@a](/)"])
def test_not_every_sign_is_a_mention(tmp_path: Path, text: str) -> None:
    page = page_of(tmp_path, text, plugins="jekyll-mentions")
    assert "user-mention" not in page.html


@pytest.mark.parametrize("text", ["@mira", "(@mira)", ".@mira", "@mira, you", "@mira..."])
def test_a_mention_is_linked(tmp_path: Path, text: str) -> None:
    page = page_of(tmp_path, text, plugins="jekyll-mentions")
    assert '<a href="https://github.com/mira" class="user-mention">@mira</a>' in page.html


def test_the_tag_of_a_gem_that_the_site_does_not_name_stops_the_build(tmp_path: Path) -> None:
    page = page_of(tmp_path, "{% avatar hubot %}", files={"Gemfile": "gem 'jekyll'\n"})
    assert page.error is not None
    assert page.error.startswith("Liquid syntax error (line 1): Unknown tag 'avatar'")
    assert "{% avatar hubot %}" in page.html


def test_a_theme_brings_its_gems_along(tmp_path: Path) -> None:
    page = page_of(tmp_path, "{% avatar hubot %}", config="theme: some-theme\n")
    assert (page.error, 'alt="hubot"' in page.html) == (None, True)


def test_a_post_that_sends_on_says_so(tmp_path: Path) -> None:
    head = "layout: post\nredirect_to: https://example.org/there"
    page = page_of(tmp_path, "T", plugins="jekyll-redirect-from", head=head)
    assert page.fidelity is Fidelity.NEARLY
    assert "https://example.org/there" in page.reasons[0].sentence


def test_the_repository_is_known_by_its_settings(tmp_path: Path) -> None:
    layout = "{{ site.github.repository_url }} {{ site.github.owner_name }}"
    page = page_of(
        tmp_path, "", plugins="jekyll-github-metadata", config="repository: a/b\n", layout=layout
    )
    assert (page.html, page.fidelity) == ("https://github.com/a/b a", Fidelity.EXACT)


def test_what_github_would_be_asked_is_said(tmp_path: Path) -> None:
    page = page_of(
        tmp_path, "", plugins="jekyll-github-metadata", config="repository: a/b\n",
        layout="{{ site.github.contributors }}",
    )  # fmt: skip
    assert page.fidelity is Fidelity.NEARLY
    assert "site.github.contributors" in page.reasons[0].text


def test_a_file_knows_when_it_was_changed(tmp_path: Path) -> None:
    layout = '{{ page.last_modified_at | date: "%Y" | size }} {% last_modified_at %Y %}'
    page = page_of(tmp_path, "", plugins="jekyll-last-modified-at", layout=layout)
    assert page.html.startswith("4 20")


@pytest.mark.parametrize(
    "gem",
    ["jekyll-sitemap", "jekyll-redirect-from", "jekyll-paginate", "jekyll-archives",
     "jekyll-optional-front-matter", "jekyll-titles-from-headings"],
)  # fmt: skip
def test_gems_without_effect_on_a_post_leave_it_exact(tmp_path: Path, gem: str) -> None:
    assert page_of(tmp_path, "Text", plugins=gem).fidelity is Fidelity.EXACT


def test_pages_that_plugins_make_are_among_the_pages(tmp_path: Path) -> None:
    files = {f"_posts/2024-04-0{day}-p.md": "---\n---\n" for day in range(1, 5)}
    files["index.html"] = "---\ntitle: All\n---\n"
    files["about.html"] = "---\ntitle: About\n---\n"
    layout = "{% for page in site.pages %}{{ page.url }}={{ page.title }} {% endfor %}"
    page = page_of(
        tmp_path,
        "T",
        layout=layout + "| {% for page in site.html_pages %}{{ page.url }} {% endfor %}",
        plugins="jekyll-sitemap, jekyll-paginate",
        config="paginate: 2",
        files=files,
    )
    assert page.html == (
        "/about.html=About /=All /sitemap.xml= /robots.txt= /page2/=All /page3/=All "
        "| /about.html / /page2/ /page3/ "
    )
    assert page.fidelity is Fidelity.EXACT


@pytest.mark.parametrize(
    ("config", "urls"),
    [
        ("", ""),
        ("paginate: 0", ""),
        ("paginate: 1\npaginate_path: /blog/p:num/", "/blog/p2/ "),
        ("paginate: 1\npaginate_path: /news/deep/:num", "/news/deep/2/ "),
    ],
)
def test_the_list_goes_on_where_the_settings_say(tmp_path: Path, config: str, urls: str) -> None:
    files = {
        "_posts/2024-04-01-p.md": "---\n---\n",
        "_posts/2024-04-02-q.md": "---\nhidden: true\n---\n",
        "index.html": "---\n---\n",
        "news/index.html": "---\n---\n",
        "elsewhere/index.html": "---\n---\n",
    }
    layout = "{% for page in site.pages offset: 3 %}{{ page.url }} {% endfor %}"
    page = page_of(
        tmp_path, "T", layout=layout, plugins="jekyll-paginate", config=config, files=files
    )
    assert page.html == urls
