"""What goes to the render process and what comes back: two values, and each as one line of JSON.

Kept apart from the rendering itself, so that the window's process loads no markdown library.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from editor.errors import EditorError


class ExchangeError(EditorError):
    """A line between the window and the render process could not be read."""


@dataclass(frozen=True, slots=True)
class Publication:
    """Where and when a post would be published: what the site's own page is made from."""

    root: str
    """The site's folder."""
    path: str
    """The post's file, which need not be there yet."""
    head: str
    """Everything above the text: fences and front matter."""
    now: str
    """The moment of the build, in ISO form with its zone."""
    alone: bool = False
    """Show the article in our own typography, without the site's layout."""
    typing: bool = False
    """The text is being written: a layout that stands is kept for now."""


@dataclass(frozen=True, slots=True)
class ArticleRequest:
    """A post as the preview needs it; everything is text that may hold anything."""

    body: str
    """The markdown below the front matter, lines ended by a line feed."""
    title: str = ""
    date: str = ""
    """Written for people already; shown as it is."""
    image_url: str = ""
    """The front matter's image: an address, or a path below the site's root."""
    base_url: str = ""
    """The path of the published page (``/2024/05/06/name/``), which relative images start from."""
    baseurl: str = ""
    """``baseurl`` of _config.yml, which ``{{ site.baseurl }}`` stands for."""
    publication: Publication | None = None
    """None outside any site: then the article is shown alone."""


@dataclass(frozen=True, slots=True)
class Style:
    """One style sheet of a page: an address, or the text itself."""

    href: str = ""
    css: str = ""
    media: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the article on the site's own page; safe to show.

    ``key`` tells it from every other frame.
    """

    key: str
    root: Mapping[str, str]
    """Attributes of the page's ``html``."""
    body: Mapping[str, str]
    """Attributes of its ``body``."""
    styles: tuple[Style, ...]
    html: str
    """What is inside ``body``."""
    slot: str = ""
    """The name of the empty element in the article's place; there is none in a frame that holds
    the article itself."""
    sheets: Mapping[str, str] = field(default_factory=dict)
    """Style sheets that lie in no file, by their path."""
    theme: str = ""
    """The folder of the site's theme, whose files the page may show; empty without one."""
    typesetting: str = ""
    """How the site sets formulas and draws diagrams, as JSON for the page; empty if it does not."""


@dataclass(frozen=True, slots=True)
class Published:
    """How near the page comes to the published one.

    ``state`` is a value of ``Fidelity``, ``alone`` where the writer chose the article alone, or
    ``ignored`` where Jekyll publishes the text without its front matter.
    """

    state: str
    reasons: tuple[str, ...] = ()
    """Why it is not exact, a sentence each, with file and line."""
    notes: tuple[str, ...] = ()
    """What else is worth knowing of it."""
    stop: str = ""
    """What Jekyll would stop its build with, in its own words; empty when it would not."""
    broken: bool = False
    """The page only stands in for one that cannot be made; an older one is better to look at."""
    frame_key: str = ""
    frame: Frame | None = None
    """None for the article in our own typography, or when the asker has the frame already."""


@dataclass(frozen=True, slots=True)
class Article:
    """A rendered post: safe, balanced HTML in top-level pieces, the header's piece first."""

    blocks: tuple[str, ...]
    base_url: str = ""
    lines: tuple[int, ...] = ()
    """For each block the line of the text on which it starts, from 1; 0 where that is not known.

    Empty when no block's line is known. Elements inside a block say in ``data-line`` how many
    lines after the block's own they start, so a block stays the same when the text above grows.
    """
    published: Published | None = None
    """None outside any site."""
    remote_images: int = 0
    """How many images on other sites the page shows once it may."""

    @property
    def html(self) -> str:
        """The whole article."""
        return "".join(self.blocks)


@dataclass(frozen=True, slots=True)
class SitePlace:
    """A site that a page was made for: its folder, and ``baseurl`` and ``url`` of its settings."""

    root: str
    baseurl: str
    url: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the render process says to the request ``number``: an article or a sentence.

    ``site`` is told with the article of a post that was asked for by its file alone.
    """

    number: int
    article: Article | None
    error: str = ""
    site: SitePlace | None = None


AHEAD_NUMBER = -3
"""The number of a page that is made ahead: of a post's file, before its text was opened."""

FRESH_NUMBER = -2
FRESH = b'{"id":-2,"article":null,"error":""}\n'
"""The line that tells, unasked: another process has taken the place of the one that ended."""


def write_request(number: int, request: ArticleRequest, known_frame: str = "") -> bytes:
    """Return the line that asks the render process for an article.

    ``known_frame`` is the key of the frame that need not be sent again.
    """
    return _line({"id": number, "known_frame": known_frame, **asdict(request)})


