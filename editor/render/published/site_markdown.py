"""The markdown of a site: kramdown as ``_config.yml`` sets it, with code in Rouge's markup."""

import re
from collections.abc import Mapping
from dataclasses import replace

from editor.post.scalars import Value
from editor.render.kramdown.options import JEKYLL, Options
from editor.render.markdown import MarkdownReader
from editor.render.published.code_settings import rouge_of
from editor.render.source_lines import LINE_ATTRIBUTE, without_marks

_VERSION = re.compile(r"(\d+)\.(\d+)")


def kramdown_options(settings: Mapping[str, Value], locked: str | None = None) -> Options:
    """Return the options that a site's settings come to.

    ``locked`` is the version of kramdown in ``Gemfile.lock``; without one it is 2.4, as on GitHub
    Pages.
    """
    written = settings.get("kramdown")
    options = JEKYLL.changed(written) if isinstance(written, Mapping) else JEKYLL
    version = _VERSION.match(locked or "")
    if version is not None:
        options = replace(options, version=(int(version[1]), int(version[2])))
    return replace(options, highlighter=rouge_of(written if isinstance(written, dict) else {}))


class SiteMarkdown:
    """Converts texts of one site; the text of the post at work also with its lines marked.

    ``text`` is the post's text as it was converted last, behind its Liquid.
    """

    def __init__(self, options: Options) -> None:
        self._others = MarkdownReader(options)
        self._own = MarkdownReader(options, line_attribute=LINE_ATTRIBUTE)
        self._clean = self._marked = ""
        self.text = ""

    def convert(self, text: str) -> str:
        """Return the HTML of any text; raises UnrenderableTextError."""
        return self._others.whole_html(text)

    def convert_post(self, text: str) -> str:
        """Return the HTML of the post at work and remember which line each block comes from.

        Unchanged blocks are not read again. Raises UnrenderableTextError.
        """
        self.text = text
        self._marked = self._own.whole_html(text)
        self._clean = without_marks(self._marked)
        return self._clean

    def with_lines(self, article: str) -> str:
        """Return the HTML of the post at work with its lines marked.

        What was put before or behind it stays there; HTML that is not the post's comes back as it
        is, without lines.
        """
        before, own, after = article.partition(self._clean) if self._clean else (article, "", "")
        return f"{before}{self._marked}{after}" if own else article
