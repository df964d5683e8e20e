"""Which rule reads what a character begins."""

from editor.render.kramdown.spans.code import (
    read_break,
    read_code,
    read_escape,
    read_hard_wrap,
    read_math,
)
from editor.render.kramdown.spans.emphasis import read_emphasis, read_strikethrough
from editor.render.kramdown.spans.html import read_angle, read_brace
from editor.render.kramdown.spans.links import read_image, read_link
from editor.render.kramdown.spans.parser import Handler
from editor.render.kramdown.spans.typography import (
    read_ampersand,
    read_closing_guillemet,
    read_dash,
    read_ellipsis,
    read_quote,
)

HANDLERS: dict[str, Handler] = {
    "`": read_code,
    "*": read_emphasis,
    "_": read_emphasis,
    "[": read_link,
    "!": read_image,
    "<": read_angle,
    "&": read_ampersand,
    "\\": read_escape,
    '"': read_quote,
    "'": read_quote,
    "-": read_dash,
    ".": read_ellipsis,
    ">": read_closing_guillemet,
    " ": read_break,
    "\n": read_hard_wrap,
    "$": read_math,
    "~": read_strikethrough,
    "{": read_brace,
}
