"""Pictures made to harm are refused or made harmless; photos forget where they were taken."""

import hashlib
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from hostile_pictures import CANARY, HARMLESS, PLACE, drawn, hostile, tagged
from PySide6.QtGui import QImage
from torture.measuring import Cost, measure
from torture.trial import Bench, Count, Trial

from editor.site.habits import Habits
from editor.site.images import import_image
from editor.site.site import Site
from editor.storage.atomic import write_new
from editor.workspace.picture_process import REFUSED
from editor.workspace.pictures import picture_command, prepare_picture

MOST_SECONDS = 2.0
MOST_MEGABYTES = 300.0  # more than a small picture takes
_VERBS = (("prepare-bare",), ("prepare",), ("thumbnail", "112", "76"))
_TELLING = (
    "svg that repeats a million shapes", "png 7,000² of 16 bits", "jpeg with 20,000 scans",
    "png with 200 packed texts", "gif of endless blocks", "webp cut in the middle",
)  # fmt: skip
_NAIVE_READER = """
import sys
from PySide6.QtGui import QGuiApplication, QImage, QImageReader
application = QGuiApplication(["naive", "-platform", "offscreen"])
QImageReader.setAllocationLimit(0)
sys.exit(3 if QImage.fromData(sys.stdin.buffer.read()).isNull() else 0)
"""


def _reading(commands: Sequence[Sequence[str]], telling: Sequence[str], bench: Bench) -> Count:
    pictures = [(name, data) for name, data in hostile() if bench.long or name in telling]
    failures: list[str] = []
    costs: list[Cost] = []
    for place, command in enumerate(commands):
        files = _files(
            bench.folder / str(place), [drawn(40, 30, "PNG"), *(it[1] for it in pictures)]
        )
        small, *found = measure(command, files)
        for (name, _), cost in zip(pictures, found, strict=True):
            problem = _harm(name, cost, small, bench.within(MOST_SECONDS))
            if problem:
                failures.append(f"{name}, {command[-1]}: {problem}")
        costs += found
    figure = f"{max(it.seconds for it in costs):.1f} s, {max(it.megabytes for it in costs):.0f} MB"
    return Count.of(failures, len(costs), figure)


def _files(folder: Path, pictures: list[bytes]) -> list[Path]:
    folder.mkdir()
    paths = [folder / str(number) for number in range(len(pictures))]
    for path, data in zip(paths, pictures, strict=True):
        path.write_bytes(data)
    return paths


def _harm(name: str, cost: Cost, small: Cost, most_seconds: float) -> str:
    if cost.seconds > most_seconds:
        return f"{cost.seconds:.1f} s"
    if cost.megabytes > small.megabytes + MOST_MEGABYTES:
        return f"{cost.megabytes:.0f} MB"
    if cost.status not in {0, REFUSED}:
        return f"ended with {cost.status}"
    return "let in" if cost.status == 0 and name not in HARMLESS else ""


Prepare = Callable[[bytes], bytes]


def _photos(prepare: Prepare, bench: Bench) -> Count:
    site = _site(bench.folder)
    failures = []
    kinds = ("JPEG", "PNG", "JPEG", "WebP", "GIF")
    count = bench.of(len(kinds), 50)
    for number in range(count):
        kind = kinds[number % len(kinds)]
        photo = tagged(kind, turn=1 + number % 8 if kind != "GIF" else 1, seed=number)
        problem = _told(site, bench.folder, photo, prepare)
        if problem:
            failures.append(f"photo {number}, {kind}: {problem}")
    return Count.of(failures, count)


def _site(folder: Path) -> Site:
    root = folder / "site"
    root.mkdir()
    (root / "_config.yml").write_text("title: x\n")
    return Site.open(root)


def _told(site: Site, folder: Path, photo: bytes, prepare: Prepare) -> str:
    source = folder / "photo"
    source.write_bytes(photo)
    first = import_image(site, Habits(), source, write_new, prepare)
    again = import_image(site, Habits(), source, write_new, prepare)
    written = first.path.read_bytes()
    if any(mark in written for mark in (CANARY, PLACE, PLACE[::-1], b"Exif", b"XMP")):
        return "it still tells where it was taken"
    if first.path.stem != hashlib.md5(written).hexdigest():
        return "its name is not that of its bytes"
    if again.path != first.path or again.copied:
        return "the same picture twice is two files"
    picture = QImage.fromData(written)
    return "it is no picture any more" if picture.isNull() else ""


TRIALS = (
    Trial(
        name="pictures",
        goal=31,
        promise="refused or harmless: 2 s, 300 MB",
        ours=partial(_reading, [[*picture_command(), *verb] for verb in _VERBS], _TELLING),
        naive_way="QImage",
        naive=partial(_reading, [[sys.executable, "-c", _NAIVE_READER]], _TELLING[:1]),
    ),
    Trial(
        name="camera-data",
        goal=31,
        promise="no place, name of the bytes, one file",
        ours=partial(_photos, partial(prepare_picture, remove_camera_data=True)),
        naive_way="a copy",
        naive=partial(_photos, bytes),
    ),
)
