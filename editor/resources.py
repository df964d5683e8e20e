"""The one door to the files in ``resources/``: in a checkout, a wheel or a frozen program."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_PLACES = (_PACKAGE / "_resources", _PACKAGE.parent / "resources")


def resource_path(name: str) -> Path:
    """Return where the resource ``name`` (such as ``preview/article.css``) lies on disk.

    Raises FileNotFoundError when no such resource was shipped.
    """
    for place in _PLACES:
        path = place / name
        if path.exists():
            return path
    raise FileNotFoundError(f"The program's own file {name} is missing; install Galleyproof again.")


def resource_text(name: str) -> str:
    """Return the text of the resource ``name``, read as UTF-8."""
    return resource_path(name).read_text(encoding="utf-8")
