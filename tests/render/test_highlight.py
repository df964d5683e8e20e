"""Which code gets the highlighter's markup and colours: as kramdown and Rouge decide it."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.render.highlight import Rouge, colour_code
from editor.render.markdown import MarkdownReader, to_html

_BLOCK = '<div class="highlight"><pre class="highlight"><code>'


def shown(text: str) -> str:
    return to_html(text, highlighter=Rouge())


def fenced(language: str, code: str = "x = 1") -> str:
    return shown(f"```{language}\n{code}\n```")


@pytest.mark.parametrize("language", ["python", "c", "text", "plaintext", "jsonc", "rust,ignore"])
def test_a_language_that_rouge_knows_gets_its_wrapper(language: str) -> None:
    assert fenced(language).startswith(
        f'<div class="language-{language} highlighter-rouge">{_BLOCK}'
    )


@pytest.mark.parametrize("language", ["C", "INI", "Scala", "mermaid", "output", "nonsense"])
def test_a_language_that_rouge_does_not_know_stays_as_it_is(language: str) -> None:
    assert fenced(language) == f'<pre><code class="language-{language}">x = 1\n</code></pre>'
    assert colour_code(language, "x = 1 < 2") == "x = 1 &lt; 2"


def test_known_code_is_coloured_and_plain_text_is_not() -> None:
    assert '<span class="mi">1</span>' in fenced("python")
    assert "<span" not in fenced("text")


def test_code_without_a_language_is_plain_text_in_the_same_wrapper() -> None:
    assert shown('    a "b" <c>') == (
        f'<div class="language-plaintext highlighter-rouge">{_BLOCK}a "b" &lt;c&gt;\n'
        "</code></pre></div></div>"
    )


@pytest.mark.parametrize(
    "written",
    [
        '<pre><code class="language-ruby">x = 1\n</code></pre>',
        "<pre>x = 1</pre>",
        '<div class="language-ruby highlighter-rouge"><pre><code>x = 1\n</code></pre></div>',
        "a <code>x = 1</code>",
    ],
)
def test_code_that_the_writer_put_down_as_html_is_left_alone(written: str) -> None:
    assert shown(written) == to_html(written)


def test_what_a_list_gives_to_its_block_goes_to_the_outermost_element() -> None:
    assert shown('```ruby\nx\n```\n{: .b #a title="t"}').startswith(
        '<div class="language-ruby b highlighter-rouge" id="a" title="t"><div class="highlight">'
    )
    assert shown("    x\n{: .a .language-ruby .b}").startswith(
        '<div class="language-ruby a  b highlighter-rouge">'
    )
    assert shown("    x\n{: .a}").startswith('<div class="language-plaintext a highlighter-rouge">')


def test_options_after_the_name_of_a_language_are_not_part_of_its_class() -> None:
    assert fenced("ruby?x=1").startswith('<div class="language-ruby highlighter-rouge">')


def test_the_outer_end_stands_below_its_start_in_a_list() -> None:
    assert shown("- a\n\n  ```text\n  x\n  ```").endswith(
        "</code></pre></div>    </div>\n  </li>\n</ul>"
    )


def test_code_within_a_line_has_its_language_too() -> None:
    assert shown("`x`{:.language-text} `y`{:.a} `z`{:.language-C}") == (
        '<p><code class="language-text highlighter-rouge">x</code>'
        ' <code class="language-plaintext a highlighter-rouge">y</code>'
        ' <code class="language-C">z</code></p>'
    )
    assert '<span class="mi">1</span></code>' in shown("`1`{:.language-ruby}")


def test_a_text_cannot_switch_the_highlighter_off_or_on() -> None:
    assert "highlighter-rouge" in shown("{::options highlighter='' /}\n\n    x")
    assert "highlighter" not in MarkdownReader().to_html("{::options highlighter='x' /}\n\n    x")


@given(st.text(max_size=200))
def test_colouring_changes_no_character_of_the_code(code: str) -> None:
    code = code.replace("\r", "").replace("\0", "").replace("\ufeff", "").strip("\n") + "\n"
    for language in ("ruby", "css", "json"):
        spans = colour_code(language, code)
        assert html.unescape(re.sub(r"<[^>]*>", "", spans)) == html.unescape(
            html.escape(code, quote=False)
        )
