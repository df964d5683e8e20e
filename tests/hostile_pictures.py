"""Pictures made to harm, and photos that tell where they were taken; all written here."""

import struct
import zlib
from collections.abc import Iterator
from random import Random

from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtGui import QColor, QImage, QImageWriter

CANARY = b"taken at the canary's own garden"
"""Stands in every place of a tagged photo that tells something."""

# Degrees, minutes and seconds as Exif writes them: six numbers that no picture holds by chance.
PLACE = struct.pack(">6I", 51, 1, 28, 1, 40_124_733, 1_000_003)


def drawn(width: int, height: int, kind: str, seed: int = 1) -> bytes:
    """Return a picture with a red patch in its upper left corner and noise elsewhere."""
    noise = Random(seed).randbytes(width * height * 4)
    picture = QImage(noise, width, height, width * 4, QImage.Format.Format_RGB32).scaled(
        width, height
    )
    for x in range(width // 2):
        for y in range(height // 2):
            picture.setPixelColor(x, y, QColor(255, 0, 0))
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(kind.lower().encode()))
    writer.setQuality(90 if kind == "JPEG" else 100)
    assert writer.write(picture)
    return bytes(buffer.data().data())


def gif(width: int = 3, height: int = 2) -> bytes:
    """Return a small GIF, which Qt does not write."""
    screen = struct.pack("<HHBBB", width, height, 0x80, 0, 0) + b"\xff\0\0\0\0\xff"
    frame = b"," + struct.pack("<HHHHB", 0, 0, min(width, 3), min(height, 2), 0)
    return b"GIF89a" + screen + frame + b"\x02\x03\x44\x7c\x05\0;"


def exif(turn: int, order: str = ">") -> bytes:
    """Return Exif with an orientation, a maker's note and a place."""
    mark = b"MM\0*" if order == ">" else b"II*\0"
    entries = [
        struct.pack(f"{order}HHIHH", 0x0112, 3, 1, turn, 0),
        struct.pack(f"{order}HHII", 0x8825, 4, 1, 100),
        struct.pack(f"{order}HHII", 0x927C, 7, len(CANARY), 200),
    ]
    head = mark + struct.pack(f"{order}IH", 8, len(entries)) + b"".join(entries)
    place = struct.pack(f"{order}HHHII", 1, 2, 5, 3, 150)
    return (head.ljust(100, b"\0") + place).ljust(150, b"\0") + PLACE.ljust(50, b"\0") + CANARY


def segment(marker: int, content: bytes) -> bytes:
    """Return a segment of a JPEG."""
    return bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content


def chunk(name: bytes, content: bytes) -> bytes:
    """Return a chunk of a PNG."""
    crc = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", crc)


def riff_chunk(name: bytes, content: bytes) -> bytes:
    """Return a chunk of a WebP."""
    return name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)


