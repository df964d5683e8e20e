"""C, C++ and Objective-C."""

from collections.abc import Mapping

from pygments.token import Comment, Keyword, Name, Number, Operator, Punctuation, Text, _TokenType

from editor.render.rouge.rules import Steps, Table, parts, rule

_NEW_WORDS = """
    _Countof _Pragma alignas alignof asm complex constexpr countof defer fortran imaginary noreturn
    static_assert thread_local typeof typeof_unqual
"""

_C: Mapping[_TokenType, Steps] = {
    Comment.Multiline: rule("c1", before=r"^#\s*include[^\n]*"),
    Comment.Single: rule("cp", before=r"^#[^\n]*"),
    Name: rule("nf", before=r"^\s*(?:\w+[*&\s]+)+", after=r"\s*\([^;{]*\)\s*\{"),
    Name.Attribute: "n",
    Name.Builtin: (rule("n", "nullptr FALSE TRUE"),),
    Name.Class: "n",
    Name.Constant: "n",
    Name.Label: (rule("n", before=r"^[ \t]{2,}"),),
    Keyword: (rule("nl", "default", after=":"), rule("n", _NEW_WORDS)),
    Keyword.Type: (
        rule("n", "_BitInt _Decimal128 _Decimal32 _Decimal64 __int128 bool"),
        rule("k", "_Atomic"),
    ),
    Operator: rule("nl", ":", before=r"\bdefault"),
    Number.Integer: parts(r"(?P<o>\A-)", "mi"),
    Number.Float: (
        rule(parts(r"(?P<p>\.)|(?P<n>[fF]\Z)", "mi"), text=r"\d+\.\d+[fF]"),
        parts(r"(?P<o>\A-)", "mf"),
    ),
    Punctuation: rule("o", "..."),
}

C = Table("c", _C, with_line_end=frozenset(("cp",)))

_CPP: Mapping[_TokenType, Steps] = {
    Comment.Single: rule("cp", before=r"^#[^\n]*"),
    Comment.Preproc: parts(r"\A(?P<cp>\n)\n+", "cp"),
    Name.Attribute: "n",
    Name.Constant: "n",
    Name.Namespace: "n",
    Name: rule("nf", before=r"^\s*(?:[\w:]+[*&\s]+)+", after=r"\s*\([^;{]*\)\s*\{"),
    Name.Function: (
        rule(parts(r"(?P<o>::)", "n"), text=r".*::.*"),
        rule("n", after=r"\s*\((?![^;{]*\)\s*(?:const\s*)?\{)"),
    ),
    Keyword: (
        rule("nl", "private public protected default", after=":(?!:)"),
        rule(
            "n",
            """
            _Pragma and and_eq bitand bitor compl contract_assert countof defer fortran import
            module not not_eq or or_eq post pre typeof typeof_unqual xor xor_eq
            """,
        ),
        rule("kr", "__restrict"),
    ),
    Keyword.Reserved: rule("k", "restrict"),
    Keyword.Type: rule("n", "_BitInt __int128 byte"),
    Operator: (
        rule("nl", ":", before=r"\b(?:private|public|protected|default)"),
        rule("p", ">", before=r"\btemplate\s*<[^;\n]*"),
    ),
    Number.Integer: parts(r"(?P<o>\A-)", "mi"),
    Number.Float: (
        rule(parts(r"(?P<o>\A-)|(?P<n>[fF]\Z)", "mf"), text=r"-?[\d.]+[fF]"),
        parts(r"(?P<o>\A-)", "mf"),
    ),
    Punctuation: rule("o", "..."),
}

CPP = Table("cpp", _CPP, with_line_end=frozenset(("cp",)))

_MESSAGE = rule(
    "nf", before=r"\[\s*(?:[\w.]+|\[[^\]]*\]|@\"[^\"]*\"|\([^)]*\)\w+)\s+", after=r"\s*\]"
)

OBJECTIVE_C = Table(
    "objective-c",
    {
        **_C,
        Comment.Multiline: (),
        Name: (
            rule("nc", before=r"@(?:interface|implementation|protocol|class)\s+"),
            _MESSAGE,
            rule("nf", after=r"\s*:(?!:)", before=r"[\])\w\"}]\s+"),
        ),
        Name.Builtin: (rule("n", "FALSE TRUE nullptr self super"),),
        Name.Class: rule("n", before=r"\bstruct\s+"),
        Name.Builtin.Pseudo: (
            rule("nc", before=r"@(?:interface|implementation|protocol)\s+\w+\s*:\s*"),
            rule("n"),
        ),
        Name.Function: (
            rule(parts(r"(?P<p>:)", "nf"), text=".*:"),
            rule("n", after=r"\s*(?:\{|;|$|__attribute__)"),
            rule("nf"),
        ),
        Name.Label: (rule("n", after=r"\s*:\^"), rule("nf", after=r"\s*:\s*\("), rule("nl")),
        Keyword: (
            rule("k", text="@.*"),
            rule("n", text=r"(?:__)?[a-z_]+", before=r"\((?:[\w ,=]*)", after=r"[\w ,=]*\)"),
        ),
        Keyword.Type: (
            rule(
                "n",
                """
                BOOL Boolean Class IBAction IBOutlet IMP SEL SInt16 SInt32 SInt8 UInt16 UInt32 UInt8
                bool id instancetype unichar
                """,
            ),
        ),
        Operator: rule("p", ":"),
        Text: rule("p", ":"),
        Punctuation: (
            rule("k", "- +", before=r"^[ \t]*", after=r"\s*\("),
            rule("k", "@", after=r"[a-z]"),
        ),
    },
    with_line_end=frozenset(("cp",)),
)

TABLES = {
    "c": C,
    "cpp": CPP,
    "objective_c": OBJECTIVE_C,
    "objective_cpp": Table("objective-c++", OBJECTIVE_C.classes),
}
