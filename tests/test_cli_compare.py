"""``galleyproof compare``: the sentence, the list and the exit status."""

from pathlib import Path

import pytest

from editor.arguments import DONE, INPUT_AT_FAULT
from editor.cli import main

PAGE = "<title>{0}</title><p>{0}.</p>\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    files = {
        "_config.yml": "permalink: /:title.html\n",
        "_layouts/post.html": "<title>{{ page.title }}</title>{{ content }}",
    }
    for day, name in enumerate(("one", "two", "three"), start=1):
        files[f"_posts/2024-05-0{day}-{name}.md"] = (
            f"---\nlayout: post\ntitle: {name}\n---\n{name}.\n"
        )
        files[f"_site/{name}.html"] = PAGE.format(name)
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def test_when_all_are_the_same_it_is_done(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", str(site)]) == DONE
    assert capsys.readouterr().out == "All of your last 3 posts look exactly as published.\n"


def test_those_that_differ_are_listed(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "_site").rename(site / "public")
    (site / "public/two.html").write_text(PAGE.format("Zwei"))
    assert main(["compare", str(site), "--built", str(site / "public")]) == INPUT_AT_FAULT
    assert capsys.readouterr().out == (
        "2 of your last 3 posts look exactly as published; 1 differs.\n\n"
        "_posts/2024-05-02-two.md: differs\n"
        "  at head › title (two.html:1)\n"
        "  here:      two\n"
        "  published: Zwei\n"
    )
    assert main(["compare", str(site), "--built", str(site / "public"), "--posts", "1"]) == DONE
    assert capsys.readouterr().out == "Your last post looks exactly as published.\n"


def test_without_a_built_site_it_says_how_to_get_one(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", str(site), "--built", str(site / "nowhere")]) == INPUT_AT_FAULT
    assert "jekyll build" in capsys.readouterr().err


@pytest.mark.parametrize("number", ["0", "-3", "many"])
def test_a_number_of_posts_is_one_or_more(
    number: str, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["compare", str(site), "--posts", number])
    assert "is not a number of posts" in capsys.readouterr().err or number == "-3"


def test_the_frozen_program_starts_its_own_comparison(
    site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("editor.render.comparison.worker.limit_memory", lambda: None)
    assert main(["--compare-worker", str(site), str(site / "_site"), "2"]) == DONE
    assert len(capsys.readouterr().out.splitlines()) == 3
