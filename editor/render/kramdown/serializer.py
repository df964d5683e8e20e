"""Blocks to HTML with the white space that kramdown writes."""

import re
from collections.abc import Callable
from typing import ClassVar

from editor.render.kramdown.coloured_code import coloured_block
from editor.render.kramdown.entities import escape_attribute, escape_html, escape_text
from editor.render.kramdown.html_tags import VOID
from editor.render.kramdown.ids import base_id, gfm_id, plain_id, plain_text_of, text_of
from editor.render.kramdown.native import native_block
from editor.render.kramdown.options import Options
from editor.render.kramdown.pieces import (
    Contents,
    FootnoteList,
    GivenId,
    HeadingId,
    HeadingLink,
    LineMark,
    Piece,
    Pieces,
)
from editor.render.kramdown.span_writer import write_spans
from editor.render.kramdown.tree import Attributes, Element

_STEP = 2


def attributes_html(attributes: Attributes) -> str:
    """Return attributes as they stand in a tag, each with a space before it."""
    return "".join(
        f' {name}="{escape_attribute(value)}"'
        for name, value in attributes.items()
        if name != "id" or value.strip()
    )


_WHITE = re.compile(r"(?P<l>^[ \t]+)|(?P<r>[ \t]+$)|[ \t]+", re.MULTILINE)


def _shown(match: re.Match[str]) -> str:
    """Return white space of code in a form that is seen."""
    place = f"-{match.lastgroup}" if match.lastgroup else ""
    return "".join(
        f'<span class="ws-tab{place}">\t</span>'
        if character == "\t"
        else f'<span class="ws-space{place}">&#8901;</span>'
        for character in match[0]
    )


