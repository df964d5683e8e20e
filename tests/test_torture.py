"""The short form of every trial of ``make torture``: ours holds, and a naive way does not."""

import pytest
from torture.running import run_trial
from torture.table import TRIALS
from torture.trial import Trial


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.name)
def test_ours_holds_where_a_naive_way_fails(trial: Trial) -> None:
    line = run_trial(trial, long=False, seed=1)
    if line.ours is None or line.naive is None:
        pytest.skip(trial.lacking)
    assert line.ours.notes == ()
    assert (line.ours.failed, line.ours.tried > 0) == (0, True)
    assert line.naive.failed > 0, "this trial shows nothing: the naive way did not fail it"


def test_every_trial_has_a_name_of_its_own() -> None:
    names = [trial.name for trial in TRIALS]
    assert len(set(names)) == len(names)
