"""Formulas and diagrams in the browser engine, with nothing but the program's own files."""

import html
import json
from collections.abc import Callable, Iterator

import pytest
from preview_probe import ask
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from editor.render.typesetting import Typesetting, typesetting_of
from editor.resources import resource_text
from editor.ui.preview.page_frame import OWN_FRAME, frame_call
from editor.ui.preview.scheme_handler import SiteSchemeHandler, make_scheme_known
from editor.ui.preview.site_scheme import SHELL_URL
from editor.ui.preview.web_page import OnlyOurs, PreviewPage, make_profile
from editor.ui.preview.web_preview import SCRIPTS
from editor.ui.preview.web_typesetting import WebTypesetting

DOLLARS = "MathJax = {tex: {inlineMath: [['$', '$'], ['\\\\(', '\\\\)']]}}"
MATHJAX = typesetting_of(("https://cdn/mathjax@3/es5/tex-chtml.js", DOLLARS))
KATEX = typesetting_of(("renderMathInElement(document.body)",))
MERMAID = typesetting_of(
    ("https://cdn/mermaid@10/dist/mermaid.min.js", "mermaid.init(undefined, '.language-mermaid')")
)
GRAPH = html.escape("graph TD\n  A[Start] --> B[End & more]\n")


class Paper:
    """The page of the preview, with blocks put in as the preview does it."""

    def __init__(self, qtbot: QtBot) -> None:
        make_scheme_known()
        self._qtbot = qtbot
        self._handler, self._interceptor = SiteSchemeHandler(), OnlyOurs()
        self._profile = make_profile(self._interceptor, self._handler)
        script = "".join(resource_text(f"preview/{name}.js") for name in SCRIPTS)
        self.page: QWebEnginePage = PreviewPage(self._profile, SHELL_URL, script)
        self.said: list[str] = []
        self._typesetting = WebTypesetting()
        self._shown = 0
        with qtbot.waitSignal(self.page.loadFinished):
            assert isinstance(self.page, PreviewPage)
            self.page.load_shell()
        self.ask(f"galleyproof.{frame_call(OWN_FRAME)};true")

    def ask(self, script: str) -> object:
        return ask(self._qtbot, self.page, script)

    def show(self, typesetting: Typesetting, *blocks: str) -> None:
        """Put the blocks in place of what is shown."""
        for script in self._typesetting.scripts(typesetting.as_json(), blocks):
            self.ask(f"{script}\n;true")
        self.ask(f"galleyproof.patch(0,{self._shown},{json.dumps(blocks)});true")
        self._shown = len(blocks)

    def wait_for(self, script: str) -> None:
        self._qtbot.waitUntil(lambda: self.ask(script) is True)

    def count(self, selector: str) -> object:
        return self.ask(f"document.querySelectorAll({json.dumps(selector)}).length")

    def close(self) -> None:
        for owned in (self.page, self._profile, self._handler, self._interceptor):
            delete(owned)


@pytest.fixture
def paper(qtbot: QtBot, qapp: QApplication) -> Iterator[Paper]:
    paper = Paper(qtbot)
    yield paper
    paper.close()


@pytest.fixture
def formula(paper: Paper) -> Callable[..., str]:
    """Show one formula and return how it came out: ``set``, ``plain`` or what is wrong."""

    def show(tex: str, typesetting: Typesetting = KATEX) -> str:
        paper.show(typesetting, f"<p>{html.escape(tex)}</p>")
        if paper.count(".gp-math-error"):
            return str(paper.ask("document.querySelector('.gp-math-error').title"))
        return "set" if paper.count(".gp-math .katex") else "plain"

    return show


# --- formulas ------------------------------------------------------------------------------------


def test_formulas_are_set_where_the_site_sets_them(paper: Paper) -> None:
    inline, display = "<p>Say \\(a &lt; b\\) &amp; more</p>\n", "\\[x^2\\]\n"
    paper.show(KATEX, inline, display, "<pre><code>\\(c\\)</code></pre>")
    assert paper.count("p .katex") == 1
    assert paper.count(".katex-display") == 1
    assert paper.ask("document.querySelector('pre').textContent") == "\\(c\\)"
    assert paper.ask("galleyproof.element(1).className") == "gp-math", "a block of its own"
    assert "Say" in str(paper.ask("document.querySelector('p').textContent"))


