"""PowerShell."""

from pygments.token import Keyword, Name, Punctuation, Text

from editor.render.rouge.rules import Table, rule

_RESERVED = (
    "begin|break|catch|class|command|continue|data|do|dynamicparam|else|elseif|end|enum|exit|filter"
    "|finally|for|foreach|from|function|hidden|if|in|inlinescript|param|private|process|public"
    "|return|switch|throw|trap|try|type|until|using|var|while|workflow"
)
_ARGUMENT = r"(?<![|;={(&])[^\s|;={(&][ \t]+"

POWERSHELL = Table(
    "powershell",
    {
        Keyword: (rule("kr", text=rf"(?i:{_RESERVED})"), rule("n")),
        Name: (
            rule("nt", text=r"-.*"),
            rule("nf", before=r"(?i:\bfunction\s+)|[)\]\w]\."),
            rule("kr", text=rf"(?i:{_RESERVED})"),
            rule("nx", before=_ARGUMENT),
            rule("n"),
        ),
        Name.Builtin: (rule("nx", before=_ARGUMENT), rule("n")),
        Name.Constant: "n",
        Punctuation: rule("o", text=r"[.|=+*/!<>-]+"),
        Text: rule("w", text=r"\s+"),
    },
    space="w",
)

TABLES = {"powershell": POWERSHELL}
