"""Payloads against one layer alone, and against the preview with one of the three taken away."""

from torture.staging import on_stage
from torture.trial import Bench, Count, Trial

_ALONE = (
    "alone",
    "page",
    "policy",
    "scripts off",
    "export",
    "a sent site",
    "a sent site, article alone",
)
_REMOVED = ("sanitiser", "policy", "scripts off")

_LEAST, _LEAST_SHORT = 30, 5  # payloads that must run where no layer is, or they show nothing


def _each(bench: Bench) -> int:
    return bench.of(4, 0)  # of each family; 0 is all of them


def _ours(bench: Bench) -> Count:
    ran: list[str] = []
    tried = 0
    stages = [("torture.xss_stage:one_layer", layer) for layer in _ALONE]
    stages += [("torture.xss_stage:without_one_layer", layer) for layer in _REMOVED]
    for entry, layer in stages:
        answer = on_stage(
            entry, {"layer": layer, "each": _each(bench), "folder": str(bench.folder)}
        )
        ran += answer["ran"]
        tried += answer["tried"]
    return Count.of(ran, tried)


def _naive(bench: Bench) -> Count:
    answer = on_stage("torture.xss_stage:one_layer", {"layer": "none", "each": _each(bench)})
    ran = answer["ran"] if len(answer["ran"]) >= bench.of(_LEAST_SHORT, _LEAST) else []
    return Count.of(ran, answer["tried"])


TRIAL = Trial(
    name="scripts",
    goal=19,
    promise="0 run with any one layer taken away",
    ours=_ours,
    naive_way="no layer",
    naive=_naive,
)
