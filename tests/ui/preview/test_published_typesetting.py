"""Formulas and diagrams of a site's own page, through the preview as the window has it."""

from preview_probe import ask, page_of
from pytestqt.qtbot import QtBot

from editor.render.exchange import Article, Frame, Published
from editor.render.typesetting import Typesetting, typesetting_of
from editor.ui.preview.preview_pane import PreviewPane

MATHJAX = typesetting_of(("https://cdn/mathjax@3/es5/tex-chtml.js",))
BOTH = typesetting_of(
    ("https://cdn/mathjax@3/es5/tex-chtml.js", "https://cdn/mermaid/mermaid.min.js")
)
DIAGRAM = '<div class="mermaid">{}\n  root((a))\n    b\n    c</div>'


def show(qtbot: QtBot, pane: PreviewPane, typesetting: Typesetting, *blocks: str) -> None:
    """Show blocks in a layout that has a formula of its own."""
    told = typesetting.as_json()
    layout = "<header><h1>On \\(h\\)</h1></header><article><gp-place></gp-place></article>"
    frame = Frame(f"key {told}", {}, {}, (), layout, "gp-place", typesetting=told)
    published = Published("exact", frame_key=frame.key, frame=frame)
    with qtbot.waitSignal(pane.article_shown):
        pane.show_article(Article(blocks, "/", published=published))


def count(qtbot: QtBot, pane: PreviewPane, selector: str) -> object:
    return ask(qtbot, page_of(pane), f"document.querySelectorAll('{selector}').length")


def test_the_layout_s_formulas_are_set_too(qtbot: QtBot, pane: PreviewPane) -> None:
    show(qtbot, pane, MATHJAX, "<p>\\(a\\)</p>")
    assert count(qtbot, pane, "h1 .katex") == 1
    assert count(qtbot, pane, "article p .katex") == 1


def test_only_the_block_that_changed_is_set_anew(qtbot: QtBot, pane: PreviewPane) -> None:
    show(qtbot, pane, MATHJAX, "<p>\\(a\\)</p>", "<p>\\(b\\)</p>")
    ask(qtbot, page_of(pane), "document.querySelectorAll('.katex').forEach(e => e.kept = 1); 1")
    show(qtbot, pane, MATHJAX, "<p>\\(a\\)</p>", "<p>\\(b + c\\)</p>")
    kept = "[...document.querySelectorAll('.katex')].map(e => e.kept ? 1 : 0).join()"
    assert ask(qtbot, page_of(pane), kept) == "1,1,0"


def test_another_page_s_settings_hold_for_blocks_that_stay(qtbot: QtBot, pane: PreviewPane) -> None:
    show(qtbot, pane, Typesetting(), "<p>\\(a\\)</p>")
    assert count(qtbot, pane, ".katex") == 0
    show(qtbot, pane, MATHJAX, "<p>\\(a\\)</p>")
    assert count(qtbot, pane, ".katex") == 2
    show(qtbot, pane, Typesetting(), "<p>\\(a\\)</p>")
    assert count(qtbot, pane, ".katex") == 0


def test_a_diagram_is_drawn_beside_formulas(qtbot: QtBot, pane: PreviewPane) -> None:
    show(qtbot, pane, BOTH, "<p>\\(a\\)</p>", DIAGRAM.format("mindmap"))
    drawn = "document.querySelectorAll('article .mermaid > svg').length"
    qtbot.waitUntil(lambda: ask(qtbot, page_of(pane), drawn) == 1)
    assert count(qtbot, pane, ".katex") == 2


def test_a_diagram_that_is_being_written_keeps_its_text(qtbot: QtBot, pane: PreviewPane) -> None:
    show(qtbot, pane, BOTH, DIAGRAM.format("mindma"))
    failed = "document.querySelector('.gp-diagram-error') !== null"
    qtbot.waitUntil(lambda: ask(qtbot, page_of(pane), failed) is True)
    show(qtbot, pane, BOTH, DIAGRAM.format("mindmap"))
    drawn = "document.querySelectorAll('article .mermaid > svg').length"
    qtbot.waitUntil(lambda: ask(qtbot, page_of(pane), drawn) == 1)


def test_formulas_stand_again_after_the_page_was_loaded_anew(
    qtbot: QtBot, pane: PreviewPane
) -> None:
    show(qtbot, pane, MATHJAX, "<p>\\(a\\)</p>")
    with qtbot.waitSignal(pane.article_shown):
        page_of(pane).load_shell()  # type: ignore[attr-defined]  # the preview's own page
    assert count(qtbot, pane, ".katex") == 2
