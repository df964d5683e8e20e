"""650 real posts: every byte stays, and a change of a field is confined to that field."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from editor.post.dates import InvalidDateError, meaning, set_date
from editor.post.document import Document
from editor.post.errors import CannotEditError, FrontMatterError
from editor.post.fields import read_list, set_list, set_text
from editor.post.front_matter import FrontMatter

NEW_MOMENT = dt.datetime(2031, 5, 6, 7, 8, 9, tzinfo=dt.UTC)
ZONE = dt.timezone(dt.timedelta(hours=-5))
ALIASES = {"tags": "tag", "categories": "category"}
FIELDS = ("title", "date", "tags", "categories", "excerpt", "image")


@pytest.fixture(scope="module")
def posts(shared: Path) -> dict[Path, bytes]:
    folder = shared / "corpus"
    files = [path for path in folder.rglob("*") if path.is_file() and path.parent != folder]
    return {path: path.read_bytes() for path in sorted(files)}


def test_every_byte_of_every_post_stays(posts: dict[Path, bytes]) -> None:
    assert len(posts) >= 600
    for path, data in posts.items():
        document = Document.decode(data)
        assert document.encode() == data, path
        assert (
            document.with_front_matter(document.front_matter).with_body(document.body) == document
        )


def test_all_front_matter_is_read_or_refused_with_a_place(posts: dict[Path, bytes]) -> None:
    refused = [path for path, data in posts.items() if front_of(data) is None]
    assert len(refused) <= len(posts) // 100, refused


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_changes_and_changes_back_on_its_own_lines(
    posts: dict[Path, bytes], field: str
) -> None:
    change, put_back = CHANGES[field]
    for path, data in posts.items():
        front = front_of(data)
        if front is None:
            continue
        try:
            changed = change(front, field)
        except (CannotEditError, InvalidDateError) as error:
            pytest.fail(f"{path}: {error}")
        confined(front, changed, field, path)
        back = put_back(changed, front, field)
        confined(front, back, field, path)
        if field not in front and ALIASES.get(field) not in front.values():
            assert back.text == front.text, path


def front_of(data: bytes) -> FrontMatter | None:
    try:
        return FrontMatter.parse(Document.decode(data).front_matter)
    except FrontMatterError:
        return None


def confined(before: FrontMatter, after: FrontMatter, field: str, path: Path) -> None:
    """The lines that differ are one run, and all of them belong to the field."""
    old, new = before.text.split("\n"), after.text.split("\n")
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    changed = old[start : len(old) - end] + new[start : len(new) - end]
    own = lines_of(before, field) | lines_of(after, field)
    assert set(changed) <= own, (path, changed)


def lines_of(front: FrontMatter, field: str) -> set[str]:
    """The lines that are gone when the field is removed."""
    rest = front.remove(field).remove(ALIASES.get(field, field))
    left = rest.text.split("\n")
    gone = front.text.split("\n")
    for line in left:
        gone.remove(line)
    return set(gone)


Change = Callable[[FrontMatter, str], FrontMatter]
PutBack = Callable[[FrontMatter, FrontMatter, str], FrontMatter]


def change_text(front: FrontMatter, field: str) -> FrontMatter:
    changed = set_text(front, field, "A new: “text” with #signs")
    assert changed.get(field) == "A new: “text” with #signs"
    return changed


def put_value_back(changed: FrontMatter, front: FrontMatter, field: str) -> FrontMatter:
    back = changed.set(field, front.get(field)) if field in front else changed.remove(field)
    assert back.get(field) == front.get(field)
    return back


def change_list(front: FrontMatter, field: str) -> FrontMatter:
    items = (*read_list(front, field), "New one")
    changed = set_list(front, field, items)
    assert read_list(changed, field) == items
    return changed


def put_list_back(changed: FrontMatter, front: FrontMatter, field: str) -> FrontMatter:
    back = set_list(changed, field, read_list(front, field))
    assert read_list(back, field) == read_list(front, field)
    return back if read_list(front, field) or field not in front else front


def change_date(front: FrontMatter, field: str) -> FrontMatter:
    changed = set_date(front, field, NEW_MOMENT, ZONE)
    assert meaning(changed.get(field), ZONE) == NEW_MOMENT
    return changed


def put_date_back(changed: FrontMatter, front: FrontMatter, field: str) -> FrontMatter:
    if field not in front:
        return changed.remove(field)
    moment = meaning(front.get(field), ZONE)
    back = set_date(changed, field, moment, ZONE)
    assert meaning(back.get(field), ZONE) == moment
    return back


CHANGES: dict[str, tuple[Change, PutBack]] = {
    "title": (change_text, put_value_back),
    "excerpt": (change_text, put_value_back),
    "image": (change_text, put_value_back),
    "tags": (change_list, put_list_back),
    "categories": (change_list, put_list_back),
    "date": (change_date, put_date_back),
}
