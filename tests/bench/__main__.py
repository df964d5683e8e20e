"""``make bench``: how fast the window is, beside a bare Qt window started in the same run.

Medians of several fresh processes, taken in turns, on a screen without a monitor. Times depend on
the machine; the ratios are what to compare.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from bench.posts import write_post
from bench.screen import virtual_screen

KB = 1000


def probe(kind: str, post: Path, environment: Mapping[str, str]) -> dict[str, float]:
    """Return the figures of one measurement in a fresh process."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.probe", kind, str(post)],
        env={**environment, "BENCH_START": str(time.monotonic())},
        capture_output=True,
        check=False,
        text=True,
        timeout=300,
    )
    if done.returncode:
        sys.exit(f"{kind} failed with {done.returncode}:\n{done.stderr}")
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def medians(
    kinds: tuple[str, ...], post: Path, rounds: int, environment: Mapping[str, str]
) -> dict[str, dict[str, float]]:
    """Measure each kind ``rounds`` times, in turns; return the median of each figure."""
    found = [{kind: probe(kind, post, environment) for kind in kinds} for _ in range(rounds)]
    return {
        kind: {
            name: (max if name == "stall" else statistics.median)([r[kind][name] for r in found])
            for name in found[0][kind]
        }
        for kind in kinds
    }


def report(rounds: int) -> None:
    """Measure and print everything."""
    with tempfile.TemporaryDirectory() as folder, virtual_screen() as screen:
        site = Path(folder)
        posts = {size: write_post(site, size) for size in (10 * KB, 100 * KB, 1000 * KB)}
        print(f"medians of {rounds} rounds, fresh processes, in turns; stalls are the longest")
        probe("start-ours", posts[100 * KB], screen)  # fills the caches
        start = medians(("start-bare", "start-ours"), posts[100 * KB], rounds, screen)
        bare, ours = start["start-bare"]["ready"], start["start-ours"]["ready"]
        print(f"ready to type, 100 KB post:   bare window {bare:6.0f} ms", end="")
        print(f"   Galleyproof {ours:6.0f} ms   ratio {ours / bare:.2f}")
        for size, post in posts.items():
            typing = medians(("type-bare", "type-ours"), post, rounds, screen)
            one, two = typing["type-bare"], typing["type-ours"]
            print(f"key to paint, {size // KB:4} KB post:   bare pane {one['key']:6.1f} ms", end="")
            print(
                f"   Galleyproof {two['key']:6.1f} ms   ratio {two['key'] / one['key']:.2f}", end=""
            )
            print(f"   95 % {one['key_p95']:.1f} / {two['key_p95']:.1f}", end="")
            print(f"   longest stall {one['stall']:.0f} / {two['stall']:.0f} ms")
        for size, post in posts.items():
            figures = medians(("preview",), post, rounds, screen)["preview"]
            print(f"key to preview, {size // KB:4} KB post: {figures['preview']:6.0f} ms", end="")
            print(f"   longest stall {figures['stall']:.0f} ms")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    report(parser.parse_args().rounds)
