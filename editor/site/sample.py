"""A small site to try everything on: layouts, settings, three posts and a picture."""

import shutil
from itertools import count
from pathlib import Path

from editor.errors import EditorError
from editor.resources import resource_path

SAMPLE_FOLDER = "galleyproof-sample"


class SampleError(EditorError):
    """The sample site could not be made."""


def make_sample_site(parent: Path) -> Path:
    """Copy the sample site into a new folder below ``parent`` and return that folder.

    Raises SampleError; nothing that exists is ever written over.
    """
    target = _free_folder(parent)
    try:
        shutil.copytree(resource_path("sample_site"), target)
    except OSError as error:
        raise SampleError(
            f"The sample site was not made in {parent}: {error.strerror or error}. "
            "Choose a folder that you may write to."
        ) from error
    return target


def _free_folder(parent: Path) -> Path:
    names = (SAMPLE_FOLDER if number == 1 else f"{SAMPLE_FOLDER}-{number}" for number in count(1))
    return next(parent / name for name in names if not (parent / name).exists())
