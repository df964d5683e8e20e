"""The About page: versions to copy, the licence of everything bundled, and how to update."""

import json
import re

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from editor.resources import resource_text
from editor.ui.dialogs.about import HOW_TO_UPDATE, AboutDialog
from editor.ui.dialogs.licences import LIST, Licences, read_bundled
from editor.workspace.versions import Installation, versions

LISTED = json.dumps(
    {
        "components": [
            {"name": n, "version": "1.0", "licence": li, "homepage": "https://a.example", "text": i}
            for n, li, i in (("Ink", "MIT", 0), ("Paper", "BSD-3-Clause", 1), ("Pen", "MIT", 0))
        ],
        "texts": ["Do as you like.", "Keep our name."],
    }
)


@pytest.fixture
def about(qtbot: QtBot) -> AboutDialog:
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


@pytest.fixture
def licences(qtbot: QtBot) -> Licences:
    widget = Licences(read_bundled(LISTED))
    qtbot.addWidget(widget)
    widget.show()
    return widget


def names(licences: Licences) -> list[str]:
    found = licences.findChild(QListWidget)
    assert found is not None
    return [found.item(row).text().split("\n")[0] for row in range(found.count())]


def text_of(licences: Licences) -> str:
    page = licences.findChild(QPlainTextEdit)
    assert page is not None
    return page.toPlainText()


def search(licences: Licences, words: str) -> None:
    box = licences.findChild(QLineEdit)
    assert box is not None
    box.setText(words)


def test_it_shows_the_versions_and_the_engines_security_patches(about: AboutDialog) -> None:
    said = {label.text() for label in about.findChildren(QLabel)}
    told = dict(versions(load_engine=True))
    assert re.fullmatch(r"\d+(\.\d+){3}", told["Chromium"])
    assert re.fullmatch(r"up to \d+(\.\d+){3}", told["Chromium security patches"])
    assert {version for _name, version in versions(load_engine=True)} <= said


def test_all_versions_are_copied(about: AboutDialog) -> None:
    button = next(b for b in about.findChildren(QPushButton) if "Copy" in b.text())
    button.click()
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied == [f"{name}: {version}" for name, version in versions(load_engine=True)]


def test_every_page_can_be_reached_by_its_letter(about: AboutDialog) -> None:
    titles = [about.tabs.tabText(page) for page in range(about.tabs.count())]
    assert [title.replace("&", "") for title in titles] == [
        "Versions", "Licences", "How to update",
    ]  # fmt: skip
    letters = [title[title.index("&") + 1].lower() for title in titles]
    buttons = [b.text() for b in about.findChildren(QAbstractButton) if "&" in b.text()]
    letters += [text[text.index("&") + 1].lower() for text in buttons if text != "&Close"]
    assert len(set(letters)) == len(letters)


def test_every_installation_is_told_how_to_update() -> None:
    assert set(HOW_TO_UPDATE) == set(Installation)


def test_the_licences_of_all_that_is_bundled_are_there() -> None:
    bundled = read_bundled(resource_text(LIST))
    known = {each.name for each in bundled}
    assert {"Qt", "PySide6", "Markdown", "KaTeX", "Mermaid", "Chromium in Qt WebEngine"} <= known
    assert all(each.licence and each.text and each.version for each in bundled)


def test_the_text_stands_beside_the_name(licences: Licences) -> None:
    assert names(licences) == ["Ink", "Paper", "Pen"]
    assert text_of(licences) == "Do as you like."
    found = licences.findChild(QListWidget)
    assert found is not None
    found.setCurrentRow(1)
    assert text_of(licences) == "Keep our name."


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("pa", ["Paper"]),
        ("mit", ["Ink", "Pen"]),
        ("MIT pen", ["Pen"]),
        ("", ["Ink", "Paper", "Pen"]),
    ],
)
def test_names_and_licences_are_searched(licences: Licences, words: str, found: list[str]) -> None:
    search(licences, words)
    assert names(licences) == found


def test_a_search_that_finds_nothing_says_so(licences: Licences) -> None:
    search(licences, "papyrus")
    assert names(licences) == []
    assert "Nothing" in text_of(licences)
