"""Go and Rust."""

from pygments.token import Comment, Keyword, Name, Number, Operator, Punctuation, String

from editor.render.rouge.rules import Table, parts, rule

_GO_ESCAPES = parts(r"(?P<se>\\(?:[abfnrtv\\'\"]|[0-7]{3}|x\w\w|u\w{4}|U\w{8}))", "s")

GO = Table(
    "go",
    {
        Comment: "c",
        Name.Builtin: "nb",
        Name.Other: (
            rule(
                "nb",
                """
                append cap close complex copy delete imag len make new panic print println real
                recover
                """,
            ),
            rule("n"),
        ),
        Keyword: "k",
        Keyword.Constant: "no",
        Keyword.Type: (rule("n", "any comparable"), rule("k", "chan map"), rule("kt")),
        Number: "m",
        Punctuation: rule("o", text=r"[.:]+"),
        String.Char: "sc",
        String.Escape: "se",
        String: (rule("s", text="`[^`]*`"), _GO_ESCAPES),
    },
)

_RUST_KEYWORDS = """
    Self abstract as async await become box break const continue crate do dyn else enum extern
    false final fn for if impl in let loop macro match mod move mut override priv proc pub ref
    return self static struct super trait true try type typeof union unsafe unsized use virtual
    where while yield
"""
_RUST_BUILTINS = "Add Arc Left Owned Pin Rc Right float int intptr_t uint"
_RUST_NAMES = (
    rule("nd", after="!(?!=)"),
    rule("nv", before=r"\$"),
    rule("nn", after="::"),
    rule("nf", before=r"\bfn\s+", after=r"\("),
    rule("n", before=r"\bfn\s+", after=r"<"),
    rule("py", before=r"(?<!\.)\.\s*", after=r"(?!\(|::|\w)"),
    rule("nf", after=r"\("),
    rule("k", _RUST_KEYWORDS),
    rule("nb", _RUST_BUILTINS),
    rule("n"),
)

RUST = Table(
    "rust",
    {
        Comment.Preproc: (
            rule("nd", before=r"(?:^|\s)#!?\[[^\n]*"),
            rule("nd", text=r"#!?\[.*"),
            rule("nv", text=r"\$.*"),
            rule("k", _RUST_KEYWORDS),
        ),
        Name: _RUST_NAMES,
        Name.Attribute: (rule("nv", before="'"), *_RUST_NAMES),
        Name.Class: (rule("k", "Self"), *_RUST_NAMES),
        Name.Namespace: (rule("nn", after="::"), rule("n")),
        Name.Function: (rule("nf", after=r"\("), rule("n")),
        Name.Builtin: (
            rule("nn", after="::"),
            rule("nf", after=r"\("),
            rule("k", "static", before="'"),
            rule("n", "ToOwned ToString"),
        ),
        Name.Builtin.Pseudo: rule("k"),
        Name.Function.Magic: "nd",
        Keyword: "k",
        Keyword.Pseudo: rule("o", "&"),
        Keyword.Type: "nb",
        Operator: (
            rule("nd", "!", before=r"\b[a-z_]\w*"),
            rule("k", "=>"),
            rule("p", "|"),
            rule("k", "'", after="static"),
            rule("nv", "'"),
        ),
        Punctuation: (
            rule("k", "->"),
            rule("py", ".", before=r"[\w)\]?]\s*", after=r"\w+\b(?!\(|::)"),
            rule("nf", ".", before=r"[\w)\]?]\s*", after=r"\w+\("),
            rule("o", "."),
        ),
        String.Doc: "cd",
    },
)

TABLES = {"go": GO, "rust": RUST}
