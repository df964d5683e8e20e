"""What a page sees of others, in the order in which Jekyll renders them; measured with 4.3.1."""

from pathlib import Path

import pytest
from published_sites import make_site, render

from editor.render.published.fidelity import Fidelity
from editor.render.published.renderer import SiteRenderer

FIRST, SECOND, THIRD = (f"_posts/2024-01-0{day}-{day}.md" for day in (1, 2, 3))
LAYOUT = "{% for p in site.posts %}{{ p.title }}:{{ p.content | strip }}~{% endfor %}{{ content }}"


def post(title: str, body: str, layout: str = "wide") -> str:
    return f"---\nlayout: {layout}\ntitle: {title}\n---\n{body}\n"


def renderer_of(root: Path, body: str, layout: str = LAYOUT) -> SiteRenderer:
    files = {
        "_layouts/wide.html": layout,
        FIRST: post("A", "*one*"),
        SECOND: post("B", body),
        THIRD: post("C", "*three*"),
    }
    return SiteRenderer(make_site(root, files, ""))


@pytest.mark.parametrize("name", ["content", "layout"])
@pytest.mark.parametrize("path", [SECOND, THIRD])
def test_a_name_left_over_from_another_page_is_said(tmp_path: Path, name: str, path: str) -> None:
    renderer = renderer_of(tmp_path, f"Me: {{{{ {name} }}}}.")
    for _ in range(2):  # what is kept of the other post is remarked upon again
        page = render(renderer, tmp_path / path)
        assert page.fidelity is Fidelity.NEARLY
        assert [(one.text, one.file) for one in page.reasons] == [
            (f"a text that asks for “{name}” gets that of another page", SECOND)
        ]


def test_a_post_finds_its_own_source_in_its_text(tmp_path: Path) -> None:
    renderer = renderer_of(tmp_path, "{{ page.content }}", "{{ content }}")
    page = render(renderer, tmp_path / SECOND)
    assert page.html == "<p>{{ page.content }}</p>\n\n"
    assert page.fidelity is Fidelity.EXACT


def test_the_text_of_an_earlier_post_sees_what_was_there_when_it_was_rendered(
    tmp_path: Path,
) -> None:
    loop = "{% for p in site.posts %}{{ p.content | size }} {% endfor %}"
    page = render(renderer_of(tmp_path, loop), tmp_path / THIRD)
    assert page.html.startswith("C:<p><em>three</em></p>~B:<p>8 61 20</p>~A:")
    assert page.fidelity is Fidelity.EXACT


def test_an_excerpt_that_shows_itself_is_said(tmp_path: Path) -> None:
    loop = "{% for p in site.posts %}{{ p.excerpt }}{% endfor %}"
    renderer = renderer_of(tmp_path, loop, "{{ page.previous.excerpt }}")
    for path in (SECOND, THIRD):
        page = render(renderer, tmp_path / path)
        assert "Jekyll would stop the build" in page.reasons[0].text


def test_the_output_of_a_page_is_nil_until_it_is_written(tmp_path: Path) -> None:
    renderer = renderer_of(tmp_path, "two", "{{ page.output }}{{ page.next.output }}.")
    page = render(renderer, tmp_path / SECOND)
    assert (page.html, page.fidelity) == (".", Fidelity.EXACT)


def test_the_output_of_an_earlier_page_is_shown_without_its_layout(tmp_path: Path) -> None:
    renderer = renderer_of(tmp_path, "two", "{{ page.previous.output }}")
    page = render(renderer, tmp_path / SECOND)
    assert page.html == "<p><em>one</em></p>\n"
    assert "their layouts are left out" in page.reasons[0].text


def test_a_counter_that_goes_on_from_page_to_page_is_said(tmp_path: Path) -> None:
    page = render(renderer_of(tmp_path, "two", "{% increment n %}"), tmp_path / SECOND)
    assert "a counter goes on" in page.reasons[0].text


def test_a_text_of_nothing_is_an_empty_line(tmp_path: Path) -> None:
    renderer = renderer_of(tmp_path, "{% assign n = 1 %}", "<{{ content }}>{{ page.excerpt }}.")
    assert render(renderer, tmp_path / SECOND).html == "<\n>\n."


def test_collections_are_rendered_one_after_the_other(tmp_path: Path) -> None:
    files = {
        "_layouts/wide.html": "".join(
            f"{{{{ site.{name}[0].content }}}}" for name in ("boats", "crews", "posts")
        ),
        FIRST: post("A", "*one*"),
        "_boats/x.md": post("X", "*x*"),
        "_crews/y.md": post("Y", "*y*"),
    }
    config = "collections: {boats: {output: true}, crews: {output: true}}\n"
    renderer = SiteRenderer(make_site(tmp_path, files, config))
    one, x, y = (f"<p><em>{name}</em></p>\n" for name in ("one", "x", "y"))
    assert render(renderer, tmp_path / FIRST).html == f"*x*\n*y*\n{one}"
    assert render(renderer, tmp_path / "_boats/x.md").html == f"{x}*y*\n{one}"
    assert render(renderer, tmp_path / "_crews/y.md").html == f"{x}{y}{one}"


