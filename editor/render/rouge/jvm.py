"""Java and Kotlin."""

from pygments.token import Keyword, Name, Number, Operator, Punctuation, String, Whitespace

from editor.render.rouge.rules import Table, parts, rule

_CONSTANT = r"[A-Z][A-Z_\d]*"
_METHOD = rule("nf", before=r"^[ \t]*(?:[\w.\[\]@]+(?:<[^()\n]*>)?(?:\[\])*\s+)+", after=r"\s*\(")
"""Words before a name with a bracket behind it look like a declaration."""

_LABELLED = r"\b[A-Za-z_]\w*"

JAVA = Table(
    "java",
    {
        Name: (
            _METHOD,
            rule("kt", "var"),
            rule("kn", "import package"),
            rule("nl", after=":"),
            rule("no", text=_CONSTANT),
            rule("nc", text=r"[A-Z]\w*"),
        ),
        Name.Namespace: rule("na", before=r"\.\s*"),
        Name.Function: (_METHOD, rule("n")),
        Keyword.Namespace: rule(parts(r"(?P<nn>\s+static)", "kn"), text=".*static"),
        Keyword.Declaration: (
            rule("kt", "var"),
            rule(
                "n",
                """
                exports module open opens permits provides record requires sealed to transitive
                uses with yield
                """,
            ),
        ),
        Operator: rule("nl", ":", before=_LABELLED),
        Punctuation: (rule("nl", ":", before=_LABELLED), rule("o")),
    },
)

_IN_TEMPLATE = rule("s", before=r'"[^"\n]*\$(?:\{[^}"\n]*)?')
_PLAIN_NAMES = (
    rule("k", "class", before="::"),
    rule("nc", text=r"`?[A-Z]\w*`?"),
    rule(parts(r"(?P<p>\?)\Z", "nc"), text=r"[A-Z]\w*\?"),
    rule("nf", after=r"\s*[({]"),
    rule("n"),
)
_KOTLIN_NAMES = (_IN_TEMPLATE, *_PLAIN_NAMES)

KOTLIN = Table(
    "kotlin",
    {
        Name: _KOTLIN_NAMES,
        Name.Attribute: _KOTLIN_NAMES,
        Name.Builtin: _KOTLIN_NAMES,
        Name.Variable: (rule("py", before=r"\b(?:val|var)\s+"), _IN_TEMPLATE),
        Keyword: (_IN_TEMPLATE, rule("n", "init")),
        Keyword.Constant: "k",
        Keyword.Declaration: (
            rule("kd", "val var class interface object"),
            rule("kd", "data", after=r"\s+class"),
            rule("n", "data value"),
            rule("k"),
        ),
        Keyword.Type: (rule("nc"),),
        Operator: (_IN_TEMPLATE, rule("o", ":: ?: .. ?. !!"), rule("p")),
        Punctuation: (_IN_TEMPLATE, rule("o", ".", after=r"\."), rule("o", ".", before=r"\.")),
        Number: (
            _IN_TEMPLATE,
            rule("mf", text=r".*\..*|\d+[fF]"),
            rule("mf", after=r"[\d_]*\.\d"),
            rule("mi"),
        ),
        String.Interpol: "s",
        Whitespace: (_IN_TEMPLATE, rule("kd", before=r"\bdata", after=r"class\b")),
    },
)

TABLES = {"java": JAVA, "kotlin": KOTLIN}