def test_no_formula_is_set_where_the_site_sets_none(paper: Paper) -> None:
    paper.show(Typesetting(), "<p>\\(a\\)</p>")
    assert paper.count(".katex") == 0
    assert paper.ask("typeof katex") == "undefined", "what is not needed is not loaded"
    paper.show(KATEX, "<p>\\(a\\)</p>")
    assert paper.count("p .gp-math") == 1
    paper.show(Typesetting(), "<p>\\(a\\)</p>")
    assert paper.count(".katex") == 0


def test_the_fonts_and_the_style_are_the_program_s_own(paper: Paper) -> None:
    paper.show(KATEX, "<p>\\(a\\)</p>")
    paper.ask("document.fonts.load('16px KaTeX_Main').then(f => globalThis.loaded = f.length);1")
    paper.wait_for("globalThis.loaded === 1")
    family = "getComputedStyle(document.querySelector('.katex')).fontFamily"
    paper.wait_for(f"{family}.startsWith('KaTeX_Main')")


def test_a_dollar_is_a_formula_only_where_the_site_says_so(paper: Paper) -> None:
    paper.show(KATEX, "<p>$a$ and $b$</p>")
    assert paper.count(".katex") == 0
    paper.show(MATHJAX, "<p>$a$ and $b$, \\$5 and \\$6</p>")
    assert paper.count(".gp-math") == 2
    assert "$5 and $6" in str(paper.ask("document.querySelector('p').textContent"))


def test_setting_twice_does_no_more_than_once(paper: Paper) -> None:
    paper.show(MATHJAX, "<p>$a$ and \\[ \\text{$b$} \\]</p>")
    before = paper.ask("document.querySelector('main').innerHTML")
    paper.ask("galleyproof.typesetMath(document.querySelector('main'));1")
    assert paper.ask("document.querySelector('main').innerHTML") == before


def test_lines_of_the_text_stay_on_the_blocks(paper: Paper) -> None:
    paper.show(KATEX, '<ul><li data-line="2">\\(a\\)</li></ul>')
    assert paper.count("li[data-line='2'] .katex") == 1


def test_classes_that_keep_formulas_away_and_let_them_in(paper: Paper) -> None:
    inside = '<div class="mathjax_ignore"><i>$a$</i> <b class="mathjax_process">$b$</b></div>'
    paper.show(MATHJAX, inside)
    assert (paper.count("i .katex"), paper.count("b .katex")) == (0, 1)


@pytest.mark.parametrize(
    "tex",
    [
        "\\begin{align} a &= b \\label{one} \\\\ c &= d \\end{align}",
        "\\[ \\begin{pmatrix} 1 & 2 \\end{pmatrix} \\]",
        "\\[ \\text{if \\(x\\) is} \\]",
        "$$ \\frac{1}{2} \\sqrt{x} $$",
    ],
)
def test_formulas_of_many_kinds(formula: Callable[..., str], tex: str) -> None:
    assert formula(tex) == "set"
    assert formula(tex, MATHJAX) == "set"


def test_lines_are_numbered_as_the_site_numbers_them(paper: Paper) -> None:
    lines = "<p>\\begin{align} a &amp;= b \\end{align}</p>"
    paper.show(KATEX, lines)
    assert paper.count(".eqn-num") == 1
    paper.show(MATHJAX, lines)
    assert paper.count(".eqn-num") == 0


def test_a_site_s_own_macros(formula: Callable[..., str]) -> None:
    config = 'MathJax = {tex: {macros: {RR: "{\\\\mathbb R}", bold: ["\\\\mathbf{#1}", 1]}}}'
    own = typesetting_of(("https://cdn/mathjax@3/es5/tex-chtml.js", config))
    assert formula("\\(\\RR \\bold{x}\\)", own) == "set"
    assert "\\RR" in formula("\\(\\RR\\)")


