"""``python packaging/linux/deb.py``: the Debian package, from the folder that freeze.py made.

Libraries of the system are not copied into it but asked for, so that Debian's updates reach them;
dpkg-shlibdeps works out which packages, in which version, from what the files are linked to.
"""

import hashlib
import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import freeze
from layout import HERE, VERSION, lay_out, pack, system_libraries

ROOT = freeze.BUILT / "deb"
MAINTAINER = os.environ.get(
    "GALLEYPROOF_MAINTAINER", "The Galleyproof authors <maintainers@galleyproof.invalid>"
)

COMPRESSION = os.environ.get("GALLEYPROOF_COMPRESSION", "-Zxz -z1").split()
"""Options of dpkg-deb. A release takes "-Zxz -z9e": smaller, and minutes slower."""

_PROGRAMS = {"galleyproof", "QtWebEngineProcess", "dart", "sass"}
"""Names of the files that are run; libraries are only loaded."""

_CONTROL = """\
Package: galleyproof
Version: {version}
Architecture: {architecture}
Maintainer: {maintainer}
Installed-Size: {kibibytes}
Depends: {depends}, fonts-dejavu-core | fonts-liberation | fonts-noto-core
Recommends: {recommends}, libgl1-mesa-dri, xdg-utils
Section: editors
Priority: optional
Description: editor for the posts of a Jekyll site
 One window holds a form for the front matter of a post, its markdown text and
 the page as readers will get it. It needs no Ruby, works offline, sends nothing
 anywhere, and changes nothing in your files that you did not change.
"""

_SOURCE = "Source: galleyproof\n\nPackage: galleyproof\nArchitecture: any\n"

_COPYRIGHT = """\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: galleyproof
Comment: The package bundles Python, Qt and other libraries. Their licences, one
 file each, lie in LICENSES beside this file; sbom.cdx.json names their versions.

Files: *
Copyright: {copyright}
License: MIT

License: MIT
{licence}
"""

_CHANGELOG = """\
galleyproof ({version}) stable; urgency=medium

  * See CHANGELOG.md.

 -- {maintainer}  {date}
"""

_OVERRIDES = {
    "embedded-library": "Qt WebEngine brings its own; our Python packages are locked with hashes",
    "hardening-no-pie": "so built by those who ship PyInstaller",
    "library-not-linked-against-libc": "so built by those who ship the wheels",
    "shared-library-lacks-prerequisites": "so built by those who ship the wheels",
}
"""What lintian says of the package and we cannot change, and why."""


def main() -> None:
    """Build ``dist/galleyproof_VERSION_ARCHITECTURE.deb``."""
    program = lay_out(ROOT)
    for name in system_libraries():
        (program / "_internal" / name).unlink()
    for checksums in program.rglob("*.chk"):
        checksums.unlink()  # of libraries that were taken out
    _write_documents()
    _set_modes()
    architecture = _said_by("dpkg", "--print-architecture").strip()
    control = ROOT / "DEBIAN"
    control.mkdir()
    depends, recommends = _needs(program)
    (control / "control").write_text(
        _CONTROL.format(
            version=VERSION,
            architecture=architecture,
            maintainer=MAINTAINER,
            kibibytes=_kibibytes(ROOT),
            depends=depends,
            recommends=recommends,
        ),
        encoding="utf-8",
    )
    (control / "md5sums").write_text(_checksums(), encoding="utf-8")
    target = freeze.DIST / f"galleyproof_{VERSION}_{architecture}.deb"
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", *COMPRESSION, "--build", str(ROOT), str(target)],
        check=True,
        env=freeze.environment(),
        stdout=subprocess.DEVNULL,
    )
    print(target.relative_to(freeze.ROOT))


def _needs(program: Path) -> tuple[str, str]:
    """Return the packages that must be there, and those for what one can do without: printers."""
    work = freeze.BUILT / "shlibdeps"
    (work / "debian").mkdir(parents=True, exist_ok=True)
    (work / "debian" / "control").write_text(_SOURCE)
    files = [path for path in sorted(program.rglob("*")) if _is_program(path)]
    spared = [path for path in files if "/printsupport/" in str(path)]
    folders = sorted({path.parent for path in files if ".so" in path.name})
    said = _said_by(
        "dpkg-shlibdeps", "-O", "--ignore-missing-info", "--warnings=0",
        *(f"-l{folder}" for folder in folders),
        "-dRecommends", *map(str, spared),
        "-dDepends", *(str(path) for path in files if path not in spared),
        cwd=work,
    )  # fmt: skip
    found = dict(line.removeprefix("shlibs:").split("=", 1) for line in said.splitlines())
    return found["Depends"], found["Recommends"]


def _write_documents() -> None:
    documents = ROOT / "usr" / "share" / "doc" / "galleyproof"
    licence = (freeze.ROOT / "LICENSE").read_text(encoding="utf-8")
    _, copyright_line, terms = (part.strip() for part in licence.split("\n\n", 2))
    (documents / "copyright").write_text(
        _COPYRIGHT.format(
            copyright=copyright_line.removeprefix("Copyright (c) "),
            licence="".join(f" {line or '.'}\n" for line in terms.splitlines()).rstrip(),
        ),
        encoding="utf-8",
    )
    date = datetime.fromtimestamp(freeze.moment(), UTC).strftime("%a, %d %b %Y %H:%M:%S +0000")
    text = _CHANGELOG.format(version=VERSION, maintainer=MAINTAINER, date=date)
    pack(text, documents / "changelog.gz")
    overrides = ROOT / "usr" / "share" / "lintian" / "overrides" / "galleyproof"
    overrides.parent.mkdir(parents=True)
    overrides.write_text(
        "".join(f"# {why}\ngalleyproof: {tag} *\n" for tag, why in _OVERRIDES.items()),
        encoding="utf-8",
    )


def _set_modes() -> None:
    for path in ROOT.rglob("*"):
        if path.is_symlink():
            continue
        is_override = path.parent.name == "overrides"
        runs = path.is_dir() or (path.name in _PROGRAMS and not is_override)
        path.chmod(0o755 if runs else 0o644)


def _is_program(path: Path) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as opened:
        return opened.read(4) == b"\x7fELF"


def _kibibytes(root: Path) -> int:
    sizes = (path.lstat().st_size for path in root.rglob("*") if not path.is_dir())
    return sum((size + 1023) // 1024 for size in sizes)


def _checksums() -> str:
    files = (path for path in sorted((ROOT / "usr").rglob("*")) if path.is_file())
    return "".join(
        f"{hashlib.md5(path.read_bytes()).hexdigest()}  {path.relative_to(ROOT)}\n"
        for path in files
        if not path.is_symlink()
    )


def _said_by(*command: str, cwd: Path = HERE) -> str:
    done = subprocess.run(command, cwd=cwd, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{command[0]} failed with status {done.returncode}.")
    return done.stdout


if __name__ == "__main__":
    main()
