"""Data files made to harm read as nothing, where Jekyll would stop or never end."""

import pytest
from hostile_yaml import HOSTILE_YAML

from editor.render.liquid.values import to_s
from editor.render.published import data_files
from editor.render.published.data_files import read_data


def test_a_list_in_itself_is_nothing() -> None:
    assert read_data(HOSTILE_YAML["a list in itself"], "x.yml") is None
    assert to_s(read_data("a: &x {b: [1, *x]}\n", "x.yml")) == ""


def test_an_alias_beside_its_anchor_is_its_value() -> None:
    assert read_data("a: &x [1]\nb: *x\n", "x.yml") == {"a": [1], "b": [1]}


def test_what_merges_bring_in_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a: &x {k: 1, l: 2}\nb:\n  <<: *x\n"
    assert read_data(text, "x.yml") == {"a": {"k": 1, "l": 2}, "b": {"k": 1, "l": 2}}
    monkeypatch.setattr(data_files, "MOST_MERGED", 1)
    assert read_data(text, "x.yml") is None
