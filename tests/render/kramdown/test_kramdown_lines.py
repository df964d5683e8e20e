"""Every block says on which line of the text it starts."""

import re

import pytest

from editor.render.kramdown.document import Renderer

TEXT = """\
# Title

Some text
goes on.

* one

  more of one
  > quoted
* two
  1. inner
     lines
  2. last

> quote
>
> * in a quote

| a | b |
|---|---|
| c | d |

term
: meaning

  more

```
code
```

<div markdown="1">
inside
</div>

note[^1]

[^1]: the note
"""


def lines(text: str) -> dict[str, int]:
    """The text that each marked element begins with, and its line."""
    page = "".join(block.html for block in Renderer(line_attribute="data-line").render(text))
    found = re.finditer(r'<(\w+)[^>]* data-line="(\d+)">\s*([^<\n]*)', page)
    return {f"{match[1]} {match[3]}".strip(): int(match[2]) for match in found}


@pytest.mark.parametrize(
    ("element", "first_words"),
    [
        ("h1 Title", "# Title"),
        ("p Some text", "Some text"),
        ("p one", "* one"),
        ("p more of one", "  more of one"),
        ("p quoted", "  > quoted"),
        ("li inner", "  1. inner"),
        ("li last", "  2. last"),
        ("p quote", "> quote"),
        ("li in a quote", "> * in a quote"),
        ("th a", "| a | b |"),
        ("td c", "| c | d |"),
        ("dt term", "term"),
        ("dd meaning", ": meaning"),
        ("p more", "  more"),
        ("pre", "```"),
        ("p inside", "inside"),
        ("p note", "note[^1]"),
    ],
)
def test_a_block_says_its_line(element: str, first_words: str) -> None:
    assert lines(TEXT)[element] == TEXT.split("\n").index(first_words) + 1


def test_a_footnote_says_the_line_of_its_text() -> None:
    assert lines(TEXT)["p the note"] == TEXT.split("\n").index("[^1]: the note") + 1
