"""Names made to harm, in titles, slugs, categories, pictures and folders: nothing leaves the site.

In the long form the system's own calls are listed, and each file that was opened to be written,
named, moved or removed must lie in the site.
"""

import os
import re
import subprocess
import sys
import unicodedata
from functools import partial
from pathlib import Path

from torture.trial import STRACE, Bench, Count, Trial

MOST_BYTES = 255
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(\..*)?", re.IGNORECASE)
_CALLS = "openat,creat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,mkdir,mkdirat"
_WRITING = re.compile(r"O_WRONLY|O_RDWR|O_CREAT")
_PROGRAM = str(Path(__file__).with_name("name_writing.py"))
_LINKS = ("", "_posts", "_drafts", "assets", "assets/images")


def _run(way: str, bench: Bench) -> Count:
    count = bench.of(90, 560)
    failures: list[str] = []
    for place, link in enumerate(_LINKS):
        folder = bench.folder / str(place)
        root, canary, pictures = (folder / name for name in ("site", "canary", "pictures"))
        _set_scene(root, canary, pictures, link)
        before = _tree(canary), _tree(root)
        command = [sys.executable, "-B", _PROGRAM, way, *map(str, (root, canary, pictures, count))]
        log = folder / "calls"
        if bench.long:
            command = [
                "strace",
                "-f",
                "-y",
                "-s",
                "4096",
                "-e",
                f"trace={_CALLS}",
                "-o",
                str(log),
                *command,
            ]
        environment = {
            **os.environ,
            "TMPDIR": str(folder),
            "PYTHONPATH": os.pathsep.join(sys.path),
        }
        ended = subprocess.run(
            command, env=environment, capture_output=True, text=True, check=False
        )
        failures += [f"ended with {ended.stderr[-200:]}"] if ended.returncode else []
        failures += _strays(log, folder) if bench.long else []
        failures += _changes(before, (_tree(canary), _tree(root)), link)
        failures += [f"{it!r} is not portable" for it in _unportable(root)]
    return Count.of(failures, count * len(_LINKS))


def _set_scene(root: Path, canary: Path, pictures: Path, link: str) -> None:
    for folder in (root, canary / "images", pictures):
        folder.mkdir(parents=True)
    (root / "_config.yml").write_text("title: x\n")
    (canary / "kept.md").write_text("kept")
    for name in ("_posts", "_drafts", "assets", "assets/images"):
        path = root / name
        if name == link:
            path.symlink_to(canary)
        elif not link.startswith(name) or name != "assets/images":
            path.mkdir(exist_ok=True)
    if not link:
        for name in ("2025-12-09-x.md", "2025-12-09-Étude.md", "2025-12-09-post.md"):
            (root / "_posts" / name).write_text("an old post")


def _tree(folder: Path) -> dict[str, bytes]:
    """Return path and bytes of each file; links are not followed."""
    return {
        str(Path(above, name).relative_to(folder)): Path(above, name).read_bytes()
        for above, _, names in os.walk(folder)
        for name in names
        if not Path(above, name).is_symlink()
    }


Trees = tuple[dict[str, bytes], dict[str, bytes]]


def _changes(before: Trees, after: Trees, link: str) -> list[str]:
    (outside, old), (outside_now, new) = before, after
    failures = []
    if outside != outside_now:
        failures.append(f"written outside the site, through {link or 'a name'}")
    return failures + [f"{name} was overwritten" for name in old if new.get(name) != old[name]]


def _strays(log: Path, folder: Path) -> list[str]:
    """Return the calls that made or changed something outside ``folder``'s site and pictures."""
    strays = []
    for line in log.read_text(errors="replace").splitlines():
        call, _, rest = line.partition("(")
        if "openat" in call and not _WRITING.search(rest):
            continue
        for path in re.findall(r'"([^"]*)"', rest):
            if (
                path.startswith("/") and not path.startswith((f"{folder}/", "/dev/"))
            ) or path.startswith(f"{folder}/canary"):
                strays.append(f"{call.split()[-1]} {path}")
    return strays


def _unportable(root: Path) -> list[str]:
    found = []
    for _, folders, files in os.walk(root):
        keys: set[str] = set()
        for name in (*folders, *files):
            key = unicodedata.normalize("NFC", name).casefold()
            if not _is_portable(name) or key in keys:
                found.append(name)
            keys.add(key)
    return found


def _is_portable(name: str) -> bool:
    try:
        size = len(name.encode())
    except UnicodeEncodeError:
        return False
    return not (
        size > MOST_BYTES
        or _RESERVED.fullmatch(name)
        or name.startswith(("-", ".", "~", " "))
        or name.endswith((".", " "))
        or any(char in '\\/:*?"<>|' or _is_unseen(char) for char in name)
    )


def _is_unseen(char: str) -> bool:
    joins = char in "\u200c\u200d"
    return unicodedata.category(char) in {"Cc", "Cf", "Zl", "Zp", "Cs"} and not joins


TRIAL = Trial(
    name="paths",
    goal=28,
    promise="0 writes outside, 0 overwritten",
    ours=partial(_run, "ours"),
    naive_way="the title as the name",
    naive=partial(_run, "naively"),
    needs=(STRACE,),
)
