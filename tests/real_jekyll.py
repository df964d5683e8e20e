"""Real Jekyll as the judge: builds a copy of a site and tells what became of it."""

import atexit
import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

_KEEPER = """
require "json"
require "jekyll"
$stdout.sync = true
while (line = $stdin.gets)
  order = JSON.parse(line)
  Process.wait(fork do
    $stdin.reopen(File::NULL)
    $stdout.reopen(order["said"], "w")
    $stderr.reopen($stdout)
    Dir.chdir(order["folder"])
    ARGV.replace(order["arguments"])
    load Gem.bin_path("jekyll", "jekyll")
  end)
  puts $?.exitstatus || 255
end
"""
"""Forks a Ruby that has Jekyll loaded for each build: loading it takes ten times as long as one."""


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
    status, said = _run(copy, folder / "built")
    assert status != 0
    return " ".join(said.replace(str(copy), "SITE").split())


def build(site: Path, folder: Path) -> Build:
    """Build ``site`` into ``folder`` with the installed Jekyll; skips where there is none.

    The site itself stays untouched: a copy is built, with the machine's zone set to UTC.
    """
    _need_jekyll()
    copy = folder / "source"
    shutil.copytree(site, copy)
    target = folder / "built"
    status, said = _run(copy, target)
    if "MissingDependencyException" in said:
        pytest.skip("this Jekyll lacks a gem (see packaging/linux/packages-test.txt)")
    assert status == 0, said
    return Build(target, said)


def _need_jekyll() -> None:
    if shutil.which("jekyll") is None:
        pytest.skip("real Jekyll is not installed (Debian: apt-get install jekyll)")


def _run(source: Path, target: Path) -> tuple[int, str]:
    """Return the status of a build, and what it said."""
    said = target.with_name("said")
    arguments = ["build", "--source", str(source), "--destination", str(target), "--future"]
    order = {"said": str(said), "folder": str(source), "arguments": arguments}
    keeper = _keeper()
    assert keeper.stdin is not None
    assert keeper.stdout is not None
    keeper.stdin.write(json.dumps(order) + "\n")
    keeper.stdin.flush()
    return int(keeper.stdout.readline()), said.read_text(encoding="utf-8")


@cache
def _keeper() -> subprocess.Popen[str]:
    environment = {"TZ": "UTC", "LANG": "C.UTF-8", "JEKYLL_NO_BUNDLER_REQUIRE": "true"}
    keeper = subprocess.Popen(
        ["ruby", "-e", _KEEPER],
        env={**os.environ, **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    atexit.register(keeper.communicate)  # closes its input, which ends it
    return keeper
