"""What a Linux desktop looks for around the program, the same in the .deb and in the AppImage."""

import gzip
import shutil
import subprocess
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

import freeze
import icons

HERE = Path(__file__).resolve().parent
VERSION = metadata.version("galleyproof")
SYSTEM_LIBRARIES = freeze.BUILT / "system-libraries.txt"


def lay_out(root: Path) -> Path:
    """Make the tree of the installed program in ``root``, anew; return the program's folder.

    Desktop entry and metainfo have been judged by the tools that desktops use.
    """
    shutil.rmtree(root, ignore_errors=True)
    program = root / "usr" / "lib" / "galleyproof"
    shutil.copytree(freeze.FOLDER, program, symlinks=True)
    share = root / "usr" / "share"
    documents = share / "doc" / "galleyproof"
    documents.mkdir(parents=True)
    for name in ("LICENSES", "sbom.cdx.json"):
        shutil.move(program / name, documents / name)
    binaries = root / "usr" / "bin"
    binaries.mkdir(parents=True)
    (binaries / "galleyproof").symlink_to("../lib/galleyproof/galleyproof")
    icons.write_hicolor(share)
    _write_desktop_files(share)
    _write_manual(share)
    return program


def system_libraries() -> dict[str, Path]:
    """Return the libraries of this system that PyInstaller took: name in the folder, and source."""
    lines = SYSTEM_LIBRARIES.read_text(encoding="utf-8").splitlines()
    return {target: Path(source) for target, source in (line.split("\t") for line in lines)}


def owner_of(library: Path) -> str:
    """Return the Debian package that installed ``library`` on this machine."""
    for path in (library, library.resolve(), Path("/usr") / str(library).lstrip("/")):
        done = subprocess.run(
            ["dpkg-query", "--search", str(path)], capture_output=True, text=True, check=False
        )
        if done.returncode == 0:
            return done.stdout.split(": ")[0].split(",")[0]
    raise SystemExit(f"No Debian package owns {library}; the .deb could not ask for it.")


def pack(content: str | bytes, path: Path) -> None:
    """Write ``content`` to ``path`` as gzip, the same bytes each time."""
    raw = content.encode() if isinstance(content, str) else content
    path.write_bytes(gzip.compress(raw, compresslevel=9, mtime=0))


def _write_desktop_files(share: Path) -> None:
    entry = share / "applications" / "galleyproof.desktop"
    entry.parent.mkdir()
    shutil.copyfile(HERE / entry.name, entry)
    subprocess.run(["desktop-file-validate", str(entry)], check=True)
    day = datetime.fromtimestamp(freeze.moment(), UTC).date().isoformat()
    text = (HERE / "galleyproof.metainfo.xml").read_text(encoding="utf-8")
    metainfo = share / "metainfo" / "io.github.galleyproof.galleyproof.metainfo.xml"
    metainfo.parent.mkdir()
    metainfo.write_text(text.replace("@VERSION@", VERSION).replace("@DATE@", day), encoding="utf-8")
    subprocess.run(["appstreamcli", "validate", "--no-net", str(metainfo)], check=True)


def _write_manual(share: Path) -> None:
    folder = share / "man" / "man1"
    folder.mkdir(parents=True)
    pack((HERE / "galleyproof.1").read_bytes(), folder / "galleyproof.1.gz")
