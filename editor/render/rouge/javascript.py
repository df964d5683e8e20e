"""JavaScript, TypeScript, and both with elements in them."""

from collections.abc import Mapping

from pygments.token import (
    Error,
    Keyword,
    Name,
    Number,
    Operator,
    Punctuation,
    String,
    _TokenType,
)

from editor.render.rouge.rules import Steps, Table, parts, rule

_NO_KEYWORDS = """
    abstract boolean byte char double final float goto int long native short synchronized throws
    transient volatile
"""
_OUTER_NAMES = "Atomics BigInt BigInt64Array BigUint64Array Intl JSON arguments globalThis"
_QUOTED = parts(r"(?P<dl>\A['\"]|(?<!\A)['\"]\Z)|(?P<se>\\.)", "s2")

_TYPE = r"(?:number|string|boolean|any|[A-Z]\w*\b(?!\())"

_NAMES = (
    rule("nd", before=r"@"),
    rule("kd", "get", after=r"\s+\w"),
    rule("nb", "self"),
    rule("na", after=r"\s*:(?!:)", before=r"(?:[{,]|\*/|//[^\n]*\n)\s*"),
)
_RESERVED = (
    rule("nx", before=r"\."),
    rule("na", after=r"\s*:"),
    rule("kd", "constructor"),
    rule("k", "as from"),
    rule("nx", _NO_KEYWORDS),
)

_SCRIPT: Mapping[_TokenType, Steps] = {
    Name.Builtin: (rule("na", after=r"\s*:"), rule("nx", _OUTER_NAMES)),
    Name.Exception: (rule("nb", "Error"), rule("nx")),
    Name.Other: _NAMES,
    Name: rule("nx", before=r"#"),
    Keyword: (rule("na", after=r"\s*:"), rule("kd", "extends static")),
    Keyword.Reserved: _RESERVED,
    Operator.Word: "k",
    Operator: rule("p", ": ?"),
    Number.Float: rule("mi", text=r"\d+"),
    Punctuation: rule("o", "=>"),
    String.Single: parts(r"(?P<dl>\A'|(?<!\A)'\Z)|(?P<se>\\.)", "s1"),
    String.Double: _QUOTED,
    String.Backtick: "s2",
    String.Interpol: "p",
    String.Regex: parts(r"(?P<se>\\.|\[\^?|\])", "sr"),
    Error: rule("p", "@"),
}

_TYPES: Mapping[_TokenType, Steps] = {
    **_SCRIPT,
    Keyword.Type: (
        rule("kr", "any number string"),
        rule("kc", "true false null undefined"),
        rule("k", "void"),
        rule("mi", text=r"\d+"),
        rule("nb", "Array Promise Date Error Function Map Object RegExp Set Symbol"),
        rule("nx"),
    ),
    Keyword.Declaration: (
        rule("kr", "enum interface"),
        rule("nx", "override"),
        parts(r"(?P<p>@)(?P<nd>\w+)", "kd"),
    ),
    Name.Other: (
        rule(parts(r"(?P<p>\?)\Z", "nl"), text=r".*\?"),
        rule("kr", "any keyof module number string"),
        rule("nl", after=r"\s*:", before=r"(?:;|\w\s*\{)\s*"),
        rule("na", after=r"\s*:", before=r"[^(\s]\s*\b(?:public|private|protected|readonly)\s+"),
        rule("nx", after=rf"\s*:\s*{_TYPE}", before=r"[(,]\s*"),
        *_NAMES,
        rule("nb", "Partial Pick Readonly Record"),
        rule("k", "is namespace"),
    ),
    Keyword.Reserved: (rule("kd", "type"), *_RESERVED),
    Keyword: (rule("na", after=r"\s*:"), rule("kd", "extends abstract")),
}

_IN_TEXT = r"(?<![=-])>[^<>{}();=]*"
_ELEMENTS: Mapping[_TokenType, Steps] = {
    Name.Tag: rule("nc", text=r"[A-Z].*"),
    Name.Attribute: rule("nc", before=r"<[A-Z]\w*\."),
    Punctuation: (
        rule("si", "{", before=r"(?:\w=|(?<!=)>\s*|\}\s*)"),
        rule("si", "}", after=r"\s*(?:/?>|[\w-]+=|<|\{)"),
        rule("o", "=>"),
    ),
    Operator: (rule("p", "=", before=r"<[^<>]*[\w-]"), rule("p", ": ?")),
}
_ELEMENT_TEXT = rule("", before=_IN_TEXT, after=r"[^<>{}();=]*(?:<|\{)")


def _with_elements(table: Mapping[_TokenType, Steps]) -> Mapping[_TokenType, Steps]:
    other = table[Name.Other]
    names = other if isinstance(other, tuple) else (other,)
    return {**table, **_ELEMENTS, Name.Other: (_ELEMENT_TEXT, *names)}


JAVASCRIPT = Table("javascript", _SCRIPT)
TYPESCRIPT = Table("typescript", _TYPES)
JSX = Table("jsx", _with_elements(_SCRIPT))
TSX = Table("tsx", _with_elements(_TYPES))

TABLES = {"javascript": JAVASCRIPT, "jsx": JSX, "tsx": TSX, "typescript": TYPESCRIPT}
