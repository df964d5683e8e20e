"""What the scripts that sites load for formulas and diagrams would do, read but never run."""

import json

import pytest

from editor.render.typesetting import Typesetting, typesetting_of

MATHJAX_2 = "https://cdnjs.cloudflare.com/ajax/libs/mathjax/2.7.9/MathJax.js?config=TeX-AMS_CHTML"
MATHJAX_3 = "https://cdn.jsdelivr.net/npm/mathjax@3/es5/tex-mml-chtml.js"
KATEX = "https://cdn.jsdelivr.net/npm/katex@0.16.9/dist/contrib/auto-render.min.js"
MERMAID = "https://cdn.jsdelivr.net/npm/mermaid@10/dist/mermaid.min.js"


def pairs(found: Typesetting, *, display: bool) -> list[tuple[str, str]]:
    """Return the delimiters that are no environments."""
    return [
        (one.left, one.right)
        for one in found.delimiters
        if one.display is display and not one.left.startswith("\\begin")
    ]


def environments(found: Typesetting) -> list[str]:
    return [one.left for one in found.delimiters if one.left.startswith("\\begin")]


@pytest.mark.parametrize(
    "scripts",
    [
        (),
        ("/assets/main.js", "https://example.org/analytics.js"),
        ("window.MathJax = { tex: {} };",),
        (f"// load('{MATHJAX_3}')",),
        (f"/* {KATEX} renderMathInElement(document.body) */",),
        ("https://cdn/mathjax/2.7/MathJax.js?config=AM_HTMLorMML",),
        ("https://cdn/katex.min.js",),
    ],
)
def test_a_page_without_such_scripts_typesets_nothing(scripts: tuple[str, ...]) -> None:
    found = typesetting_of(scripts)
    assert found == Typesetting()
    assert found.as_json() == ""
    assert found.notes == ()


@pytest.mark.parametrize("address", [MATHJAX_2, MATHJAX_3, f"s.src = '{MATHJAX_3}';"])
def test_mathjax_as_it_comes(address: str) -> None:
    found = typesetting_of((address,))
    assert found.math == "mathjax"
    assert pairs(found, display=False) == [("\\(", "\\)")]
    assert pairs(found, display=True) == [("$$", "$$"), ("\\[", "\\]")]
    assert "\\begin{align*}" in environments(found)
    assert not found.numbered
    assert found.notes == ("Formulas are set by KaTeX here and by MathJax on the site.",)


@pytest.mark.parametrize(
    "config",
    [
        "MathJax.Hub.Config({ tex2jax: { inlineMath: [['$','$'], ['\\\\(','\\\\)']] } });",
        'MathJax.Hub.Config({"tex2jax":{"inlineMath":[["$","$"],["\\\\(","\\\\)"]]}});',
        "window.MathJax = { tex: { inlineMath: [\n ['$', '$'], // one\n [`\\\\(`, `\\\\)`] ] } }",
    ],
)
def test_dollars_in_the_line_when_the_site_says_so(config: str) -> None:
    found = typesetting_of((config, MATHJAX_2))
    assert pairs(found, display=False) == [("$", "$"), ("\\(", "\\)")]


def test_dollars_beside_the_usual() -> None:
    found = typesetting_of((MATHJAX_3, "MathJax = {tex: {inlineMath: {'[+]': [['$', '$']]}}}"))
    assert pairs(found, display=False) == [("\\(", "\\)"), ("$", "$")]


def test_what_is_commented_out_has_no_effect() -> None:
    found = typesetting_of((MATHJAX_3, "MathJax = {tex: { // inlineMath: [['$','$']]\n}}"))
    assert pairs(found, display=False) == [("\\(", "\\)")]


def test_a_setting_in_a_script_of_the_site() -> None:
    asked: list[str] = []

    def read(address: str) -> str | None:
        asked.append(address)
        return "MathJax = {tex: {inlineMath: [['$','$']]}}" if "setup" in address else None

    found = typesetting_of(("/js/setup.js", MATHJAX_3), read)
    assert pairs(found, display=False) == [("$", "$")]
    assert asked == ["/js/setup.js", MATHJAX_3]


