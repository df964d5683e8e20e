"""A site's own markdown: its kramdown settings, and the lines of the post at work."""

from pathlib import Path

from published_sites import make_site

from editor.render.published.renderer import SiteRenderer
from editor.render.published.site_markdown import SiteMarkdown, kramdown_options
from editor.render.source_lines import LINE_ATTRIBUTE


def test_what_the_site_sets_for_kramdown_is_followed() -> None:
    markdown = SiteMarkdown(kramdown_options({"kramdown": {"auto_ids": False, "hard_wrap": True}}))

    assert markdown.convert("# A title\n\none\ntwo") == (
        "<h1>A title</h1>\n\n<p>one<br />\ntwo</p>\n"
    )


def test_the_version_in_the_lock_file_decides_what_kramdown_does(tmp_path: Path) -> None:
    lock = "GEM\n  specs:\n    kramdown (2.5.1)\n      rexml (>= 3.3.9)\n"
    text = "a[^1] &frac23;\n\n[^1]: b\n"

    def converted(name: str, files: dict[str, str]) -> str:
        return SiteRenderer(make_site(tmp_path / name, files, "")).markdown.convert(text)

    unlocked = converted("a", {})
    locked = converted("b", {"Gemfile.lock": lock})

    assert '<li id="fn:1" role="doc-endnote">' in unlocked
    assert "&amp;frac23;" in unlocked
    assert '<li id="fn:1">' in locked
    assert "⅔" in locked


def test_the_post_at_work_is_the_same_html_and_remembers_its_lines() -> None:
    markdown = SiteMarkdown(kramdown_options({}))
    clean = markdown.convert_post("one\n\ntwo\n")

    assert clean == markdown.convert("one\n\ntwo\n")
    assert markdown.with_lines(f"<b>box</b>{clean}<hr>") == (
        f'<b>box</b><p {LINE_ATTRIBUTE}="1">one</p>\n\n<p {LINE_ATTRIBUTE}="3">two</p>\n<hr>'
    )


def test_html_that_is_not_the_posts_has_no_lines() -> None:
    markdown = SiteMarkdown(kramdown_options({}))
    markdown.convert_post("one\n")

    assert markdown.with_lines("<p>changed by a plugin</p>") == "<p>changed by a plugin</p>"


def test_line_ends_around_the_text_are_kramdowns() -> None:
    markdown = SiteMarkdown(kramdown_options({}))

    assert markdown.convert("one") == "<p>one</p>\n"
    assert markdown.convert("\n\n> one\n\n\n") == (
        "\n<blockquote>\n  <p>one</p>\n</blockquote>\n\n"
    )
    assert markdown.convert("") == "\n"
