"""A value written by hand as YAML: read on its own, and fitted in behind its key."""

import textwrap
from collections.abc import Iterator

from editor.post.entries import TextHabits
from editor.post.scalars import Value
from editor.post.tree import Kind, Node, read_tree
from editor.post.values import value_of


def parse_alone(yaml_text: str) -> tuple[Node | None, Value, bool]:
    """Return the node and the value of a text, and whether it stands without other anchors.

    Raises FrontMatterError with line and column in ``yaml_text``.
    """
    node = read_tree(yaml_text).root
    if node is None:
        return None, None, True
    complete = all(part.target for part in node.walk() if part.kind is Kind.ALIAS)
    return node, value_of(node, yaml_text), complete


def continuations(
    yaml_text: str, node: Node | None, indent: int, habits: TextHabits
) -> Iterator[str]:
    """Yield the source as it can stand behind ``key:``, with ``indent`` blanks before the key."""
    source = yaml_text.replace("\r\n", "\n").lstrip("\n")
    keeps_blank_lines = node is not None and node.style in {"|", ">"}
    source = source.removesuffix("\n") if keeps_blank_lines else source.rstrip("\n")
    if node is None or not source.strip():
        yield ""
        return
    if node.kind in {Kind.MAPPING, Kind.SEQUENCE} and not node.flow:
        own = len(habits.list_indent) if node.kind is Kind.SEQUENCE else 2
        lines = textwrap.indent(textwrap.dedent(source), " " * (indent + own))
        if node.anchor or node.tag:
            yield lines.lstrip(" ").replace("\n", habits.line_end)
        yield ("\n" + lines).replace("\n", habits.line_end)
        return
    first, *rest = source.lstrip(" ").split("\n")
    for deeper in (indent, indent + 2):
        shifted = [" " * deeper + line if line.strip() else line for line in rest]
        yield habits.line_end.join([first, *shifted])
