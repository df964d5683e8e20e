"""Scala."""

from pygments.token import Keyword, Name, Operator, Punctuation, String

from editor.render.rouge.rules import Table, rule

_IN_TEMPLATE = rule("s", before=r"\b[sf]\"[^\"\n]*\$(?:\{[^}\"\n]*)?")
_OF_TYPE = r"(?:(?<!:):|<:|>:|\[|\btype|\[[\w\[\], ]*,)\s*"

_NAMES = (
    rule("nn", before=r"\b(?:import|package)\s+[\w.]*(?:\{[\w, ]*)?"),
    _IN_TEMPLATE,
    rule("kt", before=_OF_TYPE, text=r"[A-Z]\w*"),
    rule("kt", before=rf"{_OF_TYPE}(?:\w+\.)+", text=r"[A-Z]\w*"),
    rule("nc", before=r"\b(?:class|object|trait|enum)\s+"),
    rule("nv", before=r"\b(?:val|var)\s+"),
    rule("kt", before=_OF_TYPE, after=r"\."),
    rule("py", before=r"\.\s*"),
    rule("nv", after=r"\.\w"),
    rule("nc", text=r"[A-Z]\w*"),
    rule("nf", after=r"\("),
    rule("n"),
)

SCALA = Table(
    "scala",
    {
        Keyword: (
            rule("n", "derives enum given inline"),
            rule("py", "asInstanceOf isInstanceOf", before=r"\."),
        ),
        Keyword.Declaration: "k",
        Name: _NAMES,
        Name.Class: _NAMES,
        Name.Namespace: (rule("nn"),),
        Name.Builtin.Pseudo: "k",
        Operator: (
            _IN_TEMPLATE,
            rule("o", "=", before=r":\s*[\w.]+(?:\[[\w\[\]., ]*\])?\s+"),
            rule("k", "<% <- <: = => >: : @ #"),
        ),
        Punctuation: (
            _IN_TEMPLATE,
            rule("nn", before=r"\b(?:import|package)\s+[\w.]*"),
            rule("k", ":"),
            rule("o"),
        ),
        String.Interpol: "s",
    },
)

TABLES = {"scala": SCALA}
