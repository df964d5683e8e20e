"""Which libraries of the system the kept files still need, once dropped.py had its say (Linux)."""

import re
import subprocess
from collections.abc import Sequence
from pathlib import PurePosixPath

Entry = tuple[str, str, str]
"""A file as PyInstaller lists it: place in the package, place on this machine (or what a link
points to), and kind."""

_NEEDED = re.compile(r"^\s+NEEDED\s+(\S+)", re.MULTILINE)

SYSTEM = ("/lib/", "/usr/lib/")

OPENED_BY_NAME = ("libsoftokn3", "libfreebl", "libnssckbi", "libnssdbm3")
"""Libraries that nothing is linked to: NSS, the engine's cryptography, opens them itself."""


def from_system(entry: Entry) -> bool:
    """Whether the file comes from the system, and not from the locked Python packages."""
    return entry[2] != "SYMLINK" and entry[1].startswith(SYSTEM)


def reached(binaries: Sequence[Entry]) -> list[Entry]:
    """Return ``binaries`` without the system libraries that none of the others is linked to."""
    system = {PurePosixPath(entry[0]).name: entry for entry in binaries if from_system(entry)}
    wanted = {name for name in system if name.startswith(OPENED_BY_NAME)}
    to_read = [entry for entry in binaries if not from_system(entry) and entry[2] != "SYMLINK"]
    to_read += [system[name] for name in wanted]
    while to_read:
        found = {name for name in _needed(to_read.pop()[1]) if name in system} - wanted
        wanted |= found
        to_read += [system[name] for name in found]
    return [e for e in binaries if not from_system(e) or PurePosixPath(e[0]).name in wanted]


def _needed(path: str) -> list[str]:
    """Return the names of the libraries that the file at ``path`` is linked to; none for others."""
    shown = ["objdump", "--private-headers", path]
    done = subprocess.run(shown, capture_output=True, text=True, check=False)
    return _NEEDED.findall(done.stdout)