def tagged(kind: str, turn: int = 1, seed: int = 1) -> bytes:
    """Return a photo of ``kind`` that tells its place in every way this kind knows."""
    order = "><"[seed % 2]
    xmp = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>" + CANARY + b"</x:xmpmeta>"
    if kind == "GIF":
        plain = gif()
        said = b"!\xfe" + bytes((len(CANARY),)) + CANARY + b"\0"
        program = b"!\xff\x0bXMP DataXMP" + bytes((len(CANARY),)) + CANARY + b"\0"
        return plain[:19] + said + program + plain[19:] + CANARY
    width, height = 24 + seed % 7, 16 + seed % 5
    plain = drawn(width, height, kind, seed)
    if kind == "JPEG":
        told = segment(0xE1, b"Exif\0\0" + exif(turn, order)) + segment(0xE1, xmp)
        told += segment(0xED, b"Photoshop 3.0\x008BIM\x04\x04" + CANARY) + segment(0xFE, CANARY)
        told += segment(0xE2, b"MPF\0" + CANARY) + segment(0xE2, b"ICC_PROFILE\0\1\1its colours")
        second = plain[:2] + segment(0xE1, b"Exif\0\0" + exif(1)) + plain[2:]
        return plain[:2] + told + plain[2:] + second
    if kind == "PNG":
        told = chunk(b"eXIf", exif(turn, order)) + chunk(b"tEXt", b"Comment\0" + CANARY)
        told += chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + CANARY)
        return plain[:33] + told + plain[33:] + CANARY
    frame = plain[12:]
    flags = riff_chunk(b"VP8X", b"\x0c\0\0\0" + bytes((width - 1, 0, 0, height - 1, 0, 0)))
    body = b"WEBP" + flags + frame + riff_chunk(b"EXIF", exif(turn, order))
    body += riff_chunk(b"XMP ", xmp)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def png(width: int, height: int, depth: int = 8, colour: int = 6, *, rows: int = -1) -> bytes:
    """Return a PNG of that size of nothing, of which ``rows`` rows are there (-1: all)."""
    bits = depth * {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour]
    packer = zlib.compressobj(9)
    row = bytes(1 + (width * bits + 7) // 8)
    data = b"".join(packer.compress(row) for _ in range(height if rows < 0 else rows))
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))
    whole = head + chunk(b"IDAT", data + packer.flush()) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + whole


def _sized(jpeg: bytes, width: int, height: int) -> bytes:
    """Return ``jpeg`` with another size in its frame header."""
    at = jpeg.index(b"\xff\xc0") + 5
    return jpeg[:at] + struct.pack(">HH", height, width) + jpeg[at + 4 :]


def _svg(inside: str, attributes: str = "", before: str = "") -> bytes:
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"{before}<svg {names} {attributes}>{inside}</svg>".encode()


def use_bomb(levels: int = 6, width: int = 10) -> bytes:
    """Return a drawing of a kilobyte with ``width`` to the power of ``levels`` shapes."""
    parts = ['<circle id="a0" r="9"/>']
    for level in range(1, levels + 1):
        uses = f'<use href="#a{level - 1}"/>' * width
        parts.append(f'<g id="a{level}">{uses}</g>')
    return _svg("".join(parts))


