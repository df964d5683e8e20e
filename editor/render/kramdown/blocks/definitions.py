"""What a text defines for itself: links, abbreviations, footnotes."""

import re

from editor.render.kramdown.attributes import AttributeList
from editor.render.kramdown.blocks.lines import INDENT, LAZY_ENDS
from editor.render.kramdown.blocks.parser import Abbreviation, BlockParser, LinkDefinition
from editor.render.kramdown.tree import Element

_LINK = re.compile(
    r"""[ ]{0,3}\[([^\n\]]+)\]:[ \t]*
        (?:<([^\n]*?)>|((?:(?![ \t]["'])[^\n])*?[^\s](?:(?![ \t]["'])[^\n])*?))
        (?:(?:[ \t]*\n|[ \t]+)[ \t]*(["'])([^\n]+?)\4)?[ \t]*(?:\n|\Z)""",
    re.ASCII | re.VERBOSE,
)
_ABBREVIATION = re.compile(r"[ ]{0,3}\*\[([^\n]+?)\]:([^\n]*)(?:\n|\Z)")
_FOOTNOTES = tuple(
    re.compile(
        rf"[ ]{{0,3}}\[\^([A-Za-z0-9_][A-Za-z0-9_-]*)\]:"
        rf"([^\n]*(?:\n|\Z)(?:(?:[ \t\r\f\v]*\n)*+{INDENT}[^\n]*[^\s][^\n]*(?:\n|\Z)"
        rf"(?:(?!{ends.pattern})[^\n]*(?:\n|\Z))*)*)",
        re.ASCII | re.IGNORECASE,
    )
    for ends in LAZY_ENDS
)
_OUTDENT = re.compile(rf"^{INDENT}", re.MULTILINE)
_SPACES = re.compile(r"\s+", re.ASCII)


def link_id(text: str) -> str:
    """Return the name of a link as it is looked up."""
    return _SPACES.sub(" ", text).lower()


def read_link(parser: BlockParser) -> bool:
    """``[name]: address "title"``."""
    found = _LINK.match(parser.text, parser.position)
    if found is None:
        return False
    address = found[2] if found[2] is not None else found[3]
    link = LinkDefinition(address, found[5])
    parser.definitions.links[link_id(found[1])] = link
    parser.add_definition(link.list)
    parser.position = found.end()
    return True


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


def read_footnote(parser: BlockParser) -> bool:
    """``[^name]: text``, and the indented lines below."""
    found = _FOOTNOTES[parser.options.newer].match(parser.text, parser.position)
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