def test_what_a_formula_defines_holds_for_the_later_ones(paper: Paper) -> None:
    define = "\\[ \\newcommand{\\RR}{\\mathbb R} \\DeclareMathOperator{\\sgn}{sgn} \\]"
    use = "<p>\\(\\RR + \\sgn x\\)</p>"
    paper.show(MATHJAX, define, use)
    assert paper.count(".gp-math-error") == 0
    paper.show(MATHJAX, define.replace("mathbb", "mathbf"), use)
    assert paper.count(".gp-math-error") == 0
    assert (paper.count("p .mathbb"), paper.count("p .mathbf")) == (0, 1)
    paper.show(KATEX, define.replace("\\DeclareMathOperator{\\sgn}{sgn} ", ""), use)
    assert paper.count("p .gp-math-error") == 1, "as KaTeX has it on the site"


def test_what_only_mathjax_knows_is_said_in_katex_s_words(formula: Callable[..., str]) -> None:
    assert formula("\\begin{eqnarray} a &=& b \\\\ c &=& d \\end{eqnarray}", MATHJAX) == "set"
    assert formula("\\begin{multline} a \\\\ b \\end{multline}", MATHJAX) == "set"
    assert formula("\\[ \\require{cancel} \\cancel{x} \\label{a} \\]", MATHJAX) == "set"


@pytest.mark.parametrize("tex", ["\\(\\frac{a}\\)", "\\(\\nosuch\\)", "\\(a_b_c\\)"])
def test_what_cannot_be_read_shows_as_it_is_written(
    paper: Paper, formula: Callable[..., str], tex: str
) -> None:
    assert formula(tex).startswith("KaTeX parse error")
    assert paper.ask("document.querySelector('.gp-math-error').textContent") == tex


@pytest.mark.parametrize("tex", ["\\(a", "\\( { \\)", "a \\) b", "\\(\\", "$$", "\\[ \\)"])
def test_what_does_not_end_is_text(formula: Callable[..., str], tex: str) -> None:
    assert formula(tex) == "plain"


@pytest.mark.parametrize(
    "tex",
    [
        "\\(" + "x" * 20_000 + "\\)",
        "\\(" + "{" * 4_000 + "}" * 4_000 + "\\)",
        "\\(\\def\\a{" + "x" * 4_000 + "}" + "\\a" * 2_000 + "\\)",
        "\\(\\def\\a{\\a\\a}\\a\\)",
        "\\(" + "\\(\\[" * 30_000,
        "$ { " * 30_000,
        "\\(x\\) " * 20_000,
        "\\(" + "\\sqrt{" * 900 + "}" * 900 + "\\)",
        "\\(" + "\\frac{a}" * 1_000 + "\\)",
        "\\(\\rule{99999em}{99999em}\\)",
    ],
    ids=lambda tex: f"{tex[:12]}-{len(tex)}",
)
def test_a_hostile_formula_does_not_hang_the_page(paper: Paper, tex: str) -> None:
    paper.show(MATHJAX, f"<p>{html.escape(tex)}</p>")
    assert paper.ask("1 + 1") == 2


@pytest.mark.parametrize(
    "tex",
    [
        "\\href{javascript:document.title='ran'}{x}",
        "\\includegraphics{https://example.org/x.png}",
        "\\htmlStyle{position:fixed}{x}",
        "\\htmlData{a=b}{x}",
        "\\text{<img src=x onerror=document.title=1>}",
    ],
)
def test_a_formula_brings_nothing_into_the_page(paper: Paper, tex: str) -> None:
    paper.show(KATEX, f"<p>\\({html.escape(tex)}\\)</p>")
    assert paper.count("main a, main img, main [style*=fixed], main [data-a]") == 0


# --- timers --------------------------------------------------------------------------------------


