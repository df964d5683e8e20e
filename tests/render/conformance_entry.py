"""What the comparison with kramdown calls: a text and kramdown's options to HTML."""

from collections.abc import Mapping

from editor.render.markdown import to_html


def render(text: str, options: Mapping[str, object]) -> str:
    """Render with Jekyll's options, the only ones we know."""
    assert not options
    return to_html(text)
