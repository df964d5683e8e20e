"""Image files that arrive by drop or paste."""

from pathlib import Path

from PySide6.QtCore import QMimeData

IMAGE_SUFFIXES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif")


def image_paths(source: QMimeData) -> list[Path]:
    """Return the image files on this machine that ``source`` holds, judged by their names."""
    paths = [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in IMAGE_SUFFIXES]
