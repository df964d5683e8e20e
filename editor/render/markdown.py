"""Markdown to HTML as kramdown makes it: the one door to the dialect."""

from dataclasses import replace
from functools import lru_cache

import markdown

from editor.errors import EditorError
from editor.render.kramdown.extension import KramdownExtension
from editor.render.kramdown.options import JEKYLL, Highlighter, Options

_BLANK = " \t\n\v\f\r"


class UnrenderableTextError(EditorError):
    """The markdown reader gave up on a text."""


class MarkdownReader:
    """Reads posts with the options of one site; keeps the blocks that did not change."""

    def __init__(self, options: Options = JEKYLL, *, line_attribute: str = "") -> None:
        """Blocks say the line they start on, from 1, in ``line_attribute``, if there is one."""
        self._kramdown = KramdownExtension(options, line_attribute=line_attribute)
        self._markdown = markdown.Markdown(extensions=[self._kramdown])

    def to_html(self, body: str) -> str:
        """Return the HTML of a post's text, not yet safe to show.

        Raises UnrenderableTextError for a text that the reader trips over, MemoryError where
        memory is limited.
        """
        try:
            return self._markdown.reset().convert(body)
        except RecursionError as error:
            raise UnrenderableTextError(
                "The preview stopped: lists, quotes or brackets are nested too deeply somewhere"
                " in the text. Your text is safe; take out some levels and the preview comes back."
            ) from error
        except MemoryError:
            raise
        except Exception as error:  # third-party code fails in many ways on odd text
            raise UnrenderableTextError(
                f"The preview could not read this text ({type(error).__name__}). Your text is"
                " safe; change the last lines that you wrote and the preview comes back."
            ) from error

    def whole_html(self, body: str) -> str:
        """Return the HTML with the line ends before and behind it, as kramdown writes them.

        Raises what ``to_html`` raises.
        """
        if not body.strip(_BLANK):
            return "\n"
        text = self.to_html(body)
        return f"{self._kramdown.before}{text}{self._kramdown.after}" if text else text


def to_html(body: str, *, line_attribute: str = "", highlighter: Highlighter | None = None) -> str:
    """Return the HTML of a post's text with Jekyll's own options; see ``MarkdownReader``.

    ``highlighter`` colours the code, see ``editor.render.highlight``.
    """
    return _reader(line_attribute, highlighter).to_html(body)


@lru_cache(maxsize=4)
def _reader(line_attribute: str, highlighter: Highlighter | None) -> MarkdownReader:
    options = replace(JEKYLL, highlighter=highlighter)
    return MarkdownReader(options, line_attribute=line_attribute)
