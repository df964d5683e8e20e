"""The program's icon in every form a system asks for, drawn from the one SVG."""

import struct
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SVG = Path(__file__).resolve().parent.parent / "resources" / "icons" / "galleyproof.svg"

LINUX_SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
"""Sides in pixels, as the hicolor theme names its folders."""

_ICO_SIZES = (16, 24, 32, 48, 64, 128, 256)
_ICNS_SIZES = {b"icp4": 16, b"icp5": 32, b"ic07": 128, b"ic08": 256, b"ic09": 512, b"ic10": 1024}


def png(side: int) -> bytes:
    """Return the icon as a PNG of ``side`` by ``side`` pixels."""
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(SVG)).render(painter, QRectF(0, 0, side, side))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want a bytes format
    return bytes(buffer.data().data())


def write_hicolor(share: Path) -> None:
    """Write the icon under ``share/icons/hicolor`` in all sizes and scalable."""
    theme = share / "icons" / "hicolor"
    for side in LINUX_SIZES:
        folder = theme / f"{side}x{side}" / "apps"
        folder.mkdir(parents=True)
        (folder / "galleyproof.png").write_bytes(png(side))
    scalable = theme / "scalable" / "apps"
    scalable.mkdir(parents=True)
    (scalable / "galleyproof.svg").write_bytes(SVG.read_bytes())


def write_ico(path: Path) -> None:
    """Write Windows' icon file: a table of sizes, then a PNG for each."""
    pictures = [png(side) for side in _ICO_SIZES]
    table = struct.pack("<HHH", 0, 1, len(pictures))
    offset = len(table) + 16 * len(pictures)
    for side, picture in zip(_ICO_SIZES, pictures, strict=True):
        # a side of 256 is written as 0; 1 plane of 32 bits a pixel
        table += struct.pack("<BBBBHHII", side % 256, side % 256, 0, 0, 1, 32, len(picture), offset)
        offset += len(picture)
    path.write_bytes(table + b"".join(pictures))


def write_icns(path: Path) -> None:
    """Write macOS' icon file: PNGs, each after its kind and its length."""
    parts = [
        kind + struct.pack(">I", len(picture) + 8) + picture
        for kind, picture in ((kind, png(side)) for kind, side in _ICNS_SIZES.items())
    ]
    body = b"".join(parts)
    path.write_bytes(b"icns" + struct.pack(">I", len(body) + 8) + body)
