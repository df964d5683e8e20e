"""What Jekyll makes of a post: title, date, tags, categories, excerpt, address."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from editor.post.dates import InvalidDateError, meaning
from editor.post.document import Document
from editor.post.front_matter import FrontMatterError
from editor.post.scalars import Value, to_text
from editor.site.defaults import defaults_for, merge_values
from editor.site.errors import BuildStopError, IgnoredFrontMatterError
from editor.site.excerpts import extract_excerpt
from editor.site.layout import PostKind, PostName, kind_of, parse_draft_name
from editor.site.merging import (
    categories_from_path,
    merge_data,
    read_categories,
    read_tags,
    title_from_slug,
)
from editor.site.quick_values import front_matter_values
from editor.site.ruby_text import truthy
from editor.site.site import Site
from editor.site.urls import UrlSource, output_extension, url_for


@dataclass(frozen=True, slots=True)
class PostData:
    """A post as Jekyll sees it.

    ``path`` is relative to the site; ``title`` and ``slug`` are None, and ``tags`` too, where
    Jekyll ignores the front matter, and ``problem`` then says why. ``values`` are the defaults
    with the front matter over them, ``inherited`` the defaults alone. ``published`` is what the
    post itself asks for; ``shows_future`` what the site does with a date that is still to come.
    ``dated`` is false where neither file nor name says the date: it is then that of the file.
    """

    path: str
    kind: PostKind
    title: Value
    slug: Value
    date: datetime
    dated: bool
    tags: tuple[Value, ...] | None
    categories: tuple[Value, ...]
    draft: bool
    published: bool
    shows_future: bool
    excerpt: str | None
    url: str
    body: str
    values: Mapping[str, Value]
    inherited: Mapping[str, Value]
    problem: str | None

    def scheduled(self, now: datetime) -> bool:
        """Whether Jekyll, building at ``now``, leaves the post out until its date has come."""
        return not self.shows_future and int(self.date.timestamp()) > int(now.timestamp())


def read_post(
    site: Site,
    path: Path,
    document: Document,
    *,
    now: datetime,
    modified: datetime,
    kind: PostKind | None = None,
) -> PostData:
    """Return what Jekyll, building at ``now``, makes of ``document`` in the file ``path``.

    ``modified`` is when the file was last written: the date of a draft without one. ``kind`` is
    asked of the layout unless the caller knows it; a file that Jekyll does not read as a post is
    read by the folder it lies in. Raises BuildStopError for what stops the whole build, and
    OutsideSiteError for a path elsewhere.
    """
    relative = site.relative(path)
    known = kind or kind_of(site, path) or _kind_by_folder(relative)
    return _Reader(site, relative, known, now, modified).read(document)


def _kind_by_folder(relative: str) -> PostKind:
    return PostKind.DRAFT if "_drafts" in relative.split("/") else PostKind.POST


class _Reader:
    """One post on its way through ``jekyll/document.rb``: ``data`` is what is known so far."""

    def __init__(
        self, site: Site, relative: str, kind: PostKind, now: datetime, modified: datetime
    ) -> None:
        self._config = site.config
        self._zone = site.config.timezone
        self._now = now.astimezone(self._zone).replace(microsecond=0)
        self._modified = modified.astimezone(self._zone)
        self._relative = relative
        self._kind = kind
        # Jekyll's own relative path, below collections_dir.
        self._path = relative.removeprefix(f"{site.config.collections_dir.strip('/')}/")
        self._is_draft = PostKind.POST.value not in self._path
        folder = PostKind.DRAFT if self._is_draft else PostKind.POST
        self._data: dict[str, Value] = {
            "draft": self._is_draft,
            "categories": categories_from_path(self._path, folder.value),
        }
        self._inherited = defaults_for(site.config, self._path)
        self._written: Mapping[str, Value] = {}

    def read(self, document: Document) -> PostData:
        problem = self._merge(document)
        name = parse_draft_name(self._path)
        if problem is None:
            self._populate(document.body, name)
        date = self._date()
        return PostData(
            path=self._relative,
            kind=self._kind,
            title=self._data.get("title"),
            slug=self._data.get("slug"),
            date=date,
            dated=isinstance(self._data.get("date"), datetime),
            tags=self._tags(problem),
            categories=self._categories(),
            draft=self._kind is PostKind.DRAFT or truthy(self._data["draft"]),
            published=self._config.unpublished or truthy(self._data.get("published", True)),
            shows_future=self._config.future,
            excerpt=self._excerpt(),
            url=self._url(date),
            body=document.body,
            values=merge_values(self._inherited, self._written),
            inherited=self._inherited,
            problem=problem,
        )

    def _merge(self, document: Document) -> str | None:
        """Merge defaults and front matter; return why Jekyll ignores the latter, if it does."""
        try:
            self._take(self._inherited, "The defaults in _config.yml")
            self._written = front_matter_values(document.front_matter)
            self._take(self._written, "The front matter")
        except (FrontMatterError, IgnoredFrontMatterError) as error:
            if self._config.strict_front_matter:
                raise BuildStopError(
                    f"{error} This site is set to stop the whole build at that. "
                    "Nothing is lost; mend the front matter."
                ) from error
            return str(error)
        return None

    def _take(self, values: Mapping[str, Value], source: str) -> None:
        self._data = merge_data(self._data, values)
        if "date" in self._data:
            self._data["date"] = self._moment(self._data["date"], source)

    def _populate(self, body: str, name: PostName | None) -> None:
        """Fill in what the file name and the text say (``document.rb#read_post_data``)."""
        date = self._data.get("date")
        if name and name.day_text and date in (None, self._now):
            self._data["date"] = self._moment(name.day_text, "The file name")
        slug = name.slug if name else posixpath.basename(self._path)
        if not truthy(self._data.get("title")):
            self._data["title"] = title_from_slug(slug)
        if not truthy(self._data.get("slug")):
            self._data["slug"] = slug
        self._data["categories"] = read_categories(self._data)
        if not truthy(self._data.get("excerpt")):
            self._data["excerpt"] = self._excerpt_of(body)

    def _excerpt_of(self, body: str) -> str | None:
        own = self._data.get("excerpt_separator")
        separator = to_text(own) if truthy(own) else self._config.excerpt_separator
        return extract_excerpt(body, separator) if separator else None

    def _excerpt(self) -> str | None:
        excerpt = self._data.get("excerpt")
        return to_text(excerpt) if truthy(excerpt) else None

    def _categories(self) -> tuple[Value, ...]:
        categories = self._data["categories"]
        return tuple(categories) if isinstance(categories, list) else ()

    def _tags(self, problem: str | None) -> tuple[Value, ...] | None:
        """The tags; where the front matter is ignored, those of the defaults, else None."""
        if problem is None:
            return tuple(read_tags(self._data))
        inherited = self._data.get("tags")
        return tuple(inherited) if isinstance(inherited, list) else None

    def _date(self) -> datetime:
        date = self._data.get("date")
        if isinstance(date, datetime):
            return date
        return self._modified if truthy(self._data["draft"]) or self._is_draft else self._now

    def _moment(self, value: Value, source: str) -> datetime:
        try:
            return meaning(value, self._zone, now=self._now)
        except InvalidDateError as error:
            raise BuildStopError(f"{source}: {error}") from error
        except OverflowError as error:
            raise BuildStopError(
                f"{source}: “{to_text(value)}” is a date outside the years 1 to 9999, which no "
                "calendar here can hold. Nothing is lost; write a date of our time."
            ) from error

    def _url(self, date: datetime) -> str:
        permalink = self._data.get("permalink")
        if not truthy(permalink):
            own = None
        elif isinstance(permalink, str):
            own = permalink
        else:
            raise BuildStopError(
                f"The permalink {to_text(permalink)} is not a text: Jekyll would stop the whole "
                "build. Nothing is lost; write it in quotes."
            )
        extension = output_extension(self._path, own, self._config.markdown_extensions)
        source = UrlSource(self._path, self._data.get("slug"), self._categories(), date, extension)
        return url_for(self._config.permalink if own is None else own, source)
