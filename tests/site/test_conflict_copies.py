"""What sync programs, merges and editors leave beside a post is told from posts by its name."""

from pathlib import Path

import pytest
from sites import NOW, make_site

from editor.site.conflict_copies import conflict_copy_at
from editor.site.index import PostState, build_index
from editor.site.taxonomy import count_terms

POST = "2026-01-02-fog.md"
COPIES = (
    "2026-01-02-fog.sync-conflict-20260103-101112-ABCDEF7.md",
    "2026-01-02-fog (Ana's conflicted copy 2026-01-03).md",
    "2026-01-02-fog (conflicted copy 2026-01-03 101112).md",
    "2026-01-02-fog_conflict-20260103-101112.md",
    "2026-01-02-fog (SFConflict ana@example.org 2026-01-03-10-11-12).md",
    "2026-01-02-fog_REMOTE_4711.md",
    "2026-01-02-fog.md.orig",
    "2026-01-02-fog.md.bak",
    "2026-01-02-fog.md.swp",
    "2026-01-02-fog.md.lDVhTV",
)


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_names_its_post(name: str) -> None:
    copy = conflict_copy_at(Path("_posts", name))
    assert copy is not None
    assert copy.post == Path("_posts", POST)
    assert "Jekyll would publish it" in copy.sentence


@pytest.mark.parametrize(
    "name",
    [POST, "2026-01-02-conflict.md", "2026-01-02-a (copy).md", "2026-01-02-old.orig.story.md"],
)
def test_a_post_is_no_copy(name: str) -> None:
    assert conflict_copy_at(Path("_posts", name)) is None


def test_copies_are_listed_as_such_and_their_terms_count_once(tmp_path: Path) -> None:
    text = "---\ntitle: Fog\ntags: [sea]\n---\n"
    site = make_site(tmp_path, {f"_posts/{name}": text for name in (POST, *COPIES)})
    index = {summary.path.name: summary for summary in build_index(site, NOW)}
    states = {name: summary.state for name, summary in index.items()}
    assert states.pop(POST) is not PostState.COPY
    assert set(states) == set(COPIES)  # Jekyll would publish every one of them
    assert set(states.values()) == {PostState.COPY}
    assert "copy of 2026-01-02-fog.md" in (index[COPIES[0]].problem or "")
    assert [summary.path.name for summary in index.values() if summary.tags] == [POST]
    assert count_terms(index.values()).tags == ("sea",)
