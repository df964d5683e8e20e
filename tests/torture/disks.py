"""Small disks of our own: in memory, and in a file that is mounted as ext4."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

KB = 1024


@contextmanager
def memory_disk(place: Path, kilobytes: int) -> Iterator[Path]:
    """Mount a disk in memory at the new folder ``place``."""
    place.mkdir()
    _run("mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(place))
    with _mounted(place):
        yield place


@contextmanager
def image_disk(place: Path, megabytes: int, options: str = "") -> Iterator[Path]:
    """Make an ext4 disk in the file ``place`` + ``.img`` and mount it at the new folder."""
    image = place.with_name(f"{place.name}.img")
    with image.open("wb") as file:
        file.truncate(megabytes * KB * KB)
    _run("mkfs.ext4", "-q", "-F", "-m", "0", str(image))
    with mounted_image(image, place, options):
        yield place


@contextmanager
def mounted_image(image: Path, place: Path, options: str = "") -> Iterator[Path]:
    """Mount the ext4 disk in ``image`` at the new folder ``place``."""
    place.mkdir(exist_ok=True)
    _run("mount", "-o", ",".join(filter(None, ("loop", options))), str(image), str(place))
    with _mounted(place):
        yield place


@contextmanager
def _mounted(place: Path) -> Iterator[None]:
    try:
        yield
    finally:
        _run("umount", str(place))


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)
