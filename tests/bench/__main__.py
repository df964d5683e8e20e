"""``make bench``: every figure of speed, beside its floor or its peer and what it may be.

Medians of several fresh processes, taken in turns, on a screen without a monitor. Times depend on
the machine; the ratios are what to compare.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.pixels import key_to_preview
from bench.posts import make_site, post_text, write_post
from bench.screen import virtual_screen

KB = 1000
MANY_POSTS, MANY_POSTS_QUICK = 20_000, 2_000
ROUNDS, ROUNDS_QUICK = 5, 1
PEER_KEYS, PEER_KEYS_QUICK = 12, 5
PEER_STARTS_S = 6.0
PEER = "ghostwriter"

Figures = dict[str, float]


@dataclass(frozen=True, slots=True)
class Bench:
    """Where and how often is measured."""

    folder: Path
    screen: Mapping[str, str]
    quick: bool

    @property
    def rounds(self) -> int:
        """How many fresh processes each median is of."""
        return ROUNDS_QUICK if self.quick else ROUNDS

    def probe(self, kind: str, post: Path) -> Figures:
        """Return the figures of one measurement in a fresh process."""
        page = self.folder / f"{post.stem}.html"
        done = subprocess.run(
            [sys.executable, "-m", "bench.probe", kind, str(post), str(page)],
            env={**self.screen, "BENCH_START": str(time.monotonic())},
            capture_output=True,
            check=False,
            text=True,
            timeout=600,
        )
        if done.returncode:
            sys.exit(f"{kind} failed with {done.returncode}:\n{done.stderr}")
        figures: Figures = json.loads(done.stdout.splitlines()[-1])
        return figures

    def medians(self, kinds: tuple[str, ...], post: Path) -> dict[str, Figures]:
        """Measure each kind in turns; return the median of each figure, the longest stall."""
        if not self.quick:
            self.probe(kinds[-1], post)  # fills the caches
        found = [{kind: self.probe(kind, post) for kind in kinds} for _ in range(self.rounds)]
        middle = {"stall": max}  # of all else the median
        return {
            kind: {
                name: middle.get(name, statistics.median)([each[kind][name] for each in found])
                for name in found[0][kind]
            }
            for kind in kinds
        }

    def pixels(self, command: tuple[str, ...], post: Path) -> float | None:
        """Return the median from a key to the preview of ``command`` on a copy of ``post``."""
        home = Path(tempfile.mkdtemp(dir=self.folder))
        keys = PEER_KEYS_QUICK if self.quick else PEER_KEYS
        return key_to_preview((*command, str(post)), self.screen, home, keys, PEER_STARTS_S)


def say(name: str, ours: float, unit: str, beside: str, *, most: float, judged: float) -> None:
    """Print a figure, its floor, and whether ``judged`` is within ``most``."""
    verdict = "within" if judged <= most else "over"
    print(f"{name:38} {ours:8.1f} {unit:2}  {beside:34} at most {most:g}: {verdict}", flush=True)


def say_ratio(name: str, ours: float, floor: float, label: str, most: float) -> None:
    """Print a time beside its floor, and their ratio."""
    ratio = ours / floor
    say(name, ours, "ms", f"{label} {floor:.1f} ms, {ratio:.2f} x", most=most, judged=ratio)


def report_start(bench: Bench, post: Path) -> None:
    """Print how fast a post is there."""
    found = bench.medians(("start-bare", "start-ours"), post)
    bare, ours = found["start-bare"], found["start-ours"]
    say_ratio("start to text, 100 KB", ours["text"], bare["text"], "bare, lazy web view", 1.3)
    say_ratio("start to final preview, 100 KB", ours["page"], bare["page"], "the same", 1.5)
    print(f"{'start to a window that takes keys':38} {ours['ready']:8.1f} ms")


def report_typing(bench: Bench, posts: Mapping[int, Path]) -> None:
    """Print how fast a key is painted with the preview open, and in what the page has it."""
    for size, post in posts.items():
        found = bench.medians(("type-bare", "type-ours"), post)
        bare, ours = found["type-bare"], found["type-ours"]
        name = f"key to paint, {size // KB} KB"
        say_ratio(name, ours["key"], bare["key"], "bare, highlighter", 1.5)
        beside = f"bare {bare['key_p99']:.1f} ms, stall {ours['stall']:.0f} ms"
        say(f"{name}, 99 %", ours["key_p99"], "ms", beside, most=20, judged=ours["key_p99"])
    for size, post in posts.items():
        found = bench.medians(("preview-bare", "preview-ours"), post)
        bare, ours = found["preview-bare"], found["preview-ours"]
        print(f"{f'key to the page, {size // KB} KB':38} {ours['preview']:8.1f} ms", end="")
        print(f"  one block patched in a bare page {bare['preview']:.1f} ms", flush=True)


def report_peer(bench: Bench, posts: Mapping[int, Path]) -> None:
    """Print how fast a key is seen in the preview, beside the peer if it is installed."""
    for size, most in ((100 * KB, 0.5), (1000 * KB, 1.0)):
        name = f"key to preview, pixels, {size // KB} KB"
        ours = bench.pixels((sys.executable, "-m", "editor"), posts[size])
        peer = bench.pixels((PEER,), posts[size]) if shutil.which(PEER) else None
        if ours is not None and peer is not None:
            say_ratio(name, ours, peer, PEER, most)
        else:
            print(f"{name:38} {ours or 0:8.1f} ms  {PEER} shows none, or is not installed here")


def report_memory(bench: Bench, post: Path) -> None:
    """Print what 200 edits leave behind."""
    found = bench.medians(("memory-ours",), post)["memory-ours"]
    beside = f"more than {found['before']:.0f} MB before"
    say(
        "memory after 200 edits, 100 KB",
        found["grown"],
        "MB",
        beside,
        most=60,
        judged=found["grown"],
    )


def report_many(bench: Bench) -> None:
    """Print what a site of very many posts costs."""
    count = MANY_POSTS_QUICK if bench.quick else MANY_POSTS
    few = write_page(bench.folder, write_post(make_site(bench.folder / "few", 20), 10 * KB))
    many = write_page(bench.folder, write_post(make_site(bench.folder / "many", count), 10 * KB))
    in_few = bench.medians(("preview-ours",), few)["preview-ours"]
    in_many = bench.medians(("preview-ours",), many)["preview-ours"]
    name, beside = f"first page, {count} posts", f"among 20 posts {in_few['page']:.0f} ms"
    say(name, in_many["page"], "ms", beside, most=2000, judged=in_many["page"])
    name = f"key to the page, {count} posts"
    say_ratio(name, in_many["preview"], in_few["preview"], "among 20 posts", 1.2)
    name, beside = "  while its list is being read", f"among 20 posts {in_few['early']:.1f} ms"
    print(f"{name:38} {in_many['early']:8.1f} ms  {beside}")


def write_page(folder: Path, post: Path) -> Path:
    """Write the post as HTML for the bare windows; return ``post``."""
    from editor.render.article import render_article
    from editor.render.exchange import ArticleRequest

    body = post.read_text().partition("\n---\n\n")[2]
    blocks = "".join(render_article(ArticleRequest(body)).blocks)
    style = "<style>body{font:16px sans-serif;max-width:40em;margin:1em auto}</style>"
    (folder / f"{post.stem}.html").write_text(f"<!doctype html><meta charset=utf-8>{style}{blocks}")
    return post


def report(*, quick: bool) -> None:
    """Measure and print everything."""
    made = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
    with made as name, virtual_screen() as screen:
        bench = Bench(Path(name), screen, quick)
        site = make_site(bench.folder / "site")
        sizes = (10 * KB, 100 * KB, 1000 * KB)
        posts = {size: write_page(bench.folder, write_post(site, size)) for size in sizes}
        load = os.getloadavg()[0]
        print(f"medians of {bench.rounds} fresh processes, in turns; load {load:.1f};", end=" ")
        print(f"posts of {len(post_text(100 * KB)) // KB} KB on the sample site's own page")
        report_start(bench, posts[100 * KB])
        report_typing(bench, posts)
        report_memory(bench, posts[100 * KB])
        report_peer(bench, posts)
        report_many(bench)
        print(f"load at the end {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="each once, a smaller large site")
    report(quick=parser.parse_args().quick)
