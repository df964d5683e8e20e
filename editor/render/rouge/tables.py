"""Which table a language has."""

from collections.abc import Mapping

from editor.render.rouge.c_family import CPP, OBJECTIVE_C, C
from editor.render.rouge.go_rust import GO, RUST
from editor.render.rouge.javascript import JAVASCRIPT, JSX, TSX, TYPESCRIPT
from editor.render.rouge.jvm import JAVA, KOTLIN
from editor.render.rouge.php import PHP, PHP_WITHOUT_TAGS
from editor.render.rouge.python import PYTHON
from editor.render.rouge.ruby import RUBY
from editor.render.rouge.rules import Table
from editor.render.rouge.swift import SWIFT

TABLES: Mapping[str, Table] = {
    "c": C,
    "cpp": CPP,
    "go": GO,
    "java": JAVA,
    "javascript": JAVASCRIPT,
    "jsx": JSX,
    "kotlin": KOTLIN,
    "objective_c": OBJECTIVE_C,
    "php": PHP,
    "php without tags": PHP_WITHOUT_TAGS,
    "python": PYTHON,
    "ruby": RUBY,
    "rust": RUST,
    "swift": SWIFT,
    "tsx": TSX,
    "typescript": TYPESCRIPT,
}
