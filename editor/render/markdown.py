"""Markdown to HTML, as near to kramdown as Python-Markdown comes.

The one door to the dialect: whatever replaces it keeps ``to_html``. The set of extensions was
chosen by comparing with kramdown on real posts; each line of it earned its place there.
"""

import markdown

from editor.errors import EditorError
from editor.render.dialect import KramdownExtension

_EXTENSIONS = ("extra", "sane_lists", "smarty", "pymdownx.tilde", "pymdownx.tasklist")
_SETTINGS = {"pymdownx.tilde": {"subscript": False}}  # `H~2~O` is plain text to kramdown


class UnrenderableTextError(EditorError):
    """The markdown reader gave up on a text."""


def to_html(body: str) -> str:
    """Return the HTML of a post's text, not yet safe to show.

    Raises UnrenderableTextError for a text that is nested too deeply or that the reader trips
    over, MemoryError where memory is limited; it may also take very long, so run it where it can
    be stopped.
    """
    reader = markdown.Markdown(
        extensions=[*_EXTENSIONS, KramdownExtension()], extension_configs=_SETTINGS
    )
    try:
        return reader.convert(body)
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
