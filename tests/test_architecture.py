"""The habits of the house that no linter knows, read from the source itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "editor"
SOURCES = sorted(PACKAGE.rglob("*.py"))
QT_OF = {"workspace": {"QtCore", "QtGui"}}
"""The rooms that may use a part of Qt only; import-linter sees PySide6 as a whole."""
QT_BESIDE = {
    "workspace/render_process.py": {"QtNetwork"},
    "workspace/single_instance.py": {"QtNetwork"},
}
"""Files that may use more: programs talk over a local socket, which has no face either."""

MOST_LINES_OF_A_FILE = 400
MOST_LINES_OF_A_FUNCTION = 50


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def qt_modules(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("PySide6."):
            yield str(node.module).removeprefix("PySide6.")


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_the_workspace_has_no_face() -> None:
    for path in SOURCES:
        allowed = QT_OF.get(name_of(path).split("/")[0])
        if allowed is not None:
            allowed = allowed | QT_BESIDE.get(name_of(path), set())
            assert set(qt_modules(ast.parse(path.read_text()))) <= allowed, name_of(path)


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_files_and_functions_stay_small(path: Path) -> None:
    text = path.read_text()
    assert text.count("\n") <= MOST_LINES_OF_A_FILE
    long = [
        function.name
        for function in functions(ast.parse(text))
        if (function.end_lineno or 0) - function.lineno >= MOST_LINES_OF_A_FUNCTION
    ]
    assert long == []


def test_init_files_are_empty() -> None:
    assert [name_of(path) for path in PACKAGE.rglob("__init__.py") if path.read_text()] == []


def test_the_sandbox_is_never_switched_off_by_the_product() -> None:
    switch = "--no-" + "sandbox"
    root = PACKAGE.parent
    product = (root / "editor", root / "resources", root / "packaging")
    files = (path for folder in product for path in folder.rglob("*") if path.is_file())
    assert [str(path) for path in files if switch.encode() in path.read_bytes()] == []


def test_the_packaging_folder_hides_no_library() -> None:
    assert not (PACKAGE.parent / "packaging" / "__init__.py").exists()
