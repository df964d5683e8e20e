"""Our way of carrying out the five kinds of saves, and the naive ways that others use."""

import secrets
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSaveFile
from torture.scene import DRAFT, NEW, OLD, PICTURES, picture_of, target_of

from editor.post.document import Document
from editor.site.habits import Habits
from editor.site.images import import_image
from editor.site.site import Site
from editor.storage.atomic import write_new
from editor.storage.fingerprint import Fingerprint
from editor.workspace.save_order import SaveOrder, carry_out

Write = Callable[[Path, bytes], None]


class NotSavedError(Exception):
    """A naive way noticed that it failed."""


def save(way: str, kind: str, site: str) -> None:
    """Carry out the save of ``kind`` in the ``site`` in this ``way``; raises when refused."""
    if way == "ours":
        _save_as_we_do(kind, Path(site))
    else:
        _save_naively(WRITES[way], kind, Path(site))


def _save_as_we_do(kind: str, root: Path) -> None:
    site = Site.open(root)
    if kind == "image":
        import_image(site, Habits(image_folder=PICTURES), picture_of(root), write_new)
        return
    draft = (root / DRAFT, Fingerprint.of(OLD)) if kind == "publish" else None
    loaded = Fingerprint.of(OLD) if kind == "existing" else Fingerprint("")
    document, now = Document.decode(NEW), datetime(2025, 1, 3, tzinfo=UTC)
    carry_out(SaveOrder(document, target_of(root, kind), loaded, site, now, draft=draft))


def _save_naively(write: Write, kind: str, root: Path) -> None:
    if kind == "image":
        folder = root / PICTURES
        folder.mkdir(parents=True, exist_ok=True)
        write(folder / "picture.png", picture_of(root).read_bytes())
        return
    target = target_of(root, kind)
    target.parent.mkdir(exist_ok=True)
    write(target, NEW)
    if kind == "publish":
        (root / DRAFT).unlink()


def _open_and_write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)


def _line_by_line(path: Path, data: bytes) -> None:
    with path.open("wb", buffering=0) as file:
        for line in data.splitlines(keepends=True):
            file.write(line)


def _rename_over(path: Path, data: bytes) -> None:
    temporary = path.with_name(f"{path.name}.{secrets.token_hex(3)}")
    temporary.write_bytes(data)
    temporary.replace(path)


def _by_qt(path: Path, data: bytes) -> None:
    file = QSaveFile(str(path))
    if not file.open(QSaveFile.OpenModeFlag.WriteOnly):
        raise NotSavedError(file.errorString())
    file.write(data)
    if not file.commit():
        raise NotSavedError(file.errorString())


WRITES: Final[dict[str, Write]] = {
    'open("w")': _open_and_write,
    "line by line": _line_by_line,
    "rename": _rename_over,
    "QSaveFile": _by_qt,
}


def warm_up() -> None:
    """Load whatever the first save loads, so that each one after it makes the same calls."""
    from torture.scene import KINDS, set_scene  # beside what it is used for

    for way in ("ours", *WRITES):
        for kind in KINDS if way == "ours" else KINDS[:1]:
            with tempfile.TemporaryDirectory() as folder:
                root = Path(folder, "site")
                root.mkdir()
                set_scene(root)
                save(way, kind, str(root))