def test_timers_run_although_the_page_s_own_scripts_do_not(paper: Paper) -> None:
    paper.show(KATEX, "<p>text</p>")
    paper.ask("""globalThis.heard = [];
        const never = setTimeout(() => heard.push("never"), 5);
        clearTimeout(never);
        setTimeout((word) => heard.push(word), 1, "late");
        setTimeout(() => heard.push("later"), 30); 1""")
    paper.wait_for("heard.length === 2")
    assert paper.ask("heard.join()") == "late,later"


# --- diagrams ------------------------------------------------------------------------------------


def test_a_diagram_is_drawn_where_the_site_draws_it(paper: Paper) -> None:
    fence = f'<pre data-line="3"><code class="language-mermaid">{GRAPH}</code></pre>'
    paper.show(MERMAID, fence, f'<div class="mermaid">{GRAPH}</div>', "<p>text</p>")
    paper.wait_for("document.querySelectorAll('main svg').length === 2")
    assert paper.count("pre[data-line='3'] svg") == 1
    label = "document.querySelector('main svg').textContent"
    assert "End & more" in str(paper.ask(label))
    assert "<style" not in str(paper.ask("document.querySelector('main').innerHTML"))
    filled = "getComputedStyle(document.querySelector('main svg .node rect')).fill"
    assert paper.ask(filled) == "rgb(236, 236, 255)", "the theme's own style holds"
    assert paper.count("body > div, body > svg") == 0, "nothing is left lying about"


def test_mermaid_is_loaded_only_for_a_page_with_a_diagram(paper: Paper) -> None:
    paper.show(MERMAID, "<p>text</p>")
    assert paper.ask("typeof mermaid") == "undefined"
    paper.show(Typesetting(), f'<div class="mermaid">{GRAPH}</div>')
    assert paper.ask("typeof mermaid") == "undefined"


def test_a_diagram_with_an_error_shows_its_text_and_what_is_wrong(paper: Paper) -> None:
    paper.show(MERMAID, '<div class="mermaid">graph TD\n  A --</div>')
    paper.wait_for("document.querySelector('.gp-diagram-error') !== null")
    assert "graph TD" in str(paper.ask("document.querySelector('.mermaid').textContent"))
    said = str(paper.ask("document.querySelector('.gp-diagram-error').textContent"))
    assert "error" in said.lower()
    assert paper.count("body > div, body > svg") == 0


def test_a_diagram_stays_while_other_blocks_change(paper: Paper) -> None:
    paper.show(MERMAID, f'<div class="mermaid">{GRAPH}</div>', "<p>one</p>")
    paper.wait_for("document.querySelectorAll('main svg').length === 1")
    paper.ask("globalThis.first = document.querySelector('main svg'); 1")
    paper.ask("galleyproof.patch(1, 1, ['<p>two</p>']); 1")
    assert paper.ask("document.querySelector('main svg') === first") is True


def test_a_diagram_runs_nothing_and_leads_nowhere(paper: Paper) -> None:
    text = (
        "graph TD\n  A[\"<img src=x onerror=document.title='ran'>\"] --> B\n"
        '  click A "javascript:document.title=1"\n  click B call alert()\n'
    )
    paper.show(MERMAID, f'<div class="mermaid">{html.escape(text)}</div>')
    paper.wait_for("document.querySelector('[data-gp-diagram=drawn], .gp-diagram-error') !== null")
    assert paper.ask("document.title") == "Preview"
    assert paper.count("main [onerror], main a[href^=javascript]") == 0


@pytest.mark.parametrize(
    "text",
    [
        "graph TD\n" + "".join(f"A{n} --> A{n + 1}\n" for n in range(290)),
        "graph TD\n" + "".join(f"A --> B{n}\n" for n in range(3_000)),
        "x" * 100_000,
    ],
    ids=["a long chain", "too many edges", "too long"],
)
def test_a_large_diagram_ends(paper: Paper, text: str) -> None:
    paper.show(MERMAID, f'<div class="mermaid">{html.escape(text)}</div>')
    paper.wait_for("document.querySelector('[data-gp-diagram=drawn], .gp-diagram-error') !== null")
