"""Why a file was not saved: one family, each with a sentence for the writer."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from editor.errors import EditorError
from editor.storage.fingerprint import Fingerprint
from editor.storage.reasons import reason_of


class SaveError(EditorError):
    """A file could not be written; the file that was there is as it was."""


class ChangedOnDiskError(SaveError):
    """Another program changed the file since it was loaded.

    ``kept`` is a hidden file beside it with one more version of other programs, where they wrote
    twice in the moment of the save; None as good as always.
    """

    def __init__(self, sentence: str, kept: Path | None = None) -> None:
        super().__init__(sentence)
        self.kept = kept

    @classmethod
    def of(cls, path: Path, kept: Path | None = None) -> "ChangedOnDiskError":
        """Return the error for the file at ``path``."""
        return cls(
            f"Another program has changed {path.name} since it was opened. Nothing was written; "
            "your text is still here.",
            kept,
        )


class VanishedError(SaveError):
    """The file is no longer there: another program removed or renamed it."""

    @classmethod
    def of(cls, path: Path) -> "VanishedError":
        """Return the error for the file at ``path``."""
        return cls(f"{path.name} is no longer there. Nothing was written; your text is still here.")


class NameTakenError(SaveError):
    """A new file was to be made where one stands already."""


class HardLinkError(SaveError):
    """The file has ``names`` names; whether all of them shall hold the new text must be said."""

    def __init__(self, path: Path, names: int) -> None:
        super().__init__(
            f"{path.name} was not saved: the same file stands under {names} names (hard links). "
            "Choose whether the new text goes to all of them or to this one alone."
        )
        self.names = names


class UnsureError(SaveError):
    """The new text took its name, but the disk did not confirm it; ``after`` is what stands there.

    On disks that cannot exchange two names; elsewhere the old file is put back.
    """

    def __init__(self, path: Path, reason: str, after: Fingerprint) -> None:
        super().__init__(
            f"{path.name} was written, but the disk did not confirm it: {reason}. It may not be "
            "there after a power cut. Your text is still here; save again, or save a copy "
            "elsewhere."
        )
        self.after = after


@contextmanager
def as_save_error(path: Path) -> Iterator[None]:
    """Turn what the system says about saving ``path`` into a sentence."""
    try:
        yield
    except FileExistsError:
        raise NameTakenError(
            f"There is a file named {path.name} already. It was left as it is; choose another name."
        ) from None
    except OSError as error:
        raise SaveError(
            f"{path.name} was not saved: {reason_of(error)}. What was on the disk is unchanged, "
            "and your text is still here."
        ) from error
