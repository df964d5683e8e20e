"""Where the program keeps what is its own, outside every site."""

import os
import stat
import sys
import zlib
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QStandardPaths

_NAME = "galleyproof"
_SCREENS = ("WAYLAND_DISPLAY", "DISPLAY", "QT_QPA_PLATFORM")


def state_folder() -> Path:
    """Return where this platform keeps a program's state: ``~/.local/state/galleyproof``."""
    return _place(QStandardPaths.StandardLocation.GenericStateLocation) / _NAME


def reports_folder() -> Path:
    """Return where reports of errors and crashes lie."""
    return state_folder() / "reports"


def meeting_folder(environment: Mapping[str, str]) -> Path | None:
    """Return the folder in which running programs find one another, made if need be.

    It is for its owner only, and another one for each set of settings and each screen: a window
    that cannot be seen from here shall not be asked. None where there can be no such folder.
    """
    base = _runtime_folder(environment)
    settings = _place(QStandardPaths.StandardLocation.GenericConfigLocation)
    profile = [str(state_folder()), str(settings), *(environment.get(s, "") for s in _SCREENS)]
    # A sum that tells a handful of profiles apart, of a module that costs the start nothing.
    number = zlib.crc32("\0".join(profile).encode("utf-8", "replace"))
    return None if base is None else _private(base / f"{_NAME}-{number:08x}")


def _runtime_folder(environment: Mapping[str, str]) -> Path | None:
    if sys.platform != "linux":  # there the home's own folders are on a local disk
        return _private(state_folder() / "run")
    if given := environment.get("XDG_RUNTIME_DIR"):
        return Path(given)
    import tempfile  # noqa: PLC0415 - every start would wait for what it loads

    return _private(Path(tempfile.gettempdir()) / f"{_NAME}-{os.getuid()}")


def _private(folder: Path) -> Path | None:
    """Return ``folder``, made for its owner only; None when it cannot be, or is somebody else's."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.lstat()
    except OSError:
        return None
    if sys.platform == "win32":  # it lies in the user's own profile, which others cannot enter
        return folder
    ours = stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid()
    return folder if ours and not stat.S_IMODE(found.st_mode) & 0o077 else None


def _place(location: QStandardPaths.StandardLocation) -> Path:
    return Path(QStandardPaths.writableLocation(location))
