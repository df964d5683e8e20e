"""The state of one site that all its drops share, and what one rendering may still do."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from editor.post.scalars import Value
from editor.render.published.fidelity import Reason
from editor.render.published.files import Folder
from editor.render.published.gems import Gems
from editor.site.site import Site

MOST_CONVERTED = 150
"""Other posts whose text one page may have converted; more are shown as they are written."""

Convert = Callable[[str], str]


class RendersText(Protocol):
    """Whoever turns the text of a post into HTML, without a layout."""

    def __call__(self, source: str, page: object, path: str) -> str:
        """Return the HTML of ``source``, with ``page`` as its page."""


class Standing(Protocol):
    """A document with its place among all that Jekyll renders."""

    def standing(self) -> tuple[int, int] | None:
        """Return when Jekyll renders it; None when it is not published."""


@dataclass(slots=True)
class Build:
    """A site, its settings, the moment of its build, and the remarks of the present page."""

    site: Site
    settings: dict[str, Value]
    gems: Gems
    folder: Folder
    convert: Convert
    now: dt.datetime
    reasons: dict[Reason, None] = field(default_factory=dict)
    conversions_left: int = MOST_CONVERTED
    in_layout: bool = False
    """Whether the post of the page has been converted already."""
    render_text: RendersText | None = None

    vantage: Standing | None = None
    """The document whose text is being rendered; None for a page, which comes after all of them."""

    @contextmanager
    def seen_from(self, document: Standing) -> Iterator[None]:
        """Render the text of another document for the block: what came earlier is less then."""
        before, self.vantage = self.vantage, document
        try:
            yield
        finally:
            self.vantage = before

    @contextmanager
    def remarks_apart(self) -> Iterator[dict[Reason, None]]:
        """Yield the remarks that are made in the block, for what is kept for further pages."""
        before, self.reasons = self.reasons, {}
        try:
            yield self.reasons
        finally:
            before.update(self.reasons)
            self.reasons = before

    def remark(self, reason: Reason) -> None:
        """Keep a reason, once."""
        self.reasons.setdefault(reason)

    def may_convert(self) -> bool:
        """Count one more conversion; False when there were too many for this page."""
        self.conversions_left -= 1
        if self.conversions_left < 0:
            self.remark(
                Reason(
                    "the layout reads the text of very many posts; the later ones are shown "
                    "as they are written"
                )
            )
        return self.conversions_left >= 0

    def is_markdown(self, path: str) -> bool:
        """Whether the converter of markdown reads a file of this name."""
        _, dot, extension = path.rpartition(".")
        return f"{dot}{extension}".lower() in self.site.config.markdown_extensions
