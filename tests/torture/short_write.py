"""The system takes fewer bytes than it was given and reports no error, as a full disk may do."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from unittest.mock import patch

from torture.trial import Bench, Count, Trial

from editor.storage import atomic
from editor.storage.fingerprint import Fingerprint

OLD, NEW = b"the old text\n" * 40, b"the new text, a little longer\n" * 40
Save = Callable[[Path], object]


def _ours(path: Path) -> None:
    atomic.replace(path, NEW, Fingerprint.of(OLD))


def _one_write(path: Path) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_TRUNC)
    os.write(descriptor, NEW)
    os.close(descriptor)


def _write_at_most(write: Callable[[int, bytes], int], size: int, file: int, data: bytes) -> int:
    return write(file, data[:size])


def _run(save: Save, bench: Bench) -> Count:
    failures = []
    sizes = range(1, bench.of(40, len(NEW)))
    for size in sizes:
        path = bench.folder / f"{size}.md"
        path.write_bytes(OLD)
        with patch.object(os, "write", partial(_write_at_most, os.write, size)):
            save(path)
        if path.read_bytes() != NEW:
            failures.append(f"{size} bytes at a time: said saved, is not")
    return Count.of(failures, len(sizes))


TRIAL = Trial(
    name="short-write",
    goal=5,
    promise="every byte is written and counted",
    ours=partial(_run, _ours),
    naive_way="one write()",
    naive=partial(_run, _one_write),
)
