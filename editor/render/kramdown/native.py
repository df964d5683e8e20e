"""HTML written in a text as kramdown's own elements, where a site sets ``html_to_native``.

Headings get ids by it, ``b`` and ``i`` become ``strong`` and ``em``, code loses the elements in it.
"""

import html
from collections.abc import Iterable

from editor.render.kramdown.tree import Element, Node

_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_SPANS = {"b": "strong", "i": "em"}


def native_block(element: Element) -> Element | None:
    """Return a block of HTML as a heading or a code block; None for any other."""
    if element.tag in _HEADINGS:
        heading = Element("header", "", element.line)
        heading.level = int(element.tag[1])
        heading.attributes = element.attributes
        heading.children = [*_native_spans(element.children)]
        heading.model, heading.tag = "plain", _text(element.children)
        return heading
    if element.tag == "pre":
        only = element.children[0] if len(element.children) == 1 else None
        block = Element("code_block", _text(element.children), element.line)
        inner = only.attributes if isinstance(only, Element) and only.tag == "code" else {}
        block.attributes = {**inner, **element.attributes}
        return block
    return None


def native_span(element: Element) -> Element:
    """Return an element within a text as kramdown's own of the same meaning."""
    if element.tag == "code":
        code = Element("code", _text(element.children))
        code.attributes = element.attributes
        return code
    if element.tag not in _SPANS:
        return element
    found = Element(_SPANS[element.tag])
    found.attributes, found.children = element.attributes, element.children
    return found


def _native_spans(nodes: Iterable[Node]) -> Iterable[Node]:
    for node in nodes:
        if isinstance(node, str):
            yield html.unescape(node)
            continue
        span = Element("html_span" if node.kind == "html" else node.kind, node.text)
        span.tag, span.attributes = node.tag, node.attributes
        span.children = [*_native_spans(node.children)]
        yield span


def _text(nodes: Iterable[Node]) -> str:
    return "".join(
        html.unescape(node) if isinstance(node, str) else _text(node.children) or node.text
        for node in nodes
    )
