"""What the packages promise and can be seen without building one."""

import json
import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from bill import Component, read_lock
from dropped import FILES, MODULES, QT_LIBRARIES, QT_PLUGINS, dropped_because, languages
from sbom import write_sbom

from editor.resources import resource_text

ROOT = Path(__file__).resolve().parent.parent
PACKAGING = ROOT / "packaging"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_packaging_never_hides_the_package_of_that_name() -> None:
    assert list(PACKAGING.rglob("__init__.py")) == []


def test_every_dependency_is_locked_with_hashes() -> None:
    locked = {plain(entry.name): entry for entry in read_lock()}
    wanted = {plain(re.split(r"[<>=; ]", line)[0]) for line in PROJECT["dependencies"]}
    assert wanted <= locked.keys()
    assert [entry.name for entry in locked.values() if not entry.hashes] == []


def test_the_packages_are_built_from_the_same_versions() -> None:
    tools = {(entry.name, entry.version) for entry in read_lock(PACKAGING / "build.lock")}
    assert {(entry.name, entry.version) for entry in read_lock()} <= tools


def test_the_about_page_lists_the_licence_of_all_that_is_locked() -> None:
    listed = json.loads(resource_text("licences.json"))
    versions = {plain(each["name"]): each["version"] for each in listed["components"]}
    locked: dict[str, set[str]] = {}
    for entry in read_lock():
        locked.setdefault(plain(entry.name), set()).add(entry.version)
    assert [name for name in locked if versions.get(name) not in locked[name]] == []
    assert {"qt", "chromium in qt webengine", "katex", "mermaid", "dart sass"} <= versions.keys()
    assert [each for each in listed["components"] if not listed["texts"][each["text"]]] == []


def test_the_bill_of_materials_holds_to_its_schema_and_comes_out_the_same(tmp_path: Path) -> None:
    part = Component(
        "Qt", "6.11", "LGPL-3.0-only", "https://www.qt.io/", "text", "pkg:generic/qt@6.11"
    )
    odd = Component(
        "odd", "1", "see its text", "https://example.org/", "text", "pkg:pypi/odd@1", ("a" * 64,)
    )
    first, second = tmp_path / "1.json", tmp_path / "2.json"
    for path in (first, second):
        write_sbom((part, odd), path, moment=1_700_000_000)  # judges what it writes
    assert first.read_bytes() == second.read_bytes()
    assert [each["name"] for each in json.loads(first.read_text())["components"]] == ["Qt", "odd"]


def test_the_version_stands_in_one_place() -> None:
    assert metadata.metadata("galleyproof")["Name"] == "galleyproof"
    version = PROJECT["version"]
    files = [
        path for path in PACKAGING.rglob("*") if path.suffix in {".py", ".spec", ".iss", ".xml"}
    ]
    assert [path.name for path in files if f'"{version}"' in path.read_text()] == []


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/lib/libQt6WebEngineCore.so.6",
        "PySide6/Qt6WebEngineCore.dll",
        "PySide6/Qt/lib/QtWebEngineCore.framework/Versions/A/QtWebEngineCore",
        "PySide6/QtWidgets.abi3.so",
        "PySide6/QtWidgets.pyd",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6\\plugins\\platforms\\qwindows.dll",
        "PySide6/Qt/translations/qtwebengine_locales/en-US.pak",
        "PySide6/Qt/lib/libicudata.so.73",
        "editor/_resources/sample_site/_config.yml",
    ],
)
def test_what_the_program_uses_stays(place: str) -> None:
    assert dropped_because(place) is None


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/lib/libQt6Quick3D.so.6",
        "PySide6/Qt63DCore.dll",
        "PySide6/Qt6Multimedia.dll",
        "PySide6/Qt/lib/QtPdf.framework/Versions/A/QtPdf",
        "PySide6/QtQml.abi3.so",
        "PySide6/Qt/qml/QtQuick/qmldir",
        "PySide6/Qt/plugins/platforms/libqvnc.so",
        "PySide6/Qt/resources/qtwebengine_devtools_resources.pak",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/Qt/translations/qtwebengine_locales/pt-BR.pak",
        "babel/locale-data/de_AT.dat",
    ],
)
def test_what_the_program_never_uses_goes(place: str) -> None:
    assert dropped_because(place, frozenset({"en"}))


def test_a_language_the_program_speaks_stays(tmp_path: Path) -> None:
    shipped = tmp_path / "resources" / "translations"
    shipped.mkdir(parents=True)
    (shipped / "galleyproof_de.qm").touch()
    assert languages(tmp_path) == {"en", "de"}
    assert dropped_because("PySide6/Qt/translations/qtbase_de.qm", languages(tmp_path)) is None


def test_every_choice_has_its_reason() -> None:
    for table in (FILES, MODULES, QT_LIBRARIES, QT_PLUGINS):
        assert all(table.values())
