"""What a writer is told of a page: how exact it is, why not, and what Jekyll would stop with."""

import datetime as dt
from pathlib import Path

import pytest
from published_sites import NOW, make_site, render

from editor.post.document import Document
from editor.render.markdown import UnrenderableTextError
from editor.render.published.fidelity import Fidelity, Reason
from editor.render.published.renderer import SiteRenderer

POST = "_posts/2024-05-06-a-walk.md"
TEXT = "---\ntitle: A walk\nlayout: post\n---\nAlong *the* river.\n"
NESTED_LISTS = """\
{% assign a = 'x,y' | split: ',' %}
{% for i in (1..99) %}{% assign a = a | push: a %}{% endfor %}
{{ a | inspect }}{{ a | join }}
"""
LAYOUT = "<html><body><h1>{{ page.title }}</h1>{{ content }}</body></html>"


def write(root: Path, files: dict[str, str], config: str = "title: T\n") -> SiteRenderer:
    standard = {POST: TEXT, "_layouts/post.html": LAYOUT}
    return SiteRenderer(make_site(root, {**standard, **files}, config))


def test_a_page_in_its_layout_is_exact(tmp_path: Path) -> None:
    page = render(write(tmp_path, {}), tmp_path / POST)
    assert page.html == (f"<html><body><h1>A walk</h1>{page.article_html}</body></html>")
    assert (page.fidelity, page.reasons, page.error) == (Fidelity.EXACT, (), None)


def test_what_is_written_counts_not_what_is_saved(tmp_path: Path) -> None:
    page = render(write(tmp_path, {}), tmp_path / POST, TEXT.replace("A walk", "A run"))
    assert "<h1>A run</h1>" in page.html


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (TEXT.replace("layout: post", "layout: gone"), "there is no layout “gone”"),
        (TEXT.replace("layout: post\n", ""), "this post has no layout"),
    ],
)
def test_without_a_layout_there_is_the_article(tmp_path: Path, text: str, reason: str) -> None:
    page = render(write(tmp_path, {}), tmp_path / POST, text)
    assert page.fidelity is Fidelity.ARTICLE_ONLY
    assert page.html == page.article_html
    assert page.reasons[0].text.startswith(reason)


def test_a_theme_that_is_not_installed_is_named(tmp_path: Path) -> None:
    text = TEXT.replace("layout: post", "layout: single")
    renderer = write(tmp_path, {}, "remote_theme: someone/no-such-theme@4.0\n")
    said = "the theme “no-such-theme” is not installed on this computer"
    page = render(renderer, tmp_path / POST, text)
    assert page.reasons[1] == Reason(said, "_config.yml")


def test_a_filter_of_the_sites_own_plugin_is_named_with_its_place(tmp_path: Path) -> None:
    plugin = (
        "module Shout\n  def shout(text)\n    text + '!'\n  end\nend\n"
        "Liquid::Template.register_filter(Shout)\n"
    )
    layout = "---\nname: x\n---\n<p>\n{{ page.title | shout }}</p>{{ content }}"
    files = {"_plugins/shout.rb": plugin, "_layouts/post.html": layout}
    page = render(write(tmp_path, files), tmp_path / POST)
    assert page.fidelity is Fidelity.NEARLY
    said = "the site's own plugin shout.rb adds the filter shout; its value is shown unchanged"
    assert page.reasons == (Reason(said, "_layouts/post.html", 5),)
    assert page.reasons[0].sentence == f"{said} (_layouts/post.html:5)"


def test_a_plugin_that_is_not_used_by_the_page_does_not_matter(tmp_path: Path) -> None:
    plugin = "class Figure < Liquid::Tag\nend\nLiquid::Template.register_tag('figure', Figure)\n"
    page = render(write(tmp_path, {"_plugins/figure.rb": plugin}), tmp_path / POST)
    assert page.fidelity is Fidelity.EXACT


@pytest.mark.parametrize(
    "plugin",
    [
        "Jekyll::Hooks.register :posts, :post_render do |post|\nend\n",
        "class Index < Jekyll::Generator\nend\n",
        "class Up < Jekyll::Converter\nend\n",
        "module Jekyll\n  class Document\n  end\nend\n",
        "puts 'hello'\n",
    ],
)
def test_a_plugin_that_may_change_any_page_is_said_on_every_page(
    tmp_path: Path, plugin: str
) -> None:
    page = render(write(tmp_path, {"_plugins/more.rb": plugin}), tmp_path / POST)
    reason = Reason("the site's own plugin may change this page", "_plugins/more.rb")
    assert (page.fidelity, page.reasons) == (Fidelity.NEARLY, (reason,))


def test_a_gem_that_nobody_ported_is_named(tmp_path: Path) -> None:
    config = "plugins: [jekyll-sitemap, jekyll-seo-tag, jekyll-spaceship]\n"
    page = render(write(tmp_path, {}, config), tmp_path / POST)
    said = "the plugin jekyll-spaceship is not known here; it may change this page"
    assert page.reasons == (Reason(said),)


