"""Taking out of a picture what its camera and its programs wrote beside the picture itself.

Nothing is decoded and no pixel changes: the parts of the file that hold the picture and its
colours are kept byte for byte, and all others (Exif with the place it was taken, XMP, IPTC,
comments, thumbnails, whatever stands behind the end) are left out.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Final, Literal, NamedTuple

from editor.site.errors import ImageError

UPRIGHT: Final = 1
"""The orientation of a picture that is shown as it is stored (Exif 2.32, 4.6.4, tag 274)."""

_ORIENTATION_TAG = 0x0112
_BYTE_ORDERS: Final[Mapping[bytes, Literal["little", "big"]]] = {
    b"II*\0": "little",
    b"MM\0*": "big",
}
_EXIF_HEAD = b"Exif\0\0"
_PNG_HEAD = b"\x89PNG\r\n\x1a\n"
# The picture and its colours, animations included; all other chunks say something about it.
_PNG_KEPT = frozenset(
    (
        b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP",
        b"mDCV", b"mDCv", b"cLLI", b"cLLi", b"sBIT", b"bKGD", b"pHYs", b"hIST", b"sPLT", b"acTL",
        b"fcTL", b"fdAT",
    )
)  # fmt: skip
_WEBP_KEPT = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_WEBP_EXIF_AND_XMP = 0x08 | 0x04
_GIF_APPLICATIONS_KEPT = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012")

_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_COMMENT, _APP0, _ICC, _ADOBE, _APP15 = 0xFE, 0xE0, 0xE2, 0xEE, 0xEF
_ALONE = frozenset((0x01, *range(0xD0, 0xD8)))  # markers without a length


def without_camera_data(data: bytes, kind: str) -> bytes:
    """Return the picture ``data`` of ``kind`` (a key of EXTENSIONS) and nothing beside it.

    Raises ImageError for a file that ends early or is put together wrongly, and for an AVIF with
    such data, which cannot be taken out of it here.
    """
    cleaner = _CLEANERS.get(kind)
    return cleaner(data) if cleaner else data


def check_whole(data: bytes, kind: str) -> None:
    """Raise ImageError for a file that ends early or is put together wrongly."""
    if kind != "AVIF":
        without_camera_data(data, kind)


def orientation(data: bytes, kind: str) -> int:
    """Return how the picture is to be turned to stand upright, 1 to 8 as Exif counts."""
    parts = _EXIF_PARTS.get(kind)
    exif = next(parts(data), b"") if parts else b""
    return _orientation_in(exif)


def with_icc_of(new: bytes, old: bytes) -> bytes:
    """Return the JPEG ``new`` with the colour profile of the JPEG ``old``, byte for byte."""
    profile = b"".join(
        segment.source for segment in _jpeg_segments(old) if _is_colour_profile(segment)
    )
    kept = [it for it in _jpeg_segments(new) if not _is_colour_profile(it)]
    place = 2 if len(kept) > 1 and kept[1].marker == _APP0 else 1
    sources = [segment.source for segment in kept]
    return b"".join([*sources[:place], profile, *sources[place:]])


class _Segment(NamedTuple):
    marker: int
    source: bytes  # with the marker, and behind a scan's header the scan itself

    @property
    def content(self) -> bytes:
        return self.source[4:]


def _damaged() -> ImageError:
    return ImageError(
        "It is damaged or ends too early. Nothing was copied; open it in a picture program and "
        "save it anew."
    )


# JPEG (ITU-T T.81, annex B)


def _jpeg_segments(data: bytes) -> Iterator[_Segment]:
    """Yield the parts up to the end of the picture; what stands behind is another one's."""
    yield _Segment(_START, data[:2])
    at = 2
    while True:
        while data[at : at + 2] == b"\xff\xff":
            at += 1
        if len(data) < at + 2 or data[at] != 0xFF:
            raise _damaged()
        marker = data[at + 1]
        if marker == _END:
            yield _Segment(marker, data[at : at + 2])
            return
        end = at + 2
        if marker not in _ALONE:
            length = int.from_bytes(data[at + 2 : at + 4], "big")
            end += length
            if length < 2 or end > len(data):
                raise _damaged()
        if marker == _SCAN:
            end = _scan_end(data, end)
        yield _Segment(marker, data[at:end])
        at = end


def _scan_end(data: bytes, at: int) -> int:
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            raise _damaged()
        if data[at + 1] != 0 and data[at + 1] not in _ALONE and data[at + 1] != 0xFF:
            return at
        at += 1 if data[at + 1] == 0xFF else 2


def _is_colour_profile(segment: _Segment) -> bool:
    return segment.marker == _ICC and segment.content.startswith(b"ICC_PROFILE\0")


def _is_jpeg_kept(segment: _Segment) -> bool:
    if segment.marker == _APP0:
        return segment.content.startswith(b"JFIF\0")
    if segment.marker == _ADOBE:
        return segment.content.startswith(b"Adobe")
    if _APP0 <= segment.marker <= _APP15:
        return _is_colour_profile(segment)
    return segment.marker != _COMMENT


