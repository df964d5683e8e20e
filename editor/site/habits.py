"""What the posts of a site have in common, so that a new post looks like them."""

import posixpath
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Final, TypeVar

from editor.post.dates import DateStyle
from editor.post.document import Document, UnreadablePostError
from editor.post.errors import FrontMatterError
from editor.post.fields import KNOWN_FIELDS
from editor.post.front_matter import FrontMatter
from editor.post.scalars import Quote
from editor.site.defaults import defaults_for
from editor.site.image_values import clean_folder, split_image_value
from editor.site.layout import PostKind, iter_posts, parse_draft_name
from editor.site.site import Site

MOST_POSTS: Final = 50
_MOST_BYTES = 1024 * 1024
_USUAL_ORDER = ("layout", "title", "date", "author", "categories", "tags", "excerpt", "image")
_USUAL_LAYOUT = "post"
_USUAL_IMAGE_FOLDERS = ("assets/images", "assets/img", "images", "img")
# ``YYYY-MM-DD HH:MM:SS ±ZZZZ``, the form that Jekyll documents.
_USUAL_DATE = DateStyle()

_Common = TypeVar("_Common", bound=Hashable)


class ListStyle(Enum):
    """How lists are written: ``[a, b]`` on one line or ``- a`` on lines of their own."""

    FLOW = "flow"
    BLOCK = "block"


@dataclass(frozen=True, slots=True)
class Habits:
    """What a site's posts usually do; the defaults are those of a site without posts.

    ``writes_layout`` and ``author`` are what a new post is given, or None; ``title_quote`` is
    None where titles are quoted only when they must be. Folders are relative to the site.
    """

    date_style: DateStyle = _USUAL_DATE
    extension: str = ".md"
    key_order: tuple[str, ...] = _USUAL_ORDER
    writes_layout: str | None = _USUAL_LAYOUT
    author: str | None = None
    title_quote: Quote | None = Quote.DOUBLE
    list_style: ListStyle = ListStyle.FLOW
    line_end: str = "\n"
    image_folder: str = _USUAL_IMAGE_FOLDERS[0]
    image_prefix: str = ""
    posts_folder: str = PostKind.POST.value
    drafts_folder: str = PostKind.DRAFT.value


def find_habits(site: Site) -> Habits:
    """Learn the habits of a site from its newest posts; posts that cannot be read teach nothing."""
    documents = [
        (path, document) for path in newest_posts(site) if (document := _read(path)) is not None
    ]
    return learn_habits(site, documents)


def newest_posts(site: Site, most: int = MOST_POSTS) -> list[Path]:
    """Return the posts (not drafts) with the latest days in their names, newest first."""
    dated = (path for path, kind in iter_posts(site) if kind is PostKind.POST)
    return sorted(dated, key=_day_and_name, reverse=True)[:most]


def learn_habits(site: Site, posts: Iterable[tuple[Path, Document]]) -> Habits:
    """Learn from the given posts, newest first, at most MOST_POSTS of them."""
    sample = [post for _, post in zip(range(MOST_POSTS), posts, strict=False)]
    pages = [page for _, document in sample if (page := _front_matter(document)) is not None]
    usual = _usual_habits(site)
    if not sample:
        return usual
    folder, prefix = _image_habits(site, pages, usual)
    posts_folder = _most_common((_special_folder(site, path) for path, _ in sample), "")
    return replace(
        usual,
        date_style=_most_common(_date_styles(pages), usual.date_style),
        extension=_most_common(_markdown_extensions(site, sample), usual.extension),
        key_order=_key_order(pages) or usual.key_order,
        writes_layout=_usual_text(pages, "layout"),
        author=_only_author(pages),
        title_quote=_title_quote(pages),
        list_style=_most_common(_list_styles(pages), usual.list_style),
        line_end=_most_common((document.line_end for _, document in sample), usual.line_end),
        image_folder=folder,
        image_prefix=prefix,
        posts_folder=posts_folder or usual.posts_folder,
        drafts_folder=_beside(posts_folder) or usual.drafts_folder,
    )


