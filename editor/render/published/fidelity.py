"""How near a page comes to the published one, and why it is no nearer."""

from dataclasses import dataclass
from enum import Enum


class Fidelity(Enum):
    """What the writer may expect of a page."""

    EXACT = "exact"
    """Every construct is known."""
    NEARLY = "nearly"
    """The site's own layout, but for what the reasons name."""
    ARTICLE_ONLY = "article only"
    """No layout was found: the text alone."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a page is not exact: a sentence without its end, and where it comes from.

    ``file`` is relative to the site (or to the theme) with ``/``, empty when no file is to blame;
    ``line`` counts from 1, 0 when it is not known.
    """

    text: str
    file: str = ""
    line: int = 0

    @property
    def sentence(self) -> str:
        """The reason as one line, with its place."""
        if not self.file:
            return self.text
        return (
            f"{self.text} ({self.file}:{self.line})" if self.line else f"{self.text} ({self.file})"
        )


@dataclass(frozen=True, slots=True)
class PublishedPage:
    """A post as it will be published.

    ``html`` is the whole page, ``article_html`` what stands where the layout puts the content.
    ``error`` is what Jekyll would stop the build with, in its words, with line and column. A
    ``broken`` page only stands in for the one that cannot be made. ``ignored`` says, in a sentence
    without its end, why Jekyll publishes the text without its front matter; empty when it reads it.
    """

    html: str
    article_html: str
    fidelity: Fidelity
    reasons: tuple[Reason, ...]
    error: str | None = None
    broken: bool = False
    ignored: str = ""
