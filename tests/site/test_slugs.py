"""Slugs are Jekyll's own, in every mode."""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.site.slugs import MODES, slugify
from editor.site.transliteration import transliterate


def test_every_measured_slug_matches(shared: Path) -> None:
    lines = (shared / "reference" / "jekyll-slugify.txt").read_text(encoding="utf-8").splitlines()
    cases = [line.split(" | ") for line in lines if line]
    assert len(cases) == 102
    for mode, *texts in cases:
        title, lower, cased = (json.loads(text) for text in texts)
        assert slugify(title, mode) == lower, (mode, title)
        assert slugify(title, mode, cased=True) == cased, (mode, title)


@pytest.mark.parametrize(
    ("title", "mode", "slug"),
    [
        ("Zwei  Wörter!", "default", "zwei-wörter"),
        ("Zwei  Wörter!", "latin", "zwei-worter"),
        ("v1.2 (beta)", "pretty", "v1.2-(beta)"),
        ("a\tb\u00a0c", "raw", "a-b\u00a0c"),
        ("ΟΔΟΣ", "default", "οδοσ"),  # Ruby knows no final sigma
        ("½ price", "default", "price"),  # a fraction is no digit
        ("१२ hours", "default", "१२-hours"),
        ("An Unknown Mode", "shouting", "an unknown mode"),
    ],
)
def test_letters_digits_and_marks_are_kept(title: str, mode: str, slug: str) -> None:
    assert slugify(title, mode) == slug


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Æsir þorn ßüß", "AEsir thorn ssuss"),
        ("Łódź ŉ Ŋ Œuvre ĳ", "Lodz 'n NG OEuvre ij"),
        ("3×4÷2", "3x4?2"),
        ("ſ ǎ ș 日 e\u0301", "? ? ? ? e?"),  # beyond Latin Extended-A Ruby knows nothing
    ],
)
def test_accents_are_taken_off_as_ruby_does(text: str, plain: str) -> None:
    assert transliterate(text) == plain


@given(st.text(), st.sampled_from(MODES[1:]))
def test_a_slug_never_starts_with_two_hyphens_nor_holds_white_space(text: str, mode: str) -> None:
    slug = slugify(text, mode)
    assert not any(char in " \t\r\n\f\v" for char in slug)
    if mode in ("default", "ascii", "latin"):
        assert not slug.startswith("-")
        assert all(char == "-" or unicodedata.category(char)[0] in "LMN" for char in slug)
