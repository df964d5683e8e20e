"""A rendered layout that is kept while only the text of its post changes."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from editor.post.document import Document
from editor.render.published.fidelity import Fidelity, PublishedPage, Reason

SLOW_LAYOUT_SECONDS = 0.08
"""A layout that takes longer is kept as long as only the text of the post changes."""


@dataclass(frozen=True, slots=True)
class Shell:
    """A rendered layout without the article, for as long as nothing but the text changes."""

    path: Path
    front_matter: str
    before: str
    after: str
    reasons: tuple[Reason, ...]
    """The layout's own, without those of the text."""
    slow: bool

    @classmethod
    def of(
        cls,
        path: Path,
        document: Document,
        page: PublishedPage,
        own: Collection[Reason],
        *,
        slow: bool,
    ) -> "Shell | None":
        """Take the article out of a page; None when the layout does not hold it just once.

        ``own`` are the reasons that came with the article.
        """
        whole = page.fidelity is not Fidelity.ARTICLE_ONLY and not page.broken
        if not whole or not page.article_html or page.html.count(page.article_html) != 1:
            return None
        before, _, after = page.html.partition(page.article_html)
        reasons = tuple(reason for reason in page.reasons if reason not in own)
        return cls(path, document.front_matter, before, after, reasons, slow)

    def fits(self, path: Path, document: Document) -> bool:
        """Whether the layout is that of this post, its front matter unchanged."""
        return self.path == path and self.front_matter == document.front_matter

    def around(self, article: str, own: Collection[Reason], stop: str | None) -> PublishedPage:
        """Return the page with another article, whose reasons are ``own``."""
        whole = self.before + article + self.after
        reasons = (*own, *self.reasons)
        fidelity = Fidelity.NEARLY if reasons or stop else Fidelity.EXACT
        return PublishedPage(whole, article, fidelity, reasons, stop)
