"""What a text defines for itself: links, abbreviations, footnotes."""

import re
from functools import cache

from editor.render.kramdown.attributes import AttributeList
from editor.render.kramdown.blocks.lines import INDENT, LAZY_ENDS
from editor.render.kramdown.blocks.parser import Abbreviation, BlockParser, LinkDefinition
from editor.render.kramdown.tree import Element

_LINK = re.compile(r"[ ]{0,3}\[([^\n\]]+)\]:[ \t]*([^\n]*)(?:\n|\Z)")
_PLAIN = re.compile(r"((?:[^ \t]++|[ \t]++(?![\"']))++)[ \t]*(?:(?=([\"'])).*)?", re.DOTALL)
_NEXT_TITLE = re.compile(r"[ \t]*([\"'])([^\n]+)\1[ \t]*(?:\n|\Z)")
_ABBREVIATION = re.compile(r"[ ]{0,3}\*\[([^\n]+?)\]:([^\n]*)(?:\n|\Z)")
_OUTDENT = re.compile(rf"^{INDENT}", re.MULTILINE)
_SPACES = re.compile(r"\s+", re.ASCII)


def link_id(text: str) -> str:
    """Return the name of a link as it is looked up."""
    return _SPACES.sub(" ", text).lower()


def read_link(parser: BlockParser) -> bool:
    """``[name]: address "title"``; the title may stand on the next line."""
    found = _LINK.match(parser.text, parser.position)
    if found is None:
        return False
    line, end = found[2].rstrip(" \t"), found.end()
    target = _angled(line) or _plain(line)
    if target is None:
        return False
    address, title = target
    if title is None:
        below = _NEXT_TITLE.match(parser.text, end)
        if below is not None:
            title, end = below[2], below.end()
    link = LinkDefinition(address, title)
    parser.definitions.links[link_id(found[1])] = link
    parser.add_definition(link.list)
    parser.position = end
    return True


def _angled(line: str) -> tuple[str, str | None] | None:
    """Return address and title of ``<address> "title"``; what follows a ``>`` decides."""
    at = line.find(">") if line.startswith("<") else -1
    while at >= 0:
        if at == len(line) - 1:
            return line[1:at], None
        start = at + 1
        while line[start] in " \t":
            start += 1
        if start > at + 1 and _is_title(line, start):
            return line[1:at], line[start + 1 : -1]
        at = line.find(">", start)
    return None


def _plain(line: str) -> tuple[str, str | None] | None:
    found = _PLAIN.fullmatch(line)
    if found is None or not found[1].strip(" \t\r\f\v"):
        return None
    if found[2] is None:
        return found[1].rstrip(" \t"), None
    start = line.index(found[2], found.end(1))
    return (found[1], line[start + 1 : -1]) if _is_title(line, start) else None


def _is_title(line: str, start: int) -> bool:
    """Whether a quote begins here that the end of the line closes."""
    return line[start] in "\"'" and len(line) > start + 2 and line[-1] == line[start]


def read_abbreviation(parser: BlockParser) -> bool:
    """``*[HTML]: what it stands for``."""
    found = _ABBREVIATION.match(parser.text, parser.position)
    if found is None:
        return False
    abbreviation = Abbreviation(found[2].strip())
    parser.definitions.abbreviations[found[1]] = abbreviation
    parser.add_definition(abbreviation.list)
    parser.position = found.end()
    return True


@cache
def _footnote(newer: bool) -> re.Pattern[str]:
    return re.compile(
        rf"[ ]{{0,3}}\[\^([A-Za-z0-9_][A-Za-z0-9_-]*)\]:"
        rf"([^\n]*(?:\n|\Z)(?:(?:[ \t\r\f\v]*\n)*+{INDENT}[^\n]*[^\s][^\n]*(?:\n|\Z)"
        rf"(?:(?!{LAZY_ENDS[newer]})[^\n]*(?:\n|\Z))*)*)",
        re.ASCII | re.IGNORECASE,
    )


def read_footnote(parser: BlockParser) -> bool:
    """``[^name]: text``, and the indented lines below."""
    found = _footnote(parser.options.newer).match(parser.text, parser.position)
    if found is None:
        return False
    line = parser.line()
    footnote = Element("footnote", "", line)
    inside, parser.inside_html = parser.inside_html, True
    parser.nested(footnote, _OUTDENT.sub("", found[2]), line)
    parser.inside_html = inside
    parser.definitions.footnotes[found[1]] = footnote
    parser.add_definition(AttributeList())
    parser.position = found.end()
    return True