CODE = "```ruby\nputs 1\n```"


@pytest.mark.parametrize("count", ["number_of_words", 'split: " " | size'])
def test_words_counted_among_coloured_code_are_said(tmp_path: Path, count: str) -> None:
    renderer = renderer_of(tmp_path, CODE, f"{{{{ content | {count} }}}}")
    assert "coloured code" in render(renderer, tmp_path / SECOND).reasons[0].text
    assert render(renderer, tmp_path / THIRD).reasons == ()


def test_words_counted_without_the_marks_are_exact(tmp_path: Path) -> None:
    renderer = renderer_of(tmp_path, CODE, "{{ content | strip_html | number_of_words }}")
    assert render(renderer, tmp_path / SECOND).fidelity is Fidelity.EXACT


@pytest.mark.parametrize("body", ["{{ site.data.boats }}", "{{ site.data.boats[0] }}{% break %}"])
def test_a_data_file_that_stops_jekyll_is_said(tmp_path: Path, body: str) -> None:
    renderer = renderer_of(tmp_path, body, "{{ content }}")
    (tmp_path / "_data").mkdir()
    (tmp_path / "_data/boats.yml").write_text("- {name:}\n- [", encoding="utf-8")
    for _ in range(2):
        page = render(renderer, tmp_path / SECOND)
        assert [(one.text, one.file) for one in page.reasons] == [
            ("this data file cannot be read: Jekyll would stop the build at it", "_data/boats.yml")
        ]
    assert render(renderer, tmp_path / THIRD).fidelity is Fidelity.EXACT


@pytest.mark.parametrize(
    "body",
    ["{% comment %}{% if %}{% endcomment %}", "{% comment %}{% for %}{% endcomment %}",
     "{% comment %}{% if x %}{% endcomment %}", "{% comment %}{% assign %}{% endcomment %}",
     "{% link /about.md %}", "{{ site.posts | to_integer }}"],
)  # fmt: skip
def test_what_stops_jekyll_stops_here(tmp_path: Path, body: str) -> None:
    renderer = renderer_of(tmp_path, body, "{{ content }}")
    (tmp_path / "about.md").write_text("---\n---\n", encoding="utf-8")
    assert render(renderer, tmp_path / SECOND).error is not None


@pytest.mark.parametrize(
    "body", ["{% comment %}{% what %}{% endcomment %}", "{% comment %}{% else %}{% endcomment %}",
             "{% comment %}{% comment %}a{% endcomment %}b{% endcomment %}"]
)  # fmt: skip
def test_a_comment_may_hold_what_nobody_knows(tmp_path: Path, body: str) -> None:
    page = render(renderer_of(tmp_path, f"{body}z", "{{ content }}"), tmp_path / SECOND)
    assert (page.html, page.fidelity) == ("<p>z</p>\n", Fidelity.EXACT)


def settings_renderer(root: Path, settings: str, body: str) -> SiteRenderer:
    files = {"_layouts/wide.html": "{{ content }}", SECOND: post("B", body)}
    return SiteRenderer(make_site(root, files, f"liquid: {{{settings}}}\n"))


def test_an_unknown_filter_stops_a_strict_site(tmp_path: Path) -> None:
    renderer = settings_renderer(tmp_path, "strict_filters: true", "{{ 1 | whatever }}")
    page = render(renderer, tmp_path / SECOND)
    assert str(page.error).startswith("Liquid error (line 1): undefined filter whatever")


@pytest.mark.parametrize("settings", ["strict_variables: true", "error_mode: strict"])
def test_settings_that_stop_at_more_are_said(tmp_path: Path, settings: str) -> None:
    page = render(settings_renderer(tmp_path, settings, "one"), tmp_path / SECOND)
    assert settings.partition(":")[0] in page.reasons[0].text


def test_terms_that_only_python_takes_for_the_same_are_kept_apart(tmp_path: Path) -> None:
    files = {
        "_layouts/wide.html": "{% for t in site.tags %}{{ t[0] }}:{{ t[1] | size }} {% endfor %}",
        SECOND: "---\nlayout: wide\ntags: [1, true, 1.0, x]\n---\n",
    }
    page = render(SiteRenderer(make_site(tmp_path, files, "")), tmp_path / SECOND)
    assert page.html == "1:1 true:1 1.0:1 x:1 "
