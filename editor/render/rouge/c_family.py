"""C, C++ and Objective-C."""

from collections.abc import Mapping

from pygments.token import Comment, Keyword, Name, Number, Operator, Punctuation, _TokenType

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
    Name.Builtin: "n",
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

C = Table("c", _C)

_CPP: Mapping[_TokenType, Steps] = {
    Comment.Single: rule("cp", before=r"^#[^\n]*"),
    Name: rule("nf", before=r"^\s*(?:[\w:]+[*&\s]+)+", after=r"\s*\([^;{]*\)\s*\{"),
    Name.Attribute: "n",
    Name.Constant: "n",
    Name.Namespace: "n",
    Name.Function: rule("n", after=r"\s*\((?![^;{]*\)\s*(?:const\s*)?\{)"),
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

CPP = Table("cpp", _CPP)
OBJECTIVE_C = Table("objective-c", {})
