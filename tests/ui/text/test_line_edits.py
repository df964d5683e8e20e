"""Commands on whole lines: headings, lists, quotes, fences, indentation, and what Enter does."""

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from passages import drawing, passage

from editor.ui.text.enter_key import continue_line
from editor.ui.text.line_edits import (
    cycle_heading,
    indent,
    outdent,
    toggle_bullet_list,
    toggle_code_block,
    toggle_heading,
    toggle_numbered_list,
    toggle_quote,
    toggle_task_list,
)
from editor.ui.text.passage import Passage

Command = Callable[[Passage], Passage]
heading_2 = partial(toggle_heading, level=2)


@pytest.mark.parametrize(
    ("command", "before", "after"),
    [
        (heading_2, "Ti|tle", "## Ti|tle"),
        (heading_2, "## Ti|tle", "Ti|tle"),
        (heading_2, "# Ti|tle", "## Ti|tle"),
        (heading_2, "|", "## |"),
        (heading_2, "> Ti|tle", "> ## Ti|tle"),
        (cycle_heading, "Ti|tle", "# Ti|tle"),
        (cycle_heading, "###### Ti|tle", "Ti|tle"),
        (toggle_bullet_list, "on|e", "- on|e"),
        (toggle_bullet_list, "- on|e", "on|e"),
        (toggle_bullet_list, "* ⟨one\ntwo⟩", "* ⟨one\n* two⟩"),
        (toggle_bullet_list, "⟨1. one\n2. two⟩", "⟨- one\n- two⟩"),
        (toggle_bullet_list, "⟨one\n\ntwo\n⟩three", "- ⟨one\n\n- two\n⟩three"),
        (toggle_numbered_list, "a⟨\nb\nc⟩", "1. a⟨\n2. b\n3. c⟩"),
        (toggle_numbered_list, "⟨- a\n  - b\n  - c\n- d⟩", "⟨1. a\n  1. b\n  2. c\n2. d⟩"),
        (toggle_numbered_list, "⟨7. a\n9. b⟩", "⟨a\nb⟩"),
        (toggle_task_list, "- on|e", "- [ ] on|e"),
        (toggle_task_list, "- [x] on|e", "on|e"),
        (toggle_quote, "a⟨\n\nb⟩", "> a⟨\n>\n> b⟩"),
        (toggle_quote, "> a⟨\n>\n> b⟩", "a⟨\n\nb⟩"),
        (toggle_quote, "> > de|ep", "> de|ep"),
        (toggle_code_block, "a⟨\nb⟩", "```\na⟨\nb⟩\n```"),
        (toggle_code_block, "x\n```ruby\na|\nb\n```\ny", "x\na|\nb\ny"),
    ],
)
def test_line_commands(command: Command, before: str, after: str) -> None:
    assert drawing(command(passage(before))) == after


def test_fences_selected_with_their_code_come_off() -> None:
    assert toggle_code_block(passage("⟨```\na\n```⟩")).text == "a"


def test_code_that_holds_a_fence_gets_a_longer_one() -> None:
    once = toggle_code_block(passage("how to:⟨\n```\nx⟩"))

    assert once.text == "````\nhow to:\n```\nx\n````"
    assert toggle_code_block(once).text == "how to:\n```\nx"


def test_text_after_a_code_block_gets_its_own_fences() -> None:
    assert toggle_code_block(passage("```\na\n```\nb|")).text == "```\na\n```\n```\nb\n```"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- one|", "- one\n- |"),
        ("* one|", "* one\n* |"),
        ("+   one|", "+   one\n+   |"),
        ("- one| two", "- one\n- |two"),
        ("1. one|", "1. one\n2. |"),
        ("9) one|", "9) one\n10) |"),
        ("1. one|\n2. two\n3. three\n\ntext", "1. one\n2. |\n3. two\n4. three\n\ntext"),
        ("1. one|\n   - deep\n2. two", "1. one\n2. |\n   - deep\n3. two"),
        ("1. one|\n1. two", "1. one\n2. |\n1. two"),
        ("- [x] done|", "- [x] done\n- [ ] |"),
        ("> said|", "> said\n> |"),
        ("> - said|", "> - said\n> - |"),
        ("  - deep|", "  - deep\n  - |"),
        ("- one\n- |", "- one\n|"),
        ("- one\n-|", "- one\n|"),
        ("- [ ] |", "|"),
        ("> said\n> |", "> said\n|"),
        ("> - |", "> |"),
        ("1. one\n   - |", "1. one\n2. |"),
        ("    code|", "    code\n    |"),
        ("- one⟨ two\n- three⟩ four", "- one\n- |four"),
    ],
)
def test_enter_goes_on_with_the_line(before: str, after: str) -> None:
    result = continue_line(passage(before))

    assert result is not None
    assert drawing(result) == after


@pytest.mark.parametrize(
    "before", ["plain|", "|", "|- one", "* * *|", "**bold**|", "-no list|", "2026|", "## Title|"]
)
def test_enter_is_plain_where_nothing_goes_on(before: str) -> None:
    assert continue_line(passage(before)) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- one\n- tw|o", "- one\n  - tw|o"),
        ("1. one\n2. tw|o", "1. one\n   2. tw|o"),
        ("10. one\n- tw|o", "10. one\n    - tw|o"),
        ("- one\n  - two\n- thr|ee", "- one\n  - two\n  - thr|ee"),
        ("⟨one\ntwo⟩", "    ⟨one\n    two⟩"),
        ("> - one\n> - tw|o", "> - one\n>   - tw|o"),
    ],
)
def test_tab_indents_and_shift_tab_goes_back(before: str, after: str) -> None:
    once = indent(passage(before))

    assert once is not None
    assert drawing(once) == after
    assert outdent(once).text == passage(before).text


def test_tab_in_plain_text_is_not_an_indentation() -> None:
    assert indent(passage("plain|")) is None


def test_shift_tab_takes_a_tab_or_what_blanks_there_are() -> None:
    assert drawing(outdent(passage("\tone|"))) == "one|"
    assert drawing(outdent(passage("  one|"))) == "one|"
    assert drawing(outdent(passage("one|"))) == "one|"


@given(
    st.lists(st.text("ab é🚢", min_size=1).filter(str.strip), min_size=1, max_size=5),
    st.sampled_from(
        [heading_2, toggle_bullet_list, toggle_numbered_list, toggle_task_list, toggle_quote]
    ),
)
def test_pressing_twice_on_plain_lines_changes_nothing(lines: list[str], command: Command) -> None:
    text = "\n".join(lines)

    assert command(command(Passage(text, 0, len(text)))).text == text


@given(st.text("ab \t\n-*+1.>#[]x`~", max_size=60), st.data())
def test_no_line_command_breaks_a_passage(text: str, data: st.DataObject) -> None:
    edge = st.integers(0, len(text))
    before = Passage(text, data.draw(edge), data.draw(edge))
    commands = (cycle_heading, toggle_task_list, toggle_code_block, outdent, indent, continue_line)
    for command in commands:
        after = command(before)
        if after is not None:
            assert 0 <= after.start <= after.end <= len(after.text)
