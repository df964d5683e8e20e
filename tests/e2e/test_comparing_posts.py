"""A writer compares the last posts with what Jekyll built, and looks at those that differ."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)
from writer import Writer

from editor.ui.dialogs.comparison_dialog import ComparisonDialog

PAGE = "<html><body>\n<h1>{0}</h1>\n<p>{0} waited.</p></body></html>\n"


@pytest.fixture
def site(writer: Writer, tmp_path: Path) -> Path:
    root = tmp_path / "site"
    files = {
        "_config.yml": "permalink: /:title.html\n",
        "_layouts/post.html": "<html><body><h1>{{ page.title }}</h1>{{ content }}</body></html>",
    }
    for day, name in enumerate(("Ferry", "Fog", "Harbour"), start=1):
        post = f"---\nlayout: post\ntitle: {name}\n---\n{name} waited.\n"
        files[f"_posts/2026-01-0{day}-{name.lower()}.md"] = post
        files[f"public/{name.lower()}.html"] = PAGE.format(name)
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    writer.program.window.desk.open_path(root)
    return root


def open_dialog(writer: Writer) -> ComparisonDialog:
    writer.program.window.actions_table["compare"].trigger()
    dialogs = writer.program.window.findChildren(ComparisonDialog)
    return next(one for one in dialogs if one.isVisible())


def button(dialog: ComparisonDialog, text: str) -> QPushButton:
    return next(one for one in dialog.findChildren(QPushButton) if text in one.text())


def says(dialog: ComparisonDialog) -> set[str]:
    return {label.text() for label in dialog.findChildren(QLabel)}


def field(dialog: ComparisonDialog) -> QLineEdit:
    return next(
        one
        for one in dialog.findChildren(QLineEdit)
        if one.accessibleName() == "Folder of the built site"
    )


def compare(writer: Writer, dialog: ComparisonDialog, folder: Path, sentence: str) -> None:
    field(dialog).setFocus()
    field(dialog).selectAll()
    QTest.keyClicks(field(dialog), str(folder))
    QTest.keyClick(field(dialog), Qt.Key.Key_Return)
    assert "Stop" in button(dialog, "St").text()
    writer.wait(lambda: "Start" in button(dialog, "St").text())
    assert sentence in says(dialog)


def test_without_a_built_site_the_writer_learns_how_to_get_one(writer: Writer, site: Path) -> None:
    dialog = open_dialog(writer)
    assert field(dialog).text() == str(site / "_site")
    assert not button(dialog, "Start").isEnabled()
    assert any("jekyll build" in text for text in says(dialog))
    (site / "_site").mkdir()
    field(dialog).setText(str(site / "_site") + "/")
    assert button(dialog, "Start").isEnabled()
    assert not any("jekyll build" in text for text in says(dialog))


def test_all_posts_are_the_same(writer: Writer, site: Path) -> None:
    dialog = open_dialog(writer)
    compare(writer, dialog, site / "public", "All of your last 3 posts look exactly as published.")
    assert dialog.findChildren(QListWidget)[0].count() == 0
    # The folder and the number are remembered for the site.
    (posts,) = dialog.findChildren(QSpinBox)
    posts.setValue(2)
    compare(writer, dialog, site / "public", "All of your last 2 posts look exactly as published.")
    dialog.close()
    dialog = open_dialog(writer)
    assert field(dialog).text() == str(site / "public")
    assert dialog.findChildren(QSpinBox)[0].value() == 2
    assert dialog.focusWidget() is button(dialog, "Start")


def test_one_that_differs_is_shown_and_opened_with_a_key(writer: Writer, site: Path) -> None:
    page = site / "public/fog.html"
    page.write_text(page.read_text().replace("waited", "lingered"))
    (site / "public/ferry.html").unlink()
    dialog = open_dialog(writer)
    compare(
        writer,
        dialog,
        site / "public",
        "1 of your last 3 posts looks exactly as published; 1 differs; 1 is not there.",
    )
    (found,) = dialog.findChildren(QListWidget)
    assert [found.item(row).text() for row in range(found.count())] == [
        "Fog\nDiffers at: paragraph",
        "Ferry\nNot in the built site",
    ]
    detail = next(
        one for one in dialog.findChildren(QPlainTextEdit) if one.accessibleName() == "What differs"
    )
    assert "Published page: fog.html:3" in detail.toPlainText()
    assert "Here: Fog waited." in detail.toPlainText()
    assert "Published: Fog lingered." in detail.toPlainText()
    button(dialog, "report").click()
    assert "_posts/2026-01-02-fog.md: differs" in QGuiApplication.clipboard().text()
    found.setFocus()
    QTest.keyClick(found, Qt.Key.Key_Return)
    assert writer.post.location.path == site / "_posts/2026-01-02-fog.md"
    assert dialog.isVisible()
    assert "Start" in button(dialog, "St").text()
    QTest.keyClick(found, Qt.Key.Key_Down)
    assert "The built site has no ferry.html." in detail.toPlainText()
    button(dialog, "Open").click()
    assert writer.post.location.path == site / "_posts/2026-01-01-ferry.md"


def test_it_is_stopped_and_closed_while_it_works(writer: Writer, site: Path) -> None:
    dialog = open_dialog(writer)
    field(dialog).setText(str(site / "public"))
    button(dialog, "Start").click()
    button(dialog, "Stop").click()
    assert button(dialog, "Start").isEnabled()
    button(dialog, "Start").click()
    dialog.reject()
    assert not dialog.isVisible()
    assert open_dialog(writer) is not dialog


def test_it_belongs_to_its_site(writer: Writer, site: Path, tmp_path: Path) -> None:
    dialog = open_dialog(writer)
    assert open_dialog(writer) is dialog
    (tmp_path / "other/_posts").mkdir(parents=True)
    writer.program.window.desk.open_path(tmp_path / "other")
    assert not dialog.isVisible()


def test_every_control_has_a_name(writer: Writer, site: Path) -> None:
    dialog = open_dialog(writer)
    kinds = (QAbstractButton, QLineEdit, QSpinBox, QListWidget, QPlainTextEdit)
    nameless = [
        one
        for one in dialog.findChildren(QWidget)
        if isinstance(one, kinds)
        and not (one.accessibleName() or (isinstance(one, QAbstractButton) and one.text()))
        and not isinstance(one.parent(), QSpinBox)
    ]
    assert nameless == []
