"""Print and export: what the window shows, light on white, in a file that is whole or not there."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from preview_probe import save_picture
from PySide6.QtCore import QBuffer, QIODevice, QSettings, Qt, QTimer
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from editor.app import Program
from editor.site.sample import make_sample_site
from editor.ui.preview.preview_pane import PreviewPane
from editor.ui.prompts import Prompts
from editor.workspace.settings import EXPORT_FOLDER, THEME, Settings, Theme


@dataclass
class Reader:
    """Asks the program for pages and answers its questions."""

    qtbot: QtBot
    program: Program
    monkeypatch: pytest.MonkeyPatch
    said: list[str]
    errors: list[str]

    def answer(self, question: str, answer: object) -> None:
        self.monkeypatch.setattr(self.program.window.prompts, question, lambda *_asked: answer)

    def choose(self, action: str) -> None:
        self.program.window.actions_table[action].trigger()

    def wait_until_said(self, sentence: str) -> None:
        self.qtbot.waitUntil(lambda: sentence in self.said or bool(self.errors))
        assert self.errors == []

    def write(self, text: str) -> None:
        self.program.window.editor.text.insertPlainText(text)


def made_reader(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: str
) -> Iterator[Reader]:
    settings = Settings(QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat))
    settings.put(THEME, Theme.DARK)
    program = Program(settings, lambda: datetime(2026, 3, 14, tzinfo=UTC), tmp_path / "state")
    preview = program.window.preview
    monkeypatch.setattr(preview, "_engine_problem", lambda: engine or None)
    site = make_sample_site(tmp_path)
    save_picture(site / "assets" / "proof.png")
    reader = Reader(qtbot, program, monkeypatch, [], [])
    program.window.output.said.connect(reader.said.append)
    monkeypatch.setattr(program.window.prompts, "say_error", reader.errors.append)
    program.start(site / "_posts/2025-11-20-the-lantern-festival.md")
    yield reader
    assert program.library.post is not None
    program.library.post.undo_stack.setClean()
    program.close()


@pytest.fixture(params=["", "No engine here."], ids=["web", "plain"])
def reader(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Iterator[Reader]:
    yield from made_reader(qtbot, tmp_path, monkeypatch, request.param)


@pytest.fixture
def plain_reader(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Reader]:
    yield from made_reader(qtbot, tmp_path, monkeypatch, "No engine here.")


def pages_of(path: Path) -> tuple[str, QImage]:
    """Return the text of a PDF and a picture of its first page."""
    device = QBuffer()
    device.setData(path.read_bytes())
    device.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(device)
    text = " ".join(document.getAllText(page).text() for page in range(document.pageCount()))
    picture = QImage(400, 560, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    painter.drawImage(0, 0, document.render(0, picture.size()))
    painter.end()
    return text, picture


def test_a_pdf_holds_what_was_typed_last_light_on_white(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "out.pdf"
    reader.answer("ask_export_path", path)
    reader.write("Typed just now.\n\n")

    reader.choose("export_pdf")
    reader.wait_until_said("Exported out.pdf")

    text, picture = pages_of(path)
    assert "Typed just now." in text
    points = [picture.pixelColor(x, y) for x in range(400) for y in range(270, 560)]
    dark = sum(colour.alpha() > 200 and colour.lightness() < 120 for colour in points)
    assert 0 < dark < len(points) / 10
    assert picture.pixelColor(200, 8).lightness() > 250


def test_a_hidden_preview_comes_back_to_be_printed(reader: Reader, tmp_path: Path) -> None:
    reader.choose("show_preview")
    assert not reader.program.window.preview.isVisible()
    path = tmp_path / "out.pdf"
    reader.answer("ask_export_path", path)

    reader.choose("export_pdf")

    reader.wait_until_said("Exported out.pdf")
    assert reader.program.window.preview.isVisible()
    assert "lantern" in pages_of(path)[0].lower()


def test_the_printer_gets_the_page(reader: Reader, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)  # the engine paints every dot
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    reader.answer("ask_printer", printer)

    reader.choose("print")

    reader.wait_until_said("Sent to the printer")
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF")


def test_an_exported_page_stands_alone_with_its_pictures(
    plain_reader: Reader, tmp_path: Path
) -> None:
    path = tmp_path / "elsewhere" / "out.html"
    path.parent.mkdir()
    plain_reader.answer("ask_export_path", path)
    plain_reader.write("![proof](/assets/proof.png) ![gone](/assets/gone.png)\n\n")

    plain_reader.choose("export_html")
    plain_reader.wait_until_said("Exported out.html")

    page = path.read_text("utf-8")
    assert "<title>The lantern festival</title>" in page
    assert 'src="data:image/png;base64,' in page
    assert 'src="/assets/gone.png"' in page
    assert [file.name for file in path.parent.iterdir()] == ["out.html"]
    assert plain_reader.program.library.settings.get(EXPORT_FOLDER) == path.parent


def test_a_file_that_the_dialog_asked_about_is_replaced(
    plain_reader: Reader, tmp_path: Path
) -> None:
    path = tmp_path / "out.html"
    path.write_text("old")
    plain_reader.answer("ask_export_path", path)

    plain_reader.choose("export_html")
    plain_reader.wait_until_said("Exported out.html")

    assert "lantern" in path.read_text("utf-8")


def test_a_place_that_cannot_be_written_is_told_and_nothing_is_left(
    plain_reader: Reader, tmp_path: Path
) -> None:
    path = tmp_path / "folder.html"
    path.mkdir()
    plain_reader.answer("ask_export_path", path)

    plain_reader.choose("export_html")
    plain_reader.qtbot.waitUntil(lambda: bool(plain_reader.errors))

    assert "folder.html was not saved" in plain_reader.errors[0]
    assert plain_reader.said == []
    assert list(path.iterdir()) == []


def test_another_post_is_never_written_under_the_name_of_the_one_before(
    plain_reader: Reader, tmp_path: Path
) -> None:
    program = plain_reader.program
    post = program.library.post
    assert post is not None
    assert post.location.path is not None
    path = tmp_path / "out.html"
    plain_reader.answer("ask_export_path", path)
    plain_reader.choose("export_html")

    program.window.desk.open_path(
        post.location.path.with_name("2025-09-02-a-desk-by-the-window.md")
    )
    with plain_reader.qtbot.waitSignal(program.window.preview.article_shown):
        pass

    assert not path.exists()
    assert plain_reader.said == plain_reader.errors == []


def test_who_changes_their_mind_gets_nothing(plain_reader: Reader, tmp_path: Path) -> None:
    before = set(tmp_path.iterdir())
    plain_reader.answer("ask_export_path", None)
    plain_reader.answer("ask_printer", None)
    for action in ("export_html", "export_pdf", "print"):
        plain_reader.choose(action)
    assert set(tmp_path.iterdir()) == before
    assert plain_reader.said == plain_reader.errors == []


def test_the_dialog_adds_the_suffix_and_asks_before_an_old_file(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    (tmp_path / "old.html").write_text("old")
    asked: list[str] = []

    def refuse() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        asked.append(box.text())
        box.button(QMessageBox.StandardButton.No).click()
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        dialog.reject()

    def accept() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        dialog.selectFile("old")
        QTimer.singleShot(0, refuse)
        dialog.accept()

    QTimer.singleShot(0, accept)
    chosen = Prompts(window).ask_export_path("Export", tmp_path / "new.html", "Web pages (*.html)")

    assert chosen is None
    assert "old.html" in asked[0]


def test_a_preview_that_shows_nothing_yet_is_not_current(qtbot: QtBot) -> None:
    pane = PreviewPane(engine_problem=lambda: None)
    qtbot.addWidget(pane)
    assert not pane.is_current
