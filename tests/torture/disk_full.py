"""A disk with less and less room: a save that fails says so, and the old text stands there."""

import os
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

from torture.disks import KB, image_disk, memory_disk
from torture.scene import NEW, OLD, POST, set_scene
from torture.trial import LOOP, ROOT, Bench, Count, Trial
from torture.ways import NotSavedError, save

from editor.errors import EditorError

_STEP_KB = 8
"""64 levels from nothing free to 504 KB; what is saved has some 370 KB."""


def _run(way: str, bench: Bench) -> Count:
    failures: list[str] = []
    levels = range(0, 64 * _STEP_KB, _STEP_KB if bench.long else 9 * _STEP_KB)
    for kind in ("memory", "ext4"):
        with _disk(kind, bench.folder / kind) as disk:
            for level in levels:
                problem = _save_with_room(way, disk, level)
                if problem:
                    failures.append(f"{kind}, {level} KB free: {problem}")
    return Count.of(failures, 2 * len(levels))


def _disk(kind: str, place: Path) -> AbstractContextManager[Path]:
    return memory_disk(place, 4 * KB) if kind == "memory" else image_disk(place, 8)


def _save_with_room(way: str, disk: Path, kilobytes: int) -> str:
    root = disk / "site"
    root.mkdir(exist_ok=True)
    set_scene(root)
    filler = disk / "filler"
    _fill(filler, kilobytes)
    try:
        save(way, "existing", str(root))
        expected = NEW
    except (EditorError, NotSavedError, OSError):
        expected = OLD
    finally:
        filler.unlink()
    names = [path.name for path in (root / POST).parent.iterdir()]
    held = (root / POST).read_bytes()
    if held != expected:
        return f"said {'saved' if expected is NEW else 'not saved'}, {len(held)} bytes stand there"
    return "" if len(names) == 1 else f"left {names}"


def _fill(filler: Path, kilobytes: int) -> None:
    """Leave ``kilobytes`` free on the disk."""
    status = os.statvfs(filler.parent)
    room = status.f_bavail * status.f_frsize - kilobytes * KB
    descriptor = os.open(filler, os.O_WRONLY | os.O_CREAT)
    while room > 0 and not _takes(descriptor, room):
        room -= 4 * KB  # the disk needs some of its room for itself
    os.close(descriptor)


def _takes(descriptor: int, room: int) -> bool:
    try:
        os.posix_fallocate(descriptor, 0, room)
    except OSError:
        return False
    return True


TRIAL = Trial(
    name="disk-full",
    goal=4,
    promise="64 fill levels x 2 disks: said, whole",
    ours=partial(_run, "ours"),
    naive_way="QSaveFile",
    naive=partial(_run, "QSaveFile"),
    needs=(ROOT, LOOP),
)
