"""Formats that hold data: JSON, YAML, TOML, INI, and what differs between two texts."""

from pygments.token import (
    Comment,
    Error,
    Generic,
    Keyword,
    Literal,
    Name,
    Number,
    Operator,
    Punctuation,
    String,
    Text,
)

from editor.render.rouge.rules import Table, parts, rule

_ESCAPED = parts(r"(?P<se>\\(?:u[\da-fA-F]{4}|.))", "s2")
_NO_JSON = parts(
    r"(?P<w>\s+)|(?P<s2>\"[^\"\n]*\")|(?P<p>[\[\]{},:])|(?P<kc>\b(?:true|false|null)\b)"
    r"|(?P<mi>\b\d+\b)",
    "err",
)

JSON = Table(
    "json",
    {
        Comment.Multiline: _NO_JSON,
        Comment.Single: _NO_JSON,
        Name.Tag: "nl",
        Number.Float: rule("mi", text=r"-?\d+[eE].*"),
        String.Double: _ESCAPED,
    },
    space="w",
)
JSON_WITH_COMMENTS = Table("json", {Name.Tag: "nl", String.Double: _ESCAPED}, space="w")

_KEY_OF_TOML = rule("py", before=r"(?:^|[{,])[ \t]*(?:[\w.'\"-]+\.)?", after=r"[\w.'\" -]*=")
_HEADING = rule("nn", before=r"^[ \t]*\[\[?[^\]\n]*", after=r"[^=\n]*\]\]?\s*(?:#.*)?$")

TOML = Table(
    "toml",
    {
        Comment.Single: "c",
        Name: (_HEADING, _KEY_OF_TOML),
        Keyword: (rule("nn"),),
        Operator: "p",
        Punctuation: rule("p"),
        Literal.Date: parts(r"(?P<p>[:.+])|(?P<n>[TZ])|(?P<mi>[\d-]+)", "mi"),
        String.Single: (_HEADING, _KEY_OF_TOML, rule("s")),
        String.Double: (_HEADING, _KEY_OF_TOML, rule("s")),
    },
)

INI = Table(
    "ini",
    {
        Comment: "c",
        Name.Attribute: (rule("py", after=r"\s*="), rule("err")),
        Operator: "p",
        Keyword: "nn",
        String: parts(r"(?P<se>\\.)", "s"),
        Error: "s",
    },
    with_line_end=frozenset(("c",)),
)

_CONSTANTS = r"(?:true|false|yes|no|on|off|null|~|True|False|TRUE|FALSE|Null|NULL)"
_END = r"[ \t]*(?:$|[ \t]#|[,\]}])"

_OPENING = r"(?:^|[\s\[{,(])"

YAML = Table(
    "yaml",
    {
        Comment.Single: "c1",
        Keyword.Type: "kt",
        Literal.Scalar.Plain: (
            rule("no", text=r"true|false|null|~", after=_END),
            rule("m", text=r"[-+]?\d+(?:\.\d+)?", after=_END, before=r"[:\-\[,][ \t]*"),
            rule("s"),
        ),
        Name.Constant: "s",
        Name.Label: "nl",
        Name.Tag: (rule("na"),),
        Punctuation: (rule("pi", ": -"), rule("p")),
        Punctuation.Indicator: rule("pi", text=r"[\[\]{},:?|>-].*"),
        String: (
            rule("s2", text=r'"', before=_OPENING),
            rule("s1", text=r"'", before=_OPENING),
            rule("s"),
        ),
        Number: "m",
    },
)

_ADDED = rule("gi", text=r"\+(?s:.*)")
DIFF = Table(
    "diff",
    {
        Error: (_ADDED, rule("gi", before=r"^\+.*")),
        Generic.Heading: "gh",
        Generic.Subheading: parts(r"(?P<p>\A@@[^@\n]*@@)(?P<_>.*)", "p"),
        Generic.Inserted: "gi",
        Generic.Strong: "p",
        Text: (rule("", text=r"\s+"), rule("p", text=r"(?s:.*)", before=r"\A")),
    },
    with_line_end=frozenset(("gi", "gd", "gh")),
)

TABLES = {
    "diff": DIFF,
    "ini": INI,
    "json": JSON,
    "json-doc": JSON_WITH_COMMENTS,
    "toml": TOML,
    "yaml": YAML,
}
