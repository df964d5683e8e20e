"""HTML, XML and style sheets."""

from collections.abc import Mapping

from pygments.token import (
    Comment,
    Error,
    Keyword,
    Name,
    Number,
    Operator,
    Punctuation,
    String,
    Text,
    _TokenType,
)

from editor.render.rouge.css_words import COLOURS, PROPERTIES, VALUES
from editor.render.rouge.javascript import JAVASCRIPT
from editor.render.rouge.rules import Steps, Table, rule

XML = Table("xml", {Comment.Multiline: "c"})

_PREFIX = r"(?:-(?:webkit|moz|ms|o|khtml)-)"
_IN_RULE = r"(?:\{|;|\*/)\s*"
_WORDS = (
    rule("no", COLOURS),
    rule("nb", VALUES),
    rule("n"),
)
_AT_RULE = rule("n", before=r"@(?:media|supports|include|mixin|import)[^{};]*")
_NAMES = (
    _AT_RULE,
    rule("nl", PROPERTIES, before=_IN_RULE, after=r"\s*:"),
    rule("py", before=_IN_RULE, after=r"\s*:(?!hover|focus)"),
    *_WORDS,
)

_STYLE: Mapping[_TokenType, Steps] = {
    Comment: "c",
    Comment.Preproc: "cp",
    Keyword: (rule("k", "import charset page", before="@"), rule("k", text="[@&].*"), *_NAMES),
    Keyword.Constant: _WORDS,
    Keyword.Pseudo: (rule("nl", before=_IN_RULE),),
    Keyword.Type: "m",
    Keyword.Reserved: "cp",
    Name: _NAMES,
    Name.Builtin: _WORDS,
    Name.Builtin.Pseudo: "n",
    Name.Class: "nc",
    Name.Decorator: "nd",
    Name.Function: "n",
    Name.Namespace: "nf",
    Name.Tag: (_AT_RULE,),
    Name.Variable: (rule("py", before=_IN_RULE, after=r"\s*:"), rule("n")),
    Number.Float: "m",
    Number.Integer: "m",
    Number.Hex: "m",
    Operator: (rule("o")),
    Punctuation: (
        rule("nc", ".", after=r"[\w-]"),
        rule("nf", "#", after=r"[\w-]"),
        rule("nd", text="::?", after=r"[\w-]+[^;{}]*\{"),
        rule("nd", text="::?", after=r"[\w-]+[^;{}\n]*,\s*$"),
    ),
    String.Single: "s2",
    String.Double: "s1",
}

CSS = Table("css", _STYLE)

_MARKUP: Mapping[_TokenType, Steps] = {
    **_STYLE,
    **JAVASCRIPT.classes,
    Comment.Multiline: (rule("c", text=r"<!--(?s:.*)"), rule("cm")),
    Comment: (rule("c", text=r"<!--(?s:.*)"), rule("cm")),
    Comment.Preproc: "cp",
    Name.Attribute: (),
    Name.Builtin: (),
    Name.Function: (),
    Name.Tag: (),
    Keyword: (rule("nl", PROPERTIES, after=r"\s*:"), rule("kd", "extends static")),
    Keyword.Constant: (rule("no", COLOURS), rule("nb", VALUES)),
    String: "s",
    Operator: (
        rule("na", "=", before=r"<[^<>]*[\s\"'][^\s<>=]+\s*", after=r"\s*[\"'\w{#/]"),
        rule("p", ": ?"),
    ),
    Punctuation: (
        rule("nt", text=r"</?|/?>|/"),
        rule("o", "=>"),
        rule("nc", ".", after=r"[\w-]+[^;(){}]*\{"),
        rule("nf", "#", after=r"[\w-]+[^;(){}]*\{"),
        rule("nd", text="::?", after=r"[\w-]+[^;(){}]*\{"),
    ),
    Error: "err",
}

HTML = Table("html", _MARKUP)

_IN_TAG = r"\{[{%][^%}]*"
LIQUID = Table(
    "liquid",
    {
        Name.Attribute: (rule("nf", before=r"\|\s*"), rule("nv", before=_IN_TAG)),
        Name.Function: (rule("nf", before=_IN_TAG), rule("")),
        String.Double: (rule("s2", before=_IN_TAG), rule("")),
        String.Single: (rule("s1", before=_IN_TAG), rule("")),
        Text: (
            rule("w", text=r"\s+", before=_IN_TAG),
            rule("nt", "in with reversed", before=_IN_TAG),
            rule("s2", text='".*"', before=_IN_TAG),
            rule("p", text=r"[.,|:]+", before=_IN_TAG),
            rule("nv", text=r"\S+", before=_IN_TAG),
        ),
    },
    space="w",
)
SCSS = Table(
    "scss",
    {
        **_STYLE,
        Comment.Multiline: "cm",
        Comment.Single: "c1",
        Name.Attribute: "nl",
        Name.Tag: (
            _AT_RULE,
            rule("nl", PROPERTIES, after=r"\s*:"),
            rule("m", text=r"\d.*"),
            rule("nb", VALUES, before=r":[^;{}]*"),
            rule("no", COLOURS, before=r":[^;{}]*"),
            rule("n", before=r":[^;{}]*"),
            rule("na"),
        ),
        Name.Namespace: rule("mh", text=r"#?[\da-fA-F]{3,8}", before=r":[^;{}]*"),
        Name.Variable: "nv",
        Name.Constant: (rule("no", COLOURS), rule("nb", VALUES), rule("n")),
        Name.Decorator: rule("p", ":", before=r"[\w-]\s*", after=r"\s"),
        Operator: rule("p", text=r"[;:,{}()]"),
        Number.Hex: "mh",
        Number.Float: "m",
        Number.Integer: "m",
    },
)

TABLES = {"css": CSS, "html": HTML, "liquid": LIQUID, "scss": SCSS, "xml": XML}
