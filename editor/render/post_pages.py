"""Articles and published pages in the order of their steps, for the render process.

The post goes through Liquid, markdown and the site's layouts (``editor.render.published``), then
comes apart into the frame and the article's blocks, each of them without anything that runs.
"""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from editor.post.document import Document
from editor.render.article import article_from, page_address
from editor.render.exchange import Article, ArticleRequest, Publication, Published, SitePlace
from editor.render.frames import split_page
from editor.render.line_map import line_map
from editor.render.published.fidelity import Fidelity, PublishedPage
from editor.render.published.renderer import SiteRenderer
from editor.render.safe_blocks import SafeBlocks
from editor.render.site_files import SiteFiles
from editor.render.site_looks import Dressed, SiteLooks
from editor.render.source_lines import moved_marks
from editor.render.styles.sheets import StyleSheets
from editor.render.template_files import TEMPLATE_FOLDERS, template_stamp
from editor.site.config import config_stamp
from editor.site.site import Site

ALONE = "alone"
IGNORED = "ignored"
"""The state of a page that Jekyll makes without the front matter, as it is shown."""


class PostPages:
    """Answers requests for articles; keeps what it has read of the last site."""

    def __init__(self) -> None:
        self._at: object = None
        self._site: _SitePages | None = None

    def answer(self, request: ArticleRequest, publication: Publication) -> Article:
        """Return the article, on the site's own page where there is one.

        Raises EditorError for a text that cannot be read.
        """
        return self._pages_of(Path(publication.root)).answer(request, publication)

    def place_of(self, publication: Publication) -> SitePlace:
        """Return the place of the site that a post would be published on."""
        return self._pages_of(Path(publication.root)).place

    def _pages_of(self, root: Path) -> "_SitePages":
        stamp = (root, config_stamp(root))
        if self._site is None or self._at != stamp:
            self._at, self._site = stamp, _SitePages(Site.open(root))
        return self._site


class _SitePages:
    """The pages of one site, whose frame is made anew only where it changed."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self.place = SitePlace(str(site.root), site.config.baseurl, site.config.url)
        self._renderer = SiteRenderer(site)
        files = SiteFiles(site.root, site.config.baseurl)
        theme = self._renderer.theme
        sheets = StyleSheets(site, theme, self._renderer.render_asset)
        self._looks = SiteLooks(files, theme, sheets)
        values = site.config.values
        self._folders = tuple(str(values.get(key) or usual) for key, usual in TEMPLATE_FOLDERS)
        self._templates = template_stamp(site.root, self._folders)
        self._safe = SafeBlocks(site.config.url)
        self._surroundings: tuple[str, str] | None = None
        self._dressed: Dressed | None = None

    def answer(self, request: ArticleRequest, publication: Publication) -> Article:
        document = Document.decode((publication.head + request.body).encode())
        path, now = Path(publication.path), datetime.fromisoformat(publication.now)
        if publication.alone:
            page = self._renderer.render_body(path, document, now=now)
            return self._alone(request, document, page, ALONE)
        typing = publication.typing
        if not typing:
            self._look_at_disk()
        page = self._renderer.render(path, document, now=now, fresh=False, typing=typing)
        if page.fidelity is Fidelity.ARTICLE_ONLY:
            state = IGNORED if page.ignored and not page.error else page.fidelity.value
            return self._alone(request, document, page, state)
        return self._whole(request, document, page, typing=typing)

    def _look_at_disk(self) -> None:
        self._renderer.refresh()
        stamp = template_stamp(self._site.root, self._folders)
        if stamp != self._templates:
            self._templates = stamp
            self._renderer.forget(self._site.root)

    def _alone(
        self, request: ArticleRequest, document: Document, page: PublishedPage, state: str
    ) -> Article:
        article = article_from(request, self._marked(document, page.article_html))
        reasons: tuple[str, ...] = (page.ignored,) if state == IGNORED else ()
        reasons += tuple(reason.sentence for reason in page.reasons)
        published = Published(state, reasons, stop=page.error or "", broken=page.broken)
        return replace(article, published=published)

    def _whole(
        self, request: ArticleRequest, document: Document, page: PublishedPage, *, typing: bool
    ) -> Article:
        address = page_address(request)
        dressed = self._dress(page, address, typing=typing)
        blocks, lines = self._safe.blocks(self._marked(document, page.article_html))
        if not dressed.frame.slot:
            blocks, lines = (), ()  # the layout changed the article: it stands in the frame
        # The first is said below the page, and a style sheet that is not there is seen first.
        reasons = (*dressed.reasons, *page.reasons)
        exact = page.fidelity is Fidelity.EXACT and not reasons
        state = (Fidelity.EXACT if exact else Fidelity.NEARLY).value
        published = Published(
            IGNORED if page.ignored else state,
            (*([page.ignored] if page.ignored else []), *(one.sentence for one in reasons)),
            dressed.notes,
            page.error or "",
            page.broken,
            dressed.frame.key,
            dressed.frame,
        )
        return Article(blocks, address, lines if any(lines) else (), published)

    def _dress(self, page: PublishedPage, address: str, *, typing: bool) -> Dressed:
        before, own, after = page.html.partition(page.article_html or page.html)
        surroundings = (before, after) if own else (page.html, "")
        if self._dressed is None or surroundings != self._surroundings or not typing:
            parts = split_page(page.html, page.article_html, address, self._site.config.url)
            self._dressed = self._looks.dress(parts)
            self._surroundings = surroundings
        return self._dressed

    def _marked(self, document: Document, article: str) -> str:
        """Return the article's HTML with the line of the text on each block."""
        markdown = self._renderer.markdown
        return moved_marks(markdown.with_lines(article), line_map(document.body, markdown.text))
