"""``galleyproof render`` in a site with layouts: the published page, and what it lacks."""

from pathlib import Path

import pytest

from editor.cli import main

POST = "---\ntitle: A walk\nlayout: {layout}\n---\n{{{{ page.title }}}} by *river*.\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    files = {
        "_config.yml": "plugins: [jekyll-spaceship]\n",
        "_layouts/post.html": "<title>{{ page.title }}</title>{{ content }}",
        "_posts/2024-05-06-a-walk.md": POST.format(layout="post"),
        "_posts/2024-05-07-bare.md": POST.format(layout="gone"),
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def test_a_page_stands_in_the_sites_layout(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = site / "_posts/2024-05-06-a-walk.md"
    assert main(["render", str(path)]) == 0
    said = capsys.readouterr()
    assert said.out.strip() == "<title>A walk</title><p>A walk by <em>river</em>.</p>"
    assert said.err == (
        f"{path}: nearly: the plugin jekyll-spaceship is not known here; it may change this page\n"
    )


def test_a_missing_layout_is_said(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["render", str(site / "_posts/2024-05-07-bare.md")]) == 0
    said = capsys.readouterr()
    assert said.out.strip() == "<p>A walk by <em>river</em>.</p>"
    assert "article only: there is no layout “gone” in this site or its theme" in said.err


def test_the_body_has_its_liquid_carried_out(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["render", "--body", str(site / "_posts/2024-05-06-a-walk.md")]) == 0
    assert capsys.readouterr().out.strip() == "<p>A walk by <em>river</em>.</p>"


def test_an_error_is_told_with_its_place(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = site / "_posts/2024-05-06-a-walk.md"
    path.write_text(POST.format(layout="post") + "{% if x %}")
    assert main(["render", str(path)]) == 0
    assert "Liquid syntax error (line 2): 'if' tag was never closed" in capsys.readouterr().err
