"""Memory of a process and all that it started, each shared page counted once (PSS)."""

import os
from pathlib import Path


def tree_of(process: int) -> list[int]:
    """Return ``process`` and everything below it."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:  # ended meanwhile
                continue
            children.setdefault(int(fields[1]), []).append(int(entry.name))
    found = [process]
    for one in found:
        found += children.get(one, [])
    return found


def megabytes(process: int | None = None) -> float:
    """Return what ``process``, or this one, and its children hold, in MB."""
    total = 0
    for one in tree_of(process or os.getpid()):
        try:
            lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024
