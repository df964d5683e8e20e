"""Inline marks: pressing puts them on, pressing again takes them off."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from passages import drawing, passage

from editor.ui.text.passage import Passage
from editor.ui.text.text_edits import (
    insert_image,
    toggle_bold,
    toggle_code,
    toggle_italic,
    toggle_link,
    toggle_strike,
)

Toggle = Callable[[Passage], Passage]


@pytest.mark.parametrize(
    ("toggle", "before", "after"),
    [
        (toggle_bold, "one ⟨two⟩ three", "one **⟨two⟩** three"),
        (toggle_bold, "one **⟨two⟩** three", "one ⟨two⟩ three"),
        (toggle_bold, "one ⟨**two**⟩ three", "one ⟨two⟩ three"),
        (toggle_bold, "one __⟨two⟩__ three", "one ⟨two⟩ three"),
        (toggle_bold, "one ⟨two ⟩three", "one **⟨two** ⟩three"),
        (toggle_bold, "one tw|o three", "one **tw|o** three"),
        (toggle_bold, "one **tw|o** three", "one tw|o three"),
        (toggle_bold, "one | three", "one **|** three"),
        (toggle_bold, "one **|** three", "one | three"),
        (toggle_bold, "a **bold ⟨piece⟩ here**", "a bold ⟨piece⟩ here"),
        (toggle_bold, "⟨all **some** more⟩", "**⟨all some more⟩**"),
        (toggle_bold, "**fo⟨o** bar⟩", "**fo⟨o bar⟩**"),
        (toggle_bold, "*⟨two⟩*", "***⟨two⟩***"),
        (toggle_bold, "***⟨two⟩***", "*⟨two⟩*"),
        (toggle_bold, "⟨- one\n- two⟩", "⟨- **one**\n- **two⟩**"),
        (toggle_bold, "## Hea|ding", "## **Hea|ding**"),
        (toggle_bold, "⟨## Heading⟩", "⟨## **Heading⟩**"),
        (toggle_italic, "one ⟨two⟩ three", "one *⟨two⟩* three"),
        (toggle_italic, "**⟨two⟩**", "***⟨two⟩***"),
        (toggle_italic, "***⟨two⟩***", "**⟨two⟩**"),
        (toggle_italic, "a *whole phr|ase*", "a whole phr|ase"),
        (toggle_italic, "_two|_", "two|"),
        (toggle_italic, "snake_ca|se", "*snake_ca|se*"),
        (toggle_strike, "⟨gone⟩", "~~⟨gone⟩~~"),
        (toggle_strike, "~~⟨gone⟩~~", "⟨gone⟩"),
        (toggle_code, "run ⟨make⟩ now", "run `⟨make⟩` now"),
        (toggle_code, "run `⟨make⟩` now", "run ⟨make⟩ now"),
        (toggle_code, "⟨a`b⟩", "``⟨a`b⟩``"),
        (toggle_code, "``⟨a`b⟩``", "⟨a`b⟩"),
        (toggle_code, "⟨`b⟩", "`` ⟨`b⟩ ``"),
        (toggle_code, "`` `|b ``", "`|b"),
        (toggle_code, "⟨one\ntwo⟩", "```\n⟨one\ntwo⟩\n```"),
        (toggle_code, "```\n⟨one\ntwo⟩\n```", "⟨one\ntwo⟩"),
    ],
)
def test_marks(toggle: Toggle, before: str, after: str) -> None:
    assert drawing(toggle(passage(before))) == after


def test_lines_already_bold_stay_bold_when_the_others_follow() -> None:
    once = toggle_bold(passage("⟨**one**\n\ntwo⟩"))

    assert once.text == "**one**\n\n**two**"
    assert toggle_bold(once).text == "one\n\ntwo"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("see ⟨the map⟩ here", "see [the map](|) here"),
        ("see the ma|p", "see the [map](|)"),
        ("| here", "[|]() here"),
        ("at ⟨https://example.org/a_(b)⟩", "at [|](https://example.org/a_%28b%29)"),
        ("see [the m|ap](https://example.org)", "see the m|ap"),
        ("see ⟨[the map](https://example.org)⟩", "see ⟨the map⟩"),
        ("see [](https://exa|mple.org)", "see ⟨https://example.org⟩"),
    ],
)
def test_links(before: str, after: str) -> None:
    assert drawing(toggle_link(passage(before))) == after


def test_an_image_takes_the_selection_as_its_description() -> None:
    after = insert_image(passage("⟨A quiet harbour⟩"), "/assets/images/my photo.jpg")

    assert drawing(after) == "![⟨A quiet harbour⟩](/assets/images/my%20photo.jpg)"


@st.composite
def _selections(draw: st.DrawFn, characters: str) -> Passage:
    text = draw(st.text(characters, min_size=1, max_size=40))
    edges = st.integers(0, len(text))
    return Passage(text, draw(edges), draw(edges))


TOGGLES = st.sampled_from([toggle_bold, toggle_italic, toggle_strike, toggle_code])


@given(_selections("ab é🚢\n.,"), TOGGLES)
def test_pressing_twice_on_plain_text_changes_nothing(before: Passage, toggle: Toggle) -> None:
    once = toggle(before)
    twice = toggle(once)

    assert twice.text == before.text


@given(_selections("ab -\n*_~`[]()>#1."), TOGGLES)
def test_no_press_ever_loses_a_word(before: Passage, toggle: Toggle) -> None:
    after = toggle(before)

    assert _words(after.text) == _words(before.text)
    assert 0 <= after.start <= after.end <= len(after.text)


def _words(text: str) -> str:
    return "".join(char for char in text if char not in "*_~` \n")
