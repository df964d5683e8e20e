"""Which program this is: its version, those of what it stands on, and how it was installed."""

import json
import os
import platform
import sys
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from types import ModuleType

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QSysInfo, qVersion

from editor.resources import resource_text

_ENGINE = "PySide6.QtWebEngineCore"
_PACKAGE = Path(__file__).resolve().parent.parent


class Installation(StrEnum):
    """How the program came onto this machine."""

    DEB = "Debian package"
    APPIMAGE = "AppImage"
    WINDOWS = "Windows installer"
    MACOS = "macOS application"
    FOLDER = "program folder"
    WHEEL = "Python package"
    CHECKOUT = "source folder"


def own_version() -> str:
    """Return the version of Galleyproof."""
    # Only here: it loads the parser of e-mails, which every start would wait for.
    from importlib import metadata  # noqa: PLC0415

    return metadata.version("galleyproof")


def versions(*, load_engine: bool = False) -> tuple[tuple[str, str], ...]:
    """Return name and version of the program and of what it stands on.

    The browser engine is asked for its version only when it is loaded already, or with
    ``load_engine``.
    """
    return (
        ("Galleyproof", own_version()),
        *_engine_versions(load=load_engine),
        ("Qt", qVersion()),
        ("PySide6", pyside_version),
        ("Python", platform.python_version()),
        ("System", f"{QSysInfo.prettyProductName()}, {platform.system()} {platform.release()}"),
        ("Processor", QSysInfo.currentCpuArchitecture()),
        ("Installed as", installation(os.environ).value),
    )


def versions_text() -> str:
    """Return all versions as lines that can be pasted into a letter."""
    return "".join(f"{name}: {version}\n" for name, version in versions(load_engine=True))


def installation(
    environment: Mapping[str, str],
    *,
    system: str = sys.platform,
    frozen: bool = bool(getattr(sys, "frozen", False)),
    program: Path = Path(sys.executable),
    package: Path = _PACKAGE,
) -> Installation:
    """Return how the program that runs was installed."""
    if not frozen:
        in_source = (package.parent / "pyproject.toml").is_file()
        return Installation.CHECKOUT if in_source else Installation.WHEEL
    if system == "win32":
        return Installation.WINDOWS
    if system == "darwin":
        return Installation.MACOS
    if environment.get("APPIMAGE"):
        return Installation.APPIMAGE
    is_debian = program.is_relative_to("/usr/lib/galleyproof")
    return Installation.DEB if is_debian else Installation.FOLDER


def _engine_versions(*, load: bool) -> tuple[tuple[str, str], ...]:
    if load:
        from PySide6 import QtWebEngineCore  # noqa: PLC0415 - not at the start

        return _said_by(QtWebEngineCore)
    loaded = sys.modules.get(_ENGINE)
    return _said_by(loaded) if loaded else (("Chromium", _listed_engine()),)


def _listed_engine() -> str:
    """Return which Chromium was listed as bundled: the engine itself is not there to be asked."""
    listed = json.loads(resource_text("licences.json"))["components"]
    found = next((each["version"] for each in listed if each["name"].startswith("Chromium")), "")
    return f"{found} (as bundled; not loaded)"


def _said_by(engine: ModuleType) -> tuple[tuple[str, str], ...]:
    return (
        ("Chromium", str(engine.qWebEngineChromiumVersion())),
        ("Chromium security patches", f"up to {engine.qWebEngineChromiumSecurityPatchVersion()}"),
    )
