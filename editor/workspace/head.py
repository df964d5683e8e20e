"""Everything of a post but the text in the pane."""

from dataclasses import dataclass
from typing import Self

from editor.post.document import Document
from editor.post.editable_text import EditableText


@dataclass(frozen=True, slots=True)
class Head:
    """The fences and the YAML (``frame``, whose body is empty), and the line ends of ``body``."""

    frame: Document
    body: EditableText

    @classmethod
    def of(cls, document: Document) -> Self:
        """Return the head of ``document``, which still knows the exact line ends of its text."""
        return cls(document.with_body(""), EditableText.of(document.body))