def test_an_unknown_tag_is_shown_and_is_where_jekyll_would_stop(tmp_path: Path) -> None:
    text = TEXT + "\nBefore {% figure one.png %}caption{% endfigure %} after.\n"
    page = render(write(tmp_path, {}), tmp_path / POST, text)
    assert '<code class="gp-unknown-tag">{% figure one.png %}</code>caption' in page.html
    assert page.fidelity is Fidelity.NEARLY
    assert page.error == (
        f"Liquid syntax error (line 3): Unknown tag 'figure' ({POST}, line 7, column 11)"
    )


def test_an_unknown_tag_of_the_sites_own_plugin_is_no_error(tmp_path: Path) -> None:
    plugin = "Liquid::Template.register_tag('figure', Figure)\n"
    text = TEXT + "{% figure one.png %}"
    page = render(write(tmp_path, {"_plugins/figure.rb": plugin}), tmp_path / POST, text)
    assert page.error is None
    assert page.reasons[0].text.startswith("the site's own plugin figure.rb adds the tag figure")


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ("{% if x %}", f"Liquid syntax error (line 2): 'if' tag was never closed ({POST}, line 6"),
        ("a\n{{ 1 | divided_by: 0 }}", "Liquid error (line 2): divided by 0"),
        ("{% include gone.html %}", "Could not locate the included file 'gone.html' in any of"),
        ("{% post_url 2020-01-01-gone %}", 'Could not find post "2020-01-01-gone" in tag'),
    ],
)
def test_an_error_is_told_in_jekylls_words_with_its_place(
    tmp_path: Path, body: str, error: str
) -> None:
    text = TEXT.replace("Along *the* river.", body)
    page = render(write(tmp_path, {}), tmp_path / POST, text)
    assert page.error is not None
    assert page.error.startswith(error)
    assert '<p class="gp-liquid-error">' in page.html
    assert "<h1>A walk</h1>" in page.html


def test_an_error_in_an_include_names_the_include(tmp_path: Path) -> None:
    files = {
        "_includes/a.html": "one\n{{ 'x' | append }}",
        "_layouts/post.html": "{% include a.html %}{{ content }}",
    }
    page = render(write(tmp_path, files), tmp_path / POST)
    assert page.error == (
        "Liquid error (_includes/a.html line 2): wrong number of arguments (given 1, expected 2)"
        " included (_includes/a.html, line 2, column 1)"
    )
    assert page.fidelity is Fidelity.ARTICLE_ONLY
    assert "Along" in page.html


def test_a_post_that_stops_the_build_says_so(tmp_path: Path) -> None:
    page = render(write(tmp_path, {}), tmp_path / POST, TEXT.replace("title", "date: x\ntitle"))
    assert page.error is not None
    assert "not a date" in page.error
    assert page.fidelity is Fidelity.ARTICLE_ONLY


def test_markdown_that_cannot_be_read_says_so_and_keeps_the_text(tmp_path: Path) -> None:
    def refuse(text: str) -> str:
        raise UnrenderableTextError("The preview stopped.")

    files = {POST: TEXT, "_layouts/post.html": LAYOUT}
    renderer = SiteRenderer(make_site(tmp_path, files, ""), convert=refuse)
    page = render(renderer, tmp_path / POST)
    assert page.error == "The preview stopped."
    assert "Along *the* river." in page.html
    text = TEXT.replace("layout", "render_with_liquid: true\nlayout") + "{{ 'x' | markdownify }}"
    assert "The preview stopped." in str(render(renderer, tmp_path / POST, text).error)


