"""Where Python-Markdown is told to read as kramdown does (kramdown.gettalong.org, GFM parser).

An extension with the few rules that decide most of the differences on real posts: the ids of
headings, lists nested by two or three spaces, a heading only with a space after its ``#``, a list
straight below a line of text, and code that keeps its white space.
"""

import html
import re
import xml.etree.ElementTree as ET

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor, HashHeaderProcessor, ListIndentProcessor
from markdown.extensions import Extension
from markdown.extensions.sane_lists import SaneOListProcessor, SaneUListProcessor
from markdown.extensions.toc import remove_fnrefs, render_inner_html, strip_tags
from markdown.treeprocessors import PrettifyTreeprocessor, Treeprocessor
from markdown.util import AtomicString

LIST_OFFSET = 2
"""Spaces from which a line belongs to the item above; kramdown counts the item's own offset."""

_DEEPEST_ITEM = 7
_NESTED_ITEM = re.compile(rf"^[ ]{{{LIST_OFFSET},{_DEEPEST_ITEM}}}((\d+\.)|[*+-])[ ]+.*")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_NOT_IN_ID = re.compile(r"[^\w\- \t]")
_SPACES = str.maketrans(" \t", "--")


def heading_id(text: str, used: dict[str, int]) -> str:
    """Return the id of a heading with this text, and count it in ``used``.

    Source of the rule: kramdown.gettalong.org/parser/gfm.html, "Header IDs".
    """
    name = _NOT_IN_ID.sub("", text.lower()).translate(_SPACES)
    seen = used.get(name, 0)
    used[name] = seen + 1
    return f"{name}-{seen}" if seen else name


class _HeadingIds(Treeprocessor):
    def run(self, root: ET.Element) -> None:
        used: dict[str, int] = {}
        for heading in root.iter():
            if heading.tag in _HEADINGS and "id" not in heading.attrib:
                inner = render_inner_html(remove_fnrefs(heading), self.md)
                name = heading_id(html.unescape(strip_tags(inner)), used)
                if name:
                    heading.set("id", name)


class _Headings(HashHeaderProcessor):
    RE = re.compile(r"(?:^|\n)(?P<level>#{1,6})(?P<header>[ \t](?:\\.|[^\\])*?)#*(?:\n|$)")


class _NumberedLists(SaneOListProcessor):
    LAZY_OL = True  # kramdown numbers every list from 1

    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)
        self.tab_length = LIST_OFFSET
        self.CHILD_RE = re.compile(r"^[ ]?((\d+\.))[ ]+(.*)")
        self.INDENT_RE = _NESTED_ITEM

    def run(self, parent: ET.Element, blocks: list[str]) -> None:
        blocks[0] = _outdented(blocks[0])
        super().run(parent, blocks)


class _PlainLists(SaneUListProcessor):
    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)
        self.tab_length = LIST_OFFSET
        self.CHILD_RE = re.compile(r"^[ ]?(([*+-]))[ ]+(.*)")
        self.INDENT_RE = _NESTED_ITEM

    def run(self, parent: ET.Element, blocks: list[str]) -> None:
        blocks[0] = _outdented(blocks[0])
        super().run(parent, blocks)


class _ItemContent(ListIndentProcessor):
    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)
        self.tab_length = LIST_OFFSET
        self.INDENT_RE = re.compile(rf"^(([ ]{{{LIST_OFFSET}}})+)")


def _outdented(block: str) -> str:
    """Take the first line's indentation off every line of a block."""
    indent = len(block) - len(block.lstrip(" "))
    return re.sub(rf"^[ ]{{1,{indent}}}", "", block, flags=re.MULTILINE) if indent else block


class _ListBelowText(BlockProcessor):
    """A list may follow a line of text without a blank line between them."""

    _ITEM = re.compile(r"\n(?=[ ]{0,3}(?:[*+-]|\d{1,9}\.)[ ]+\S)")

    def test(self, parent: ET.Element, block: str) -> bool:
        return parent.tag != "li" and self._ITEM.search(block) is not None

    def run(self, parent: ET.Element, blocks: list[str]) -> bool | None:
        text, items = self._ITEM.split(blocks[0], maxsplit=1)
        if not text.strip():
            return False
        blocks[0] = items
        self.parser.parseBlocks(parent, [text])
        return None


class _LineBreaks(PrettifyTreeprocessor):
    """As its parent, except that the white space at the end of code stays."""

    def run(self, root: ET.Element) -> None:
        self._prettifyETree(root)  # type: ignore[attr-defined]  # not in the stubs
        for line_break in root.iter("br"):
            line_break.tail = "\n" + (line_break.tail or "").lstrip("\n")
        for code in root.iterfind(".//pre/code"):
            if code.text and not len(code):
                code.text = AtomicString(code.text.rstrip("\n") + "\n")


class KramdownExtension(Extension):
    """The rules of this module, for ``markdown.Markdown(extensions=[...])``."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # the name is Python-Markdown's
        """Replace the processors that differ; called by Markdown itself."""
        blocks = md.parser.blockprocessors
        blocks.register(_Headings(md.parser), "hashheader", 70)
        blocks.register(_NumberedLists(md.parser), "olist", 40)
        blocks.register(_PlainLists(md.parser), "ulist", 30)
        blocks.register(_ItemContent(md.parser), "indent", 90)
        blocks.register(_ListBelowText(md.parser), "list_below_text", 15)
        md.treeprocessors.register(_LineBreaks(md), "prettify", 10)
        md.treeprocessors.register(_HeadingIds(md), "heading_ids", 5)
