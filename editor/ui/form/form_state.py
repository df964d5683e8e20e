"""What the form shows: one frozen value, made from a post by whoever owns it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from enum import Enum
from pathlib import Path


class OtherKind(Enum):
    """How a key without a field of its own is edited."""

    TEXT = "text"
    """A simple value, as its text."""
    FLAG = "flag"
    """True or false."""
    SOURCE = "source"
    """A nested value, as its YAML text."""


@dataclass(frozen=True, slots=True)
class OtherField:
    """A key beside the known ones; ``text`` is its value, its YAML, or ``"true"``/``"false"``."""

    key: str
    kind: OtherKind
    text: str


@dataclass(frozen=True, slots=True)
class DateState:
    """The date: ``moment`` is aware; ``line`` says what the text in the file means to Jekyll.

    With ``is_problem``, ``line`` is the sentence about what is wrong and ``moment`` is None.
    """

    moment: datetime | None = None
    line: str = ""
    is_problem: bool = False
    zone: tzinfo = UTC
    zone_name: str = "UTC"


@dataclass(frozen=True, slots=True)
class ImageState:
    """The image: its path as written, the file it is, and why there is none to show.

    ``elsewhere`` is true for an address on the web, which is right but is not loaded here.
    """

    text: str = ""
    file: Path | None = None
    problem: str = ""
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class FileState:
    """The file's name in parts: ``folder`` + ``prefix`` + ``slug`` + ``suffix``.

    ``prefix`` is the date before the slug (``2025-12-09-``) or empty. The slug can be written while
    ``editable``; ``url`` is shown where the post has one; ``problem`` tells of a taken name.
    """

    folder: str = ""
    prefix: str = ""
    slug: str = ""
    suffix: str = ""
    url: str = ""
    editable: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class FormState:
    """Everything the form shows.

    ``texts`` and ``lists`` hold the known fields by key. ``others`` are the file's other keys in
    the file's order; a known key whose value its field cannot hold (a nested author, say) stands
    there as well and then replaces its field. ``inherited`` are the values that hold where a key
    is absent, as text. ``terms`` are completions by key, most used first.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    date: DateState = DateState()
    image: ImageState = ImageState()
    others: tuple[OtherField, ...] = ()
    inherited: Mapping[str, str] = field(default_factory=dict)
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    file: FileState = FileState()
