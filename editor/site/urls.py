"""Addresses of posts: permalink templates, their placeholders, and collisions."""

import posixpath
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from urllib.parse import unquote

from editor.post.scalars import Value, to_text
from editor.site.address_escapes import escape_path
from editor.site.errors import BuildStopError
from editor.site.ruby_text import downcase
from editor.site.slugs import slugify

_Known = TypeVar("_Known")

# English whatever the language of this computer is.
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_PLACEHOLDER = re.compile(r":([a-z_]+)")
_SLASHES = re.compile(r"/+")


@dataclass(frozen=True, slots=True)
class UrlSource:
    """What a post's address is made of.

    ``path`` is relative to ``collections_dir``; ``slug`` and ``categories`` are the post's data;
    ``output_extension`` is that of the published file, such as ``.html``.
    """

    path: str
    slug: Value
    categories: Sequence[Value]
    date: datetime
    output_extension: str

    @property
    def stem(self) -> str:
        """The file name without its extension."""
        return posixpath.splitext(posixpath.basename(self.path))[0]

    @property
    def extension(self) -> str:
        """The file name's extension with its dot."""
        return posixpath.splitext(self.path)[1]


def url_for(template: str, source: UrlSource) -> str:
    """Return the address, from the site's root, that ``template`` gives to a post.

    Raises BuildStopError for a placeholder that Jekyll does not know, and for what cannot be an
    address. Rule: ``jekyll/url.rb#generate_url_from_drop`` and ``drops/url_drop.rb``.
    """
    filled = _PLACEHOLDER.sub(lambda found: _fill(found[1], source, template), template)
    if "\0" in unquote(filled):
        raise BuildStopError(
            "The address of this post holds a NUL character, which no file name can, and stops "
            "Jekyll's whole build. Nothing is lost; take it out of the categories or the permalink."
        )
    return _sanitize(filled)


def destination_path(url: str, output_extension: str) -> str:
    """Return the file, relative to the published site, that the post at ``url`` is written to."""
    path = unquote(url).lstrip("/")
    if url.endswith("/"):
        return f"{path}index.html"
    return path if path.endswith(output_extension) else path + output_extension


def output_extension(path: str, permalink: str | None, markdown_extensions: Sequence[str]) -> str:
    """Return the extension of the published file (``jekyll/renderer.rb#output_ext``)."""
    if permalink and not permalink.endswith("/"):
        own = posixpath.splitext(permalink)[1]
        if own:
            return own
    extension = posixpath.splitext(path)[1]
    return ".html" if extension.lower() in markdown_extensions else extension


def collisions(urls: Iterable[tuple[_Known, str]]) -> dict[str, tuple[_Known, ...]]:
    """Return the addresses that more than one of the known posts claims, each with its posts.

    ``urls`` pairs a post (a path, a summary, ...) with its address. Jekyll writes only one of
    them. Case counts: servers tell ``/A`` and ``/a`` apart.
    """
    claims: defaultdict[str, list[_Known]] = defaultdict(list)
    for post, url in urls:
        if url:
            claims[_place(url)].append(post)
    return {url: tuple(posts) for url, posts in claims.items() if len(posts) > 1}


def _place(url: str) -> str:
    return unquote(f"{url}index.html" if url.endswith("/") else url)


def _fill(name: str, source: UrlSource, template: str) -> str:
    shorter = name.removesuffix("_")
    value = _PLACEHOLDERS.get(shorter)
    if value is None:
        raise BuildStopError(
            f"The address pattern “{template}” uses “:{name}”, which Jekyll does not know, and "
            "stops the whole build. Nothing is lost; correct the permalink."
        )
    return escape_path(value(source)) + name[len(shorter) :]


def _sanitize(url: str) -> str:
    plain = f"/{url}".replace("..", "/").replace("./", "")
    return _SLASHES.sub("/", plain)


def _slug_text(source: UrlSource) -> str:
    if source.slug is None:
        return source.stem
    if not isinstance(source.slug, str):
        raise BuildStopError(
            f"The slug {to_text(source.slug)} is not a text, and stops Jekyll's whole build. "
            "Nothing is lost; write it in quotes."
        )
    return source.slug


def _title(source: UrlSource) -> str:
    return slugify(_slug_text(source), "pretty", cased=True)


def _categories(source: UrlSource) -> str:
    return "/".join(dict.fromkeys(downcase(to_text(item)) for item in source.categories))


def _slugified_categories(source: UrlSource) -> str:
    return "/".join(dict.fromkeys(slugify(to_text(item)) for item in source.categories))


def _path_below_posts(source: UrlSource) -> str:
    return source.path.removesuffix(source.extension).replace("_posts", "", 1).rstrip(".")


_PLACEHOLDERS: Mapping[str, Callable[[UrlSource], str]] = {
    "title": _title,
    "slug": lambda source: slugify(_slug_text(source)),
    "name": lambda source: slugify(source.stem),
    "path": _path_below_posts,
    "categories": _categories,
    "slugified_categories": _slugified_categories,
    "collection": lambda _: "posts",
    "output_ext": lambda source: source.output_extension,
    "year": lambda source: f"{source.date.year:04}",
    "short_year": lambda source: f"{source.date.year % 100:02}",
    "month": lambda source: f"{source.date.month:02}",
    "i_month": lambda source: str(source.date.month),
    "short_month": lambda source: _MONTHS[source.date.month - 1][:3],
    "long_month": lambda source: _MONTHS[source.date.month - 1],
    "day": lambda source: f"{source.date.day:02}",
    "i_day": lambda source: str(source.date.day),
    "y_day": lambda source: f"{source.date.timetuple().tm_yday:03}",
    "w_year": lambda source: f"{source.date.isocalendar().year:04}",
    "week": lambda source: f"{source.date.isocalendar().week:02}",
    "w_day": lambda source: str(source.date.isoweekday()),
    "short_day": lambda source: _DAYS[source.date.weekday()][:3],
    "long_day": lambda source: _DAYS[source.date.weekday()],
    "hour": lambda source: f"{source.date.hour:02}",
    "minute": lambda source: f"{source.date.minute:02}",
    "second": lambda source: f"{source.date.second:02}",
}
