"""How a fault in a template is told: in Jekyll's words, with the place in the writer's file."""

import html
from collections.abc import Mapping

from liquid.exceptions import LiquidError

from editor.render.liquid.errors import jekyll_words, place_of

ERROR_CLASS = "gp-liquid-error"


def error_sentence(fault: LiquidError, path: str, first_lines: Mapping[str, int]) -> str:
    """Return Jekyll's message, then line and column in the file.

    ``path`` is the file that was rendered; ``first_lines`` says on which line, from 0, the text
    of a file begins behind its front matter.
    """
    place = place_of(fault)
    words = jekyll_words(fault).rstrip()
    if not place.line:
        return words
    file = str(fault.template_name or path)
    line = place.line + first_lines.get(file, 0)
    return f"{words} ({file}, line {line}, column {place.column})"


def error_box(text: str) -> str:
    """Return the message as a block of the page."""
    return f'<p class="{ERROR_CLASS}">{html.escape(text, quote=False)}</p>\n'
