"""Elixir, Haskell, R, Lua, Clojure, Perl and make."""

from pygments.token import Comment, Keyword, Name, Operator, Punctuation, String

from editor.render.rouge.rules import Table, parts, rule

ELIXIR = Table(
    "elixir",
    {
        Keyword.Declaration: "k",
        Name.Attribute: "nv",
        Name.Class: "no",
        Punctuation: rule("ss", ":", before=r"\b[a-z_]\w*[?!]?", after=r"\s"),
        String.Symbol: rule("k", "do else after rescue catch end", after=":"),
        String.Other: rule("sr", before=r"~r.*"),
        String.Heredoc: (
            rule("sd", before=r"@(?:module|type)?doc\s+(?:~[sS])?(?:\"\"\"(?s:[^\"])*)?"),
            rule("sd"),
        ),
    },
)

HASKELL = Table(
    "haskell",
    {
        Comment.Multiline: (
            rule("cp", "{-", after="#"),
            rule("cp", text=r"#(?s:.*)", before=r"\{-"),
            rule("cp", "-}", before="#"),
        ),
        Name.Exception: "n",
        Name.Function: (rule("nf", "\\"), rule("n")),
        Keyword.Type: (
            rule("o", text=r"[:<>|=+*-]+"),
            rule("p", text=r"[\[\]]+"),
            rule(parts(r"(?P<n>')|(?P<p>\[)", "kt"), text="'.*"),
        ),
        Operator.Word: "o",
    },
)

R = Table(
    "r",
    {
        Comment.Single: rule("cd", text=r"#'.*"),
        Keyword.Constant: (rule("nb", "LETTERS letters pi"), rule("n", "...")),
        Keyword.Reserved: (rule("nf", "return switch"), rule("k")),
        Name: rule("nb", "month.abb month.name"),
        Name.Function: (rule("n"),),
        String: (
            rule("s2", text=r'"'),
            rule("s1", text=r"'"),
            rule("s2", after='[^"\n]*"', before=r'"[^"]*'),
            rule("s1", before=r"'[^']*"),
            rule("s2"),
        ),
    },
    space="w",
)

LUA = Table(
    "lua",
    {
        Keyword.Reserved: "k",
        Name.Function: (rule("nf", before=r"\bfunction\s+(?:\w+[.:])*"), rule("n")),
        Name.Property: "n",
        Name.Variable: "n",
        String.Double: "s2",
        String.Single: "s1",
    },
)

CLOJURE = Table(
    "clojure",
    {
        Keyword: (rule(parts(r"(?P<w>\s+)", "nb"), text=r"\.\s*"), parts(r"(?P<w>\s+)", "k")),
        Keyword.Declaration: (
            rule(parts(r"(?P<w>\s+)", "nf"), text=r"(?:declare|defrecord)\s*"),
            parts(r"(?P<w>\s+)", "k"),
        ),
        Name.Builtin: parts(r"(?P<w>\s+)", "nb"),
        Name.Variable: (rule("nb", "name"), rule("n")),
        String.Symbol: rule("no", text=":.*"),
    },
    space="w",
)

PERL = Table(
    "perl",
    {
        Name: rule("nv"),
        Name.Namespace: rule("nv", before=r"\b(?:use|require)\s+"),
        String: (
            rule(
                parts(r"(?P<p>\A\"|\"\Z)|(?P<se>\\.)|(?P<si>[$@](?:\w+|[_!]))", "s2"),
                text=r'"(?s:.*)',
            ),
            rule(parts(r"(?P<p>\A'|'\Z)", "s1"), text=r"'(?s:.*)"),
        ),
    },
)

MAKE = Table(
    "make",
    {
        Comment: "c",
        Comment.Single: "c",
        Name.Function: (rule("nl"),),
    },
    with_line_end=frozenset(("c",)),
)

TABLES = {
    "clojure": CLOJURE,
    "elixir": ELIXIR,
    "haskell": HASKELL,
    "lua": LUA,
    "make": MAKE,
    "perl": PERL,
    "r": R,
}
