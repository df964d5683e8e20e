"""What a site says below ``syntax_highlighter_opts``; measured with Jekyll 4.3.1."""

import pytest

from editor.post.scalars import Value
from editor.render.published.code_settings import is_followed
from editor.render.published.site_markdown import SiteMarkdown, kramdown_options

BLOCK = "```ruby\nx\n```"
LINE = "`x`"
OUTER = '<div class="language-ruby highlighter-rouge">'
TABLE = (
    '<table class="rouge-table"><tbody><tr><td class="rouge-gutter gl"><pre class="lineno">{}\n'
    '</pre></td><td class="rouge-code"><pre><span class="n">x</span>\n</pre></td></tr></tbody>'
    "</table>"
)


def converted(settings: dict[str, Value], text: str) -> str:
    return SiteMarkdown(kramdown_options({"kramdown": settings})).convert(text).strip()


@pytest.mark.parametrize(
    ("options", "inside"),
    [
        ({"css_class": "mine"}, '<pre class="mine"><code><span class="n">x</span>\n</code></pre>'),
        ({"block": {"css_class": "b"}},
         '<pre class="b"><code><span class="n">x</span>\n</code></pre>'),
        ({"line_numbers": True}, f'<pre class="highlight"><code>{TABLE.format(1)}</code></pre>'),
        ({"block": {"line_numbers": True, "start_line": 5}},
         f'<pre class="highlight"><code>{TABLE.format(5)}</code></pre>'),
        ({"span": {"line_numbers": True}},
         '<pre class="highlight"><code><span class="n">x</span>\n</code></pre>'),
    ],
)  # fmt: skip
def test_a_block_is_wrapped_as_the_site_wants(options: dict[str, Value], inside: str) -> None:
    settings: dict[str, Value] = {"syntax_highlighter_opts": options}
    expected = f'{OUTER}<div class="highlight">{inside}</div></div>'
    assert converted(settings, BLOCK) == expected
    assert is_followed(options)


@pytest.mark.parametrize(
    ("settings", "text", "expected"),
    [
        ({"syntax_highlighter_opts": {"default_lang": "ruby"}}, LINE,
         '<p><code class="language-ruby highlighter-rouge"><span class="n">x</span></code></p>'),
        ({"syntax_highlighter_opts": {"default_lang": "nothing"}}, LINE,
         "<p><code>x</code></p>"),
        ({"syntax_highlighter_opts": {"disable": True}}, BLOCK,
         '<pre><code class="language-ruby">x\n</code></pre>'),
        ({"syntax_highlighter_opts": {"span": {"disable": True}}}, LINE, "<p><code>x</code></p>"),
        ({"syntax_highlighter_opts": {"wrap": False}}, BLOCK,
         f'{OUTER}<span class="n">x</span>\n</div>'),
        ({"guess_lang": False}, LINE, "<p><code>x</code></p>"),
        ({"guess_lang": False}, BLOCK, converted({}, BLOCK)),
        ({}, LINE, '<p><code class="language-plaintext highlighter-rouge">x</code></p>'),
    ],
)  # fmt: skip
def test_code_is_marked_as_the_site_wants(
    settings: dict[str, Value], text: str, expected: str
) -> None:
    assert converted(settings, text) == expected


def test_a_colour_that_ends_with_the_last_line_makes_no_further_line() -> None:
    settings: dict[str, Value] = {"syntax_highlighter_opts": {"line_numbers": True}}
    page = converted(settings, "```html\n<!-- a\nb -->\n\n```")
    assert '<pre class="lineno">1\n2\n3\n</pre>' in page
    assert '<pre class="lineno">1\n</pre>' in converted(settings, "```bash\n# a\n```")


@pytest.mark.parametrize(
    "options", [{"formatter": "HTMLLinewise"}, {"block": {"default_lang": "ruby"}}]
)
def test_what_is_not_followed_is_known(options: dict[str, Value]) -> None:
    assert not is_followed(options)
