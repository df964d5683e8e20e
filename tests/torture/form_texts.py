"""What is typed in the form stays text, for PyYAML and for Psych, with which Jekyll reads."""

import shutil
from collections.abc import Callable
from functools import partial
from random import Random

import yaml
from torture.psych import read_by_psych
from torture.random_texts import front_matter_place, one_text
from torture.trial import Bench, Count, Need, Trial

from editor.post.fields import set_list, set_text
from editor.post.front_matter import FrontMatter

RUBY = Need(lambda: shutil.which("ruby") is not None, "ruby is missing (Debian: ruby)")
Write = Callable[[str, str], str]
"""Makes of the front matter that is there and a title the front matter with that title."""


def _as_title(place: str, text: str) -> str:
    return set_text(FrontMatter.parse(place), "title", text).text


def _as_tag(_place: str, text: str) -> str:
    return set_list(FrontMatter.parse("end: x\n"), "tags", [text, "word"]).text


def _dumped(_place: str, text: str) -> str:
    return yaml.safe_dump({"title": text, "end": "x"}, allow_unicode=True)


def _run(writes: tuple[tuple[str, Write], ...], bench: Bench) -> Count:
    cases = [case for _ in range(bench.of(60, 1000)) for case in _cases(bench.random, writes)]
    texts = [written for written, _ in cases]
    failures = []
    for written, wanted, *read in zip(
        texts, (wanted for _, wanted in cases), _by_pyyaml(texts), read_by_psych(texts), strict=True
    ):
        failures += [f"{written!r} is read as {it!r}" for it in read if it != wanted]
    return Count.of(failures, 2 * len(cases))


def _cases(
    random: Random, writes: tuple[tuple[str, Write], ...]
) -> list[tuple[str, dict[str, object]]]:
    text = one_text(random)
    wanted: dict[str, object] = {"title": text, "tags": [text, "word"]}
    place = front_matter_place(random)
    return [
        (write(place, text), {key: wanted[key], "end": "x"})
        for key, write in writes
        if text.strip() or key == "title"
    ]


def _by_pyyaml(texts: list[str]) -> list[object]:
    return [_loaded(text) for text in texts]


def _loaded(text: str) -> object:
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        return str(error)


TRIAL = Trial(
    name="form-texts",
    goal=16,
    promise="text stays that text, by two readers",
    ours=partial(_run, (("title", _as_title), ("tags", _as_tag))),
    naive_way="yaml.safe_dump",
    naive=partial(_run, (("title", _dumped),)),
    needs=(RUBY,),
)
