"""The excerpt that Jekyll takes from a post's text: source, not HTML."""

import re

# Every tag of Liquid 4 and Jekyll that has an end tag.
_BLOCK_TAGS = frozenset(
    ("capture", "case", "comment", "for", "highlight", "if", "ifchanged", "raw", "tablerow",
     "unless")
)  # fmt: skip
_LIQUID_TAG = re.compile(r"{%-?\s*(\w+).*?%}", re.DOTALL)
# Jekyll's own pattern lets a label run over lines, which kramdown does not; a label without an end
# would then cost a search of the whole text, once for each line.
_LINK_DEFINITION = re.compile(r"^ {0,3}(?:(\[[^\]\n]+\])(:.+))$", re.MULTILINE)


def extract_excerpt(body: str, separator: str) -> str:
    """Return the head of ``body`` before ``separator``, with what it needs from the rest.

    Open Liquid blocks are closed and link definitions appended (``jekyll/excerpt.rb``). A text
    with CRLF line ends has no ``\\n\\n`` in it: its excerpt is then the whole text, as in Jekyll.
    """
    head, _, tail = body.partition(separator)
    if not tail:
        return head
    if "{%" in head:
        head = _close_liquid_blocks(head)
    definitions = [
        label + target for label, target in _LINK_DEFINITION.findall(tail) if label in head
    ]
    return "\n\n".join((head, "\n".join(definitions))) if definitions else head


def _close_liquid_blocks(head: str) -> str:
    # Behind the last "%}" no tag can end: looking there would cost a search for each "{%".
    tags = head[: head.rfind("%}") + 2]
    for name in reversed(_LIQUID_TAG.findall(tags)):
        if name in _BLOCK_TAGS and not re.search(rf"{{%-?\s*end{name}.*?%}}", tags, re.DOTALL):
            closing = f"\n{{% end{name} %}}"
            head += closing
            tags += closing
    return head
