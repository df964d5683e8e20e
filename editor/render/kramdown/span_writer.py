"""Spans to HTML."""

import re
from collections.abc import Callable, Iterable

from editor.render.kramdown.coloured_code import coloured_span
from editor.render.kramdown.entities import escape_attribute, escape_html, escape_text
from editor.render.kramdown.html_tags import VOID
from editor.render.kramdown.native import native_span
from editor.render.kramdown.options import Options
from editor.render.kramdown.pieces import FootnoteMark, Pieces
from editor.render.kramdown.tree import Element, Node

_CJK = (
    "\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3038-\u303b\u3041-\u3096\u309d-\u309f\u30a1-\u30fa"
    "\u30fd-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff6f\uff71-\uff9d"
    "\U00020000-\U0003ffff"
)
_BETWEEN_CJK = rf"(?<=[{_CJK}])\n(?=[{_CJK}])"
"""Not compiled before it is needed: so many characters take long."""
_PAIRS = frozenset(("em", "strong", "del", "a", "abbr"))


def write_spans(nodes: Iterable[Node], out: Pieces, options: Options) -> None:
    """Append the HTML of spans."""
    for node in nodes:
        if isinstance(node, str):
            out.add(escape_text(_joined(node) if options.remove_line_breaks_for_cjk else node))
        elif node.kind in _PAIRS:
            out.add(f"<{node.kind}{_attributes(node)}>")
            write_spans(node.children, out, options)
            out.add(f"</{node.kind}>")
        elif node.kind == "html_span":
            if options.html_to_native and node.tag in ("b", "i", "code"):
                write_spans([native_span(node)], out, options)
            else:
                _write_html(node, out, options)
        elif node.kind == "footnote_ref":
            out.add(FootnoteMark(node.text))
        else:
            out.add(_leaf(node, options))


def _joined(text: str) -> str:
    """Return a text without the ends of lines between letters that need no space."""
    return re.sub(_BETWEEN_CJK, "", text)


def _attributes(element: Element) -> str:
    return "".join(
        f' {name}="{escape_attribute(value)}"'
        for name, value in element.attributes.items()
        if name != "id" or value.strip()
    )


def _write_html(element: Element, out: Pieces, options: Options) -> None:
    out.add(f"<{element.tag}{_attributes(element)}")
    if element.tag in VOID:
        out.add(" />")
        return
    out.add(">")
    if element.model == "raw":
        for child in element.children:
            if isinstance(child, str):
                out.add(escape_html(child))
            else:
                write_spans([child], out, options)
    else:
        write_spans(element.children, out, options)
    out.add(f"</{element.tag}>")


def _leaf(element: Element, options: Options) -> str:
    writer = _LEAVES.get(element.kind)
    return element.text if writer is None else writer(element, options)


def _code(element: Element, options: Options) -> str:
    shown = coloured_span(element, options)
    if shown is not None:
        return shown
    return f"<code{_attributes(element)}>{escape_text(element.text)}</code>"


def _math(element: Element, options: Options) -> str:
    if not options.math:
        text = escape_html(element.text)
        return f'<span{_attributes(element)} class="kdmath">${text}$</span>'
    attributes = _attributes(element)
    if attributes:
        return f"<span{attributes}>${escape_html(element.text)}$</span>"
    return f"\\({escape_text(element.text)}\\)"


_LEAVES: dict[str, Callable[[Element, Options], str]] = {
    "code": _code,
    "img": lambda element, _: f"<img{_attributes(element)} />",
    "br": lambda element, _: f"<br{_attributes(element)} />",
    "math": _math,
}
