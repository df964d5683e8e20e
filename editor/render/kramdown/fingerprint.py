"""Whether a block is the same as before: by what it holds, not by where it stands."""

from editor.render.kramdown.blocks.parser import Definitions
from editor.render.kramdown.tree import Element

Fingerprint = tuple[object, ...]


def fingerprint(element: Element, first_line: int) -> Fingerprint:
    """Return a value that is equal for blocks that become equal HTML.

    ``first_line`` is the block's own line, so that text added above it changes nothing. Call it
    before the span pass, which turns texts into children.
    """
    return (
        element.kind,
        element.text,
        element.tag,
        element.level,
        element.model,
        element.transparent,
        element.line - first_line,
        tuple(element.attributes.items()),
        tuple(element.references),
        tuple(element.align),
        tuple(
            child if isinstance(child, str) else fingerprint(child, first_line)
            for child in element.children
        ),
    )


def definitions_fingerprint(definitions: Definitions) -> str:
    """Return a value that is equal while every block may be kept."""
    parts = (
        definitions.options,
        definitions.links,
        sorted(definitions.footnotes),
        definitions.abbreviations,
        definitions.lists,
    )
    return repr(parts)