def _clean_jpeg(data: bytes) -> bytes:
    return b"".join(it.source for it in _jpeg_segments(data) if _is_jpeg_kept(it))


def _jpeg_exif(data: bytes) -> Iterator[bytes]:
    for segment in _jpeg_segments(data):
        if segment.marker == 0xE1 and segment.content.startswith(_EXIF_HEAD):
            yield segment.content[len(_EXIF_HEAD) :]


# PNG (W3C, third edition, 5)


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_PNG_HEAD)
    while True:
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        name = data[at + 4 : at + 8]
        if end > len(data):
            raise _damaged()
        yield name, data[at:end]
        if name == b"IEND":
            return
        at = end


def _clean_png(data: bytes) -> bytes:
    chunks = [source for name, source in _png_chunks(data) if name in _PNG_KEPT]
    return _PNG_HEAD + b"".join(chunks)


def _png_exif(data: bytes) -> Iterator[bytes]:
    return (source[8:-4] for name, source in _png_chunks(data) if name == b"eXIf")


# WebP (RFC 9649)


def _webp_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield name and content of each chunk."""
    at, whole = 12, 8 + int.from_bytes(data[4:8], "little")
    if whole > len(data) + 1:  # the last byte is only there to make the number even
        raise _damaged()
    while at < whole:
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        content = data[at + 8 : at + 8 + size]
        if len(content) < size or len(data) < at + 8:
            raise _damaged()
        yield data[at : at + 4], content
        at += 8 + size + size % 2


def _clean_webp(data: bytes) -> bytes:
    parts = []
    for name, content in _webp_chunks(data):
        if name not in _WEBP_KEPT:
            continue
        if name == b"VP8X" and content:
            content = bytes((content[0] & ~_WEBP_EXIF_AND_XMP,)) + content[1:]  # noqa: PLW2901
        padding = b"\0" * (len(content) % 2)
        parts.append(name + len(content).to_bytes(4, "little") + content + padding)
    body = b"WEBP" + b"".join(parts)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _webp_exif(data: bytes) -> Iterator[bytes]:
    for name, content in _webp_chunks(data):
        if name == b"EXIF":
            yield content.removeprefix(_EXIF_HEAD)


# GIF (89a, 17 to 27)


def _clean_gif(data: bytes) -> bytes:
    at = 13 + _table_bytes(data, 10)
    kept = [data[:at]]
    while True:
        start, at = at, at + 1
        block = data[start:at]
        if block == b";":
            return b"".join([*kept, block])
        if block == b",":
            at = _blocks_end(data, start + 11 + _table_bytes(data, start + 9))
        elif block == b"!":
            at = _blocks_end(data, start + 2)
        else:
            raise _damaged()
        if not _is_remark(data[start : start + 14]):
            kept.append(data[start:at])


def _is_remark(head: bytes) -> bool:
    """Whether a block of a GIF begins so that is a comment, or a program's own (XMP)."""
    application = head.startswith(b"!\xff") and head[3:] not in _GIF_APPLICATIONS_KEPT
    return head.startswith(b"!\xfe") or application


def _table_bytes(data: bytes, at: int) -> int:
    """Return the size of the table of colours that the flags at ``at`` announce."""
    if at >= len(data):
        raise _damaged()
    return 3 << ((data[at] & 7) + 1) if data[at] & 0x80 else 0


def _blocks_end(data: bytes, at: int) -> int:
    while at < len(data) and data[at]:
        at += data[at] + 1
    if at >= len(data):
        raise _damaged()
    return at + 1


# AVIF (ISO/IEC 23008-12): items point at places in the file, so that nothing can just be left out


def _clean_avif(data: bytes) -> bytes:
    if b"Exif" in data or b"application/rdf+xml" in data:
        raise ImageError(
            "It holds data of the camera, which cannot be taken out of an AVIF. Nothing was "
            "copied; save it as JPEG or WebP, or allow camera data in the preferences."
        )
    return data


# The directory of tags that Exif 2.32, 4.6, borrows from TIFF


def _orientation_in(exif: bytes) -> int:
    order = _BYTE_ORDERS.get(exif[:4])
    if order is None:
        return UPRIGHT

    def number(at: int, size: int) -> int:
        return int.from_bytes(exif[at : at + size], order)

    first = number(4, 4)
    for entry in range(number(first, 2)):
        at = first + 2 + 12 * entry
        if at + 12 > len(exif):
            break
        if number(at, 2) == _ORIENTATION_TAG:
            found = number(at + 8, 2)
            return found if 1 <= found <= 8 else UPRIGHT
    return UPRIGHT


_CLEANERS: Final[Mapping[str, Callable[[bytes], bytes]]] = {
    "JPEG": _clean_jpeg,
    "PNG": _clean_png,
    "WebP": _clean_webp,
    "GIF": _clean_gif,
    "AVIF": _clean_avif,
}
_EXIF_PARTS: Final[Mapping[str, Callable[[bytes], Iterator[bytes]]]] = {
    "JPEG": _jpeg_exif,
    "PNG": _png_exif,
    "WebP": _webp_exif,
}
