"""``python packaging/sizes.py``: what leaving out parts of Qt saves, and how soon it starts.

Freezes once more with everything PyInstaller gathers, and prints a table: the folder installed and
compressed, before and after. Then starts the checkout and the frozen program in turn and prints
the median time until the window is there. ``--only-built`` prints the sizes in ``dist`` alone.
Times are of this machine, without a screen.
"""

import io
import lzma
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import freeze
from drive import virtual_screen

MB = 1_000_000
ROUNDS = 5
_XZ_PRESET = 1
_ALL = freeze.ROOT / "build" / "all"


def installed(path: Path) -> int:
    """Return the bytes of all files below ``path``; a link counts as nothing."""
    if path.is_file():
        return path.stat().st_size
    files = (each for each in path.rglob("*") if each.is_file() and not each.is_symlink())
    return sum(each.stat().st_size for each in files)


def compressed(path: Path) -> int:
    """Return the bytes of ``path`` as a .tar.xz of the fastest kind."""

    class Counter(io.RawIOBase):
        total = 0

        def writable(self) -> bool:
            return True

        def write(self, data: object, /) -> int:
            count = memoryview(data).nbytes  # type: ignore[arg-type]  # any buffer
            self.total += count
            return count

    counter = Counter()
    with (
        lzma.open(counter, "wb", preset=_XZ_PRESET) as packed,  # type: ignore[call-overload]
        tarfile.open(fileobj=packed, mode="w|") as archive,
    ):
        archive.add(path, arcname=path.name)
    return counter.total


def print_built() -> None:
    """Print the size of everything in ``dist``."""
    for path in sorted(freeze.DIST.iterdir()):
        print(f"{installed(path) / MB:8.1f} MB  {path.name}")


def print_saved() -> None:
    """Freeze with everything, and print both folders' sizes."""
    shutil.rmtree(_ALL, ignore_errors=True)
    freeze.prepare(_ALL)
    freeze.freeze(_ALL, _ALL / "dist", {"GALLEYPROOF_KEEP_ALL": "1"})
    print(f"{'':24}{'installed':>12}{'as .tar.xz':>12}")
    for label, path in (
        ("all of PyInstaller's", _ALL / "dist" / "galleyproof"),
        ("ours", freeze.FOLDER),
    ):
        sizes = (f"{size / MB:9.1f} MB" for size in (installed(path), compressed(path)))
        print(f"{label:24}{''.join(sizes)}")
    shutil.rmtree(_ALL)


def start_of(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """Return the seconds from the start of ``command`` until its window is on the screen."""
    search = ("xdotool", "search", "--sync", "--onlyvisible", "--name", "Galleyproof")
    with tempfile.TemporaryDirectory() as settings:
        own = {**environment, "XDG_CONFIG_HOME": settings, "XDG_DATA_HOME": settings}
        before = time.perf_counter()
        program = subprocess.Popen(command, env=own)
        subprocess.run(search, env=own, check=True, stdout=subprocess.DEVNULL)
        took = time.perf_counter() - before
        program.terminate()
        program.wait()
    return took


def print_starts() -> None:
    """Print the median start of the checkout and of the frozen program, taken in turn (Linux)."""
    forms = {
        "checkout": (sys.executable, "-m", "editor"),
        "frozen": (str(freeze.FOLDER / "galleyproof"),),
    }
    times: dict[str, list[float]] = {name: [] for name in forms}
    with virtual_screen() as screen:
        environment = {**screen, "PYTHONPATH": str(freeze.ROOT)}
        for _ in range(ROUNDS + 1):
            for name, command in forms.items():
                times[name].append(start_of(command, environment))
    for name, each in times.items():
        print(f"{name:10} window after {statistics.median(each[1:]):.2f} s (median of {ROUNDS})")


if __name__ == "__main__":
    if sys.argv[1:] == ["--only-built"]:
        print_built()
    else:
        print_saved()
        print_starts()
