"""Each system call of a save fails, or says that it wrote more than it did: never falsely saved."""

from functools import partial
from pathlib import Path

from torture.kill_points import SAVE, fresh_site, points_of
from torture.scene import set_scene, verdict
from torture.stable import open_stable
from torture.tracing import Call, run_traced
from torture.trial import ROOT, STRACE, Bench, Count, Trial

ERRORS = ("EIO", "ENOSPC", "EDQUOT", "EROFS", "EACCES")
_CALLS = {
    "openat", "write", "pwrite64", "fchmod", "fchown", "fsync", "fdatasync", "rename",
    "renameat2", "linkat", "close", "unlink",
}  # fmt: skip


def _touching(points: list[Call]) -> list[Call]:
    """The calls of a save on the post's folder: by name, or on a file in it."""
    return [it for it in points if it.name in _CALLS and "/_posts" in it.rest]


def _run(way: str, bench: Bench) -> Count:
    failures: list[str] = []
    tried = 0
    with open_stable(bench.folder) as stable:
        points = _touching(points_of(stable, way, "existing", bench.folder))
        cases = [(it, f"error={error}") for it in points for error in ERRORS]
        cases += [
            (it, f"retval={n}") for it in points if it.name == "write" for n in (1, 100, 4096)
        ]
        cases = cases if bench.long else [it for it in cases if _telling(*it)]
        for point, fault in cases:
            root = fresh_site(bench.folder)
            injection = f"{point.name}:{fault}:when={point.number}"
            runner = stable.runner(SAVE, way, "existing", str(root))
            status = run_traced(runner, (injection,), bench.folder / "calls")
            tried += 1
            problem = verdict(root, "existing", saved=status == 0) or _changed(root, status)
            if problem:
                failures.append(f"{injection}: {problem}")
    return Count.of(failures, tried)


def _telling(point: Call, fault: str) -> bool:
    names = {"fsync", "fdatasync", "write", "renameat2"}
    return point.name in names and ("EIO" in fault or "100" in fault)


def _changed(root: Path, status: int) -> str:
    """A save that was refused leaves the old text, byte for byte."""
    fresh = root.with_name(f"{root.name}-as-it-was")
    fresh.mkdir()
    set_scene(fresh)
    name = "_posts/2025-01-01-post.md"
    same = (root / name).read_bytes() == (fresh / name).read_bytes()
    return "" if status == 0 or same else "said not saved, but the file is another one"


TRIAL = Trial(
    name="io-errors",
    goal=5,
    promise="each call fails in turn: 0 false saved",
    ours=partial(_run, "ours"),
    naive_way="QSaveFile",
    naive=partial(_run, "QSaveFile"),
    needs=(ROOT, STRACE),
)
