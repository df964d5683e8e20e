"""kramdown as an extension of Python-Markdown: it reads the text, others may change the tree."""

import xml.etree.ElementTree as ET
from collections.abc import Iterable

from markdown import Markdown
from markdown.extensions import Extension

from editor.render.kramdown.document import Renderer
from editor.render.kramdown.html_tree import Verbatim, add_html, write_tree
from editor.render.kramdown.options import JEKYLL, Options

_OWN_STEPS = ("inline", "prettify", "unescape")
"""Python-Markdown's passes over the tree that read or lay out text: here that is done before."""


class KramdownExtension(Extension):
    """Replaces the reading of blocks and spans, for ``markdown.Markdown(extensions=[...])``."""

    def __init__(self, options: Options = JEKYLL, *, line_attribute: str = "") -> None:
        super().__init__()
        self._renderer = Renderer(options, line_attribute=line_attribute)
        self.before = self.after = ""
        """Line ends around the last text, which Python-Markdown takes away."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # the name is Python-Markdown's
        """Put our reader and writer in place; called by Markdown itself."""
        for name in ("normalize_whitespace", "html_block"):
            md.preprocessors.deregister(name, strict=False)
        for name in _OWN_STEPS:
            md.treeprocessors.deregister(name, strict=False)
        md.postprocessors.deregister("unescape", strict=False)

        def read(lines: Iterable[str]) -> ET.ElementTree:
            # here, because Python-Markdown sets its own writer after it has called extensions
            md.serializer = write_tree
            return self._read(lines, as_tree=len(md.treeprocessors) > 0)

        md.parser.parseDocument = read  # type: ignore[method-assign]

    def _read(self, lines: Iterable[str], *, as_tree: bool) -> ET.ElementTree:
        root = ET.Element("div")
        blocks = self._renderer.render("\n".join(lines))
        if as_tree:
            for block in blocks:
                add_html(root, block.html)
        else:  # nobody looks at it: half of a keystroke went into a tree and back
            root.text = Verbatim("".join(block.html for block in blocks))
        self.before = _line_ends(blocks[0].html) if blocks else ""
        self.after = _line_ends(blocks[-1].html[::-1]) if blocks else ""
        return ET.ElementTree(root)


def _line_ends(text: str) -> str:
    return text[: len(text) - len(text.lstrip("\n"))]
