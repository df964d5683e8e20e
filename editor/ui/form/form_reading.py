"""From the open post to what the form shows: every value as Jekyll reads it."""

import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import PurePosixPath
from urllib.parse import unquote

from PySide6.QtCore import QCoreApplication

from editor.errors import EditorError
from editor.post.dates import InvalidDateError, meaning
from editor.post.fields import KNOWN_FIELDS, Field, FieldKind, read_list
from editor.post.front_matter import FrontMatter
from editor.post.scalars import Value, to_text
from editor.site.image_values import find_image
from editor.site.layout import PostKind, parse_draft_name
from editor.site.reading import PostData
from editor.site.site import Site
from editor.ui.form.form_state import (
    DateState,
    FileState,
    FormState,
    ImageState,
    OtherField,
    OtherKind,
)
from editor.workspace.library import Library
from editor.workspace.open_post import OpenPost

# A timestamp without a zone, which Jekyll reads as UTC when it is not quoted (safe_yaml).
_ZONELESS = re.compile(r"\d{4}-\d{1,2}-\d{1,2}(?:[Tt]|[ \t]+)\d{1,2}:\d{2}:\d{2}(?:\.\d*)?")


def read_form(post: OpenPost, library: Library, data: PostData | None) -> FormState:
    """Return what the form shows of ``post``, whose front matter can be read.

    ``data`` is what Jekyll makes of it, or None where Jekyll would stop.
    """
    front_matter, site = post.front_matter, library.site
    assert front_matter is not None
    assert site is not None
    terms = library.terms
    return FormState(
        texts=_texts(front_matter),
        lists={key: read_list(front_matter, key) for key in _keys(FieldKind.LIST)},
        date=_read_date(front_matter, site, data),
        image=_read_image(front_matter, site),
        others=_others(front_matter),
        inherited=_inherited(front_matter, data),
        terms={
            "tags": terms.tags,
            "categories": terms.categories,
            "author": terms.authors,
            "layout": terms.layouts,
        },
        file=_read_file_name(post, library, site, data),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("form", text)


def _keys(*kinds: FieldKind) -> tuple[str, ...]:
    return tuple(field.key for field in KNOWN_FIELDS if field.kind in kinds)


def _texts(front_matter: FrontMatter) -> Mapping[str, str]:
    keys = _keys(FieldKind.TEXT, FieldKind.LONG_TEXT)
    return {key: _simple_text(front_matter.get(key)) for key in keys}


def _simple_text(value: Value) -> str:
    return "" if value is None or isinstance(value, (list, dict)) else to_text(value)


# Dates


def _read_date(front_matter: FrontMatter, site: Site, data: PostData | None) -> DateState:
    zone = site.config.timezone
    zone_name = site.config.timezone_name or _tr("this computer’s time zone")
    if "date" not in front_matter:
        return DateState(line=_day_of_name(data), zone=zone, zone_name=zone_name)
    try:
        moment = meaning(front_matter.get("date"), zone)
    except InvalidDateError as error:
        return DateState(line=str(error), is_problem=True, zone=zone, zone_name=zone_name)
    return DateState(moment, _date_line(front_matter, moment, zone_name), False, zone, zone_name)


def _day_of_name(data: PostData | None) -> str:
    if data is None or data.kind is PostKind.DRAFT:
        return ""
    name = parse_draft_name(PurePosixPath(data.path).name)
    if name is None or not name.day_text:
        return ""
    return _tr("Dated {day} by its file name").format(day=f"{data.date:%Y-%m-%d}")


def _date_line(front_matter: FrontMatter, moment: datetime, zone_name: str) -> str:
    source = front_matter.source("date").strip()
    shown = f"{moment:%Y-%m-%d %H:%M:%S}"
    if front_matter.is_plain("date") and _ZONELESS.fullmatch(source):
        sentence = _tr("{source} in the file is UTC for Jekyll: {shown} in {zone}")
    elif source.strip("'\"").replace("T", " ").startswith(shown):
        return ""
    else:
        sentence = _tr("{source} in the file means {shown} in {zone}")
    return sentence.format(source=source, shown=shown, zone=zone_name)


# Pictures


def _read_image(front_matter: FrontMatter, site: Site) -> ImageState:
    text = _simple_text(front_matter.get("image"))
    file = find_image(site, text) if text else None
    elsewhere = "://" in text or text.startswith("//")
    missing = bool(text) and not elsewhere and file is None
    problem = _tr("There is no such file in this site") if missing else ""
    return ImageState(text, file, problem, elsewhere)


# Keys without a field of their own


def _others(front_matter: FrontMatter) -> tuple[OtherField, ...]:
    fields = {name: field for field in KNOWN_FIELDS for name in (field.key, *field.aliases)}
    keys = front_matter.keys()
    return tuple(
        _other(front_matter, key)
        for key in keys
        if key not in fields or not _fits(front_matter.get(key), fields[key])
    )


def _fits(value: Value, field: Field) -> bool:
    """Whether the field of its own can hold ``value``."""
    if field.kind is FieldKind.LIST:
        return not isinstance(value, dict)
    return not isinstance(value, (list, dict))


def _other(front_matter: FrontMatter, key: str) -> OtherField:
    value = front_matter.get(key)
    if isinstance(value, bool):
        return OtherField(key, OtherKind.FLAG, "true" if value else "false")
    if not front_matter.is_simple(key):
        return OtherField(key, OtherKind.SOURCE, front_matter.source(key))
    if isinstance(value, str) or value is None:
        return OtherField(key, OtherKind.TEXT, value or "")
    return OtherField(key, OtherKind.TEXT, front_matter.source(key))


# What holds where the file says nothing


def _inherited(front_matter: FrontMatter, data: PostData | None) -> Mapping[str, str]:
    if data is None:
        return {}
    found = {key: _inherited_text(value) for key, value in data.inherited.items()}
    if front_matter.get("title") is None and data.title is not None:
        found["title"] = to_text(data.title)
    if front_matter.get("excerpt") is None and data.excerpt:
        found["excerpt"] = " ".join(data.excerpt.split())[:200]
    return {key: text for key, text in found.items() if text}


def _inherited_text(value: Value) -> str:
    if isinstance(value, list):
        return ", ".join(_simple_text(item) for item in value)
    return _simple_text(value)


# The file's name


def _read_file_name(
    post: OpenPost, library: Library, site: Site, data: PostData | None
) -> FileState:
    url = unquote(data.url) if data else ""
    if not post.location.slug and not post.location.saved:
        habits = library.habits
        folder = habits.drafts_folder if post.location.is_draft else habits.posts_folder
        return FileState(f"{folder}/", suffix=habits.extension, editable=True)
    try:
        planned = library.planned_name(post)
    except EditorError as error:
        return FileState(slug=post.location.slug, editable=True, problem=str(error))
    folder, _, name = site.relative(planned.path).rpartition("/")
    problem = ""
    if planned.taken:
        problem = _tr("{name} is taken; the next free name is {free}").format(
            name=planned.path.name, free=planned.next_free.name
        )
    slug, suffix = post.location.slug, planned.path.suffix
    return FileState(
        folder=f"{folder}/" if folder else "",
        prefix=name.removesuffix(suffix).removesuffix(slug),
        slug=slug,
        suffix=suffix,
        url=url,
        editable=not post.location.saved,
        problem=problem,
    )
