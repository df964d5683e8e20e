"""A site: its folder and its settings."""

import os
from dataclasses import dataclass
from pathlib import Path

from editor.errors import EditorError
from editor.site.config import SiteConfig, load_config
from editor.site.config_file import find_config

_POST_FOLDERS = ("_posts", "_drafts")


class OutsideSiteError(EditorError):
    """A path that does not lie in the site was given or would be reached through a link."""


@dataclass(frozen=True, slots=True)
class Site:
    """The folder of a Jekyll site (absolute, links resolved) and its settings."""

    root: Path
    config: SiteConfig

    @classmethod
    def open(cls, root: Path) -> "Site":
        """Open the site in the folder ``root``; settings that cannot be read do not stop this."""
        folder = root.resolve()
        return cls(folder, load_config(folder))

    def relative(self, path: Path) -> str:
        """Return ``path`` relative to the site with ``/``; raises OutsideSiteError.

        Links are not followed below the site's folder: see ``real_path``.
        """
        for candidate in (os.path.normpath, _under_real_folder):
            plain = Path(candidate(path))
            if plain.is_relative_to(self.root):
                return plain.relative_to(self.root).as_posix()
        raise OutsideSiteError(f"“{path.name}” does not lie in the folder of this site.")

    def contains(self, path: Path) -> bool:
        """Whether ``path``, with every link followed, still lies in the site."""
        try:
            return path.resolve().is_relative_to(self.root)
        except (OSError, RuntimeError, ValueError):  # a loop of links, a NUL in the name
            return False


def find_site_root(path: Path) -> Path | None:
    """Return the folder of the site that ``path`` belongs to, or None.

    The nearest folder above (or at) ``path`` with a ``_config`` file; without one, the folder
    that holds the outermost ``_posts`` or ``_drafts`` above it.
    """
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - links must not be followed here
    folders = (absolute, *absolute.parents) if absolute.is_dir() else tuple(absolute.parents)
    for folder in folders:
        if find_config(folder) is not None:
            return folder
    holders = [folder.parent for folder in folders if folder.name in _POST_FOLDERS]
    return holders[-1] if holders else _holder_of_posts(folders[0])


def _under_real_folder(path: Path) -> str:
    """``path`` with the links of its folder followed, so that two names of the root agree."""
    try:
        return str(path.parent.resolve() / path.name)
    except (OSError, RuntimeError, ValueError):
        return str(path)


def _holder_of_posts(folder: Path) -> Path | None:
    return folder if any((folder / name).is_dir() for name in _POST_FOLDERS) else None
