"""Telling pictures by their first bytes: an extension proves nothing."""

import re
from collections.abc import Mapping

HEAD_BYTES = 4096

# What the preview and every browser show; the first extension is the usual one.
EXTENSIONS: Mapping[str, tuple[str, ...]] = {
    "PNG": (".png",),
    "JPEG": (".jpg", ".jpeg", ".jpe", ".jfif"),
    "GIF": (".gif",),
    "WebP": (".webp",),
    "SVG": (".svg",),
    "AVIF": (".avif",),
}

_AVIF_BRANDS = (b"avif", b"avis")
_MAGIC = (
    ("PNG", re.compile(rb"\x89PNG\r\n\x1a\n")),
    ("JPEG", re.compile(rb"\xff\xd8\xff")),
    ("GIF", re.compile(rb"GIF8[79]a")),
    ("WebP", re.compile(rb"RIFF....WEBP", re.DOTALL)),
)
# Possessive: what is passed once is never read again, however a hostile file repeats it.
_SVG_PROLOGUE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*+"
    rb"(?>(?:<\?xml[^>]*+>|<!--.*?-->|<!DOCTYPE\s++svg[^>\[]*+>)\s*+)*+"
    rb"<svg[\s>/]",
    re.DOTALL,
)


def image_kind(head: bytes) -> str | None:
    """Return the kind of picture (a key of EXTENSIONS) that begins with ``head``, or None."""
    for kind, magic in _MAGIC:
        if magic.match(head):
            return kind
    if _is_avif(head):
        return "AVIF"
    return "SVG" if _SVG_PROLOGUE.match(head[:HEAD_BYTES]) else None


def _is_avif(head: bytes) -> bool:
    """Look for an AVIF brand in the ``ftyp`` box (ISO/IEC 14496-12, 4.3)."""
    if head[4:8] != b"ftyp":
        return False
    length = min(int.from_bytes(head[:4], "big"), HEAD_BYTES)
    brands = [head[8:12], *(head[at : at + 4] for at in range(16, length, 4))]
    return any(brand in _AVIF_BRANDS for brand in brands)
