"""The list of a site's posts: one summary a file, read as little as will do."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path

from editor.errors import EditorError
from editor.post.document import Document
from editor.post.scalars import Value, to_text
from editor.site.conflict_copies import conflict_copy_at
from editor.site.layout import PostKind, iter_posts, kind_of, parse_draft_name
from editor.site.merging import title_from_slug
from editor.site.reading import PostData, read_post
from editor.site.site import Site

_HEAD_BYTES = 16 * 1024
_MOST_BYTES = 64 * 1024 * 1024
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NO_DATE = datetime.min.replace(tzinfo=UTC)


class PostState(Enum):
    """What a reader of the published site gets of a post."""

    PUBLISHED = "published"
    DRAFT = "draft"
    UNPUBLISHED = "unpublished"
    SCHEDULED = "scheduled"
    BROKEN = "broken"
    COPY = "copy"


@dataclass(frozen=True, slots=True)
class PostSummary:
    """A line in the list of posts; ``problem`` says why a post is BROKEN or a COPY."""

    path: Path
    title: str
    date: datetime | None
    state: PostState
    tags: tuple[str, ...]
    categories: tuple[str, ...]
    url: str
    image: str
    author: str
    problem: str | None


def build_index(site: Site, now: datetime) -> Iterator[PostSummary]:
    """Yield a summary of every post and draft, lazily, in the order of the folders.

    ``now`` (aware) is the moment that posts of the future are told by. A file that vanishes
    meanwhile is left out.
    """
    for path, kind in iter_posts(site):
        summary = _summary(site, path, kind, now)
        if summary is not None:
            yield summary


def summarise(site: Site, path: Path, now: datetime) -> PostSummary | None:
    """Return the summary of one file; None when it is no post or is not there."""
    kind = kind_of(site, path)
    return None if kind is None else _summary(site, path, kind, now)


def sort_key(summary: PostSummary) -> tuple[float, str]:
    """Sort by this, reversed, for Jekyll's order: newest first, posts without a date last."""
    date = summary.date or _NO_DATE
    return ((date - _NO_DATE).total_seconds(), str(summary.path))


def _summary(site: Site, path: Path, kind: PostKind, now: datetime) -> PostSummary | None:
    summary = _summary_of_post(site, path, kind, now)
    copy = conflict_copy_at(path)
    if summary is None or copy is None:
        return summary
    # Its terms and its author are those of its post, and count once.
    return replace(
        summary,
        state=PostState.COPY,
        problem=copy.sentence,
        tags=(),
        categories=(),
        author="",
    )


def _summary_of_post(site: Site, path: Path, kind: PostKind, now: datetime) -> PostSummary | None:
    try:
        document, modified = _read_head(path)
        bare = replace(document, body="")  # no excerpt: it would need the whole text
        post = read_post(site, path, bare, now=now, modified=modified, kind=kind)
    except FileNotFoundError:
        return None
    except OSError as error:
        return _broken(path, f"This file could not be opened ({error.strerror}).")
    except EditorError as error:
        return _broken(path, str(error))
    return _of_post(path, post, now)


def _read_head(path: Path) -> tuple[Document, datetime]:
    """Read as far as the front matter goes, and the whole file where that is not enough."""
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
    descriptor = os.open(path, flags)
    with os.fdopen(descriptor, "rb", buffering=0) as file:
        status = os.fstat(descriptor)
        modified = _moment(status.st_mtime)
        head = file.read(_HEAD_BYTES) or b""
        if len(head) < _HEAD_BYTES:
            return Document.decode(head), modified
        start = Document.decode(head[: head.rfind(b"\n") + 1])
        if start.has_front_matter or not start.text.startswith("---"):
            return start, modified
        return Document.decode(head + (file.read(_MOST_BYTES) or b"")), modified


def _moment(seconds: float) -> datetime:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):  # a clock that was far out when it was written
        return _EPOCH


def _of_post(path: Path, post: PostData, now: datetime) -> PostSummary:
    return PostSummary(
        path=path,
        title=_text(post.title) or _title_by_name(path),
        date=None if post.problem else post.date,
        state=_state(post, now),
        tags=_texts(post.tags or ()),
        categories=_texts(post.categories),
        url=post.url,
        image=_image(post.values.get("image")),
        author=_text(post.values.get("author")),
        problem=post.problem,
    )


def _state(post: PostData, now: datetime) -> PostState:
    if post.problem:
        return PostState.BROKEN
    if post.kind is PostKind.DRAFT:
        return PostState.DRAFT
    if not post.published:
        return PostState.UNPUBLISHED
    return PostState.SCHEDULED if post.scheduled(now) else PostState.PUBLISHED


def _broken(path: Path, problem: str) -> PostSummary:
    title = _title_by_name(path)
    return PostSummary(path, title, None, PostState.BROKEN, (), (), "", "", "", problem)


def _title_by_name(path: Path) -> str:
    name = parse_draft_name(path.name)
    return _shown(title_from_slug(name.slug if name else path.stem) or path.name)


def _image(value: Value) -> str:
    """The path in ``image:``, which may be a map with a ``path`` (jekyll-seo-tag)."""
    return _text(value.get("path") if isinstance(value, dict) else value)


def _text(value: Value) -> str:
    return "" if isinstance(value, list | dict) else _shown(to_text(value))


def _shown(text: str) -> str:
    """``text`` without halves of characters, which a name that is not UTF-8 brings along."""
    if text.isascii():
        return text
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _texts(values: tuple[Value, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for value in values if (text := _text(value))))
