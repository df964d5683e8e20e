"""Bringing pictures into a site: named by their bytes, copied once, never over another file."""

import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from editor.site.errors import ImageError
from editor.site.file_names import is_portable, name_key
from editor.site.habits import Habits
from editor.site.image_kinds import EXTENSIONS, image_kind
from editor.site.image_values import clean_folder, find_image
from editor.site.site import Site

__all__ = ["MOST_IMAGE_BYTES", "ImageError", "ImportedImage", "find_image", "import_image"]

Create = Callable[[Path, bytes], object]
"""Writes a new file, whole or not at all; raises FileExistsError for a taken name, or OSError."""

MOST_IMAGE_BYTES: Final = 50 * 1024 * 1024
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ImportedImage:
    """A picture in the site: its file, what a post writes to show it, whether it is a new file."""

    path: Path
    value: str
    copied: bool


def import_image(
    site: Site,
    habits: Habits,
    source: Path,
    create: Create,
    prepare: Callable[[bytes], bytes] | None = None,
) -> ImportedImage:
    """Copy the picture ``source`` into the site's folder of pictures, unless it is there already.

    ``prepare`` makes of its bytes those that are written, and may raise ImageError; ``create``
    writes them. The name is their MD5 with the extension of ``source``. A file with the same bytes
    under any name in that folder is used as it is, and so is a ``source`` that already lies in a
    published folder of the site. Raises ImageError.
    """
    data = _read_picture(source)
    extension = _extension(source, data)
    folder = _picture_folder(site, habits)
    own = _published_here(site, source)
    if own is None and prepare is not None:
        data = _prepared(source, data, prepare)
    known = own or _same_bytes(folder, data)
    if known:
        return ImportedImage(known, _value(site, habits, known), copied=False)
    path = _store(site, folder, data, extension, create)
    return ImportedImage(path, _value(site, habits, path), copied=True)


def _prepared(source: Path, data: bytes, prepare: Callable[[bytes], bytes]) -> bytes:
    try:
        return prepare(data)
    except ImageError as error:
        raise ImageError(f"“{source.name}” was not taken. {error}") from error


def _read_picture(source: Path) -> bytes:
    if not source.is_file():
        raise ImageError(f"“{source.name}” is not a file that can be read as a picture.")
    try:
        with source.open("rb") as file:
            data = file.read(MOST_IMAGE_BYTES + 1)
    except OSError as error:
        raise ImageError(
            f"“{source.name}” could not be read ({error.strerror}). Nothing was copied."
        ) from error
    if len(data) > MOST_IMAGE_BYTES:
        raise ImageError(
            f"“{source.name}” is larger than {MOST_IMAGE_BYTES // _MEGABYTE} MB, too much for a "
            "page. Nothing was copied; save a smaller version of it."
        )
    return data


def _extension(source: Path, data: bytes) -> str:
    kind = image_kind(data)
    if kind is None:
        raise ImageError(
            f"“{source.name}” is not a picture that browsers show ({', '.join(EXTENSIONS)}). "
            "Nothing was copied."
        )
    written = source.suffix.lower()
    return written if written in EXTENSIONS[kind] else EXTENSIONS[kind][0]


def _picture_folder(site: Site, habits: Habits) -> Path:
    folder = clean_folder(site, habits.image_folder)
    if folder is None:
        raise ImageError(
            f"The folder of pictures, “{habits.image_folder}”, is not a published folder of this "
            "site. Nothing was copied."
        )
    path = site.root / folder
    if not _is_there(path) and not _can_be_made(site.root, folder):
        raise ImageError(
            f"The folder of pictures, “{habits.image_folder}”, is not there, and not every system "
            "can have a folder of that name here. Nothing was copied; make one of another name."
        )
    return path


def _is_there(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except (OSError, ValueError):  # a name that is too long, or holds a NUL
        return False


def _can_be_made(root: Path, folder: str) -> bool:
    """Whether every system can hold ``folder`` beside what is there already."""
    above = root
    for name in folder.split("/"):
        if not is_portable(name):
            return False
        if not _is_there(above / name) and _has_twin(above, name):
            return False
        above /= name
    return True


def _has_twin(folder: Path, name: str) -> bool:
    """Whether another name in ``folder`` is the same one on a system that ignores case."""
    try:
        others = [entry.name for entry in folder.iterdir() if entry.name != name]
    except OSError:  # making a folder in there says what is wrong
        return False
    return name_key(name) in map(name_key, others)


def _published_here(site: Site, source: Path) -> Path | None:
    real = source.resolve()
    if not real.is_relative_to(site.root):
        return None
    folder = clean_folder(site, real.relative_to(site.root).parent.as_posix())
    return None if folder is None else real


def _same_bytes(folder: Path, data: bytes) -> Path | None:
    digest = hashlib.md5(data).digest()
    for path in _files_of_size(folder, len(data)):
        try:
            if hashlib.md5(path.read_bytes()).digest() == digest:
                return path
        except OSError:  # an unreadable file is no use to the page either
            continue
    return None


def _files_of_size(folder: Path, size: int) -> Iterator[Path]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith(".") or not entry.is_file(follow_symlinks=False):
                    continue
                if entry.stat(follow_symlinks=False).st_size == size:
                    yield Path(entry.path)
    except (FileNotFoundError, NotADirectoryError):
        return


def _store(site: Site, folder: Path, data: bytes, extension: str, create: Create) -> Path:
    stem = hashlib.md5(data).hexdigest()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not site.contains(folder):
            raise ImageError("The folder of pictures leads out of this site. Nothing was copied.")
        for name in _names(stem, extension):
            try:
                create(folder / name, data)
            except FileExistsError:
                continue
            return folder / name
    except OSError as error:
        raise ImageError(
            f"The picture could not be written to “{folder.name}” ({error.strerror}). "
            "The site is as it was."
        ) from error
    raise AssertionError("names never end")


def _names(stem: str, extension: str) -> Iterator[str]:
    """The name, and others for a file of that name with other bytes (cut short, or a forgery)."""
    yield stem + extension
    number = 2
    while True:
        yield f"{stem}-{number}{extension}"
        number += 1


def _value(site: Site, habits: Habits, path: Path) -> str:
    return habits.image_prefix + path.relative_to(site.root).as_posix()