def test_includes_do_not_leave_the_site(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    root = tmp_path / "site"
    renderer = write(root, {"_includes/here.html": "here", "_data/here.yml": "a: b"})
    (root / "_includes" / "link.html").symlink_to(secret)
    (root / "_posts" / "link.txt").symlink_to(secret)
    (root / "_data" / "link.json").symlink_to(secret)
    (root / "_includes" / "far").symlink_to(tmp_path)
    for body in (
        "{% include link.html %}",
        "{% include far/secret.txt %}",
        "{% include ../secret.txt %}",
        "{% include_relative link.txt %}",
        "{% include_relative ../../secret.txt %}",
        "{{ site.data.link }}{{ site.data.here.a }}",
    ):
        page = render(renderer, root / POST, TEXT + body)
        assert "secret" not in page.html.replace("secret.txt", "")


@pytest.mark.parametrize(
    "body",
    [
        "{% for a in (1..9999999) %}{% for b in (1..9999999) %}x{% endfor %}{% endfor %}",
        "{% assign a = 'xx' %}{% for i in (1..99) %}{% assign a = a | append: a %}{% endfor %}",
        "{% assign a = 9 %}{% for i in (1..99) %}{% assign a = a | times: a %}{% endfor %}",
        NESTED_LISTS,
        "{% include self.html %}",
        "{% if x %}" * 300,
        "{{ '2024-01-01' | date: '%999999999d' }}" * 3,
    ],
)
def test_a_template_cannot_run_away(tmp_path: Path, body: str) -> None:
    files = {"_includes/self.html": "{% include self.html %}"}
    page = render(write(tmp_path, files), tmp_path / POST, TEXT + body)
    assert "<h1>A walk</h1>" in page.html
    assert len(page.html) < 40_000


def many_posts(count: int) -> dict[str, str]:
    start = dt.date(2000, 1, 1)
    return {
        f"_posts/{start + dt.timedelta(days=number)}-p{number}.md": f"---\ntitle: P{number}\n---\nT"
        for number in range(count)
    }


def test_a_walk_over_thousands_of_posts_is_cut_and_said(tmp_path: Path) -> None:
    layout = "{% for post in site.posts %}<i>{{ post.title }}</i>{% endfor %}{{ content }}"
    renderer = write(tmp_path, {**many_posts(1100), "_layouts/post.html": layout})
    page = render(renderer, tmp_path / POST)
    assert page.html.count("<i>") == 1000
    assert page.html.startswith("<i>A walk</i><i>P1099</i>")
    said = "the layout goes through all 1101 posts; the first 1000 are shown"
    assert page.reasons == (Reason(said, "_layouts/post.html"),)


def test_a_short_loop_over_many_posts_is_exact(tmp_path: Path) -> None:
    layout = "{% for post in site.posts limit: 2 %}<i>{{ post.title }}</i>{% endfor %}{{ content }}"
    renderer = write(tmp_path, {**many_posts(1100), "_layouts/post.html": layout})
    assert render(renderer, tmp_path / POST).fidelity is Fidelity.EXACT


def test_the_other_posts_follow_what_is_forgotten(tmp_path: Path) -> None:
    layout = "{{ site.posts | map: 'title' | join: ',' }};{{ site.data.x }};{{ content }}"
    other = "_posts/2024-05-05-other.md"
    files = {other: "---\ntitle: Other\n---\n", "_layouts/post.html": layout, "_data/x.yml": "1"}
    renderer = write(tmp_path, files)
    assert render(renderer, tmp_path / POST).html.startswith("A walk,Other;1;")
    (tmp_path / other).write_text("---\ntitle: Changed\n---\n")
    (tmp_path / "_data/x.yml").write_text("2")
    renderer.forget(tmp_path / other)
    assert render(renderer, tmp_path / POST).html.startswith("A walk,Changed;2;")
    (tmp_path / other).unlink()
    renderer.forget(tmp_path / other)
    assert render(renderer, tmp_path / POST).html.startswith("A walk;2;")


def test_a_draft_stands_among_the_posts_while_it_is_written(tmp_path: Path) -> None:
    layout = "{{ page.draft }} {{ page.previous.title }} {{ site.posts.size }}{{ content }}"
    draft = "_drafts/new.md"
    files = {draft: "---\nlayout: post\n---\nNew", "_layouts/post.html": layout}
    page = render(write(tmp_path, files), tmp_path / draft)
    assert page.html.startswith("true A walk 2")


def test_a_slow_layout_is_kept_while_only_the_text_changes(tmp_path: Path) -> None:
    layout = "{% for a in (1..90000) %}{% endfor %}<h1>{{ page.title }}</h1>{{ content }}<p>end</p>"
    renderer = write(tmp_path, {"_layouts/post.html": layout})
    path = tmp_path / POST
    first = renderer.render(path, Document.decode(TEXT.encode()), now=NOW, fresh=False)
    text = TEXT.replace("river", "sea")
    then = renderer.render(path, Document.decode(text.encode()), now=NOW, fresh=False)
    assert then.html == first.html.replace("river", "sea")
    text = text.replace("A walk", "A swim")
    last = renderer.render(path, Document.decode(text.encode()), now=NOW, fresh=False)
    assert "<h1>A swim</h1>" in last.html


def test_highlighted_code_with_the_line_ends_of_windows_is_not_called_exact(tmp_path: Path) -> None:
    text = (TEXT + "{% highlight ruby %}\n# a\nb\n{% endhighlight %}\n").replace("\n", "\r\n")
    page = render(write(tmp_path, {}), tmp_path / POST, text)
    assert page.fidelity is Fidelity.NEARLY
    assert page.reasons[0].text.startswith("this file has the line ends of Windows")


def test_the_body_alone_has_its_liquid_carried_out(tmp_path: Path) -> None:
    document = Document.decode((TEXT + "{{ page.title }} {{ site.title }}").encode())
    page = write(tmp_path, {}).render_body(tmp_path / POST, document, now=NOW)
    assert "A walk T" in page.article_html
    assert "<h1>" not in page.html
