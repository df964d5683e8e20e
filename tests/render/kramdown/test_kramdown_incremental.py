"""A text that changed is rendered like a new one, but only where it changed."""

from hypothesis import given
from hypothesis import strategies as st

from editor.render.kramdown.document import Renderer, convert

MARKS = [
    "a", "word ", "\n", "\n\n", "# ", "* ", "1. ", "> ", "    ", "```\n", "|", "*", "**", "_", "`",
    "[a]", "[a]: b\n", "[^1]", "[^1]: n\n", "*[a]: b\n", "<div>", "</div>", "<b>", "{:.c}\n", ": ",
    "{:toc}\n", '"', "--", "---\n", "^\n", "$$", "é", "&copy;", "\t", "  \n", "[x]", "<!-- c -->",
]  # fmt: skip
TEXT = st.lists(st.sampled_from(MARKS), max_size=40).map("".join)
EDIT = st.tuples(st.floats(0, 1), st.integers(0, 4), st.sampled_from(["", *MARKS]))


@given(TEXT, st.lists(EDIT, max_size=6))
def test_after_any_edits_the_page_is_that_of_a_full_rendering(
    text: str, edits: list[tuple[float, int, str]]
) -> None:
    renderer = Renderer(line_attribute="data-line")
    renderer.render(text)
    for place, length, new in edits:
        at = int(place * len(text))
        text = text[:at] + new + text[at + length :]
        assert renderer.render(text) == Renderer(line_attribute="data-line").render(text)


@given(st.text(max_size=200))
def test_no_text_makes_it_fail(text: str) -> None:
    assert isinstance(convert(text), str)


def post(paragraphs: int) -> list[str]:
    return [f"## Part {n}\n\nSome *words* in part {n}." for n in range(paragraphs)]


def test_one_key_in_a_long_post_renders_one_block() -> None:
    parts = post(500)
    renderer = Renderer(line_attribute="data-line")
    renderer.render("\n\n".join(parts))
    assert renderer.rendered == 1000

    parts[250] += "x"
    renderer.render("\n\n".join(parts))

    assert renderer.rendered == 1


def test_a_line_put_in_above_renders_nothing_else_again_but_moves_the_lines() -> None:
    renderer = Renderer(line_attribute="data-line")
    before = renderer.render("\n\n".join(post(20)))

    after = renderer.render("new\n\n" + "\n\n".join(post(20)))

    assert renderer.rendered == 1
    assert [block.line + 2 for block in before] == [block.line for block in after[1:]]


def test_a_definition_renders_all_blocks_again() -> None:
    renderer = Renderer()
    renderer.render("see [x]\n\nand more")

    renderer.render("see [x]\n\nand more\n\n[x]: there")

    assert renderer.rendered == 2
