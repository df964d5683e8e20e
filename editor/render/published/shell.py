"""A rendered layout that is kept while only the text of its post changes."""

from dataclasses import dataclass
from pathlib import Path

from editor.post.document import Document
from editor.render.published.fidelity import Fidelity, PublishedPage, Reason

SLOW_LAYOUT_SECONDS = 0.08
"""A layout that takes longer is kept while only the text of the post changes."""


@dataclass(frozen=True, slots=True)
class Shell:
    """A rendered layout without the article, for as long as nothing but the text changes."""

    path: Path
    front_matter: str
    before: str
    after: str
    reasons: tuple[Reason, ...]
    fidelity: Fidelity

    @classmethod
    def of(cls, path: Path, document: Document, page: PublishedPage) -> "Shell | None":
        """Take the article out of a page; None when the layout does not hold it just once."""
        if not page.article_html or page.html.count(page.article_html) != 1:
            return None
        before, _, after = page.html.partition(page.article_html)
        return cls(path, document.front_matter, before, after, page.reasons, page.fidelity)

    def fits(self, path: Path, document: Document) -> bool:
        """Whether the layout is that of this post, its front matter unchanged."""
        return self.path == path and self.front_matter == document.front_matter

    def around(self, article: str, error: str | None) -> PublishedPage:
        """Return the page with another article."""
        whole = self.before + article + self.after
        return PublishedPage(whole, article, self.fidelity, self.reasons, error)
