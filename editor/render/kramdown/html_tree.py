"""HTML of our own writing to an element tree for other extensions, and back without a change."""

import html
import re
import xml.etree.ElementTree as ET

from markdown.util import AtomicString

from editor.render.kramdown.entities import escape_attribute, escape_text
from editor.render.kramdown.html_tags import VOID

_TOKEN = re.compile(r"<!--.*?-->|<(/?)([^\s/>!?]+)((?:\s[^\s=/>]+=\"[^\"]*\")*+)( ?/)?>", re.DOTALL)
_ATTRIBUTE = re.compile(r"\s([^\s=/>]+)=\"([^\"]*)\"")
_RAW_TEXT = re.compile(r".*?(?=</(?:script|style)>)", re.DOTALL)
_COLOURED = re.compile(r"(?:<span class=\"\w+\">[^<]*+</span>|[^<])*+(?=</code></pre>)")
"""The spans of coloured code: many, and nothing in them for another extension to act on."""
_UNREAD = {"script": _RAW_TEXT, "style": _RAW_TEXT, "code": _COLOURED}
_DEEPEST = 200


class Verbatim(AtomicString):
    """HTML that stands in the tree as it is: comments, scripts, what was written unbalanced."""


def add_html(parent: ET.Element, source: str) -> None:
    """Append HTML to an element; what is not balanced becomes one piece of verbatim HTML."""
    block = ET.Element("block")
    if not _read(block, source):
        block = ET.Element("block")
        _add_text(block, Verbatim(source))
    if block.text:
        _add_text(parent, block.text)
    parent.extend(list(block))


def _read(top: ET.Element, source: str) -> bool:
    open_ones, position = [top], 0
    while position < len(source):
        found = _TOKEN.search(source, position)
        if found is None:
            _add_text(open_ones[-1], _text(source[position:]))
            break
        if found.start() > position:
            _add_text(open_ones[-1], _text(source[position : found.start()]))
        position = found.end()
        if found[2] is None:
            _add_text(open_ones[-1], Verbatim(found[0]))
        elif found[1]:
            if len(open_ones) == 1 or open_ones.pop().tag != found[2]:
                return False
        else:
            position = _open(open_ones, found, source)
        if len(open_ones) > _DEEPEST:
            return False
    return len(open_ones) == 1


def _open(open_ones: list[ET.Element], found: re.Match[str], source: str) -> int:
    element = ET.SubElement(open_ones[-1], found[2])
    for name, value in _ATTRIBUTE.findall(found[3]):
        element.set(name, _text(value, in_attribute=True))
    if found[4]:
        if found[2] not in VOID:
            element.text = Verbatim("")  # told apart from an element with an end tag
        return found.end()
    open_ones.append(element)
    inner = _UNREAD.get(found[2])
    if inner is not None:
        raw = inner.match(source, found.end())
        if raw is not None and raw[0]:  # an empty one would look like an element without an end
            element.text = Verbatim(raw[0])
            return raw.end()
    return found.end()


def _text(source: str, *, in_attribute: bool = False) -> str:
    """Return the text that HTML stands for, or verbatim HTML where that cannot be undone."""
    plain = html.unescape(source) if "&" in source else source
    again = escape_attribute(plain) if in_attribute else escape_text(plain)
    return AtomicString(plain) if again == source else Verbatim(source)


def _add_text(element: ET.Element, text: str) -> None:
    last = element[-1] if len(element) else None
    held = (element.text if last is None else last.tail) or ""
    if not held:
        joined = text
    elif isinstance(held, Verbatim) or isinstance(text, Verbatim):
        joined = Verbatim(_written(held) + _written(text))
    else:
        joined = AtomicString(held + text)
    if last is None:
        element.text = joined
    else:
        last.tail = joined


def _written(text: str) -> str:
    return str(text) if isinstance(text, Verbatim) else escape_text(text)


def write_tree(root: ET.Element) -> str:
    """Return the HTML of a tree, its own tag included; attributes keep their order."""
    out: list[str] = []
    _write(root, out)
    return "".join(out)


def _write(element: ET.Element, out: list[str]) -> None:
    attributes = "".join(
        f' {name}="{value if isinstance(value, Verbatim) else escape_attribute(value)}"'
        for name, value in element.items()
    )
    empty = isinstance(element.text, Verbatim) and not element.text and not len(element)
    if element.tag in VOID or empty:
        out.append(f"<{element.tag}{attributes} />")
    else:
        out.append(f"<{element.tag}{attributes}>{_written(element.text or '')}")
        for child in element:
            _write(child, out)
        out.append(f"</{element.tag}>")
    out.append(_written(element.tail or ""))
