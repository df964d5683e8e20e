"""What a site's own scripts would make of formulas and diagrams, read from a published page.

The scripts themselves never run: ``resources/preview/math.js`` does what they would do, with the
bundled KaTeX and Mermaid.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace

from editor.render.script_texts import arguments_of, strings, values_of, without_comments

_ADDRESS = re.compile(r"\S+")
_MATHJAX = re.compile(r"mathjax[^\s\"'`]*\.js|mathjax@|cdn\.mathjax\.org", re.IGNORECASE)
_ONLY_ASCIIMATH = re.compile(r"config=AM_|asciimath[\w-]*\.js", re.IGNORECASE)
_AUTO_RENDER = re.compile(r"\brenderMathInElement\b")
_MERMAID = re.compile(r"mermaid[^\s\"'`]*\.m?js|mermaid@|\bmermaid\.(?:init|run)", re.IGNORECASE)
_VERSION_2 = re.compile(r"mathjax[@/]v?2\b|MathJax\.Hub|x-mathjax-config|[?&]config=", re.I)
_SELECTOR = re.compile(r"[\w\s.#>,\[\]=\"'^*~:()-]{1,200}")
_SELECTING = r"(?:querySelectorAll|querySelector|getElementsByClassName|\$|jQuery|closest|matches)"
_REPLACING = re.compile(r"replace(?:With|Child)|outerHTML|insertBefore|\.(?:after|before)\(")
_LONGEST_DELIMITER = 40
_MOST_MACROS = 200


@dataclass(frozen=True, slots=True)
class Delimiter:
    """What a formula stands between, and whether it takes a line of its own."""

    left: str
    right: str
    display: bool


_BRACKETED = (Delimiter("\\(", "\\)", False), Delimiter("\\[", "\\]", True))
_DOLLARS = Delimiter("$$", "$$", True)


def _environments(*names: str) -> tuple[Delimiter, ...]:
    return tuple(Delimiter(f"\\begin{{{name}}}", f"\\end{{{name}}}", True) for name in names)


_KATEX_ENVIRONMENTS = _environments("equation", "align", "alignat", "gather", "CD")
_MATHJAX_ENVIRONMENTS = _environments(
    "equation", "equation*", "align", "align*", "alignat", "alignat*", "gather", "gather*",
    "multline", "multline*", "eqnarray", "eqnarray*", "CD", "split", "aligned", "cases", "matrix",
    "pmatrix", "bmatrix", "vmatrix",
)  # fmt: skip
_NEVER_IN = ("script", "noscript", "style", "textarea", "pre", "code")


@dataclass(frozen=True, slots=True)
class Typesetting:
    """What a page's scripts do with formulas and diagrams."""

    math: str | None = None
    """``mathjax``, ``katex``, or None where nothing typesets formulas."""
    delimiters: tuple[Delimiter, ...] = ()
    never_in: tuple[str, ...] = _NEVER_IN
    """Names of elements whose text holds no formulas."""
    never_in_classes: tuple[str, ...] = ()
    again_in_classes: tuple[str, ...] = ()
    """Classes of elements that hold formulas although one around them says that it holds none."""
    escapes: bool = False
    """Whether ``\\$`` is a dollar sign."""
    numbered: bool = True
    """Whether the environments that can number their lines do."""
    macros: Mapping[str, str] | None = None
    mermaid: bool = False
    mermaid_selector: str = ""
    """What the site's script draws, as a CSS selector."""
    mermaid_theme: str = "default"
    mermaid_replaces: bool = False
    """Whether the site's script puts the diagram in place of the block of code it stands in."""

    @property
    def needed(self) -> bool:
        """Whether there is anything to typeset or to draw."""
        return self.math is not None or self.mermaid

    def as_json(self) -> str:
        """Return what ``galleyproof.setTypesetting`` of math.js takes; empty for nothing to do."""
        return json.dumps(asdict(self)) if self.needed else ""

    @property
    def notes(self) -> tuple[str, ...]:
        """What a writer should know of it, in sentences."""
        if self.math != "mathjax":
            return ()
        return ("Formulas are set by KaTeX here and by MathJax on the site.",)


def typesetting_of(
    scripts: Iterable[str], read: Callable[[str], str | None] = lambda _address: None
) -> Typesetting:
    """Return what the scripts of a page do.

    ``scripts`` holds for each of them its address (``src``), or its text; ``read`` returns the
    text of an address that lies in the site, None of any other.
    """
    texts: list[str] = []
    for script in scripts:
        texts.append(without_comments(script))
        if _ADDRESS.fullmatch(script.strip()):
            texts.append(without_comments(read(script.strip()) or ""))
    whole = "\n".join(texts)
    found = _mathjax(whole) or _katex(whole) or Typesetting()
    return _with_diagrams(found, texts) if _MERMAID.search(whole) else found


# --- MathJax -------------------------------------------------------------------------------------


def _mathjax(whole: str) -> Typesetting | None:
    """Rules: the documents of MathJax 2 (tex2jax) and 3 (tex input and document options)."""
    if not _MATHJAX.search(whole) or _ONLY_ASCIIMATH.search(whole):
        return None
    old = _VERSION_2.search(whole) is not None
    inline = _pairs(whole, "inlineMath", (_BRACKETED[0],), display=False)
    display = _pairs(whole, "displayMath", (_DOLLARS, _BRACKETED[1]), display=True)
    environments = () if _is_off(whole, "processEnvironments") else _MATHJAX_ENVIRONMENTS
    prefix = "tex2jax" if old else "mathjax"
    return Typesetting(
        "mathjax",
        (*display, *inline, *environments),
        _names(whole, ("skipTags", "skipHtmlTags"), _NEVER_IN),
        (f"{prefix}_ignore", *_classes(whole, ("ignoreClass", "ignoreHtmlClass"))),
        (f"{prefix}_process", *_classes(whole, ("processClass", "processHtmlClass"))),
        not _is_off(whole, "processEscapes") if not old else _is_on(whole, "processEscapes"),
        _numbers(whole),
        _macros(whole),
    )


