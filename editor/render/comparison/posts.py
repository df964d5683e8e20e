"""The last posts of a site, each beside the page that Jekyll wrote of it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import chain
from pathlib import Path

from editor.errors import EditorError
from editor.post.document import Document
from editor.post.scalars import to_text
from editor.render.comparison.exchange import ComparisonError, PostComparison, Verdict
from editor.render.comparison.pages import compare_pages
from editor.render.published.renderer import SiteRenderer
from editor.render.template_files import TEMPLATE_FOLDERS, template_stamp
from editor.site.config_file import find_config
from editor.site.reading import PostData, read_post
from editor.site.site import Site
from editor.site.urls import destination_path, output_extension

ANOTHER_MOMENT = timedelta(days=400, hours=13, minutes=7, seconds=11)
"""After this every part of a date is another one: what changes is the time of the build."""


def default_destination(site: Site) -> Path:
    """Return the folder that Jekyll builds the site into unless it is told another one."""
    return site.root / site.config.destination


def compare_posts(
    site: Site, built: Path, count: int, now: datetime
) -> Iterator[int | PostComparison]:
    """Yield how many posts there are to compare, at most ``count``, then each, the newest first.

    ``built`` is the folder of the built site, ``now`` (aware) the moment that scheduled posts are
    told by: they are left out, as are drafts. Raises ComparisonError where there is no built site.
    """
    if not built.is_dir():
        raise ComparisonError(
            f"There is no folder {built}. Build the site with “jekyll build”, or choose the folder "
            "that it was built into."
        )
    renderer = SiteRenderer(site)
    comparing = _Comparing(site, built.resolve(), renderer, _templates(site))
    paths = renderer.newest_posts(count, now=now)
    return chain((len(paths),), (comparing.compare(path, now) for path in paths))


class _Comparing:
    """Compares posts of one site with one built folder."""

    def __init__(
        self, site: Site, built: Path, renderer: SiteRenderer, templates: tuple[float, str]
    ) -> None:
        self._site, self._built, self._renderer = site, built, renderer
        self._templates = templates
        self._taken: dict[Path, str] = {}

    def compare(self, path: Path, now: datetime) -> PostComparison:
        relative = self._site.relative(path)
        try:
            document, modified = _read(path)
            moment = datetime.fromtimestamp(modified, UTC)
            post = read_post(self._site, path, document, now=now, modified=moment)
        except (OSError, EditorError) as error:
            reason = (str(error),)
            return PostComparison(relative, path.stem, "", Verdict.NOT_BUILT, reasons=reason)
        title = to_text(post.title) if isinstance(post.title, str) else path.stem
        page = self._page_of(post)
        if page is None:
            return PostComparison(relative, title, self._names(post)[0], Verdict.NOT_BUILT)
        if page in self._taken:
            # Jekyll writes the newer post last.
            reason = (f"{self._taken[page]} has the same address, and took its place",)
            return PostComparison(relative, title, "", Verdict.NOT_BUILT, reasons=reason)
        self._taken[page] = relative
        return self._beside(PostComparison(relative, title, "", Verdict.SAME), path, document, page)

    def _beside(
        self, post: PostComparison, path: Path, document: Document, built: Path
    ) -> PostComparison:
        theirs = built.read_bytes().decode("utf-8", "replace")
        written = built.stat().st_mtime
        moment = datetime.fromtimestamp(written, UTC)
        page = self._renderer.render(path, document, now=moment)
        later = partial(self._html, path, document, moment + ANOTHER_MOMENT)
        compared = compare_pages(page.html, theirs, later)
        verdict, changed = Verdict.SAME, ""
        if compared.difference is not None:
            changed = self._changed_since(written, path)
            verdict = Verdict.OLDER if changed else Verdict.DIFFERS
        reasons = [reason.sentence for reason in page.reasons]
        if page.error:
            reasons.insert(0, page.error)
        return PostComparison(
            post.path,
            post.title,
            built.relative_to(self._built).as_posix(),
            verdict,
            compared.difference,
            page.fidelity.value,
            tuple(reasons),
            compared.marks,
            changed,
        )

    def _html(self, path: Path, document: Document, moment: datetime) -> str:
        return self._renderer.render(path, document, now=moment).html

    def _changed_since(self, written: float, path: Path) -> str:
        """The file that changed after its page was written; empty when none did."""
        if path.stat().st_mtime > written:
            return self._site.relative(path)
        moment, name = self._templates
        return name if moment > written else ""

    def _page_of(self, post: PostData) -> Path | None:
        """The page that Jekyll wrote of a post; None when it is not there."""
        for name in self._names(post):
            page = (self._built / name).resolve()
            if page.is_relative_to(self._built) and page.is_file():
                return page
        return None

    def _names(self, post: PostData) -> tuple[str, str]:
        """Where the page lies: as Jekyll writes it, or below the path that it is served at."""
        own = post.values.get("permalink")
        permalink = own if isinstance(own, str) and own else None
        extension = output_extension(post.path, permalink, self._site.config.markdown_extensions)
        name = destination_path(post.url, extension)
        return name, f"{self._site.config.baseurl.strip('/')}/{name}".lstrip("/")


def _read(path: Path) -> tuple[Document, float]:
    with path.open("rb") as file:
        return Document.decode(file.read()), path.stat().st_mtime


def _templates(site: Site) -> tuple[float, str]:
    """When a layout, an include, a data file or the settings changed last, and which of them."""
    values = site.config.values
    folders = tuple(str(values.get(key) or usual) for key, usual in TEMPLATE_FOLDERS)
    found = [
        (nanoseconds / 1e9, path) for path, nanoseconds, _ in template_stamp(site.root, folders)
    ]
    config = find_config(site.root)
    if config is not None:
        found.append((config.stat().st_mtime, str(config)))
    moment, path = max(found, default=(0.0, ""))
    return moment, site.relative(Path(path)) if path else ""
