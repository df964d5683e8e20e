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


PARAGRAPHS = [
    "# Same",
    "## Same",
    "# Same {#given}",
    "Same\n====",
    "Some *words* and a [link][a].",
    "A note[^1] and another[^two].",
    "A note[^1] again, HTML and `code`.",
    "[^1]: The *note*.",
    "[^two]: First.\n\n    Second, see[^1].",
    '[a]: https://example.org "Title"',
    "[a]: elsewhere",
    "*[HTML]: a language",
    "* one\n* two\n  1. three\n\n  four",
    "* toc\n{:toc}",
    "1. x\n{:footnotes}",
    "| a | b |\n|---|:-:|\n| `c|d` | e |",
    "> quoted\n> * list\n>\n> # Same",
    "{:.c #i ref}",
    "{:ref: .r}",
    "term\n: meaning[^1]",
    '<div markdown="1">\n# Same\n\nin *it*\n</div>',
    "<p>raw</p>",
    "$$x$$",
    "```ruby\nx = 1\n```",
    "    code",
    '{::options auto_ids="false" /}',
    'a {::options footnote_nr="3" /}',
    "{::comment}\nno\n{:/}",
    "---",
    "^",
    "- [ ] task\n- [x] done",
    '"Quotes" -- and it\'s...',
]
POST = st.lists(st.sampled_from(PARAGRAPHS), min_size=3, max_size=25)
CHANGE = st.tuples(st.floats(0, 1), st.sampled_from(["take", "put", "swap", "type", "cut"]),
                   st.sampled_from([*PARAGRAPHS, *MARKS]))  # fmt: skip


@given(POST, st.lists(CHANGE, min_size=1, max_size=8))
def test_a_post_that_is_worked_on_is_always_that_of_a_full_rendering(
    parts: list[str], changes: list[tuple[float, str, str]]
) -> None:
    renderer = Renderer(line_attribute="data-line")
    renderer.render("\n\n".join(parts))
    for place, kind, new in changes:
        parts = changed(parts, int(place * len(parts)), kind, new)
        text = "\n\n".join(parts)
        assert renderer.render(text) == Renderer(line_attribute="data-line").render(text)


def changed(parts: list[str], at: int, kind: str, new: str) -> list[str]:
    """Take a paragraph out, put one in, move one, type in one or join it with the next."""
    old = parts[at] if at < len(parts) else ""
    middle = {
        "take": [],
        "put": [old, new],
        "swap": [new],
        "type": [old[: len(old) // 2] + new + old[len(old) // 2 :]],
        "cut": [old[: len(old) // 2]],
    }
    return [*parts[:at], *middle[kind], *parts[at + 1 :]]


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
