"""Real Jekyll as the judge: builds a copy of a site and tells what became of it."""

import os
import shutil
import subprocess
from collections.abc import Mapping
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


def refusal(site: Path, folder: Path, files: Mapping[str, str]) -> str:
    """Return, in one line, what Jekyll says when it will not build ``site`` with these files.

    The folder of the site reads ``SITE``. Skips where Jekyll is not installed.
    """
    _need_jekyll()
    copy = folder / "source"
    shutil.copytree(site, copy)
    for name, text in files.items():
        (copy / name).write_text(text, encoding="utf-8")
    done = _run(copy, folder / "built")
    assert done.returncode != 0
    return " ".join((done.stdout + done.stderr).replace(str(copy), "SITE").split())


def build(site: Path, folder: Path) -> Build:
    """Build ``site`` into ``folder`` with the installed Jekyll; skips where there is none.

    The site itself stays untouched: a copy is built, with the machine's zone set to UTC.
    """
    _need_jekyll()
    copy = folder / "source"
    shutil.copytree(site, copy)
    target = folder / "built"
    done = _run(copy, target)
    said = done.stdout + done.stderr
    if "MissingDependencyException" in said:
        pytest.skip("this Jekyll lacks a gem (see packaging/linux/packages-test.txt)")
    assert done.returncode == 0, said
    return Build(target, said)


def _need_jekyll() -> None:
    if shutil.which("jekyll") is None:
        pytest.skip("real Jekyll is not installed (Debian: apt-get install jekyll)")


def _run(source: Path, target: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["jekyll", "build", "--source", str(source), "--destination", str(target), "--future"],
        cwd=source,
        env={**os.environ, "TZ": "UTC", "LANG": "C.UTF-8", "JEKYLL_NO_BUNDLER_REQUIRE": "true"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
