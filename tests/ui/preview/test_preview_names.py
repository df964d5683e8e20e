"""No name that a page gives to its elements reaches the scripts that run beside it."""

import pytest
from preview_probe import ask, page_of
from pytestqt.qtbot import QtBot

from editor.render.exchange import Article, Frame, Published
from editor.render.typesetting import typesetting_of
from editor.ui.preview.preview_pane import PreviewPane

pytestmark = pytest.mark.qt_log_ignore(
    "^QRhiGles2: Failed to create (temporary )?context$",
    "^Failed to create RHI for backend: OpenGL$",
    "^GPUInfo not initialized on GpuInfoUpdate$",
    r"^This plugin does not support propagateSizeHints\(\)$",
)
NAMES = "(() => { const all = []; for (const name in {}) all.push(name); return all.join(); }})()"


def show_on(qtbot: QtBot, pane: PreviewPane, around: str, *blocks: str, typeset: str = "") -> None:
    html = f"{around}<article><gp-place></gp-place></article>"
    frame = Frame(str(hash(html)), {}, {}, (), html, "gp-place", typesetting=typeset)
    published = Published("exact", frame_key=frame.key, frame=frame)
    with qtbot.waitSignal(pane.article_shown):
        pane.show_article(Article(blocks, "/", published=published))


def names(qtbot: QtBot, pane: PreviewPane, of: str) -> list[str]:
    return str(ask(qtbot, page_of(pane), NAMES.replace("{}", of, 1).replace("}}", "}"))).split(",")


@pytest.mark.parametrize("control", ["<input name={}>", "<img id={}>", "<button id={}>x</button>"])
def test_a_form_full_of_names_is_shown_and_changed_as_any_other(
    qtbot: QtBot, pane: PreviewPane, control: str
) -> None:
    of_forms = names(qtbot, pane, "HTMLFormElement.prototype")
    form = f"<form>{''.join(control.format(name) for name in of_forms)}</form>"

    show_on(qtbot, pane, form, form, "<p>one</p>")
    show_on(qtbot, pane, form.replace("form", "section"), "<p>two</p>", form)
    show_on(qtbot, pane, f"<form class=other>{form[6:]}", form, "<p>three</p>")

    assert len(of_forms) > 200
    assert ask(qtbot, page_of(pane), "document.querySelectorAll('form.other').length") == 1
    assert ask(qtbot, page_of(pane), "document.querySelector('article p').textContent") == "three"


@pytest.mark.parametrize("shape", ["<a id={0}>x</a>", "<form id={0}></form><form id={0}></form>"])
def test_what_the_libraries_ask_for_is_never_an_element(
    qtbot: QtBot, pane: PreviewPane, shape: str
) -> None:
    asked = ("exports", "module", "define", "galleyproof", "setTimeout", "clearTimeout", "katex")
    show_on(qtbot, pane, "".join(shape.format(name) for name in asked), "<p>x</p>")

    own = f"{list(asked[:3])}.every(name => globalThis[name] === undefined)"
    kept = "typeof galleyproof.patch + typeof setTimeout + typeof clearTimeout"
    assert ask(qtbot, page_of(pane), own) is True
    assert ask(qtbot, page_of(pane), kept) == "functionfunctionfunction"


def test_formulas_are_set_on_a_page_that_names_what_katex_looks_for(
    qtbot: QtBot, pane: PreviewPane
) -> None:
    script = "https://cdn.example/katex.min.js", "renderMathInElement(document.body)"
    told = typesetting_of(script, lambda _address: None).as_json()
    taken = "<a id=exports>x</a><a id=module>x</a><a id=define>x</a><a id=gp-katex>x</a>"

    show_on(qtbot, pane, taken, "<p>\\(a\\)</p>", typeset=told)

    assert ask(qtbot, page_of(pane), "document.querySelectorAll('article .katex').length") == 1
