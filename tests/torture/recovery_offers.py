"""Killed, and the file changed before the next start: what was typed is offered all the same."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from torture.trial import Bench, Count, Trial
from torture.typing_session import PATIENCE_S, Outcome, Session, environment, run_all

from editor.storage.fingerprint import Fingerprint


def _leave(_post: Path) -> None:
    """Do nothing to the file."""


def _change(post: Path) -> None:
    post.write_text(post.read_text().replace("END", "THEIRS"))


def _rename(post: Path) -> None:
    post.rename(post.with_name("2026-01-02-renamed.md"))


FATES: dict[str, Callable[[Path], None]] = {
    "CHANGED": _change,
    "RENAMED": _rename,
    "GONE": Path.unlink,
    "UNCHANGED": _leave,
}


def _offered(outcome: Outcome) -> list[dict[str, str]]:
    """Start the program again and return what its dialog offers."""
    done = subprocess.run(
        [sys.executable, "-m", "torture.next_start", str(outcome.session.folder)],
        env=environment(),
        capture_output=True,
        timeout=PATIENCE_S,
        check=True,
    )
    offers: list[dict[str, str]] = json.loads(done.stdout.splitlines()[-1])
    return offers


def _offered_if_unchanged(outcome: Outcome) -> list[dict[str, str]]:
    """The naive way: a journal counts only while its file is the one it was begun on."""
    return [
        {"state": "UNCHANGED", "text": found.text.body, "shown": found.text.body}
        for found in outcome.found()
        if Fingerprint.of_file(Path(found.place.path)).digest == found.place.digest
    ]


def _complaint(fate: str, outcome: Outcome, offers: list[dict[str, str]]) -> str:
    if len(offers) != 1:
        return f"{fate}: {len(offers)} texts offered"
    kept = outcome.letters_kept()
    offer = offers[0]
    if offer["state"] != fate:
        return f"{fate}: taken for {offer['state']}"
    body = outcome.found()[0].text.body
    if not kept or body not in offer["text"]:
        return f"{fate}: another text is offered"
    if body.splitlines()[0] not in offer["shown"]:  # killed early, it may be a few letters
        return f"{fate}: the difference does not show what was typed"
    return ""


def _run(runs: int, offered: Callable[[Outcome], list[dict[str, str]]], bench: Bench) -> Count:
    runs = bench.of(runs, 50)
    session = Session(bench.folder, "text", 20)
    sessions = [replace(session, folder=bench.folder / str(number)) for number in range(runs)]
    failures = []
    for number, outcome in enumerate(run_all(sessions)):
        fate = list(FATES)[number % len(FATES)]
        FATES[fate](outcome.session.post)
        failures.append(_complaint(fate, outcome, offered(outcome)))
    return Count.of([failure for failure in failures if failure], runs)


TRIAL = Trial(
    name="recovery-offers",
    goal=9,
    promise="what was typed is offered with a diff",
    ours=partial(_run, 3, _offered),
    naive_way="only for an unchanged file",
    naive=partial(_run, 1, _offered_if_unchanged),
)
