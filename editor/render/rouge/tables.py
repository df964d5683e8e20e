"""Which file knows a language: few posts have code in more than two or three.

The file is read when the first code in one of its languages is met; to read all of them takes
longer than most pages do.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import Final

from editor.render.rouge.pieces import Reader
from editor.render.rouge.rules import Table

TABLES: Final[Mapping[str, tuple[str, ...]]] = {
    "c_family": ("c", "cpp", "objective_c", "objective_cpp"),
    "data": ("diff", "ini", "json", "json-doc", "toml", "yaml"),
    "go_rust": ("go", "rust"),
    "javascript": ("javascript", "jsx", "tsx", "typescript"),
    "jvm": ("java", "kotlin"),
    "markup": ("css", "html", "liquid", "scss", "xml"),
    "php": ("php", "php without tags"),
    "powershell": ("powershell",),
    "python": ("python",),
    "ruby": ("ruby",),
    "scala": ("scala",),
    "scripts": ("clojure", "elixir", "haskell", "lua", "make", "perl", "r"),
    "swift": ("swift",),
}
"""For each file the keys of its ``TABLES``: languages by Rouge's own names."""

READERS: Final[Mapping[str, tuple[str, ...]]] = {
    "mixed": ("docker", "erb", "http"),
    "sessions": ("console", "irb"),
    "shell": ("shell",),
}
"""For each file the keys of its ``READERS``: what no table of Pygments' tokens says."""


def _by_language(files: Mapping[str, tuple[str, ...]]) -> Mapping[str, str]:
    return {
        language: f"editor.render.rouge.{file}"
        for file, languages in files.items()
        for language in languages
    }


_TABLE_FILES: Final = _by_language(TABLES)
_READER_FILES: Final = _by_language(READERS)


def table_of(language: str) -> Table | None:
    """Return the table of a language; one without keeps the classes of Pygments."""
    file = _TABLE_FILES.get(language)
    if file is None:
        return None
    tables: Mapping[str, Table] = import_module(file).TABLES
    return tables[language]


def reader_of(language: str) -> Reader | None:
    """Return what makes the reader of a language that has one of its own."""
    file = _READER_FILES.get(language)
    if file is None:
        return None
    readers: Mapping[str, Reader] = import_module(file).READERS
    return readers[language]


def load_all() -> None:
    """Read every file, for a process that has the time."""
    for file in (*_TABLE_FILES.values(), *_READER_FILES.values()):
        import_module(file)