def _pairs(
    whole: str, name: str, usual: tuple[Delimiter, ...], *, display: bool
) -> tuple[Delimiter, ...]:
    for value in values_of(whole, name):
        written = [text for text in strings(value) if text != "[+]"]
        pairs = zip(written[::2], written[1::2], strict=False)
        found = tuple(_delimiter(left, right, display=display) for left, right in pairs)
        kept = tuple(one for one in found if one is not None)
        return (*usual, *kept) if "[+]" in value else kept
    return usual


def _delimiter(left: str, right: str, *, display: bool) -> Delimiter | None:
    fits = 0 < len(left) <= _LONGEST_DELIMITER and 0 < len(right) <= _LONGEST_DELIMITER
    return Delimiter(left, right, display) if fits else None


def _names(whole: str, properties: Iterable[str], usual: tuple[str, ...]) -> tuple[str, ...]:
    for name in properties:
        for value in values_of(whole, name):
            written = [text.lower() for text in strings(value)]
            if "[-]" in written:
                return tuple(one for one in usual if one not in written)
            if "[+]" in written:
                return (*usual, *(one for one in written if one != "[+]"))
            return tuple(written)
    return usual


def _classes(whole: str, properties: Iterable[str]) -> tuple[str, ...]:
    """The settings are regular expressions; those in use list class names with bars."""
    for name in properties:
        for value in values_of(whole, name):
            written = next(strings(value), "")
            return tuple(part for part in written.split("|") if re.fullmatch(r"[\w-]+", part))
    return ()


def _is_on(whole: str, name: str) -> bool:
    return any(value.strip() == "true" for value in values_of(whole, name))


def _is_off(whole: str, name: str) -> bool:
    return any(value.strip() == "false" for value in values_of(whole, name))


def _numbers(whole: str) -> bool:
    values = (*values_of(whole, "autoNumber"), *values_of(whole, "tags"))
    return any(text.lower() in ("ams", "all") for value in values for text in strings(value))


_MACRO = re.compile(
    r"""["']?\\{0,2}([A-Za-z]+)["']?\s*:\s*(?:\[\s*)?("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')"""
)


def _macros(whole: str) -> dict[str, str]:
    """KaTeX counts the arguments by itself: from ``#1`` in what a macro stands for."""
    found: dict[str, str] = {}
    for value in (*values_of(whole, "macros"), *values_of(whole, "Macros")):
        for macro in _MACRO.finditer(value):
            if len(found) < _MOST_MACROS:
                found[f"\\{macro[1]}"] = next(strings(macro[2]), "")
    return found


# --- KaTeX ---------------------------------------------------------------------------------------


def _katex(whole: str) -> Typesetting | None:
    """Rules: the documents of KaTeX's auto-render extension."""
    if not _AUTO_RENDER.search(whole):
        return None
    usual = (_DOLLARS, *_BRACKETED, *_KATEX_ENVIRONMENTS)
    found: tuple[Delimiter, ...] = ()
    for value in values_of(whole, "delimiters"):
        found += tuple(_katex_delimiters(value))
    tags = _names(whole, ("ignoredTags",), (*_NEVER_IN, "option"))
    classes = _names(whole, ("ignoredClasses",), ())
    return Typesetting("katex", found or usual, tags, classes, macros=_macros(whole))


def _katex_delimiters(value: str) -> Iterable[Delimiter]:
    for part in re.split(r"\}\s*,", value):
        left = next((text for one in values_of(part, "left") for text in strings(one)), "")
        right = next((text for one in values_of(part, "right") for text in strings(one)), "")
        one = _delimiter(left, right, display=_is_on(part, "display"))
        if one is not None:
            yield one


# --- Mermaid -------------------------------------------------------------------------------------


def _with_diagrams(found: Typesetting, texts: Iterable[str]) -> Typesetting:
    """Add what is drawn. Rule: Mermaid's documents on usage."""
    own = [text for text in texts if "mermaid" in text and not _ADDRESS.fullmatch(text.strip())]
    whole = "\n".join(own)
    selectors = dict.fromkeys(_selectors(whole))
    started = not _is_off(whole, "startOnLoad")
    if started or not selectors or re.search(r"\bmermaid\.(?:init|run)\(\s*\)", whole):
        selectors = {".mermaid": None, **selectors}
    themes = (text for value in values_of(whole, "theme") for text in strings(value))
    return replace(
        found,
        mermaid=True,
        mermaid_selector=", ".join(selectors),
        mermaid_theme=next((one for one in themes if one.isalpha()), "default"),
        mermaid_replaces=_REPLACING.search(whole) is not None,
    )


def _selectors(whole: str) -> Iterable[str]:
    calls = (*arguments_of(whole, _SELECTING), *arguments_of(whole, r"mermaid\.(?:init|run)"))
    found = [text for call in calls for text in strings(call)]
    found += [text for text in strings(whole) if text == "language-mermaid"]
    for text in found:
        if "mermaid" in text and _SELECTOR.fullmatch(text):
            bare = re.fullmatch(r"[\w-]+", text) is not None
            yield f".{text}" if bare else text.strip()
