"""What killed saves left beside the posts: cleared away, or kept if it may be the only copy."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from editor.storage.fingerprint import Fingerprint
from editor.storage.temporary import TemporaryName, for_keeping
from editor.storage.temporary_names import this_machine

STRANGER_AGE_S: Final = 24 * 3600
"""How old a file must be whose process cannot be asked: one of another machine, or of a number
that some process has now."""
_SKIPPED_FOLDERS: Final = {".git", "_site", "node_modules", "vendor", ".jekyll-cache"}


@dataclass(frozen=True, slots=True)
class Cleared:
    """What was removed, and what got a hidden name because it may be the only copy of its text."""

    removed: tuple[Path, ...]
    kept: tuple[Path, ...]


def clear_leftovers(root: Path, *, stop: Callable[[], bool] = lambda: False) -> Cleared:
    """Clear away what saves that were killed left in ``root`` and its folders, until ``stop``.

    What a running program uses stays. A file that may hold a text of another program is kept, and
    so is the whole copy of a text whose writing was cut short. What cannot be removed stays for
    the next time; raises nothing.
    """
    removed: list[Path] = []
    kept: list[Path] = []
    now = time.time()
    for path, name in _temporary_files(root, stop):
        with suppress(OSError):
            if not _left_behind(path, name, now):
                continue
            held = Fingerprint.of_file(path)
            if name.spares(held):
                kept.append(path.replace(for_keeping(path.with_name("text.md"), held)))
            else:
                path.unlink()
                removed.append(path)
    return Cleared(tuple(removed), tuple(kept))


def _temporary_files(root: Path, stop: Callable[[], bool]) -> Iterator[tuple[Path, TemporaryName]]:
    for folder, folders, names in os.walk(root):
        if stop():
            return
        folders[:] = [name for name in folders if name not in _SKIPPED_FOLDERS]
        for file in names:
            name = TemporaryName.read(file)
            if name is not None:
                yield Path(folder, file), name


def _left_behind(path: Path, name: TemporaryName, now: float) -> bool:
    # The name's own time: a displaced file has the time of its text, which may be long ago.
    age = now - path.lstat().st_ctime
    if name.machine == this_machine() and not _runs(name.process):
        return True
    return age > STRANGER_AGE_S


def _runs(process: int) -> bool:
    if os.name == "nt":  # there, asking a process by a signal ends it
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
