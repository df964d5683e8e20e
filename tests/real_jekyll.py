"""Real Jekyll as the judge: builds a copy of a site and tells what became of it."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True, slots=True)
class Build:
    """A built site: where it lies, and what Jekyll said."""

    folder: Path
    output: str

    def page(self, url: str) -> str:
        """Return the HTML published at ``url`` (a path)."""
        path = self.folder / url.strip("/")
        return (path / "index.html" if url.endswith("/") else path).read_text(encoding="utf-8")


def build(site: Path, folder: Path) -> Build:
    """Build ``site`` into ``folder`` with the installed Jekyll; skips where there is none.

    The site itself stays untouched: a copy is built, with the machine's zone set to UTC.
    """
    if shutil.which("jekyll") is None:
        pytest.skip("real Jekyll is not installed (Debian: apt-get install jekyll)")
    copy = folder / "source"
    shutil.copytree(site, copy)
    target = folder / "built"
    done = subprocess.run(
        ["jekyll", "build", "--source", str(copy), "--destination", str(target), "--future"],
        cwd=copy,
        env={**os.environ, "TZ": "UTC", "LANG": "C.UTF-8", "JEKYLL_NO_BUNDLER_REQUIRE": "true"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    said = done.stdout + done.stderr
    if "MissingDependencyException" in said:
        pytest.skip("this Jekyll lacks a gem (see packaging/linux/packages-test.txt)")
    assert done.returncode == 0, said
    return Build(target, said)
