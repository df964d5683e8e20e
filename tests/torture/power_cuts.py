"""The power goes: what was said to be saved is there, and nothing is torn or empty."""

import os
import shutil
import signal
import time
from functools import partial
from pathlib import Path

from torture.disks import image_disk, mounted_image
from torture.stable import Runner, open_stable
from torture.trial import LOOP, ROOT, Bench, Count, Trial
from torture.ways import WRITES

from editor.storage import atomic
from editor.storage.fingerprint import Fingerprint

_OPTIONS = "noauto_da_alloc,commit=1"
"""Without ext4's own guess at what a rename over a file means, and with a commit each second."""
_LONGEST_S = 0.6


def save_for_ever(way: str, name: str) -> None:
    """Save one version after the other at ``name`` and say so each time."""
    path, number = Path(name), 0
    path.write_bytes(version(0))
    os.sync()
    while True:
        number += 1
        if way == "ours":
            atomic.replace(path, version(number), Fingerprint.of(version(number - 1)))
        else:
            WRITES[way](path, version(number))
        os.write(1, f"{number}\n".encode())


def version(number: int) -> bytes:
    """Return a text that says which it is, in every line."""
    return b"version %d\n" % number * 700


def _run(way: str, bench: Bench) -> Count:
    failures: list[str] = []
    cuts = bench.of(3, 200)
    lost = torn = 0
    with image_disk(bench.folder / "disk", 24, _OPTIONS) as disk, open_stable(bench.folder) as it:
        runner = it.runner("torture.power_cuts:save_for_ever", way, str(disk / "post.md"))
        runner.go()
        while not runner.said:
            time.sleep(0.01)
        for cut in range(cuts):
            time.sleep(bench.random.uniform(0, _LONGEST_S))
            said, held = _cut(runner, disk, bench.folder / f"copy-{cut}")
            number = int(held.split()[1]) if held else -1
            if held != version(number):
                torn += 1
                failures.append(f"cut {cut}: {len(held)} bytes, torn or empty")
            elif number < said:
                lost += 1
                failures.append(f"cut {cut}: {said} was said to be saved, {number} is there")
        os.kill(runner.pid, signal.SIGKILL)
        runner.wait()
    return Count.of(failures, cuts, f"{lost} lost, {torn} torn")


def _cut(runner: Runner, disk: Path, copy: Path) -> tuple[int, bytes]:
    """Return the last number that was said to be saved, and what the disk has by then."""
    os.kill(runner.pid, signal.SIGSTOP)
    while Path(f"/proc/{runner.pid}/stat").read_text().rpartition(")")[2].split()[0] != "T":
        time.sleep(0.001)
    said = int(runner.said[-1])
    image = copy.with_suffix(".img")
    shutil.copyfile(disk.with_name(f"{disk.name}.img"), image)
    os.kill(runner.pid, signal.SIGCONT)
    with mounted_image(image, copy):
        held = (copy / "post.md").read_bytes() if (copy / "post.md").exists() else b""
    image.unlink()
    return said, held


TRIAL = Trial(
    name="power-cuts",
    goal=3,
    promise="200 cuts: 0 torn, 0 said saved and lost",
    ours=partial(_run, "ours"),
    naive_way="rename, no fsync",
    naive=partial(_run, "rename"),
    needs=(ROOT, LOOP),
)
