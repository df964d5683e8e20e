"""PHP."""

from collections.abc import Mapping

from pygments.token import Name, String, _TokenType

from editor.render.rouge.rules import Steps, Table, rule

_PHP: Mapping[_TokenType, Steps] = {
    Name.Other: (
        rule("nf", after=r"\s*\("),
        rule("no", text=r"[A-Z][A-Z\d_]+"),
        rule("nc", text=r"\\?[A-Z].*"),
        rule("n"),
    ),
    String.Doc: "cd",
}

PHP = Table("php", _PHP)
PHP_WITHOUT_TAGS = Table("php", _PHP, options={"startinline": True})
