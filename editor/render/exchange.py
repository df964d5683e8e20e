"""What goes to the render process and what comes back: two values, and each as one line of JSON.

Kept apart from the rendering itself, so that the window's process loads no markdown library.
"""

import json
from dataclasses import asdict, dataclass

from editor.errors import EditorError


class ExchangeError(EditorError):
    """A line between the window and the render process could not be read."""


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

    @property
    def html(self) -> str:
        """The whole article."""
        return "".join(self.blocks)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the render process says to the request ``number``: an article or a sentence."""

    number: int
    article: Article | None
    error: str = ""


def write_request(number: int, request: ArticleRequest) -> bytes:
    """Return the line that asks the render process for an article."""
    return _line({"id": number, **asdict(request)})


def read_request(line: bytes) -> tuple[int, ArticleRequest]:
    """Return the number and the request that a line holds; raises ExchangeError."""
    fields = _fields(line)
    number = fields.pop("id", None)
    if not isinstance(number, int) or not all(isinstance(text, str) for text in fields.values()):
        raise ExchangeError("The preview was asked in a way that it does not understand.")
    try:
        return number, ArticleRequest(**fields)  # type: ignore[arg-type]  # checked above
    except TypeError as error:
        raise ExchangeError("The preview was asked for something that it does not know.") from error


def write_answer(answer: Answer) -> bytes:
    """Return the line that answers a request."""
    article = answer.article
    return _line(
        {
            "id": answer.number,
            "blocks": None if article is None else article.blocks,
            "base_url": "" if article is None else article.base_url,
            "lines": () if article is None else article.lines,
            "error": answer.error,
        }
    )


def read_answer(line: bytes) -> Answer:
    """Return the answer that a line holds; raises ExchangeError."""
    fields = _fields(line)
    number, blocks = fields.get("id"), fields.get("blocks")
    error, base_url = fields.get("error"), fields.get("base_url")
    if not isinstance(number, int) or not isinstance(error, str) or not isinstance(base_url, str):
        raise ExchangeError("The preview answered in a way that cannot be read.")
    if not isinstance(blocks, list):
        return Answer(number, None, error)
    lines = _lines(fields.get("lines"), len(blocks))
    return Answer(number, Article(tuple(map(str, blocks)), base_url, lines), error)


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