def write_ahead(post: Path) -> bytes:
    """Return the line that asks for the page of the post in a file; the number is AHEAD_NUMBER."""
    return _line({"ahead": str(post)})


def read_ahead(line: bytes) -> Path | None:
    """Return the file whose page a line asks for, None for a line that asks for anything else."""
    # Not read as JSON first: the line of a long text would be read twice.
    path = _fields(line).get("ahead") if line.startswith(b'{"ahead":') else None
    return Path(path) if isinstance(path, str) else None


def read_request(line: bytes) -> tuple[int, str, ArticleRequest]:
    """Return number, known frame and request that a line holds; raises ExchangeError."""
    fields = _fields(line)
    number, known = fields.pop("id", None), fields.pop("known_frame", "")
    publication = fields.pop("publication", None)
    texts = all(isinstance(text, str) for text in (*fields.values(), known))
    if not isinstance(number, int) or not texts:
        raise ExchangeError("The preview was asked in a way that it does not understand.")
    try:
        place = Publication(**publication) if isinstance(publication, dict) else None
        return number, str(known), ArticleRequest(**fields, publication=place)  # type: ignore[arg-type]  # checked above
    except TypeError as error:
        raise ExchangeError("The preview was asked for something that it does not know.") from error


def write_answer(answer: Answer) -> bytes:
    """Return the line that answers a request."""
    article = answer.article
    return _line(
        {
            "id": answer.number,
            "article": None if article is None else _fields_of(article),
            "error": answer.error,
            "site": None if answer.site is None else asdict(answer.site),
        }
    )


def _fields_of(article: Article) -> dict[str, Any]:
    # Not by asdict, which copies every one of a long post's blocks and lines.
    fields = {name: getattr(article, name) for name in Article.__slots__}
    published = article.published
    return {**fields, "published": None if published is None else asdict(published)}


def read_answer(line: bytes) -> Answer:
    """Return the answer that a line holds; raises ExchangeError."""
    fields = _fields(line)
    number, article, error = fields.get("id"), fields.get("article"), fields.get("error")
    if not isinstance(number, int) or not isinstance(error, str):
        raise ExchangeError("The preview answered in a way that cannot be read.")
    if not isinstance(article, dict):
        return Answer(number, None, error)
    site = fields.get("site")
    try:
        place = SitePlace(**site) if isinstance(site, dict) else None
        return Answer(number, _article(article), error, place)
    except (KeyError, TypeError) as fault:
        raise ExchangeError("The preview answered in a way that cannot be read.") from fault


def without_frame(article: Article, known: str) -> Article:
    """Return the article without its frame if that is the one with the key ``known``."""
    published = article.published
    if published is None or not known or published.frame_key != known:
        return article
    return replace(article, published=replace(published, frame=None))


def with_frame(article: Article, frame: Frame | None) -> Article:
    """Return the article with the frame that was left out because it was known."""
    published = article.published
    if frame is None or published is None or published.frame or published.frame_key != frame.key:
        return article
    return replace(article, published=replace(published, frame=frame))


def _article(fields: dict[str, Any]) -> Article:
    blocks = fields["blocks"]
    if not isinstance(blocks, list):
        raise TypeError
    lines = _lines(fields["lines"], len(blocks))
    published = fields["published"]
    return Article(
        tuple(map(str, blocks)),
        str(fields["base_url"]),
        lines,
        _published(published) if isinstance(published, dict) else None,
        int(fields["remote_images"]),
    )


def _published(fields: dict[str, Any]) -> Published:
    frame = fields.pop("frame", None)
    for name in ("reasons", "notes"):
        fields[name] = tuple(fields[name])
    return Published(**fields, frame=None if frame is None else _frame(frame))


def _frame(fields: dict[str, Any]) -> Frame:
    styles = tuple(Style(**style) for style in fields.pop("styles"))
    return Frame(**fields, styles=styles)


def _lines(given: object, count: int) -> tuple[int, ...]:
    if not isinstance(given, list) or len(given) not in (0, count):
        raise ExchangeError("The preview answered with lines that fit no text.")
    if not all(isinstance(line, int) for line in given):
        raise ExchangeError("The preview answered with lines that are no numbers.")
    return tuple(given)


def _line(fields: dict[str, object]) -> bytes:
    return json.dumps(fields, separators=(",", ":")).encode("ascii") + b"\n"


def _fields(line: bytes) -> dict[str, object]:
    try:
        fields = json.loads(line)
    except ValueError as error:
        raise ExchangeError("A message of the preview was cut off.") from error
    if not isinstance(fields, dict):
        raise ExchangeError("A message of the preview is not a message.")
    return fields
