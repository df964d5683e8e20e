"""What goes wrong in a template, in the words that Jekyll uses for it."""

import re
from dataclasses import dataclass

from liquid.exceptions import LiquidError, LiquidSyntaxError
from liquid.token import Token

_SPACE = re.compile(r"\s+", re.ASCII)
"""Jekyll's own log writes every message in one line."""


class TemplateSyntaxError(LiquidSyntaxError):
    """Markup that Liquid cannot read."""

    def __init__(self, message: str, token: Token | None = None) -> None:
        super().__init__(message, token=token)


class RenderError(LiquidError):
    """Something that Liquid can read and not carry out."""

    def __init__(self, message: str, token: Token | None = None) -> None:
        super().__init__(message, token=token)


class JekyllTagError(LiquidError):
    """A tag of Jekyll's own that stops the build: its message comes without a line there."""

    def __init__(self, message: str, token: Token | None = None) -> None:
        super().__init__(message, token=token)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a file of templates: line and column from 1, 0 when unknown."""

    line: int
    column: int


def place_of(error: LiquidError) -> Place:
    """Return where the error stands in the template's own text."""
    token = error.token
    if token is None or token.start_index < 0:
        return Place(0, 0)
    before = token.source[: token.start_index]
    return Place(before.count("\n") + 1, token.start_index - (before.rfind("\n") + 1) + 1)


def jekyll_words(error: LiquidError) -> str:
    """Return the message as Jekyll prints it when it stops, without the path at its end."""
    message = _SPACE.sub(" ", str(error.message)).strip(" ")
    if isinstance(error, JekyllTagError):
        return message
    kind = "Liquid syntax error" if isinstance(error, LiquidSyntaxError) else "Liquid error"
    line = place_of(error).line
    where = " ".join(
        part for part in (str(error.template_name or ""), f"line {line}" if line else "") if part
    )
    included = " included" if error.template_name else ""
    return f"{kind} ({where}): {message}{included}" if line else f"{kind}: {message}"
