"""Which table a language has."""

from collections.abc import Mapping

from editor.render.rouge.c_family import CPP, OBJECTIVE_C, C
from editor.render.rouge.data import DIFF, INI, JSON, JSON_WITH_COMMENTS, TOML, YAML
from editor.render.rouge.go_rust import GO, RUST
from editor.render.rouge.javascript import JAVASCRIPT, JSX, TSX, TYPESCRIPT
from editor.render.rouge.jvm import JAVA, KOTLIN
from editor.render.rouge.markup import CSS, HTML, LIQUID, SCSS, XML
from editor.render.rouge.php import PHP, PHP_WITHOUT_TAGS
from editor.render.rouge.powershell import POWERSHELL
from editor.render.rouge.python import PYTHON
from editor.render.rouge.ruby import RUBY
from editor.render.rouge.rules import Table
from editor.render.rouge.scala import SCALA
from editor.render.rouge.scripts import CLOJURE, ELIXIR, HASKELL, LUA, MAKE, PERL, R
from editor.render.rouge.swift import SWIFT

TABLES: Mapping[str, Table] = {
    "c": C,
    "clojure": CLOJURE,
    "cpp": CPP,
    "css": CSS,
    "diff": DIFF,
    "elixir": ELIXIR,
    "go": GO,
    "haskell": HASKELL,
    "html": HTML,
    "ini": INI,
    "java": JAVA,
    "javascript": JAVASCRIPT,
    "json": JSON,
    "json-doc": JSON_WITH_COMMENTS,
    "jsx": JSX,
    "kotlin": KOTLIN,
    "liquid": LIQUID,
    "lua": LUA,
    "make": MAKE,
    "objective_c": OBJECTIVE_C,
    "objective_cpp": Table("objective-c++", OBJECTIVE_C.classes),
    "perl": PERL,
    "php": PHP,
    "php without tags": PHP_WITHOUT_TAGS,
    "powershell": POWERSHELL,
    "python": PYTHON,
    "r": R,
    "ruby": RUBY,
    "rust": RUST,
    "scala": SCALA,
    "scss": SCSS,
    "swift": SWIFT,
    "toml": TOML,
    "tsx": TSX,
    "typescript": TYPESCRIPT,
    "xml": XML,
    "yaml": YAML,
}
"""A language without a table keeps the classes of Pygments."""
