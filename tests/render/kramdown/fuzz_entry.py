"""What the comparison with kramdown calls for texts that are no posts."""

from collections.abc import Mapping

from editor.render.kramdown.document import convert
from editor.render.kramdown.options import JEKYLL


def render(text: str, options: Mapping[str, object]) -> str:
    """Render with Jekyll's options and what differs from them."""
    return convert(text, JEKYLL.changed(options))
