"""The process that reads pictures: whatever one does to it, the window goes on.

``prepare`` takes a picture on its standard input, makes sure that it can be shown, and answers
with the bytes to be stored; ``prepare-bare`` leaves out what the camera wrote beside the picture,
and turns it upright. ``thumbnail WIDTH HEIGHT`` answers with a small PNG. The exit status tells
whether the answer is bytes (0) or a sentence for the writer (REFUSED); any other one means that
the picture was too much for the process.
"""

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QColorSpace, QImage, QImageReader, QImageWriter, QTransform

from editor.errors import EditorError
from editor.site.camera_data import (
    UPRIGHT,
    check_whole,
    orientation,
    with_icc_of,
    without_camera_data,
)
from editor.site.drawings import check_drawing
from editor.site.errors import ImageError
from editor.site.image_kinds import image_kind
from editor.site.images import MOST_IMAGE_BYTES

REFUSED: Final = 3
MOST_PIXELS: Final = 50_000_000
"""As many as cameras of 48 megapixels take; more is a burden on any page."""

_DECODED_MEGABYTES = 200  # MOST_PIXELS of four bytes
_MEMORY_BYTES = 1_500_000_000  # of address space, of which Qt itself takes a third
_READING_SECONDS = 2
_TURNING_SECONDS = 10
_PROOF = QSize(256, 256)
_QUALITY = 95  # what is turned is written anew, once

# (m11, m12, m21, m22) for each orientation that is not upright (Exif 2.32, 4.6.4, tag 274).
_TURNS: Final[Mapping[int, tuple[int, int, int, int]]] = {
    2: (-1, 0, 0, 1),
    3: (-1, 0, 0, -1),
    4: (1, 0, 0, -1),
    5: (0, 1, 1, 0),
    6: (0, 1, -1, 0),
    7: (0, -1, -1, 0),
    8: (0, -1, 1, 0),
}
# The box that says how large an item is (ISO/IEC 23008-12, 6.5.3): version, width, height.
_AVIF_SIZE = re.compile(rb"ispe\0{4}(.{4})(.{4})", re.DOTALL)
_NOT_DECODED = frozenset(("SVG", "AVIF"))


def main(arguments: Sequence[str]) -> int:
    """Read a picture from the standard input; answer as the module says."""
    verb, *rest = arguments
    data = sys.stdin.buffer.read(MOST_IMAGE_BYTES + 1)
    _limit()
    try:
        answer, status = _VERBS[verb](data, *map(int, rest)), 0
    except EditorError as error:
        answer, status = str(error).encode(), REFUSED
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
    return status


def _prepare(data: bytes) -> bytes:
    kind = _checked_kind(data)
    check_whole(data, kind)
    # Without what stands beside the picture: nothing in there is worth a risk.
    bare = data if kind in _NOT_DECODED else without_camera_data(data, kind)
    _prove(bare, kind)
    return data


def _prepare_bare(data: bytes) -> bytes:
    kind = _checked_kind(data)
    bare = without_camera_data(data, kind)
    _prove(bare, kind)
    turn = orientation(data, kind)
    if turn == UPRIGHT or kind in _NOT_DECODED:
        return bare
    return _turned(bare, kind, turn)


def _thumbnail(data: bytes, width: int, height: int) -> bytes:
    kind = _checked_kind(data)
    if kind in _NOT_DECODED:
        raise ImageError("It is not drawn here.")
    image = _read(without_camera_data(data, kind), kind, QSize(width, height))
    turn = orientation(data, kind)
    upright = image if turn == UPRIGHT else image.transformed(QTransform(*_TURNS[turn], 0, 0))
    box = QSize(width, height)
    if upright.width() > width or upright.height() > height:
        upright = upright.scaled(
            box, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    return _written(upright, "PNG")


_VERBS: Final[Mapping[str, Callable[..., bytes]]] = {
    "prepare": _prepare,
    "prepare-bare": _prepare_bare,
    "thumbnail": _thumbnail,
}


def _checked_kind(data: bytes) -> str:
    kind = image_kind(data)
    if kind is None or len(data) > MOST_IMAGE_BYTES:
        raise ImageError("It is not a picture that browsers show. Nothing was copied.")
    if kind == "SVG":
        check_drawing(data)
    if kind == "AVIF":
        for found in _AVIF_SIZE.finditer(data):
            _check_size(int.from_bytes(found[1], "big"), int.from_bytes(found[2], "big"))
    return kind


def _check_size(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise ImageError(
            f"It has {width} × {height} pixels, too many for a page. Nothing was copied; save a "
            "smaller version of it."
        )


def _prove(data: bytes, kind: str) -> None:
    """Raise ImageError unless the picture can be decoded, to its end and within the limits."""
    if kind not in _NOT_DECODED:
        _read(data, kind, _PROOF)


def _read(data: bytes, kind: str, box: QSize | None = None) -> QImage:
    """Decode a picture, made to cover ``box`` where it is larger."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind.lower().encode()))
    reader.setAutoTransform(False)
    QImageReader.setAllocationLimit(_DECODED_MEGABYTES)
    full = reader.size()
    _check_size(full.width(), full.height())
    if box is not None and full.width() > box.width() and full.height() > box.height():
        reader.setScaledSize(full.scaled(box, Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    image = reader.read()
    if image.isNull():
        raise ImageError(
            "It is damaged, or not what it says it is. Nothing was copied; open it in a picture "
            "program and save it anew."
        )
    return image


def _turned(data: bytes, kind: str, turn: int) -> bytes:
    _allow_seconds(_TURNING_SECONDS)
    image = _read(data, kind).transformed(QTransform(*_TURNS[turn], 0, 0))
    if kind != "JPEG":
        return without_camera_data(_written(image, kind), kind)
    image.setColorSpace(QColorSpace())
    plain = without_camera_data(_written(image, kind, _QUALITY), kind)
    return with_icc_of(plain, data)


def _written(image: QImage, kind: str, quality: int = 100) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(kind.lower().encode()))
    if kind != "PNG":  # for which a quality is a size, not a loss; 100 loses nothing in WebP
        writer.setQuality(quality)
    if not writer.write(image):
        raise ImageError("It could not be turned upright. Nothing was copied.")
    return bytes(buffer.data().data())


def _limit() -> None:
    if sys.platform == "linux":
        import resource  # noqa: PLC0415  # this module exists on Unix only

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    _allow_seconds(_READING_SECONDS)


def _allow_seconds(seconds: int) -> None:
    """End the process when it works for more than ``seconds`` from now on; waiting is free."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415  # this module exists on Unix only

        usage = resource.getrusage(resource.RUSAGE_SELF)
        used = int(usage.ru_utime + usage.ru_stime) + 1
        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (used + seconds, most))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
