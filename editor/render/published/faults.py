"""How a fault in a template is told: in Jekyll's words, with the place in the writer's file."""

import html

from liquid.exceptions import LiquidError

from editor.render.liquid.errors import jekyll_words, place_of

ERROR_CLASS = "gp-liquid-error"


def error_sentence(fault: LiquidError, first_line: int) -> str:
    """Return Jekyll's message, then line and column in the file; ``first_line`` from 0."""
    place = place_of(fault)
    words = jekyll_words(fault).rstrip()
    if not place.line:
        return words
    where = f"line {place.line + first_line}, column {place.column}"
    return f"{words} ({where} of {fault.template_name or 'this post'})"


def error_box(text: str) -> str:
    """Return the message as a block of the page."""
    return f'<p class="{ERROR_CLASS}">{html.escape(text, quote=False)}</p>\n'
