"""From a post to the pieces that the preview shows."""

from hypothesis import given
from hypothesis import strategies as st

from editor.render.article import ArticleRequest, render_article
from editor.render.blocks import split_blocks
from editor.render.embeds import mark_embeds
from editor.render.page import whole_page
from editor.render.sanitise import sanitise
from editor.render.site_addresses import resolve_site_addresses


def test_title_date_and_image_stand_above_the_text() -> None:
    article = render_article(
        ArticleRequest("Text.", title="Ink & <Paper>", date="6 May", image_url="images/a.png")
    )

    header, text = article.blocks
    assert '<h1 class="gp-title">Ink &amp; &lt;Paper&gt;</h1>' in header
    assert '<p class="gp-date">6 May</p>' in header
    assert '<img class="gp-image" src="/images/a.png" alt="">' in header
    assert text == "<p>Text.</p>"


def test_a_post_without_them_has_no_header() -> None:
    assert render_article(ArticleRequest("Text.")).blocks == ("<p>Text.</p>",)


def test_the_image_of_a_site_in_a_folder_lies_below_it() -> None:
    request = ArticleRequest("", image_url="{{ site.baseurl }}/a.png", baseurl="/blog")
    assert 'src="/blog/a.png"' in render_article(request).html
    request = ArticleRequest("", image_url="a.png", baseurl="/blog")
    assert 'src="/blog/a.png"' in render_article(request).html


def test_an_article_knows_its_published_address() -> None:
    request = ArticleRequest("x", base_url="/2024/05/06/ink/", baseurl="/blog")
    assert render_article(request).base_url == "/blog/2024/05/06/ink/"


def test_jekylls_ways_to_write_an_address_become_addresses() -> None:
    text = "![]({{ site.baseurl }}/a.png) {{ '/b.png' | relative_url }} {{site.url}}/c {{ page.x }}"
    assert resolve_site_addresses(text, "/blog") == ("![](/blog/a.png) /blog/b.png /c {{ page.x }}")


def test_a_change_in_one_paragraph_changes_one_piece() -> None:
    before = render_article(ArticleRequest("# A\n\none\n\ntwo\n\n- x\n- y")).blocks
    after = render_article(ArticleRequest("# A\n\none!\n\ntwo\n\n- x\n- y")).blocks

    assert len(before) == len(after) == 4
    assert [old == new for old, new in zip(before, after, strict=True)] == [True, False, True, True]


@given(st.text(alphabet="<>/\"'= abdivp&;-![]\n", max_size=120))
def test_pieces_joined_are_the_page_and_each_stands_alone(source: str) -> None:
    page = sanitise(source)
    pieces = split_blocks(page)

    assert "".join(pieces) == page
    for piece in pieces:
        assert piece.count("<div") == piece.count("</div>")


def test_an_angle_bracket_in_an_attribute_does_not_cut_a_piece() -> None:
    page = sanitise('<p title="a > b < c">x</p><p>y</p>')
    assert len(split_blocks(page)) == 2


def test_pieces_are_found_in_time_that_grows_with_the_length() -> None:
    assert len(split_blocks('<p a="b">x</p>\n' * 50_000)) == 50_000
    assert len(split_blocks("<" * 200_000)) == 1


def test_a_frame_of_another_page_is_a_line_with_its_address() -> None:
    page = sanitise(mark_embeds('<iframe width="9" src="//video.example/1"></iframe> after'))
    assert page == (
        '<p class="gp-embed">Embedded page, not loaded here: '
        '<a href="https://video.example/1">//video.example/1</a></p> after'
    )


def test_a_page_stands_alone_with_its_style_and_no_script() -> None:
    page = whole_page(render_article(ArticleRequest("Text.", title="T")), "T <1>", language="en")

    assert page.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert "<title>T &lt;1&gt;</title>" in page
    assert ".gp-article" in page
    assert "Content-Security-Policy" in page
    assert "<script" not in page
