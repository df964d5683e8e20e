"""Posts filled in through the form in every odd way: Jekyll builds them, or we said why not."""

import os
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random

from torture.random_texts import one_text
from torture.trial import JEKYLL, Bench, Count, Trial

from editor.post.dates import set_date
from editor.post.document import Document
from editor.post.fields import set_list, set_text, set_typed
from editor.post.front_matter import FrontMatter
from editor.site.errors import BuildStopError
from editor.site.reading import read_post
from editor.site.site import Site

POSTS_A_BUILD = 50
OLD = "---\nlayout: none\ntitle: old\ndate: 2024-05-06 07:08:09 +0000\n---\nThe text.\n"
NOW = datetime(2026, 1, 2, tzinfo=UTC)
TYPED = ("permalink", "published", "slug", "subtitle", "weight", "category", "excerpt_separator")


def _fill_in(random: Random) -> str:
    """Return a post after some fields of the form were filled in."""
    document = Document.decode(OLD.encode())
    front = FrontMatter.parse(document.front_matter)
    for key in random.sample(("title", "author", "excerpt", "image", "layout"), 2):
        front = set_text(front, key, one_text(random))
    for key in ("tags", "categories"):
        front = set_list(front, key, [one_text(random) for _ in range(random.randint(0, 3))])
    moment = NOW - timedelta(seconds=random.randrange(10**9))
    front = set_date(front, "date", moment, UTC)
    front = set_typed(front, random.choice(TYPED), one_text(random))
    return document.with_front_matter(front.text).encode().decode()


def _run(bench: Bench, *, tells: bool) -> Count:
    failures: list[str] = []
    posts = bench.of(20, 300)
    told = 0
    for start in range(0, posts, POSTS_A_BUILD):
        root = bench.folder / f"site{start}"
        texts = [_fill_in(bench.random) for _ in range(min(POSTS_A_BUILD, posts - start))]
        told += _write(root, texts, tells=tells)
        if said := _build(root, root.with_name("built")):
            failures += _stopped_by(root) if tells else [said]
    figure = f"{told} of them said to stop the build, and not built" if tells else ""
    return Count.of(failures, posts, figure)


def _write(root: Path, texts: list[str], *, tells: bool) -> int:
    """Write the posts; return how many we call impossible, which are left out."""
    (root / "_posts").mkdir(parents=True)
    (root / "_config.yml").write_text("title: x\nfuture: true\n")
    site, told = Site.open(root), 0
    for number, text in enumerate(texts):
        path = root / "_posts" / f"2024-05-06-post-{number}.md"
        document = Document.decode(text.encode())
        if tells and _said_of(site, path, document):
            told += 1
        else:
            path.write_bytes(text.encode())
    return told


def _said_of(site: Site, path: Path, document: Document) -> str:
    try:
        return read_post(site, path, document, now=NOW, modified=NOW).problem or ""
    except BuildStopError as error:
        return str(error)


def _stopped_by(root: Path) -> list[str]:
    """Return a line for each post that stops Jekyll by itself."""
    found = []
    for post in sorted((root / "_posts").iterdir()):
        alone = root.with_name("alone")
        shutil.rmtree(alone, ignore_errors=True)
        (alone / "_posts").mkdir(parents=True)
        shutil.copy(root / "_config.yml", alone)
        shutil.copy(post, alone / "_posts")
        if reason := _build(alone, root.with_name("built")):
            found.append(f"{post.read_text()!r}: {reason}")
    return found or ["only all of them together"]


def _build(root: Path, target: Path) -> str:
    done = subprocess.run(
        ["jekyll", "build", "-s", str(root), "-d", str(target), "--disable-disk-cache"],
        cwd=root,
        env={**os.environ, "TZ": "UTC", "LANG": "C.UTF-8", "JEKYLL_NO_BUNDLER_REQUIRE": "true"},
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    return "" if done.returncode == 0 else " ".join((done.stdout + done.stderr).split())[-300:]


TRIAL = Trial(
    name="built-forms",
    goal=17,
    promise="no build stops without our saying so",
    ours=partial(_run, tells=True),
    naive_way="saved without a look",
    naive=partial(_run, tells=False),
    needs=(JEKYLL,),
)