def _entity_bomb() -> bytes:
    lines = ['<!ENTITY a0 "lol">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    return f"<!DOCTYPE svg [{''.join(lines)}]><svg><text>&a9;</text></svg>".encode()


def _avif(width: int, height: int) -> bytes:
    size = struct.pack(">I4sIII", 20, b"ispe", 0, width, height)
    return b"\0\0\0\x18ftypavif\0\0\0\0avifmif1" + struct.pack(">I4s", 28, b"meta") + size


def hostile() -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of each picture that must not do harm."""
    yield from _hostile_png()
    yield from _hostile_jpeg()
    yield from _hostile_others()
    yield from _hostile_svg()


def _hostile_png() -> Iterator[tuple[str, bytes]]:
    good = drawn(40, 30, "PNG")
    head = b"\x89PNG\r\n\x1a\n"
    wide = struct.pack(">IIBBBBB", 2**31 - 1, 2**31 - 1, 8, 6, 0, 0, 0)
    yield "png 20,000² of one bit", png(20_000, 20_000, 1, 0)
    yield "png 8,000² of colours", png(8_000, 8_000)
    yield "png 7,000² of 16 bits", png(7_000, 7_000, 16)
    yield "png 30,000² without its rows", png(30_000, 30_000, 16, rows=3)
    yield "png as large as can be said", head + chunk(b"IHDR", wide) + chunk(b"IEND", b"")
    yield "png of nothing", png(0, 0)
    yield "png cut in the middle", good[: len(good) // 2]
    yield "png cut in its head", good[:20]
    yield "png with a wrong sum", good[:29] + b"\0\0\0\0" + good[33:]
    yield "png with rows of noise", png(40, 30).replace(b"IDAT", b"IDAX")
    text = chunk(b"zTXt", b"x\0\0" + zlib.compress(bytes(8_000_000), 9))
    yield "png with 200 packed texts", good[:33] + text * 200 + good[33:]
    profile = chunk(b"iCCP", b"x\0\0" + zlib.compress(bytes(50_000_000), 9))
    yield "png with a packed profile", good[:33] + profile + good[33:]
    yield "png with a program behind it", good + b"<script>alert(1)</script>"


def _hostile_jpeg() -> Iterator[tuple[str, bytes]]:
    good = drawn(40, 30, "JPEG")
    scan = good[good.index(b"\xff\xda") : -2]
    yield "jpeg 65,500²", _sized(good, 65_500, 65_500)
    yield "jpeg 7,000² of a small scan", _sized(good, 7_000, 7_000)
    yield "jpeg cut in the middle", good[: len(good) // 2]
    yield "jpeg without an end", good[:-2]
    yield "jpeg with 20,000 scans", good[:-2] + scan * 20_000 + good[-2:]
    yield "jpeg of ten million fill bytes", good[:2] + b"\xff" * 10_000_000
    yield "jpeg with an empty segment", good[:2] + b"\xff\xe1\0\0" + good[2:]
    yield "jpeg that is a scan alone", good[:2] + scan + good[-2:]
    yield "jpeg with an archive behind it", good + b"PK\3\4" + bytes(1000)
    yield "jpeg with a page in a comment", good[:2] + segment(0xFE, b"<script>") + good[2:]


def _hostile_others() -> Iterator[tuple[str, bytes]]:
    good, web = gif(), drawn(40, 30, "WebP")
    yield "gif 65,535²", gif(65_535, 65_535)
    yield "gif cut in the middle", good[:-4]
    yield "gif of endless blocks", good[:-1] + b"!\xfe" + b"\xff" * 2_000_000
    yield "gif that is a program", b"GIF89a/*" + bytes(20) + b"*/=1;alert(1)"
    yield "webp cut in the middle", web[: len(web) // 2]
    yield "webp that lies about its size", web[:4] + b"\xff\xff\xff\x7f" + web[8:]
    wide = riff_chunk(b"VP8X", b"\0\0\0\0" + b"\xff\xff\xff" * 2)
    yield "webp 16,777,216²", b"RIFF" + struct.pack("<I", 4 + len(wide)) + b"WEBP" + wide
    yield "avif 100,000²", _avif(100_000, 100_000)
    yield "pdf", b"%PDF-1.7\n" + bytes(100)
    yield "bmp 30,000²", b"BM" + struct.pack("<IIIIii", 0, 0, 54, 40, 30_000, 30_000) + bytes(100)


def _hostile_svg() -> Iterator[tuple[str, bytes]]:
    yield "svg that repeats a million shapes", use_bomb()
    yield "svg of entities", _entity_bomb()
    yield "svg with a script", _svg("<script>alert(1)</script>")
    yield "svg with a handler", _svg("", 'onload="alert(1)"')
    yield "svg with a link that runs", _svg('<a xlink:href=" java&#10;script:alert(1)">x</a>')
    yield "svg that sets such a link", _svg('<set attributeName="href" to="javascript:x"/>')
    yield "svg with a frame", _svg('<foreignObject><iframe src="x"/></foreignObject>')
    yield "svg with a style sheet", _svg("", before='<?xml-stylesheet href="x.xsl"?>')
    yield "svg 100,000 deep", b"<svg>" + b"<g>" * 100_000
    yield "svg of a million shapes", _svg('<path d="M0 0"/>' * 600_000)


# What is let in, bare of what made it hostile.
HARMLESS = frozenset(
    ("png with a program behind it", "jpeg with an archive behind it", "png with a packed profile",
     "jpeg with a page in a comment", "png with 200 packed texts", "jpeg 7,000² of a small scan")
)  # fmt: skip
