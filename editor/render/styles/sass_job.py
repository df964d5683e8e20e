"""What a Sass compiler is given and what it may answer with instead of a sheet."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from editor.errors import EditorError


@dataclass(frozen=True, slots=True)
class SassJob:
    """One sheet to compile: its text without front matter, and where it looks for others."""

    source: str
    indented: bool
    """Whether it is written without braces, as ``.sass`` files are."""
    style: str
    precision: int
    """Digits after the point."""
    root: Path
    """The folder that Jekyll runs in."""
    folder: Path
    """The folder that the sheet itself lies in."""
    load_paths: tuple[Path, ...]


class SassError(EditorError):
    """Sass stopped: what it says, the file (None: the sheet itself) and the line (0: unknown)."""

    def __init__(self, sentence: str, file: Path | None = None, line: int = 0) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.file = file
        self.line = line


class EndlessSassError(SassError):
    """Sass had not ended when its time was up; the other implementation would not either."""

    def __init__(self, seconds: float) -> None:
        said = f"it takes longer than {seconds:g} seconds, and is not tried again until it changes"
        super().__init__(said)


class Compiler(Protocol):
    """One of the two implementations of Sass."""

    name: str

    def compile(self, job: SassJob) -> str:
        """Return the CSS; raises SassError."""
