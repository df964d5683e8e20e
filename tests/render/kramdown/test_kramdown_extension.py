"""The dialect through Python-Markdown's door, where other extensions still act on the tree."""

import xml.etree.ElementTree as ET
from pathlib import Path

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from editor.render.kramdown.document import convert
from editor.render.kramdown.extension import KramdownExtension


class _OpenElsewhere(Treeprocessor):
    def run(self, root: ET.Element) -> None:
        for link in root.iter("a"):
            link.set("target", "_blank")
            link.text = f"{link.text} & more"


class _Links(Extension):
    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802
        md.treeprocessors.register(_OpenElsewhere(md), "links", 5)


def test_another_extension_changes_the_tree() -> None:
    reader = markdown.Markdown(extensions=[KramdownExtension(), _Links()])

    assert reader.convert("[a](b) & c") == (
        '<p><a href="b" target="_blank">a &amp; more</a> &amp; c</p>'
    )


PARTS = st.sampled_from(
    ["a ", "*b* ", "`<&>`", "&copy; ", "\\&copy; ", "\n\n", "<div>&nbsp;<br></div>", "<b x='&lt;'>",
     "<!-- & -->", "\n* x\n", "<script>a < b</script>", "{::nomarkdown}<i>{:/}", "$$x<y$$", '"q"',
     "<script src='x'></script>", "<style></style>", "<pre><code></code></pre>",
     "<p/>", "![x](y)", "\n# h\n"]
)  # fmt: skip


def test_a_script_without_a_text_keeps_its_end() -> None:
    # A browser reads all that follows <script /> as a part of the script.
    reader = markdown.Markdown(extensions=[KramdownExtension()])
    text = '<script src="x"></script>\n\nb'
    assert reader.convert(text) == '<script src="x"></script>\n\n<p>b</p>'


@given(st.lists(PARTS, max_size=20).map("".join))
def test_the_door_changes_nothing(text: str) -> None:
    reader = markdown.Markdown(extensions=[KramdownExtension()])

    assert reader.convert(text) == convert(text).strip()


def test_the_door_changes_no_real_post(shared: Path) -> None:
    posts = sorted((shared / "corpus" / "swift-org").rglob("*.md"))[:40]
    if not posts:
        pytest.skip("no posts in ../shared/corpus/swift-org")
    reader = markdown.Markdown(extensions=[KramdownExtension()])
    for path in posts:
        text = path.read_text(encoding="utf-8")
        assert reader.reset().convert(text) == convert(text).strip()
