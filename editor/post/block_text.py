"""Text as a YAML block scalar: ``|`` keeps its lines, ``>`` folds them."""

import re
from collections.abc import Iterator
from typing import Final

_HEADER: Final = re.compile(r"[|>][-+0-9]*")
_UNWRITABLE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]"
)
_BREAKABLE: Final = re.compile(r"(?<=[^ \t]) (?=[^ \t])")


def rewrite_block(source: str, value: str, indent: str, line_end: str) -> str | None:
    """Return ``value`` in the style of the block scalar ``source``, or None if it cannot be.

    ``indent`` is what the lines of the text get where the old text does not show its own. The
    comment behind the header stays; the header changes where the end of the text wants it to.
    """
    first, *lines = source.replace("\r\n", "\n").split("\n")
    header = _HEADER.match(first)
    body = value.rstrip("\n")
    if header is None or not body or _UNWRITABLE.search(value) or value[0] in " \n\t":
        return None
    shown = [line for line in lines if line.strip()]
    indent = shown[0][: len(shown[0]) - len(shown[0].lstrip(" "))] if shown else indent
    chomping = {0: "-", 1: ""}.get(len(value) - len(body), "+")
    if source[0] == ">":
        if re.search(r"^[ \t]", body, re.MULTILINE):
            return None  # lines that begin with a blank are not folded
        new_lines = list(_folded(body, max(map(len, shown), default=0) - len(indent), len(shown)))
    else:
        new_lines = body.split("\n")
    new_lines += [""] * (len(value) - len(body) - 1)
    if any(line and not line.strip() for line in new_lines):
        return None
    keep_header = "".join(char for char in header[0] if char not in "-+0123456789")
    text = [keep_header + chomping + first[header.end() :]]
    text += [indent + line if line else "" for line in new_lines]
    return line_end.join(text)


def _folded(body: str, width: int, line_count: int) -> Iterator[str]:
    """Yield the lines that fold back into ``body``: a blank line stands for each line break."""
    wrap = line_count > 1 and width > 20
    for number, paragraph in enumerate(body.split("\n")):
        if number:
            yield ""
        if paragraph:
            yield from _wrapped(paragraph, width) if wrap else [paragraph]


def _wrapped(paragraph: str, width: int) -> Iterator[str]:
    line = ""
    for word in _BREAKABLE.split(paragraph):
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line