def _usual_habits(site: Site) -> Habits:
    above = site.config.collections_dir.strip("/")
    posts_folder = posixpath.normpath(posixpath.join(above, PostKind.POST.value))
    given = defaults_for(site.config, "_posts/2025-12-31-post.md").get("layout")
    folders = (name for name in _USUAL_IMAGE_FOLDERS if (site.root / name).is_dir())
    return Habits(
        extension=_usual_extension(site),
        writes_layout=_USUAL_LAYOUT if given is None else None,
        posts_folder=posts_folder,
        drafts_folder=_beside(posts_folder),
        image_folder=next(folders, _USUAL_IMAGE_FOLDERS[0]),
    )


def _usual_extension(site: Site) -> str:
    known = site.config.markdown_extensions
    return next((name for name in (".md", ".markdown") if name in known), known[0])


def _markdown_extensions(site: Site, sample: Iterable[tuple[Path, Document]]) -> Iterable[str]:
    known = site.config.markdown_extensions
    return (path.suffix for path, _ in sample if path.suffix.lower() in known)


def _key_order(pages: Sequence[FrontMatter]) -> tuple[str, ...]:
    """Every key in its mean place; a known key that no post has goes after all others."""
    places: defaultdict[str, list[float]] = defaultdict(list)
    for page in pages:
        keys = page.keys()
        for place, key in enumerate(keys):
            places[key].append(place / len(keys))
    ordered = sorted(places, key=lambda key: sum(places[key]) / len(places[key]))
    missing = (field.key for field in KNOWN_FIELDS if field.key not in places)
    return (*ordered, *missing) if places else ()


def _date_styles(pages: Iterable[FrontMatter]) -> Iterable[DateStyle]:
    for page in pages:
        written = page.written("date")
        if written:
            text, quote = written
            yield DateStyle.of(text, quoted=quote is not None)


def _list_styles(pages: Iterable[FrontMatter]) -> Iterable[ListStyle]:
    for page in pages:
        for key in ("tags", "categories"):
            source = page.source(key) if page.get(key) else ""
            if source.startswith("["):
                yield ListStyle.FLOW
            elif source.startswith("- "):
                yield ListStyle.BLOCK


def _title_quote(pages: Sequence[FrontMatter]) -> Quote | None:
    marks = [written[1] for page in pages if (written := page.written("title"))]
    quotes = [mark for mark in marks if mark is not None]
    return _most_common(quotes, Quote.DOUBLE) if len(quotes) * 2 > len(marks) else None


def _usual_text(pages: Sequence[FrontMatter], key: str) -> str | None:
    """The text that most posts write for ``key``; None when most write none."""
    texts = [value for page in pages if isinstance(value := page.get(key), str)]
    return _most_common(texts, "") if len(texts) * 2 > len(pages) else None


def _only_author(pages: Sequence[FrontMatter]) -> str | None:
    """The author, where all posts with an author agree: nobody signs for another."""
    names = {repr(page.get("author")) for page in pages if "author" in page}
    return _usual_text(pages, "author") if len(names) == 1 else None


def _image_habits(site: Site, pages: Iterable[FrontMatter], usual: Habits) -> tuple[str, str]:
    values = [value for page in pages if isinstance(value := page.get("image"), str)]
    split = [part for value in values if (part := split_image_value(site, value)) is not None]
    folders = (clean_folder(site, posixpath.dirname(part.path)) for part in split)
    known = [folder for folder in folders if folder is not None]
    return (
        _most_common(known, usual.image_folder),
        _most_common((part.prefix for part in split), usual.image_prefix),
    )


def _special_folder(site: Site, path: Path) -> str:
    parts = site.relative(path).split("/")
    return "/".join(parts[: parts.index(PostKind.POST.value) + 1])


def _beside(posts_folder: str) -> str:
    above = posixpath.dirname(posts_folder)
    return posixpath.join(above, PostKind.DRAFT.value) if posts_folder else ""


def _most_common(values: Iterable[_Common], default: _Common) -> _Common:
    """The most frequent value, the first of several; ``default`` where there are none."""
    counted = Counter(values).most_common(1)
    return counted[0][0] if counted else default


def _day_and_name(path: Path) -> tuple[int, str]:
    name = parse_draft_name(path.name)
    day = name.date if name else None
    return (day.toordinal() if day else 0, path.name)


def _read(path: Path) -> Document | None:
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
        return Document.decode(data) if len(data) <= _MOST_BYTES else None
    except (OSError, UnreadablePostError):
        return None


def _front_matter(document: Document) -> FrontMatter | None:
    try:
        return FrontMatter.parse(document.front_matter) if document.has_front_matter else None
    except FrontMatterError:
        return None
