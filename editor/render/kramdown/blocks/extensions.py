"""Attribute lists on lines of their own, and ``{::comment}`` with its like."""

import re

from editor.render.kramdown.attributes import (
    LIST_AHEAD,
    LIST_ARGUMENTS,
    LIST_CONTENT,
    AttributeList,
    for_html,
)
from editor.render.kramdown.blocks.parser import BlockParser
from editor.render.kramdown.tree import Element

_END = r"[ \t\r\f\v]*(?:\n|\Z)"
_DEFINITION = re.compile(rf"[ ]{{0,3}}\{{:([A-Za-z0-9_][\w-]*):({LIST_CONTENT})\}}{_END}", re.ASCII)
_LIST = re.compile(rf"[ ]{{0,3}}\{{:(?![:/])({LIST_CONTENT})\}}{_END}")
_EXTENSION = re.compile(
    rf"[ ]{{0,3}}\{{::([A-Za-z0-9_][\w-]*){LIST_AHEAD}({LIST_ARGUMENTS})(/)?\}}{_END}", re.ASCII
)


def read_attribute_list(parser: BlockParser) -> bool:
    """``{:name: .class}`` defines a list, ``{: .class}`` gives one to the block above or below."""
    text, position = parser.text, parser.position
    known = parser.definitions.lists
    found = _DEFINITION.match(text, position)
    if found is not None:
        known.setdefault(found[1], AttributeList()).add(found[2])
        parser.add_mark()
        parser.position = found.end()
        return True
    found = _LIST.match(text, position)
    if found is None:
        return False
    given = AttributeList()
    given.add(found[1])
    parser.attach(given)
    parser.position = found.end()
    return True


def read_extension(parser: BlockParser) -> bool:
    """``{::comment}``, ``{::nomarkdown}`` and ``{::options /}``; any other stays text."""
    found = _EXTENSION.match(parser.text, parser.position)
    if found is None or found[1] not in _ACTIONS:
        return False
    body, end = "", found.end()
    if found[3] is None:
        closing = re.compile(
            rf"^[ ]{{0,3}}\{{:/(?:{re.escape(found[1])})?\}}[ ]*(?:\n|\Z)", re.MULTILINE
        ).search(parser.text, found.end())
        if closing is None:
            return False
        body, end = parser.text[found.end() : closing.start()], closing.end()
    given = AttributeList()
    given.add(found[2])
    _ACTIONS[found[1]](parser, given, body if found[3] is None else None)
    parser.position = end
    return True


def _comment(parser: BlockParser, _given: AttributeList, body: str | None) -> None:
    if body is not None:
        comment = Element("comment", body.removesuffix("\n"), parser.line())
        parser.parent.children.append(comment)


def _raw(parser: BlockParser, given: AttributeList, body: str | None) -> None:
    if body is None:
        return
    shown = body or "\n" if for_html(given) else ""
    parser.parent.children.append(Element("raw_block", shown, parser.line()))


def _options(parser: BlockParser, given: AttributeList, _body: str | None) -> None:
    changed = parser.options.changed(given.attributes)
    parser.options = parser.definitions.options = changed
    parser.add_mark()


_ACTIONS = {"comment": _comment, "nomarkdown": _raw, "options": _options}
