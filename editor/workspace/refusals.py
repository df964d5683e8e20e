"""Why a verb of the library was not carried out, where the window has a question about it."""

from pathlib import Path

from editor.errors import EditorError
from editor.site.new_post import next_free
from editor.storage import atomic


class TakenError(EditorError):
    """The name a post was to be saved under is in use; ``free`` is the next one that is not."""

    def __init__(self, taken: Path, free: Path) -> None:
        super().__init__(
            f"There is a file named {taken.name} already. It was left as it is; the next free "
            f"name is {free.name}."
        )
        self.taken, self.free = taken, free


class OutsideChangeError(EditorError):
    """Another program changed the post's file since it was opened or saved."""


class VanishedError(OutsideChangeError):
    """Another program removed or renamed the post's file since it was opened or saved."""


class LinkedError(EditorError):
    """The post's file stands under several names; whether all get the text must be said."""

    def __init__(self, sentence: str, names: int) -> None:
        super().__init__(sentence)
        self.names = names


def as_refusal(error: EditorError, path: Path) -> EditorError:
    """Return what the window is told when storage refused to save at ``path`` with ``error``."""
    if isinstance(error, atomic.NameTakenError):
        return TakenError(path, next_free(path))
    if isinstance(error, atomic.VanishedError):
        return VanishedError(str(error))
    if isinstance(error, atomic.ChangedOnDiskError):
        return OutsideChangeError(str(error))
    if isinstance(error, atomic.HardLinkError):
        return LinkedError(str(error), error.names)
    return error
