"""The command line as a script would use it: output, one-sentence errors, exit statuses."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from editor.arguments import DONE, INPUT_AT_FAULT, USAGE
from editor.cli import COMMANDS, main
from editor.commands import _COMMANDS

POST = """---
layout: post
title:  "Old title"   # keep me
date: 2025-12-09T05:05:31
tags: [news, paper]
order: 3
---

Hello *there*.
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "_config.yml").write_text(
        "timezone: America/New_York\npermalink: /:year/:month/:day/:title/\n"
    )
    (tmp_path / "_posts").mkdir()
    return tmp_path


@pytest.fixture
def post(site: Path) -> Path:
    path = site / "_posts" / "2025-12-09-evening.md"
    path.write_text(POST)
    return path


def changed_lines(path: Path) -> list[str]:
    return [line for line in path.read_text().split("\n") if line not in POST.split("\n")]


def test_new_prints_the_path_of_a_post_that_jekyll_would_read(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "No: 7 & more", "--site", str(site)]) == DONE
    path = Path(capsys.readouterr().out.strip())
    assert path.parent == site / "_posts"
    assert path.name.endswith("-no-7-more.md")
    assert main(["get", str(path), "title"]) == DONE
    assert json.loads(capsys.readouterr().out) == "No: 7 & more"


def test_new_makes_drafts_and_never_takes_a_name_twice(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "Idea", "--site", str(site), "--draft"]) == DONE
    assert (site / "_drafts" / "idea.md").is_file()
    assert main(["new", "Idea", "--site", str(site), "--draft"]) == INPUT_AT_FAULT
    assert "idea-2.md" in capsys.readouterr().err


def test_get_prints_what_jekyll_reads(post: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["get", str(post)]) == DONE
    data = json.loads(capsys.readouterr().out)
    assert data["date"] == "2025-12-09 00:05:31 -0500"
    assert data["tags"] == ["news", "paper"]
    assert data["order"] == 3
    assert data["url"] == "/2025/12/09/evening/"
    assert main(["get", str(post), "nothing"]) == INPUT_AT_FAULT
    assert "has no nothing" in capsys.readouterr().err


def test_set_changes_the_lines_of_its_keys_and_no_others(post: Path) -> None:
    assert main(["set", str(post), "title=Round 2: fight"]) == DONE
    assert changed_lines(post) == ['title:  "Round 2: fight"   # keep me']
    assert main(["set", str(post), "title=Old title", "tags=news, ink", "order=4"]) == DONE
    assert changed_lines(post) == ["tags: [news, ink]", "order: 4"]


def test_set_removes_a_key_with_an_empty_value(post: Path) -> None:
    assert main(["set", str(post), "tags=", "absent="]) == DONE
    assert "tags" not in post.read_text()
    assert changed_lines(post) == []


def test_set_writes_a_date_in_the_style_of_the_file(
    post: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["set", str(post), "date=2025-12-10 08:00:00 -0500"]) == DONE
    assert changed_lines(post) == ["date: 2025-12-10T13:00:00"]
    assert main(["set", str(post), "date=someday"]) == INPUT_AT_FAULT
    assert "someday" in capsys.readouterr().err
    assert changed_lines(post) == ["date: 2025-12-10T13:00:00"]


def test_url_and_render_print_one_thing(post: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["url", str(post)]) == DONE
    assert capsys.readouterr().out == "/2025/12/09/evening/\n"
    assert main(["render", str(post), "--body"]) == DONE
    assert capsys.readouterr().out.strip() == "<p>Hello <em>there</em>.</p>"
    assert main(["render", str(post)]) == DONE
    page = capsys.readouterr().out
    assert page.lower().startswith("<!doctype html>")
    assert "Old title" in page


def test_render_writes_pages_into_a_folder(post: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    for _ in range(2):  # a second run writes over its own page
        assert main(["render", str(post), "--output-dir", str(folder)]) == DONE
    assert "Hello" in (folder / "2025-12-09-evening.html").read_text()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("latin1.md", b"---\ntitle: caf\xe9\n---\n", "UTF-8"),
        ("nul.md", b"---\ntitle: x\n---\na\x00b", "NUL"),
        ("broken.md", b'---\ntitle: "open\n---\nx', "line"),
        ("picture.md", b"\x89PNG\r\n\x1a\n\x00\x00", "PNG"),
    ],
)
def test_bad_input_is_one_sentence_and_the_file_stays(
    site: Path, name: str, data: bytes, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = site / name
    path.write_bytes(data)
    assert main(["set", str(path), "title=x"]) == INPUT_AT_FAULT
    error = capsys.readouterr().err
    assert error.startswith("galleyproof: ")
    assert said in error
    assert error.count("\n") == 1
    assert path.read_bytes() == data


def test_missing_files_folders_and_a_date_that_stops_the_build(
    site: Path, post: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments in (["url", str(site / "gone.md")], ["url", str(site)]):
        assert main(arguments) == INPUT_AT_FAULT
    post.write_text("---\ndate: garbage\n---\nx")
    assert main(["url", str(post)]) == INPUT_AT_FAULT
    assert "would stop the" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [["set", "x.md"], ["new"], ["set", "x.md", "title"], ["--no"]]
)
def test_a_wrong_command_is_status_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == USAGE
    assert capsys.readouterr().err.count("\n") == 1


def test_the_commands_never_load_qt(post: Path) -> None:
    check = (
        "import sys; from editor.cli import main; "
        "main(sys.argv[1:]); sys.exit('PySide6' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", check, "url", str(post)], capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_flags_stay_flags_and_text_stays_text(post: Path) -> None:
    assert main(["set", str(post), "published=false", "edition=1.10"]) == DONE
    assert changed_lines(post) == ["published: false", 'edition: "1.10"']


def test_what_is_no_post_has_no_address(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = site / "about.md"
    page.write_text("---\ntitle: About\n---\n")
    assert main(["url", str(page)]) == INPUT_AT_FAULT
    assert "does not read" in capsys.readouterr().err
    assert main(["new", "  ", "--site", str(site)]) == INPUT_AT_FAULT


def test_numbers_that_json_has_no_word_for_are_text(
    post: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    post.write_text("---\ntitle: x\nimage:\n  path: a.png\nlimit: .nan\n---\nx")
    assert main(["get", str(post)]) == DONE
    json.loads(capsys.readouterr().out, parse_constant=pytest.fail)
    assert main(["render", str(post)]) == DONE
    assert "{'path'" not in capsys.readouterr().out


def test_two_pages_never_take_one_name(
    site: Path, post: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = site / "_drafts" / post.name
    other.parent.mkdir()
    other.write_text(POST)
    arguments = ["render", str(post), str(other), "--output-dir", str(site / "out")]
    assert main(arguments) == INPUT_AT_FAULT
    assert "same name" in capsys.readouterr().err
    assert not (site / "out").exists()


def test_the_version_and_a_missing_screen_are_said(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["--version"]) == DONE
    assert capsys.readouterr().out.startswith("galleyproof ")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert main([]) == INPUT_AT_FAULT
    assert "no screen" in capsys.readouterr().err


def test_every_command_is_at_the_door() -> None:
    assert set(COMMANDS) == set(_COMMANDS)
