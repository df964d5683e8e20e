"""The site's own page in the window, as far as the writer can choose and is told."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from preview_probe import ask, page_of, save_picture
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from editor.app import Program
from editor.ui.preview.fidelity_line import FidelityLine, ReasonList
from editor.ui.preview.preview_pane import PreviewPane
from editor.workspace.settings import ARTICLE_ALONE, THEME, Settings, Theme

pytestmark = pytest.mark.qt_log_ignore(
    # said by the screenless Qt when a sheet pops up
    r"^This plugin does not support (raise\(\)|grabbing the keyboard|propagateSizeHints\(\))$",
    extend=True,
)
LAYOUT = """<!DOCTYPE html>
<html lang="en"><head><link rel="stylesheet" href="{{ '/assets/site.css' | relative_url }}">
<link rel="stylesheet" href="https://fonts.example.net/serif.css"></head>
<body class="post"><h1 id="title">{{ page.title }}</h1>
<p id="words">{{ content | number_of_words }}</p>
<main>{{ content }}</main><footer>The end</footer></body></html>
"""
STYLE = """---
---
body { background: rgb(250, 240, 230); }
main > p:first-child { color: rgb(1, 2, 3); }
@media (prefers-color-scheme: dark) { body { background: rgb(10, 20, 30); } }
"""
POST = '---\ntitle: "The ferry"\nlayout: post\n---\n\nThe ferry *waited*.\n\nNobody complained.\n'


@dataclass
class Reader:
    """Looks at the page and at the line below it."""

    qtbot: QtBot
    program: Program
    site: Path

    @property
    def pane(self) -> PreviewPane:
        return self.program.window.preview

    @property
    def line(self) -> str:
        return self.pane.fidelity.text

    def ask(self, script: str) -> object:
        return ask(self.qtbot, page_of(self.pane), script)

    def wait_for(self, script: str, wanted: object = True) -> None:
        self.qtbot.waitUntil(lambda: self.ask(script) == wanted)

    def wait_for_line(self, text: str) -> None:
        self.qtbot.waitUntil(lambda: text in self.line)

    def choose(self, action: str) -> None:
        self.program.window.actions_table[action].trigger()

    def write(self, text: str) -> None:
        self.program.window.editor.text.insertPlainText(text)


@pytest.fixture
def reader(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Reader]:
    site = tmp_path / "site"
    for name, text in {
        "_config.yml": "title: Notes\nbaseurl: /blog\n",
        "_layouts/post.html": LAYOUT,
        "assets/site.scss": STYLE,
        "_posts/2024-05-06-ferry.md": POST,
    }.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")
    settings = Settings(QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat))
    settings.put(THEME, Theme.LIGHT)
    program = Program(settings, lambda: datetime(2026, 3, 14, tzinfo=UTC), tmp_path / "state")
    monkeypatch.setattr(program.window.preview, "_engine_problem", lambda: None)
    program.start(site / "_posts/2024-05-06-ferry.md")
    reader = Reader(qtbot, program, site)
    qtbot.waitUntil(lambda: reader.pane.preview is not None)
    reader.wait_for("document.getElementById('title')?.textContent ?? ''", "The ferry")
    yield reader
    assert program.library.post is not None
    program.library.post.undo_stack.setClean()
    program.close()


def test_the_page_has_the_sites_own_style_with_nothing_of_ours_around_the_text(
    reader: Reader,
) -> None:
    first = "getComputedStyle(document.querySelector('main > p')).color"
    reader.wait_for(first, "rgb(1, 2, 3)")
    assert reader.ask("getComputedStyle(document.body).backgroundColor") == "rgb(250, 240, 230)"
    assert reader.ask("document.querySelector('main').children.length") == 2
    assert reader.ask("document.body.className") == "post"


def test_typing_keeps_the_layout_and_a_rest_brings_it_up_to_date(reader: Reader) -> None:
    assert reader.ask("document.getElementById('words').textContent") == "5"
    reader.ask("document.querySelector('footer').kept = true; 1")
    reader.write("Today: ")
    reader.wait_for("document.querySelector('main p').textContent", "Today: The ferry waited.")
    reader.wait_for("document.getElementById('words').textContent", "6")
    assert reader.ask("document.querySelector('footer').kept") is True, "only what changed changes"


def test_another_title_is_on_the_page(reader: Reader) -> None:
    reader.ask("document.querySelector('main p').kept = true; 1")
    post = reader.program.library.post
    assert post is not None
    post.edit_front_matter("title", lambda head: head.set("title", "The boat"))
    reader.wait_for("document.getElementById('title').textContent", "The boat")
    assert reader.ask("document.querySelector('main p').kept") is True


def test_the_line_names_what_is_not_as_published_and_a_click_lists_it(reader: Reader) -> None:
    reader.wait_for_line("Nearly — the style sheet https://fonts.example.net/serif.css")
    button = reader.pane.fidelity.findChild(QToolButton)
    assert isinstance(button, QToolButton)
    assert "Fidelity of the preview: Nearly" in button.accessibleName()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    sheet = reader.pane.fidelity.findChild(ReasonList)
    assert isinstance(sheet, ReasonList)
    assert sheet.isVisible()
    said = " ".join(label.text() for label in sheet.findChildren(QLabel))
    assert "lies on another site, so it is not loaded." in said
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    reader.qtbot.waitUntil(lambda: reader.pane.fidelity.findChild(ReasonList) is None)


def test_the_article_alone_is_a_choice_that_is_remembered(reader: Reader) -> None:
    reader.choose("article_alone")
    reader.wait_for("document.querySelector('#gp-article > p')?.textContent", "The ferry waited.")
    assert "Article alone" in reader.line
    assert reader.program.window.look is not None
    assert reader.program.library.settings.get(ARTICLE_ALONE)
    reader.choose("article_alone")
    reader.wait_for("document.body.className", "post")
    reader.wait_for("document.querySelectorAll('#gp-article').length", 0)


def test_a_fault_keeps_the_last_good_page_and_is_told_in_jekylls_words(reader: Reader) -> None:
    reader.write("{% if fog %}")
    reader.wait_for_line("Jekyll would stop here: Liquid syntax error")
    assert reader.ask("document.querySelector('main p').textContent") == "The ferry waited."
    reader.program.window.editor.undo()
    reader.wait_for_line("Nearly")


def test_the_dark_page_is_what_readers_with_a_dark_screen_see(reader: Reader) -> None:
    reader.wait_for("getComputedStyle(document.body).backgroundColor", "rgb(250, 240, 230)")
    reader.choose("page_dark")
    reader.wait_for("getComputedStyle(document.body).backgroundColor", "rgb(10, 20, 30)")
    reader.choose("page_dark")
    reader.wait_for("getComputedStyle(document.body).backgroundColor", "rgb(250, 240, 230)")


def test_a_post_outside_any_site_is_an_article_only(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "elsewhere" / "note.md"
    path.parent.mkdir()
    path.write_text("A note.\n", encoding="utf-8")
    reader.program.window.desk.open_path(path)
    reader.wait_for("document.querySelector('#gp-article > p')?.textContent", "A note.")
    assert "Article only — this file lies in no Jekyll site" in reader.line


def test_every_state_has_its_words(qtbot: QtBot) -> None:
    line = FidelityLine()
    qtbot.addWidget(line)
    assert line.text == "… — ", "nothing is said before anything is known"
    line.show_published(None)
    assert "Article only" in line.text


def test_a_picture_that_cannot_be_shown_leaves_the_layout_as_it_is(reader: Reader) -> None:
    reader.write('![a](/gone.png){: width="200" height="90" .round}\n\n')
    image = "document.querySelector('main img.round')"
    reader.wait_for(f"{image}?.src.startsWith('data:image/svg+xml')")
    assert reader.ask(f"{image}.width + 'x' + {image}.height") == "200x90"
    assert reader.ask(f"{image}.title") == "Image not found: /gone.png"
    reader.choose("article_alone")
    reader.wait_for("document.querySelectorAll('#gp-article .gp-missing').length", 1)


def test_a_layout_that_another_program_changes_is_followed(reader: Reader) -> None:
    layout = reader.site / "_layouts/post.html"
    layout.write_text(LAYOUT.replace("The end", "The very end"), encoding="utf-8")
    reader.wait_for("document.querySelector('footer').textContent", "The very end")


def test_a_long_path_makes_no_reason_longer_than_the_list(qtbot: QtBot) -> None:
    line = FidelityLine()
    qtbot.addWidget(line)
    path = "x" * 200
    reasons = ReasonList("Why", (f"{path} is not there", "a sentence of some words " * 9), line)
    reasons.show()

    widths = [label.width() for label in reasons.findChildren(QLabel)]

    assert max(widths) < reasons.width()
    reasons.close()


def test_a_picture_beside_a_file_outside_any_site_is_found(reader: Reader, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    save_picture(folder / "desk.png")
    (folder / "note.md").write_text("![A desk](desk.png)\n\nשלום עולם\n", encoding="utf-8")
    reader.program.window.desk.open_path(folder / "note.md")
    reader.wait_for("document.querySelector('#gp-article img')?.naturalWidth", 40)
    right = "document.querySelector('#gp-article > p:last-child')"
    assert reader.ask(
        f"(() => {{ const r = document.createRange(); r.selectNodeContents({right});"
        f" return r.getBoundingClientRect().right > {right}.getBoundingClientRect().right - 2 }})()"
    ), "letters from right to left start at the right"
