"""Swift."""

from pygments.token import (
    Comment,
    Error,
    Keyword,
    Name,
    Number,
    Operator,
    Punctuation,
    String,
    Whitespace,
)

from editor.render.rouge.rules import Table, parts, rule

_KEYWORDS = """
    Type associativity didSet get infix inout isolated mutating new none nonmutating override
    postfix precedence precedencegroup prefix rethrows set throws unowned weak willSet
    Self __COLUMN__ __FILE__ __FUNCTION__ __LINE__ dynamicType self super async await actor
"""
_DECLARATIONS = "fileprivate nonisolated open some convenience dynamic final indirect lazy optional"
_CAPITAL = r"[A-Z]\w*"
_CALLED = r"[?!]?\s*\("
_DIRECTIVE = r"^[ \t]*#[^\n]*"

_NAMES = (
    rule("cp", before=_DIRECTIVE),
    rule("kd", before=r"@"),
    rule("nv", before=r"\b(?:let|var)\s+"),
    rule("kt", text=_CAPITAL),
    rule("nf", after=_CALLED),
    rule("k", f"{_KEYWORDS} case default"),
    rule("nv", after=r"\s*:"),
    rule("kd", f"{_DECLARATIONS} required"),
    rule("n"),
)

SWIFT = Table(
    "swift",
    {
        Comment: rule("cp", before=_DIRECTIVE),
        Comment.Special: "c1",
        Name: _NAMES,
        Name.Builtin: _NAMES,
        Name.Builtin.Pseudo: _NAMES,
        Name.Class: (rule("kt", text=_CAPITAL), rule("n")),
        Name.Function: (rule("n", after=r"\s*<"), rule("nf")),
        Keyword: (
            rule("cp", text="#.*", before=r"^[ \t]*"),
            rule("kd", text="#.*"),
            rule("nv", text=r"(?!default|case)[a-z]\w*", after=r"\s*:"),
            rule("nv", before="`", after="`"),
            rule("nf", text=r"(?!(?:switch|if|while|for|case)\b)[a-z].*", after=r"\s*\("),
        ),
        Keyword.Declaration: (
            rule("nf", "init deinit subscript", after=_CALLED),
            rule("k", "let var operator"),
        ),
        Keyword.Reserved: (
            rule("nv", text=r"[a-z]\w*", after=r"\s*:"),
            rule("kd", text=f"@.*|{_DECLARATIONS.replace(' ', '|')}|required"),
            rule("kt", "Protocol"),
            rule("nf", after=r"\("),
            rule("n", "left right"),
            rule("k"),
        ),
        Keyword.Constant: (
            rule("nv", text=r"\w+", after=r"\s*:"),
            rule("kd", text="#.*"),
            rule("n", "_"),
            rule("k", _KEYWORDS),
        ),
        Error: (
            rule("p", "\\"),
            rule("nv", before=r"\b(?:let|var)\s+"),
            rule("nv", after=r"\s*:"),
            rule("n", text=r"[^\x00-\x7f]+"),
        ),
        Number.Integer: rule("cp", before=_DIRECTIVE),
        Number.Float: (
            rule("cp", before=_DIRECTIVE),
            rule(parts(r"(?P<o>\.)", "mi"), text=r"\d+\."),
        ),
        Operator: (rule("cp", before=_DIRECTIVE), rule("k", text="[?!]", before=r"\bas")),
        Punctuation: (
            rule("cp", before=_DIRECTIVE),
            rule("cp", "#", before=r"^[ \t]*"),
            rule("k", text="[?!]", before=r"\b(?:as|try)"),
            rule("kd", "@", after=r"\w"),
            rule("kd", "(", before=r"\b(?:private|internal|unowned|fileprivate)"),
            rule("kd", ")", before=r"\b(?:private|internal|unowned|fileprivate)\(\w+"),
            rule("o", text=r"[.=&!<>|-]+"),
            rule("o", "->"),
        ),
        String.Interpol: "se",
        Whitespace: rule("cp", text=r"[ \t]+", before=_DIRECTIVE),
    },
)

TABLES = {"swift": SWIFT}
