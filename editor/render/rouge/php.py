"""PHP."""

from collections.abc import Mapping

from pygments.token import Comment, Keyword, Name, Other, String, _TokenType

from editor.render.rouge.rules import Steps, Table, parts, rule

_CONSTANT = r"[A-Z][A-Z\d_]+"
_TYPED = rule("kt", before=r"\)\s*:\s*\??")
_ARGUMENT = rule(
    "kt",
    text=r"\\?\w[\w\\|]*",
    before=r"(?:[(,|?&]|\b(?:private|public|protected|readonly|static))\s*(?:\?\s*)?",
    after=r"\s+(?:&|\.{3})?\$",
)

_CALLED = (
    rule("n", before=r"\bfunction\s+&?"),
    rule("nc", before=r"\bnew\s+"),
    rule("nf", after=r"\s*\("),
)

_PHP: Mapping[_TokenType, Steps] = {
    Comment.Hashbang: "c1",
    Keyword: (
        rule("kn", "use namespace"),
        rule("kd", "class extends implements interface trait enum"),
        rule(
            "kc",
            "E_ALL E_ERROR E_PARSE E_WARNING FALSE NULL PHP_OS PHP_VERSION TRUE false null true",
        ),
        rule("kt", "private public protected", after=r"\("),
        rule("n", "php_user_filter stdClass this virtual"),
        rule("nc", "Not This"),
    ),
    Name.Attribute: (*_CALLED, rule("n")),
    Name.Builtin: (
        rule("nf", before=r"(?:->|::)\s*", after=r"\s*\("),
        rule("k", "isset unset"),
        rule("n", after=r"\s*[^\s(]"),
    ),
    Name.Class: "nc",
    Name.Constant: rule("k", text=r"__[A-Z]+__"),
    Name.Function: (rule("n"),),
    Name.Function.Magic: "n",
    Name.Other: (
        rule("nn", before=r"\bnamespace\s+"),
        _TYPED,
        _ARGUMENT,
        rule("k", "const fn function insteadof"),
        *_CALLED,
        rule("no", text=_CONSTANT),
        rule("nc", text=r"\\?[A-Z].*"),
        rule("n"),
    ),
    Other: parts(r"(?P<c><!--.*?-->)|(?P<nt></?[\w-]+|/?>)", ""),
    String.Doc: "cd",
    String.Heredoc: "sh",
}

PHP = Table("php", _PHP)
PHP_WITHOUT_TAGS = Table("php", _PHP, options={"startinline": True})

TABLES = {"php": PHP, "php without tags": PHP_WITHOUT_TAGS}