class Serializer:
    """Writes blocks; with ``line_attribute`` every one of them says where it comes from."""

    def __init__(self, options: Options, *, line_attribute: str = "") -> None:
        self._options = options
        self._lines = bool(line_attribute)
        self._first_line = 0
        self._out = Pieces()

    def pieces(self, element: Element) -> list[Piece]:
        """Return the HTML of a top-level block."""
        self._out = Pieces()
        self._first_line = element.line
        self._write(element, 0)
        return self._out.joined()

    def inner(self, element: Element, indent: int) -> list[Piece]:
        """Return the HTML of an element's children."""
        self._out = Pieces()
        self._first_line = 0
        self._children(element, indent)
        return self._out.joined()

    def _children(self, element: Element, indent: int) -> None:
        raw = element.kind == "html" and element.model == "raw"
        for child in element.children:
            if isinstance(child, str):
                self._out.add(escape_html(child) if raw else escape_text(child))
            else:
                self._write(child, indent, in_raw=raw)

    def _write(self, element: Element, indent: int, *, in_raw: bool = False) -> None:
        if element.kind == "html":
            self._html(element, indent, in_raw=in_raw)
            return
        writer = self._WRITERS.get(element.kind)
        if writer is not None:
            writer(self, element, indent)
        else:
            write_spans([element], self._out, self._options)

    def _open(self, element: Element, indent: int, tag: str, attributes: Attributes) -> None:
        self._out.add(f"{' ' * indent}<{tag}{attributes_html(attributes)}")
        if self._lines:
            self._out.add(LineMark(element.line - self._first_line))
        self._out.add(">")

    def _paragraph(self, element: Element, indent: int) -> None:
        if element.transparent:
            write_spans(element.children, self._out, self._options)
            return
        image = element.children[0] if len(element.children) == 1 else None
        if isinstance(image, Element) and "standalone" in image.references:
            self._figure(element, image, indent)
        else:
            self._line_block(element, indent, "p")

    def _figure(self, element: Element, image: Element, indent: int) -> None:
        """An image alone in its paragraph that asks for it gets its text below it."""
        attributes, own = dict(element.attributes), dict(image.attributes)
        for name in ("class", "id"):
            if name in own and name not in attributes:
                attributes[name] = own.pop(name)
        self._open(element, indent, "figure", attributes)
        inner = " " * (indent + _STEP)
        text = escape_html(own.get("alt", ""))
        self._out.add(f"\n{inner}<img{attributes_html(own)} />\n")
        self._out.add(f"{inner}<figcaption>{text}</figcaption>\n{' ' * indent}</figure>\n")

    def _line_block(self, element: Element, indent: int, tag: str) -> None:
        self._open(element, indent, tag, element.attributes)
        write_spans(element.children, self._out, self._options)
        self._out.add(f"</{tag}>\n")

    def _header(self, element: Element, indent: int) -> None:
        level = min(6, max(1, element.level + self._options.header_offset))
        tag = f"h{level}"
        attributes = dict(element.attributes)
        self._out.add(f"{' ' * indent}<{tag}{attributes_html(attributes)}")
        given = attributes.get("id")
        has_id = given is not None or self._options.auto_ids
        if given is not None:
            self._out.add(GivenId(given, element))
        elif self._options.auto_ids:
            self._out.add(self._made_id(element))
        if self._lines:
            self._out.add(LineMark(element.line - self._first_line))
        self._out.add(">")
        if self._options.header_links and self._options.newer and has_id:
            self._out.add(HeadingLink())
        write_spans(element.children, self._out, self._options)
        self._out.add(f"</{tag}>\n")

    def _made_id(self, element: Element) -> HeadingId:
        options = self._options
        if element.model == "gfm":
            return HeadingId(gfm_id(text_of(element), options), element)
        if options.gfm:
            written = text_of(element)
        else:
            written = plain_text_of(element) if options.auto_id_stripping else element.tag
        return HeadingId(plain_id(written, options), element, plain=True)

    def _rule(self, element: Element, indent: int) -> None:
        self._out.add(f"{' ' * indent}<hr{attributes_html(element.attributes)}")
        if self._lines:
            self._out.add(LineMark(element.line - self._first_line))
        self._out.add(" />\n")

    def _code(self, element: Element, indent: int) -> None:
        coloured = coloured_block(element, self._options)
        if coloured is not None:
            self._open(element, indent, "div", coloured.attributes)
            self._out.add(f"{coloured.html}{' ' * indent}</div>\n")
            return
        attributes = dict(element.attributes)
        names = attributes.get("class", "").split(" ")
        languages = [name for name in names if name.startswith("language-")]
        code = ""
        if languages:
            code = f' class="{escape_attribute(languages[0])}"'
            rest = " ".join(name for name in names if name not in languages[:1])
            attributes.pop("class")
            if rest:
                attributes = {"class": rest, **attributes}
        self._open(element, indent, "pre", attributes)
        text = escape_text(element.text).removesuffix("\n")
        if "show-whitespaces" in names:
            text = _WHITE.sub(_shown, text + "\n").removesuffix("\n")
        self._out.add(f"<code{code}>{text}\n</code></pre>\n")

    def _quote(self, element: Element, indent: int) -> None:
        self._open(element, indent, "blockquote", element.attributes)
        self._out.add("\n")
        self._children(element, indent + _STEP)
        self._out.add(f"{' ' * indent}</blockquote>\n")

    def _list(self, element: Element, indent: int) -> None:
        if "toc" in element.references and element.kind in ("ul", "ol"):
            written = self._apart(element, indent)
            self._out.add(Contents(element.kind, dict(element.attributes), written))
        elif "footnotes" in element.references and element.kind in ("ul", "ol"):
            self._out.add(FootnoteList(self._apart(element, indent)))
        else:
            self._plain_list(element, indent)

    def _apart(self, element: Element, indent: int) -> tuple[Piece, ...]:
        """Return a list as it is written, without adding it."""
        out, self._out = self._out, Pieces()
        self._plain_list(element, indent)
        out, self._out = self._out, out
        return tuple(out.joined())

    def _plain_list(self, element: Element, indent: int) -> None:
        self._open(element, indent, element.kind, element.attributes)
        self._out.add("\n")
        self._children(element, indent + _STEP)
        self._out.add(f"{' ' * indent}</{element.kind}>\n")

    def _item(self, element: Element, indent: int) -> None:
        tag = element.kind
        self._open(element, indent, tag, element.attributes)
        elements = element.elements
        if not elements:
            self._out.add(f"</{tag}>\n")
            return
        if elements[0].kind == "p" and elements[0].transparent:
            self._paragraph(elements[0], indent)
            for child in elements[1:]:
                self._write(child, indent + _STEP)
            self._out.add(" " * indent if elements[1:] or element.level else "")
        else:
            self._out.add("\n")
            self._children(element, indent + _STEP)
            self._out.add(" " * indent)
        self._out.add(f"</{tag}>\n")

    def _term(self, element: Element, indent: int) -> None:
        if any(name.startswith("auto_ids") for name in element.references):
            attributes = element.attributes
            if "id" not in attributes:
                attributes["id"] = base_id(text_of(element), self._options)
        self._line_block(element, indent, "dt")

    def _definitions(self, element: Element, indent: int) -> None:
        for name in element.references:
            if name.startswith("auto_ids"):
                prefix = name.removeprefix("auto_ids").removeprefix("-")
                for term in element.elements:
                    if term.kind == "dt" and "id" not in term.attributes:
                        term.attributes["id"] = prefix + base_id(text_of(term), self._options)
        self._list(element, indent)

    def _cell(self, element: Element, indent: int) -> None:
        attributes = dict(element.attributes)
        if element.align:
            attributes["style"] = f"text-align: {element.align[0]}"
        self._open(element, indent, element.kind, attributes)
        if element.children:
            write_spans(element.children, self._out, self._options)
        else:
            self._out.add("\u00a0" if self._options.entity_output == "as_char" else "&nbsp;")
        self._out.add(f"</{element.kind}>\n")

    def _math(self, element: Element, indent: int) -> None:
        text = escape_text(element.text)
        attributes = attributes_html(element.attributes)
        if not self._options.math:
            self._out.add(f'<div{attributes} class="kdmath">$$\n{text}\n$$</div>\n')
        elif attributes:
            self._out.add(f"{' ' * indent}<div{attributes}>\\[{text}\\]\n</div>\n")
        else:
            self._out.add(f"\\[{text}\\]\n")

    def _html(self, element: Element, indent: int, *, in_raw: bool) -> None:
        native = native_block(element) if self._options.html_to_native else None
        if native is not None:
            self._write(native, indent)
            return
        start = "" if in_raw else " " * indent
        self._out.add(f"{start}<{element.tag}{attributes_html(element.attributes)}")
        if self._lines and not in_raw:
            self._out.add(LineMark(element.line - self._first_line))
        end = "" if in_raw else "\n"
        if element.tag in VOID or element.level:
            self._out.add(f" />{end}")
            return
        self._out.add(">")
        if element.model == "block" and element.children:
            self._out.add("\n")
            self._children(element, indent + _STEP)
            self._out.add(" " * indent)
        elif element.model == "span":
            write_spans(element.children, self._out, self._options)
        else:
            self._children(element, indent + _STEP)
        self._out.add(f"</{element.tag}>{end}")

    def _blank(self, _element: Element, _indent: int) -> None:
        self._out.add("\n")

    def _nothing(self, _element: Element, _indent: int) -> None:
        """A mark that the reader needs and the page does not."""

    def _comment(self, element: Element, indent: int) -> None:
        self._out.add(f"{' ' * indent}<!-- {element.text} -->\n")

    def _html_comment(self, element: Element, indent: int) -> None:
        self._out.add(f"{' ' * indent}{element.text}\n")

    def _as_written(self, element: Element, _indent: int) -> None:
        self._out.add(element.text)

    def _stray(self, element: Element, _indent: int) -> None:
        self._children(element, 0)

    _WRITERS: ClassVar[dict[str, Callable[["Serializer", Element, int], None]]] = {
        "p": _paragraph,
        "header": _header,
        "hr": _rule,
        "code_block": _code,
        "blockquote": _quote,
        "ul": _list,
        "ol": _list,
        "dl": _definitions,
        "li": _item,
        "dd": _item,
        "dt": _term,
        "table": _list,
        "thead": _list,
        "tbody": _list,
        "tfoot": _list,
        "tr": _list,
        "td": _cell,
        "th": _cell,
        "math_block": _math,
        "blank": _blank,
        "boundary": _nothing,
        "definition": _nothing,
        "comment": _comment,
        "html_comment": _html_comment,
        "raw_block": _as_written,
        "raw": _as_written,
        "stray": _stray,
    }
