"""Which code gets the highlighter's wrapper and colours: as Rouge decides it."""

import pytest

from editor.render.highlight import colour_code, highlight_code


def block(language: str, code: str = "x = 1") -> str:
    return highlight_code(f'<pre><code class="language-{language}">{code}</code></pre>')


@pytest.mark.parametrize("language", ["python", "c", "text", "plaintext", "jsonc", "rust,ignore"])
def test_a_language_that_rouge_knows_gets_its_wrapper(language: str) -> None:
    assert block(language).startswith(
        f'<div class="language-{language} highlighter-rouge"><div class="highlight">'
    )


@pytest.mark.parametrize("language", ["C", "INI", "Scala", "mermaid", "output", "nonsense"])
def test_a_language_that_rouge_does_not_know_stays_as_it_is(language: str) -> None:
    assert block(language) == f'<pre><code class="language-{language}">x = 1</code></pre>'
    assert colour_code(language, "x = 1 < 2") == "x = 1 &lt; 2"


def test_known_code_is_coloured_and_plain_text_is_not() -> None:
    assert '<span class="mi">1</span>' in block("python")
    assert "<span" not in block("text")
