"""Small sites for tests, made of text."""

import base64
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from editor.site.site import Site

NOW = datetime(2026, 11, 22, 21, 56, tzinfo=UTC)

# The smallest picture of each kind, as far as its first bytes tell.
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
    "gg=="
)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(64) + b"\xff\xd9"
SVG = b'<?xml version="1.0"?>\n<!-- drawn by hand -->\n<svg xmlns="http://www.w3.org/2000/svg"/>'


def make_site(root: Path, files: Mapping[str, str | bytes], config: str | None = "") -> Site:
    """Write ``files`` (path to content) below ``root`` and open it as a site."""
    if config is not None:
        files = {**files, "_config.yml": config}
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return Site.open(root)
