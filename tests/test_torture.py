"""The short form of every trial of ``make torture``: ours holds, and a naive way does not."""

import random
from pathlib import Path

import pytest
from torture.table import TRIALS
from torture.trial import Bench, Count, Trial


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.name)
def test_ours_holds_where_a_naive_way_fails(trial: Trial, tmp_path: Path) -> None:
    if trial.lacking:
        pytest.skip(trial.lacking)
    counts: list[Count] = []
    for way in (trial.ours, trial.naive):
        folder = tmp_path / ("naive" if counts else "ours")
        folder.mkdir()
        counts.append(way(Bench(folder, long=False, random=random.Random(1))))
    ours, naive = counts
    assert ours.notes == ()
    assert (ours.failed, ours.tried > 0) == (0, True)
    assert naive.failed > 0, "this trial shows nothing: the naive way did not fail it"


def test_every_trial_has_a_name_of_its_own() -> None:
    names = [trial.name for trial in TRIALS]
    assert len(set(names)) == len(names)
