"""New posts: where they go, what they are called, what stands in them at first."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from editor.post.dates import InvalidDateError, meaning, set_date
from editor.post.document import Document
from editor.post.front_matter import FrontMatter
from editor.post.scalars import Quote, write_scalar
from editor.site.defaults import defaults_for
from editor.site.file_names import (
    InvalidNameError,
    check_name,
    check_slug,
    name_key,
    slug_for_title,
)
from editor.site.habits import Habits, ListStyle
from editor.site.site import OutsideSiteError, Site

__all__ = [
    "InvalidNameError",
    "PlannedName",
    "PlannedPost",
    "new_document",
    "next_free",
    "plan_draft_path",
    "plan_post_path",
    "publish_document",
    "slug_for_title",
]


@dataclass(frozen=True, slots=True)
class PlannedName:
    """Where a new post would go. ``next_free`` is ``path`` itself unless the name is taken.

    A name that differs only in case or in the form of its accents counts as taken.
    """

    path: Path
    taken: bool
    next_free: Path


@dataclass(frozen=True, slots=True)
class PlannedPost:
    """A draft made ready to be published: what to write, and where."""

    document: Document
    name: PlannedName


def plan_post_path(site: Site, habits: Habits, *, slug: str, day: date) -> PlannedName:
    """Plan the file of a post of the day ``day`` (in the site's time zone).

    Raises InvalidNameError for a slug that is not fit for a file name, and OutsideSiteError when
    the folder of posts leads out of the site.
    """
    check_slug(slug)
    return _plan(site, habits.posts_folder, f"{day.isoformat()}-{slug}", habits.extension)


def plan_draft_path(site: Site, habits: Habits, *, slug: str) -> PlannedName:
    """Plan the file of a draft; raises as ``plan_post_path``."""
    check_slug(slug)
    return _plan(site, habits.drafts_folder, slug, habits.extension)


def next_free(path: Path) -> Path:
    """Return ``path``, or the first of ``name-2``, ``name-3``, ... that is not taken."""
    taken = _taken_names(path.parent)
    return path.with_name(next(name for name in _names(path) if name_key(name) not in taken))


def new_document(
    site: Site,
    habits: Habits,
    *,
    title: str,
    moment: datetime | None,
    draft: bool,
    tags: Sequence[str] = (),
    categories: Sequence[str] = (),
) -> Document:
    """Return a new post with front matter in the site's habits and no text.

    ``moment`` is aware; a post without one is dated by its file name, a draft by nothing. A
    ``draft`` that the defaults of the posts do not reach gets their layout written out. Raises
    CannotEditError for text that no UTF-8 file can hold.
    """
    lines = {
        "layout": _text(habits.writes_layout or (_missed_layout(site, habits) if draft else None)),
        "title": _title(title, habits),
        "author": _text(habits.author),
        "categories": _list(categories, habits),
        "tags": _list(tags, habits),
    }
    ordered = sorted(lines, key=lambda key: _place(key, habits))
    text = "".join(f"{key}:{lines[key]}\n" for key in ordered if lines[key])
    front_matter = FrontMatter.parse(text)
    if moment is not None:
        front_matter = _with_date(site, habits, front_matter, moment)
    yaml_text = front_matter.text.replace("\n", habits.line_end)
    fence = f"---{habits.line_end}"
    return Document(False, fence, yaml_text, fence, habits.line_end)


def publish_document(
    site: Site, habits: Habits, document: Document, *, slug: str, moment: datetime
) -> PlannedPost:
    """Plan the move of a draft to the posts: its front matter with a date, and its file.

    A valid date in the draft is kept, and its day names the file; else ``moment`` is written.
    Raises FrontMatterError when the front matter cannot be read, and as ``plan_post_path``.
    """
    front_matter = FrontMatter.parse(document.front_matter)
    zone = site.config.timezone
    try:
        kept = meaning(front_matter.get("date"), zone) if "date" in front_matter else None
    except InvalidDateError:
        kept = None
    if kept is None:
        front_matter = _with_date(site, habits, front_matter, moment)
        document = document.with_front_matter(front_matter.text)
    day = (kept or moment).astimezone(zone).date()
    return PlannedPost(document, plan_post_path(site, habits, slug=slug, day=day))


def _plan(site: Site, folder: str, stem: str, extension: str) -> PlannedName:
    path = site.root / folder / f"{stem}{extension}"
    check_name(path.name)
    if not site.contains(path.parent):
        raise OutsideSiteError(
            f"The folder “{folder}” leads out of this site. Nothing was written; make it a "
            "folder of the site."
        )
    free = next_free(path)
    check_name(free.name)
    return PlannedName(path, free != path, free)


def _names(path: Path) -> Iterator[str]:
    yield path.name
    number = 2
    while True:
        yield f"{path.stem}-{number}{path.suffix}"
        number += 1


def _taken_names(folder: Path) -> set[str]:
    try:
        return {name_key(name) for name in os.listdir(folder)}  # noqa: PTH208 - names are enough
    except (FileNotFoundError, NotADirectoryError):
        return set()


def _place(key: str, habits: Habits) -> int:
    order = habits.key_order
    return order.index(key) if key in order else len(order)


def _title(title: str, habits: Habits) -> str:
    forced = habits.title_quote is not None
    return f" {write_scalar(title, habits.title_quote or Quote.DOUBLE, forced=forced)}"


def _text(text: str | None) -> str:
    return "" if text is None else f" {write_scalar(text)}"


def _list(items: Sequence[str], habits: Habits) -> str:
    if not items:
        return ""
    if habits.list_style is ListStyle.BLOCK:
        return "".join(f"\n- {write_scalar(item)}" for item in items)
    return f" [{', '.join(write_scalar(item, flow=True) for item in items)}]"


def _missed_layout(site: Site, habits: Habits) -> str | None:
    """The layout that defaults give to posts but not to drafts."""
    below = f"{site.config.collections_dir.strip('/')}/"
    of_post, of_draft = (
        defaults_for(site.config, f"{folder}/2025-12-31-x.md".removeprefix(below)).get("layout")
        for folder in (habits.posts_folder, habits.drafts_folder)
    )
    return of_post if of_draft is None and isinstance(of_post, str) else None


def _with_date(
    site: Site, habits: Habits, front_matter: FrontMatter, moment: datetime
) -> FrontMatter:
    return set_date(
        front_matter,
        "date",
        moment,
        site.config.timezone,
        style=habits.date_style,
        order=habits.key_order,
    )
