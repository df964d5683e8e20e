"""``python packaging/smoke.py PROGRAM``: whether a packaged program starts at all, on any system.

Asks for its version, renders a post of the sample site, and opens that site in a window (without
a screen where there is none) that must still be there, silent, after a while. Standard library
only. On Linux ``make test-package`` goes much further.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "resources" / "sample_site"
POST = "_posts/2025-11-20-the-lantern-festival.md"

COMMAND_LIMIT_SECONDS = 60.0
WINDOW_SECONDS = 10.0
"""How long the window must stay."""


def main() -> None:
    """Try the program in the arguments; end with a sentence and status 1 at the first fault."""
    program = Path(sys.argv[1]).resolve()
    # On Windows the program with a window cannot print; its twin with a console can.
    twin = program.with_name(f"{program.stem}-console.exe")
    printing = twin if twin.exists() else program
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        shutil.copytree(SAMPLE, site)
        version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
        require(said_by(printing, "--version").strip() == f"galleyproof {version}", "the version")
        page = said_by(printing, "render", str(site / POST))
        require("<html" in page and "lantern" in page, "the page of a post")
        require_window(program, site)
    print(f"{program.name}: version, page and window are there")


def said_by(program: Path, *arguments: str) -> str:
    """Return what the program prints; fail when it ends with another status than 0."""
    done = subprocess.run(
        [program, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=COMMAND_LIMIT_SECONDS,
    )
    require(done.returncode == 0, f"status 0 of {arguments[0]}; it says: {done.stderr}")
    return done.stdout


def require_window(program: Path, site: Path) -> None:
    """Fail unless the window stays, and says nothing."""
    environment = {**os.environ, "XDG_CONFIG_HOME": str(site.parent / "settings")}
    if sys.platform == "linux" and "DISPLAY" not in environment:
        environment["QT_QPA_PLATFORM"] = "offscreen"
    with (site.parent / "stderr").open("w+b") as errors:
        window = subprocess.Popen([program, site], env=environment, stderr=errors)
        time.sleep(WINDOW_SECONDS)
        status = window.poll()
        window.terminate()
        window.wait(COMMAND_LIMIT_SECONDS)
        errors.seek(0)
        text = errors.read().decode("utf-8", "replace")
    require(status is None, f"a window that stays; it ended with status {status}: {text}")
    require("Traceback" not in text, f"a window without an error; it says: {text}")


def require(there: bool, what: str) -> None:
    """End with a sentence unless ``there``."""
    if not there:
        raise SystemExit(f"FAILED: expected {what}")


if __name__ == "__main__":
    main()
