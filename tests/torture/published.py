"""After a hundred killed saves Jekyll publishes nothing of ours, and git sees nothing of ours."""

import os
import shutil
import subprocess
from functools import partial
from pathlib import Path

from torture.kill_points import SAVE, points_of
from torture.scene import set_scene
from torture.stable import open_stable
from torture.tracing import Call, run_traced
from torture.trial import GIT, JEKYLL, ROOT, STRACE, Bench, Count, Trial

from editor.storage.leftovers import clear_leftovers


def _run(way: str, bench: Bench) -> Count:
    failures: list[str] = []
    kills = bench.of(6, 100)
    root = bench.folder / "site"
    root.mkdir()
    set_scene(root)
    _git(root, "init", "-q")
    _git(root, "add", "-A")
    before = _pages(root)
    with open_stable(bench.folder) as stable:
        points = _late(points_of(stable, way, "existing", bench.folder))
        for number in range(kills):
            set_scene(root)
            point = points[number * len(points) // kills]
            injection = f"{point.name}:signal=KILL:when={point.number}"
            runner = stable.runner(SAVE, way, "existing", str(root))
            run_traced(runner, (injection,), bench.folder / "calls")
    left = len(list((root / "_posts").iterdir())) - 1
    extra = _pages(root) - before
    failures += [f"published: {page}" for page in sorted(extra)]
    clear_leftovers(root)
    set_scene(root)
    failures += [f"git status: {line}" for line in _git(root, "status", "--porcelain", "-uall")]
    return Count.of(failures, kills, f"{left} left, all cleared" if not failures else "")


def _late(points: list[Call]) -> list[Call]:
    """The calls from the first that names a file in the folder of posts, so that some leave one."""
    first = next(i for i, it in enumerate(points) if "/_posts/" in it.rest)
    return points[first:]


def _pages(root: Path) -> set[str]:
    built = root.with_name("built")
    shutil.rmtree(built, ignore_errors=True)
    environment = {**os.environ, "JEKYLL_NO_BUNDLER_REQUIRE": "true", "LANG": "C.UTF-8"}
    subprocess.run(
        ["jekyll", "build", "-s", str(root), "-d", str(built), "--future", "--disable-disk-cache"],
        check=True, capture_output=True, cwd=root, env=environment,
    )  # fmt: skip
    return {str(path.relative_to(built)) for path in built.rglob("*") if path.is_file()}


def _git(root: Path, *arguments: str) -> list[str]:
    done = subprocess.run(
        ["git", "-C", str(root), *arguments], check=True, capture_output=True, text=True
    )
    changed = done.stdout.splitlines()
    return [line for line in changed if not line.startswith("A ")]


TRIAL = Trial(
    name="nothing-published",
    goal=7,
    promise="100 kills: 0 pages, 0 lines of git",
    ours=partial(_run, "ours"),
    naive_way="rename",
    naive=partial(_run, "rename"),
    needs=(ROOT, STRACE, JEKYLL, GIT),
)
