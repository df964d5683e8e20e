"""Lines of the text travel beside the blocks; what a post's own HTML claims is not heard."""

from hypothesis import given
from hypothesis import strategies as st

from editor.render.blocks import split_blocks
from editor.render.exchange import Answer, Article, read_answer, write_answer
from editor.render.page import whole_page
from editor.render.sanitise import sanitise
from editor.render.source_lines import LINE_ATTRIBUTE, take_lines, without_distances


def marked(tag: str, line: int, inside: str) -> str:
    """What the markdown reader writes for a block."""
    return f'<{tag} {LINE_ATTRIBUTE}="{line}">{inside}</{tag}>'


def read(page: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    return take_lines(split_blocks(sanitise(page)))


def test_each_block_says_its_line_beside_its_html() -> None:
    page = "<header>T</header>\n" + marked("p", 3, "one") + "\n" + marked("h2", 5, "two")
    assert read(page) == (
        ("<header>T</header>\n", "<p>one</p>\n", "<h2>two</h2>"),
        (0, 3, 5),
    )


def test_elements_inside_say_how_far_below_they_start() -> None:
    items = marked("li", 7, marked("p", 7, "a")) + marked("li", 9, "b")
    blocks, lines = read(marked("ul", 7, items))
    assert lines == (7,)
    assert blocks == (
        '<ul><li data-gp-line="0"><p data-gp-line="0">a</p></li><li data-gp-line="2">b</li></ul>',
    )


def test_a_line_put_in_above_changes_no_block() -> None:
    def page(start: int) -> str:
        return marked("p", start, "x") + marked("ul", start + 2, marked("li", start + 3, "y"))

    (blocks, lines), (same, moved) = read(page(1)), read(page(41))
    assert same == blocks
    assert [line + 40 for line in lines] == list(moved)


def test_a_block_of_the_posts_own_html_starts_where_the_first_marked_element_does() -> None:
    blocks, lines = read("<div>" + marked("p", 12, "a") + marked("p", 14, "b") + "</div>")
    assert lines == (12,)
    assert blocks == ('<div><p data-gp-line="0">a</p><p data-gp-line="2">b</p></div>',)


def test_what_a_post_claims_is_dropped() -> None:
    page = '<p data-gp-line="5">a</p><p data-line-0123456789abcdef="6" data-line-="7">b</p>'
    assert read(page) == (("<p>a</p>", "<p>b</p>"), (0, 0))
    inside = marked("div", 3, '<p data-gp-line="900">c</p>')
    assert read(inside) == (("<div><p>c</p></div>",), (3,))


def test_a_text_about_lines_stays_as_it_is() -> None:
    text = 'write data-gp-line="5" here'
    assert read(marked("p", 1, text)) == ((f"<p>{text}</p>",), (1,))
    assert without_distances(f'<p title="a > b" data-gp-line="4">{text}</p>') == (
        f'<p title="a > b">{text}</p>'
    )


def test_a_mark_that_is_no_number_says_nothing() -> None:
    blocks, lines = read(f'<p {LINE_ATTRIBUTE}="x">a</p>')
    assert lines == (0,)
    assert "a</p>" in blocks[0]


@given(st.text(alphabet="<>/\"'= abdivlnet-5&;\n", max_size=80))
def test_no_post_can_say_a_line(source: str) -> None:
    blocks, lines = read(source)
    assert set(lines) <= {0}
    assert "".join(blocks) == sanitise(source)


def test_lines_survive_the_way_and_must_fit_the_blocks() -> None:
    article = Article(("<p>a</p>", "<p>b</p>"), "/", (1, 3))
    assert read_answer(write_answer(Answer(1, article))).article == article


def test_a_page_for_readers_says_no_lines() -> None:
    article = Article(('<ul><li data-gp-line="0">a data-gp-line="1"</li></ul>',), "/", (1,))
    assert '<ul><li>a data-gp-line="1"</li></ul>' in whole_page(article, "T")
