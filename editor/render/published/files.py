"""Reading the files of a site and its theme, and none that lie elsewhere."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from editor.errors import EditorError
from editor.post.document import Document

MOST_BYTES = 16 * 1024 * 1024
_YAML_FENCE = b"---"


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that may be read, links followed only inside of it."""

    root: Path

    @classmethod
    def of(cls, root: Path) -> "Folder":
        """Return the folder with its own links followed."""
        return cls(root.resolve())

    def file(self, relative: str) -> Path | None:
        """Return the regular file at a path with ``/``; None when it may not be read."""
        if "\0" in relative:
            return None
        try:
            path = self.root.joinpath(relative.lstrip("/")).resolve(strict=True)
            status = path.stat()
        except (OSError, RuntimeError, ValueError):
            return None
        if not path.is_relative_to(self.root) or not stat.S_ISREG(status.st_mode):
            return None
        return path if status.st_size <= MOST_BYTES else None

    def text(self, relative: str) -> str | None:
        """Return the text of a file without its byte order mark; None when it cannot be read."""
        path = self.file(relative)
        if path is None:
            return None
        try:
            data = path.read_bytes()
        except OSError:
            return None
        return data.decode("utf-8-sig", "replace")

    def document(self, relative: str) -> Document | None:
        """Return a file split into front matter and body; None when it cannot be read."""
        path = self.file(relative)
        try:
            return None if path is None else Document.decode(path.read_bytes())
        except (OSError, EditorError):
            return None

    def holds(self, relative: str) -> bool:
        """Whether a path stays in the folder, with its links followed."""
        try:
            return self.root.joinpath(relative.lstrip("/")).resolve().is_relative_to(self.root)
        except (OSError, RuntimeError, ValueError):
            return False

    def walk(self, relative: str) -> Iterator[str]:
        """Yield the files below a folder, paths from that folder with ``/``, in their order."""
        pending = [""] if self.holds(relative) else []
        while pending:
            above = pending.pop()
            folders: list[str] = []
            for entry in entries(self.root.joinpath(relative, above)):
                path = f"{above}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    folders.append(f"{path}/")
                elif entry.is_file():
                    yield path
            pending.extend(reversed(folders))


def entries(folder: Path) -> list[os.DirEntry[str]]:
    """The entries of a folder by name; none when it cannot be read."""
    try:
        with os.scandir(folder) as found:
            return sorted(found, key=lambda entry: entry.name)
    except OSError:
        return []


def has_front_matter(path: Path) -> bool:
    """Whether a file begins with the fence that makes Jekyll read it."""
    try:
        with path.open("rb") as file:
            line = file.readline(256)
    except OSError:
        return False
    return line.startswith(_YAML_FENCE) and line.endswith(b"\n") and not line[3:].strip()
