"""How the program was installed is told from where it lies."""

from pathlib import Path

import pytest

from editor.workspace.versions import Installation, installation

REPOSITORY = Path(__file__).resolve().parent.parent.parent


@pytest.mark.parametrize(
    ("system", "program", "environment", "expected"),
    [
        ("linux", "/usr/lib/galleyproof/galleyproof", {}, Installation.DEB),
        (
            "linux",
            "/tmp/.mount_x/galleyproof",
            {"APPIMAGE": "/a/G.AppImage"},
            Installation.APPIMAGE,
        ),
        ("linux", "/home/a/galleyproof/galleyproof", {}, Installation.FOLDER),
        ("win32", "C:/Program Files/Galleyproof/galleyproof.exe", {}, Installation.WINDOWS),
        ("darwin", "/Applications/Galleyproof.app/x", {}, Installation.MACOS),
    ],
)
def test_a_packaged_program_knows_its_package(
    system: str, program: str, environment: dict[str, str], expected: Installation
) -> None:
    found = installation(environment, system=system, frozen=True, program=Path(program))
    assert found is expected


def test_a_wheel_is_told_from_a_checkout(tmp_path: Path) -> None:
    assert installation({}, frozen=False, package=tmp_path / "editor") is Installation.WHEEL
    assert installation({}, frozen=False, package=REPOSITORY / "editor") is Installation.CHECKOUT
