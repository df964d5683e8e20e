"""What the comparison with kramdown calls for texts that are no posts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from editor.render.highlight import Rouge
from editor.render.kramdown.document import convert
from editor.render.kramdown.options import JEKYLL, Highlighter


@dataclass(frozen=True, slots=True)
class Minted:
    """kramdown's highlighter for LaTeX, which writes its commands into a page."""

    settings: str = ""
    default_language: str = ""
    sign: str = "highlighter-minted"

    def block(self, language: str, code: str) -> str | None:
        """Return a LaTeX environment."""
        opening = f"\\begin{{minted}}[{self.settings}]{{{language}}}"
        return f"{opening}\n{code}\n\\end{{minted}}" if language else None

    def span(self, language: str, code: str) -> str | None:
        """Return a LaTeX command."""
        return f"\\mintinline{{{language}}}{{{code}}}" if language else None


def render(text: str, options: Mapping[str, object]) -> str:
    """Render with Jekyll's options and what differs from them."""
    highlighter = _highlighter(options)
    return convert(text, replace(JEKYLL.changed(options), highlighter=highlighter))


def _highlighter(options: Mapping[str, object]) -> Highlighter | None:
    given = options.get("syntax_highlighter_opts")
    settings = given if isinstance(given, Mapping) else {}
    if any(isinstance(part, Mapping) and part.get("disable") for part in settings.values()):
        return None
    language = str(settings.get("default_lang", ""))
    if options.get("syntax_highlighter") == "rouge":
        return Rouge(default_language=language)
    if options.get("syntax_highlighter") == "minted":
        names = {"wrap": "breaklines", "line_numbers": "linenos"}
        return Minted(",".join(name for key, name in names.items() if settings.get(key)), language)
    return None
