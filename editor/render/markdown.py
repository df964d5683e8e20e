"""Markdown to HTML as kramdown makes it: the one door to the dialect."""

from dataclasses import replace
from functools import lru_cache

import markdown

from editor.errors import EditorError
from editor.render.kramdown.extension import KramdownExtension
from editor.render.kramdown.options import JEKYLL


class UnrenderableTextError(EditorError):
    """The markdown reader gave up on a text."""


def to_html(body: str, *, line_attribute: str = "", rouge: bool = False) -> str:
    """Return the HTML of a post's text, not yet safe to show.

    ``line_attribute`` names the attribute in which every block says on which line it starts,
    counted from 1; ``rouge`` gives code within a text the class that Jekyll's highlighter does.

    Raises UnrenderableTextError for a text that is nested too deeply or that the reader trips
    over, MemoryError where memory is limited; it may also take very long, so run it where it can
    be stopped.
    """
    try:
        return _reader(line_attribute, rouge).reset().convert(body)
    except RecursionError as error:
        raise UnrenderableTextError(
            "The preview stopped: lists, quotes or brackets are nested too deeply somewhere in"
            " the text. Your text is safe; take out some levels and the preview comes back."
        ) from error
    except MemoryError:
        raise
    except Exception as error:  # third-party code fails in many ways on odd text
        raise UnrenderableTextError(
            f"The preview could not read this text ({type(error).__name__}). Your text is safe;"
            " change the last lines that you wrote and the preview comes back."
        ) from error


@lru_cache(maxsize=4)
def _reader(line_attribute: str, rouge: bool) -> markdown.Markdown:
    """One reader for the life of the process: it keeps the blocks that did not change."""
    options = replace(JEKYLL, rouge=rouge)
    return markdown.Markdown(extensions=[KramdownExtension(options, line_attribute=line_attribute)])
