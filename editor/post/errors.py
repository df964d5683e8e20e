"""What can go wrong with the front matter of a post."""

from editor.errors import EditorError


class FrontMatterError(EditorError):
    """The front matter cannot be read; the file itself is safe and its text can be mended.

    ``line`` and ``column`` count from 1 within the YAML text; ``reason`` is the bare cause.
    """

    def __init__(self, reason: str, line: int = 1, column: int = 1) -> None:
        self.reason = reason
        self.line = line
        self.column = column
        super().__init__(f"The front matter cannot be read: line {line}, column {column}: {reason}")


class CannotEditError(EditorError):
    """A change cannot be made without touching something else; nothing was changed."""
