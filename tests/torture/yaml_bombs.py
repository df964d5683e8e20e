"""YAML made to harm, wherever it is read: half a second at most, a sentence, the body editable."""

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from hostile_yaml import HOSTILE_YAML
from torture.measuring import measure
from torture.trial import Bench, Count, Trial

MOST_SECONDS = 0.5  # beyond what a small text takes
MOST_MEGABYTES = 100.0
SMALL = "a: 1\n"
PLACES = ("post", "settings", "data", "list")
_TELLING = ("billion laughs", "merges of merges", "a list in itself", "100,000 brackets")
_READER = str(Path(__file__).with_name("yaml_reading.py"))


def _run(ways: Sequence[str], telling: Sequence[str], bench: Bench) -> Count:
    bombs = [it for it in HOSTILE_YAML.items() if bench.long or it[0] in telling]
    folder = bench.folder / "texts"
    folder.mkdir()
    files = [folder / str(number) for number in range(len(bombs) + 1)]
    for path, text in zip(files, (SMALL, *(text for _, text in bombs)), strict=True):
        path.write_text(text)
    failures, worst = [], 0.0
    for way in ways:
        small, *costs = measure([sys.executable, _READER, way], files)
        for (name, _), cost in zip(bombs, costs, strict=True):
            seconds = cost.seconds - small.seconds
            worst = max(worst, seconds)
            if cost.status or seconds > bench.within(MOST_SECONDS):
                failures.append(f"{name} in {way}: {seconds:.1f} s, ended with {cost.status}")
            elif cost.megabytes > small.megabytes + MOST_MEGABYTES:
                failures.append(f"{name} in {way}: {cost.megabytes:.0f} MB")
    return Count.of(failures, len(ways) * len(bombs), f"{worst:.2f} s")


TRIAL = Trial(
    name="yaml-bombs",
    goal=18,
    promise="0.5 s, 100 MB, words, body editable",
    ours=partial(_run, PLACES, _TELLING),
    naive_way="yaml.safe_load, then str",
    naive=partial(_run, ("naively",), _TELLING[:1]),
)
