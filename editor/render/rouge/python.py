"""Python."""

from pygments.token import Comment, Keyword, Name, Number, Operator, String

from editor.render.rouge.rules import Table, parts, rule

_DEFINED = rule("nf", before=r"\bdef\s+")

PYTHON = Table(
    "python",
    {
        Comment.Hashbang: "c1",
        Name: rule("nb", "exit file unicode"),
        Name.Builtin: (
            rule("k", "print", before=r"(?<!\.)"),
            rule("n", "aiter breakpoint frozendict sentinel"),
        ),
        Name.Builtin.Pseudo: (rule("nb", "NotImplemented"), rule("n", "cls")),
        Name.Decorator: parts(r"(?P<o>@)(?P<n>[\w.]+)", "n"),
        Name.Exception: (rule("n", "EncodingWarning PermissionError"), rule("nb")),
        Name.Function.Magic: (_DEFINED, rule("n")),
        Name.Namespace: rule("n", before=r"\bas\s+"),
        Name.Variable.Magic: "n",
        Keyword: rule("n", "case match"),
        Keyword.Constant: "bp",
        Keyword.Namespace: rule("k", before=r"\.|\n\s+\.\.\.\s"),
        Operator: rule("p", "."),
        Number.Integer: rule("mf", after="[jJ]"),
        String.Single: "s",
        String.Double: "s",
        String.Doc: "s",
    },
    with_line_end=frozenset(("c1",)),
)

TABLES = {"python": PYTHON}
