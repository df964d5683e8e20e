"""A published page in two parts: what stands around the article, and the article's place."""

from editor.render.frames import split_page
from editor.render.sanitise import SLOT

ARTICLE = "<p>The text.</p>\n"
PAGE = f"""<!DOCTYPE html>
<html lang="en" class="wide">
<head>
  <meta charset="utf-8">
  <link rel="stylesheet" href="/blog/assets/main.css">
  <link rel="stylesheet" href="print.css" media="print">
  <link rel="alternate stylesheet" href="/high-contrast.css">
  <link rel="preload" as="style" href="/late.css" onload="this.rel='stylesheet'">
  <link rel="stylesheet" href="https://fonts.example.net/css">
  <style media="screen">p {{ color: red }}</style>
  <script src="/app.js"></script>
</head>
<body class="post" data-kind="news" onload="run()">
  <noscript>Switch scripts on.</noscript>
  <main class="content">{ARTICLE}</main>
  <script>track()</script>
  <footer><img src="https://example.org/logo.png"><a href="https://example.org/about/">About</a>
  <form action="/search"><input type="search" name="q"></form></footer>
</body>
</html>
"""


def test_the_article_leaves_its_place_behind() -> None:
    frame = split_page(PAGE, ARTICLE, "/blog/2024/a.html", "").frame

    assert frame.slot == SLOT
    assert f'<main class="content"><{SLOT}></{SLOT}></main>' in frame.html
    assert "The text" not in frame.html


def test_what_style_sheets_look_at_stays() -> None:
    frame = split_page(PAGE, ARTICLE, "/blog/2024/a.html", "").frame

    assert frame.root == {"lang": "en", "class": "wide"}
    assert frame.body == {"class": "post", "data-kind": "news"}
    assert '<input type="search" name="q">' in frame.html


def test_nothing_that_runs_stays() -> None:
    frame = split_page(PAGE, ARTICLE, "/blog/2024/a.html", "").frame

    assert "script" not in frame.html
    assert "onload" not in frame.body
    assert "action" not in frame.html


def test_text_for_browsers_without_scripts_is_not_shown() -> None:
    assert "Switch scripts on" not in split_page(PAGE, ARTICLE, "/", "").frame.html


def test_style_sheets_come_in_their_order_with_their_addresses_on_the_site() -> None:
    parts = split_page(PAGE, ARTICLE, "/blog/2024/a.html", "")

    assert [(style.href, style.css, style.media) for style in parts.frame.styles] == [
        ("/blog/assets/main.css", "", ""),
        ("/blog/2024/print.css", "", "print"),
        ("/late.css", "", ""),
        ("", "p { color: red }", "screen"),
    ]
    assert parts.remote_styles == ("https://fonts.example.net/css",)
    assert parts.local_styles == ("/blog/assets/main.css", "/blog/2024/print.css", "/late.css")


def test_the_sites_own_address_is_found_here_but_its_links_stay_links() -> None:
    frame = split_page(PAGE, ARTICLE, "/", "https://example.org").frame

    assert '<img src="/logo.png">' in frame.html
    assert 'href="https://example.org/about/"' in frame.html


def test_a_page_that_changed_the_article_holds_it_itself() -> None:
    frame = split_page(PAGE.replace("The text.", "THE TEXT."), ARTICLE, "/", "").frame

    assert frame.slot == ""
    assert "THE TEXT." in frame.html


def test_the_article_is_looked_for_in_the_page_not_in_its_head() -> None:
    page = PAGE.replace("<head>", f"<head><meta name='d' content='{ARTICLE}'>")

    assert f"<{SLOT}>" in split_page(page, ARTICLE, "/", "").frame.html


def test_equal_frames_have_equal_keys_and_others_do_not() -> None:
    one = split_page(PAGE, ARTICLE, "/", "").frame
    same = split_page(PAGE.replace("The text.", "More."), "<p>More.</p>\n", "/", "").frame
    other = split_page(PAGE.replace("About", "Who"), ARTICLE, "/", "").frame

    assert one.key == same.key
    assert one.key != other.key


def test_a_video_in_the_layout_is_named_and_a_script_of_it_is_not() -> None:
    page = PAGE.replace("<footer>", '<footer><iframe src="https://video.example.net/1"></iframe>')

    frame = split_page(page, ARTICLE, "/", "").frame

    assert "Embedded page, not loaded here" in frame.html
    assert "Script, not loaded here" not in frame.html
