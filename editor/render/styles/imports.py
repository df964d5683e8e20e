"""Which other sheets a sheet names, and what of them has changed."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

Stamp = tuple[str, int, int]
"""A file, when it was written (in nanoseconds) and its size in bytes; -1 when there is none."""

_MOST_FILES = 3000
_COMMENTS = re.compile(r"/\*.*?\*/", re.DOTALL)
_LINE_COMMENTS = re.compile(r"(?<![:\w])//[^\n]*")
_CSS_IMPORT = re.compile(
    r"""@import\s+(?:url\(\s*)?(?:"([^"\n]*)"|'([^'\n]*)'|([^\s"'();,]+))""", re.IGNORECASE
)
_LOAD = re.compile(
    r"@(?:import|use|forward)\s+([^;{}\n]*(?:(?<=,)\s*\n[^;{}\n]*)*)|load-css\(([^)]*)\)"
)
_NAME = re.compile(r""""([^"\n]+)"|'([^'\n]+)'|(?<![\w$.(])([\w./-]+)""")
_ELSEWHERE = ("http:", "https:", "//", "sass:", "url(")
_SUFFIXES = (".scss", ".sass", ".css")


def imported(css: str) -> tuple[str, ...]:
    """Return the addresses that the ``@import`` rules of a CSS sheet name, in their order."""
    found = _CSS_IMPORT.finditer(_COMMENTS.sub(" ", css))
    return tuple(match[1] or match[2] or match[3] for match in found if any(match.groups()))


def stamp(path: Path) -> Stamp:
    """Return what tells this state of a file from another."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return (str(path), -1, -1)
    return (str(path), status.st_mtime_ns, status.st_size)


class LoadedFiles:
    """Finds the files that a Sass sheet may load; remembers what unchanged files name."""

    def __init__(self) -> None:
        self._names: dict[Stamp, tuple[str, ...]] = {}

    def stamps(self, source: str, bases: Sequence[Path]) -> tuple[Stamp, ...]:
        """Return the stamps of all files that ``source`` and what it loads may stand for.

        ``bases`` are the folders they are looked for in. A file that is not there is stamped as
        well where it would be taken before another, so that its coming is a change.
        """
        stamps: dict[str, Stamp] = {}
        pending: list[tuple[tuple[str, ...], tuple[Path, ...]]] = [(_loads(source), tuple(bases))]
        while pending and len(stamps) < _MOST_FILES:
            names, places = pending.pop()
            for path in _candidates(names, places):
                if str(path) in stamps:
                    continue
                found = stamps[str(path)] = stamp(path)
                if found[1] >= 0:
                    pending.append((self._named(path, found), (path.parent, *bases)))
        return tuple(stamps.values())

    def _named(self, path: Path, found: Stamp) -> tuple[str, ...]:
        if found not in self._names:
            try:
                text = path.read_text(encoding="utf-8-sig", errors="replace")
            except OSError:
                text = ""
            self._names[found] = _loads(text)
        return self._names[found]


def _loads(text: str) -> tuple[str, ...]:
    if "@" not in text:
        return ()
    plain = _LINE_COMMENTS.sub("", _COMMENTS.sub(" ", text))
    names: dict[str, None] = {}
    for rule in _LOAD.finditer(plain):
        for found in _NAME.finditer(rule[1] or rule[2] or ""):
            name = found[1] or found[2] or found[3]
            if not name.startswith(_ELSEWHERE):
                names[name] = None
    return tuple(names)


def _candidates(names: Sequence[str], places: Sequence[Path]) -> Iterator[Path]:
    for name in names:
        above, _, last = name.rpartition("/")
        for place in places:
            folder = place / above
            if not folder.is_dir():
                yield folder
                continue
            for stem in (last, f"_{last}"):
                if last.endswith(_SUFFIXES):
                    yield folder / stem
                else:
                    yield from (folder / f"{stem}{suffix}" for suffix in _SUFFIXES)
            index = folder / last
            if index.is_dir():
                yield from (
                    index / f"{start}index{end}" for start in ("_", "") for end in _SUFFIXES
                )
