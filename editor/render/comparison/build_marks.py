"""What two builds of the same site write differently by their nature: moments, versions, tokens."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from editor.render.comparison.pieces import Kind, Piece

MOMENT: Final = "the time of the build"

_GENERATOR: Final = "the version of Jekyll"
_MARK = "\0"
_WORDS = re.compile(r"\w+|\W")


@dataclass(frozen=True, slots=True)
class _Rule:
    """A kind of mark: what it is called, how it is written, and in which attributes.

    ``attributes`` is None for texts and attributes alike.
    """

    name: str
    written: re.Pattern[str]
    attributes: frozenset[str] | None = None


_ADDRESSES = frozenset(("href", "src", "content", "data-src"))
_RULES: Final = (
    _Rule(
        "a number that keeps browsers from showing old files",
        re.compile(r"(?<=[?&])(?:[\w-]+=)?[0-9a-fA-F]{7,64}(?=$|[&#])|(?<=[.-])[0-9a-f]{8,64}(?=\.\w)"),
        _ADDRESSES,
    ),
    _Rule("a checksum", re.compile(r".+", re.DOTALL), frozenset(("integrity", "nonce"))),
    _Rule(MOMENT, re.compile(r"(?<![\w.])1\d{9}(?:\d{3})?(?![\w.])")),
    _Rule("the revision of the site", re.compile(r"\b[0-9a-f]{40}\b")),
    _Rule(_GENERATOR, re.compile(r"(?<=[jJ]ekyll )v?\d+(?:\.\w+)+")),
)  # fmt: skip
_SECRETS = re.compile(r"csrf|token|nonce", re.IGNORECASE)


def mark_of(ours: Piece, theirs: Piece, later: Piece | None) -> str | None:
    """Return what makes two pieces differ, if that is only the build that wrote them.

    ``later`` is the same piece of our own page as of another moment: what changes there between
    the moments says nothing. None when the difference is the page's own.
    """
    if ours.kind is not theirs.kind or ours.name != theirs.name:
        return None
    if ours.kind is Kind.TEXT:
        return _mark_of_text(ours.text, theirs.text, later.text if later else None, "")
    mine, other = dict(ours.attributes), dict(theirs.attributes)
    if mine.keys() != other.keys():
        return None
    if _is_secret(ours.name, mine):
        return "a token"
    then = dict(later.attributes) if later else {}
    return _mark_of_attributes(ours, mine, other, then)


def _mark_of_attributes(
    piece: Piece, mine: Mapping[str, str], other: Mapping[str, str], then: Mapping[str, str]
) -> str | None:
    found: str | None = None
    generator = piece.name == "meta" and mine.get("name", "").lower() == "generator"
    for name, value in mine.items():
        if value == other[name]:
            continue
        if generator and name == "content":
            found = _GENERATOR
            continue
        found = _mark_of_text(value, other[name], then.get(name), name)
        if found is None:
            return None
    return found


def _is_secret(tag: str, attributes: Mapping[str, str]) -> bool:
    return tag in ("meta", "input") and bool(_SECRETS.search(attributes.get("name", "")))


def _mark_of_text(ours: str, theirs: str, later: str | None, attribute: str) -> str | None:
    for rule in _RULES:
        if rule.attributes is None or attribute in rule.attributes:
            mine = rule.written.sub(_MARK, ours)
            if mine != ours and mine == rule.written.sub(_MARK, theirs):
                return rule.name
    if later is not None and later != ours and _agree_but_for(ours, theirs, later):
        return MOMENT
    return None


def _agree_but_for(ours: str, theirs: str, later: str) -> bool:
    """Whether ``theirs`` is ``ours`` but for the words that ``later`` has otherwise."""
    words = [_WORDS.findall(text) for text in (ours, theirs, later)]
    if len({len(found) for found in words}) != 1:
        return False
    return all(mine == other or mine != then for mine, other, then in zip(*words, strict=True))
