"""The list of posts: newest first, filtered by every word, kept up to date post by post."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from editor.site.index import PostState, PostSummary
from editor.workspace.post_model import PostFilter, PostModel, PostRole, newest_first


def summary(name: str, day: int | None, *tags: str) -> PostSummary:
    return PostSummary(
        path=Path(f"/site/_posts/{name}.md"),
        title=name.replace("-", " ").capitalize(),
        date=None if day is None else datetime(2025, 5, day, tzinfo=UTC),
        state=PostState.PUBLISHED,
        tags=tags,
        categories=(),
        url=f"/{name}/",
        image="",
        author="",
        problem=None,
    )


@pytest.fixture
def model(qapp: object) -> PostModel:
    model = PostModel()
    model.set_summaries(
        newest_first(
            [summary("old-ink", 1, "paper"), summary("new-press", 9), summary("odd", None)]
        )
    )
    return model


def titles(model: PostModel | PostFilter) -> list[str]:
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_posts_stand_newest_first_and_undated_ones_on_top(model: PostModel) -> None:
    assert titles(model) == ["Odd", "New press", "Old ink"]


def test_the_model_keeps_qts_own_rules(model: PostModel) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.replace_one(Path("/site/_posts/odd.md"), None)
    assert titles(model) == ["New press", "Old ink"]
    assert tester.model() is model


def test_every_word_of_the_filter_must_be_there_in_any_case(model: PostModel) -> None:
    shown = PostFilter(model)
    shown.set_filter_text("PAPER ink")
    assert titles(shown) == ["Old ink"]
    shown.set_filter_text("paper press")
    assert titles(shown) == []
    shown.set_filter_text("")
    assert len(titles(shown)) == 3


def test_a_saved_post_takes_the_place_of_what_it_was(model: PostModel) -> None:
    dated = replace(summary("odd", 5), title="Odd at noon")
    kept = QPersistentModelIndex(model.index(model.row_of(dated.path), 0))
    model.replace_one(dated.path, dated)
    assert titles(model) == ["New press", "Odd at noon", "Old ink"]
    assert kept.row() == 1  # a view that had selected it still does
    assert model.row_of(dated.path) == 1
    assert model.row_of(Path("/elsewhere.md")) == -1
    assert model.index(1, 0).data(PostRole.SUMMARY) == dated
    assert model.index(1, 0).data(Qt.ItemDataRole.ToolTipRole) == str(dated.path)


@given(days=st.lists(st.one_of(st.none(), st.integers(1, 28)), max_size=12, unique=True))
def test_posts_put_in_one_by_one_stand_as_if_sorted_together(
    qapp: object, days: list[int | None]
) -> None:
    summaries = [summary(f"post-{day}", day) for day in days]
    one_by_one = PostModel()
    for one in summaries:
        one_by_one.replace_one(one.path, one)
    assert list(one_by_one.summaries) == newest_first(summaries)


@given(days=st.lists(st.integers(1, 28), min_size=1, max_size=8, unique=True), data=st.data())
def test_a_post_with_another_date_moves_to_its_place(
    qapp: object, days: list[int], data: st.DataObject
) -> None:
    summaries = [summary(f"post-{day}", day) for day in days]
    model = PostModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_summaries(newest_first(summaries))
    chosen = data.draw(st.sampled_from(summaries))
    day = data.draw(st.integers(1, 28))
    moved = replace(chosen, date=datetime(2025, 5, day, 12, tzinfo=UTC))
    model.replace_one(chosen.path, moved)
    others = [other for other in summaries if other is not chosen]
    assert list(model.summaries) == newest_first([*others, moved])
    assert tester.model() is model
