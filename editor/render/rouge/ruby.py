"""Ruby."""

from pygments.token import Comment, Keyword, Name, Number, Operator, Punctuation, String, Whitespace

from editor.render.rouge.rules import Table, parts, rule

_CALL = r"(?<![.:])(?:&?\.|::)[ \t]*"
"""A method is called by what stands behind a dot; two dots are a range."""

_KEY = r"(?<![\w:.?])[a-z_]\w*[?!]?"

RUBY = Table(
    "ruby",
    {
        Comment.Hashbang: "c1",
        Name: (
            rule("nf", text=r"[a-z_]\w*[?!]?", before=_CALL),
            rule("nc", text=r"[A-Z]\w*", before=r"\bclass\s+(?:[A-Z]\w*::)*"),
            rule("no", text=r"[A-Z]\w*"),
            rule("k", "defined? class def BEGIN END"),
        ),
        Name.Namespace: "nn",
        Name.Operator: "nf",
        Name.Constant: rule("nc", before=r"\bclass\s+(?:[A-Z]\w*::)+"),
        Name.Class: "nc",
        Name.Builtin: (
            rule("no", text=r"[A-Z]\w*"),
            rule("ss", text=r"[a-z]\w*", after=r":\s", before=r"[({,|\n]\s*"),
        ),
        Name.Builtin.Pseudo: rule("kp", "__FILE__ __LINE__"),
        Keyword.Pseudo: (
            rule("nb", "attr_accessor attr_reader attr_writer"),
            rule("n", "initialize new"),
        ),
        Operator.Word: "n",
        Operator: (
            rule("p", ".", after=r"\s*[a-z_]", before=r"[^.]"),
            rule("mf", ".", before=r"\d", after=r"\d"),
            rule("p", "[ ] [] ? :"),
            rule("nc", "::", before=r"\bclass\s+(?:[A-Z]\w*::)*[A-Z]\w*"),
            rule("p", "::", after=r"[a-z_]"),
            parts(r"(?P<o>&)(?P<p>\.)|(?P<p_>[\[\]])", "o"),
        ),
        Punctuation: rule("ss", ":", before=_KEY, after=r"\s"),
        Whitespace: (
            rule("ss", before=rf"{_KEY}:"),
            rule("sh", text=r"\n\s*", before=r"<<[~-]?(?:\w*[A-Z]+|'\w+'|\"\w+\")[^\n]*"),
        ),
        Number.Integer: (
            rule("mf", after=r"\.\d"),
            rule("mf", before=r"\d\."),
        ),
        String.Delimiter: parts(r"(?P<_>\n)", "no"),
        String.Symbol: rule("n", text=r"[a-z_]\w*", after=r":[^\s:]"),
    },
)

TABLES = {"ruby": RUBY}