def test_further_settings_of_mathjax() -> None:
    config = """MathJax.Hub.Config({
      TeX: { equationNumbers: { autoNumber: "AMS" },
             Macros: { RR: "{\\\\mathbb{R}}", bold: ["{\\\\bf #1}", 1] } },
      tex2jax: { skipTags: ['script', 'PRE'], ignoreClass: "no-math|x", processClass: 'math',
                 processEscapes: true, processEnvironments: false } });"""
    found = typesetting_of((MATHJAX_2, config))
    assert found.numbered
    assert found.macros == {"\\RR": "{\\mathbb{R}}", "\\bold": "{\\bf #1}"}
    assert found.never_in == ("script", "pre")
    assert found.never_in_classes == ("tex2jax_ignore", "no-math", "x")
    assert found.again_in_classes == ("tex2jax_process", "math")
    assert found.escapes
    assert environments(found) == []


def test_katex_as_it_comes_and_as_it_is_told() -> None:
    call = "renderMathInElement(document.body);"
    usual = typesetting_of((KATEX, call))
    assert usual.math == "katex"
    assert pairs(usual, display=True) == [("$$", "$$"), ("\\[", "\\]")]
    assert usual.numbered
    assert usual.notes == ()
    told = """renderMathInElement(document.body, { delimiters: [
        {left: '$$', right: '$$', display: true}, {left: "$", right: "$", display: false},
        {left: '\\\\(', right: '\\\\)', display: false} ], ignoredTags: ["pre"],
        macros: {"\\\\f": "f(#1)"} });"""
    found = typesetting_of((KATEX, told))
    assert pairs(found, display=True) == [("$$", "$$")]
    assert pairs(found, display=False) == [("$", "$"), ("\\(", "\\)")]
    assert found.never_in == ("pre",)
    assert found.macros == {"\\f": "f(#1)"}


@pytest.mark.parametrize(
    ("script", "selector", "replaces"),
    [
        ("mermaid.initialize({startOnLoad:true});", ".mermaid", False),
        ("mermaid.init(undefined, '.language-mermaid');", ".mermaid, .language-mermaid", False),
        (
            """mermaid.initialize({startOnLoad: false});
            mermaid.run({querySelector: 'pre > code.language-mermaid'});""",
            "pre > code.language-mermaid",
            False,
        ),
        (
            """document.querySelectorAll("pre code.language-mermaid").forEach(e => {
            let d = document.createElement('div'); d.className = 'mermaid';
            e.parentNode.replaceWith(d); })""",
            ".mermaid, pre code.language-mermaid",
            True,
        ),
        (
            "for (let c of all) if (c.className == 'language-mermaid') c.x = 1; mermaid.run()",
            ".mermaid, .language-mermaid",
            False,
        ),
        ('$(".x{}mermaid").y(); $("</a>mermaid;")', ".mermaid", False),
    ],
)
def test_what_mermaid_draws(script: str, selector: str, replaces: bool) -> None:
    found = typesetting_of((MERMAID, f"{script} // mermaid"))
    assert found.mermaid
    assert found.math is None
    assert (found.mermaid_selector, found.mermaid_replaces) == (selector, replaces)


def test_a_theme_of_mermaid_and_formulas_beside_it() -> None:
    module = (
        "import mermaid from 'https://cdn.jsdelivr.net/npm/mermaid@10/dist/mermaid.esm.min.mjs';"
        "mermaid.initialize({ theme: 'forest' });"
    )
    found = typesetting_of((module, MATHJAX_3))
    assert (found.mermaid_theme, found.math) == ("forest", "mathjax")
    told = json.loads(found.as_json())
    assert told["mermaid"] is True
    assert told["delimiters"][0] == {"left": "$$", "right": "$$", "display": True}
