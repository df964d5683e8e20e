from pathlib import Path

import pytest
from sheet_site import write

from editor.render.styles.imports import LoadedFiles, imported


@pytest.mark.parametrize(
    ("css", "addresses"),
    [
        ("", ()),
        ("a { b: c; }", ()),
        ('@import "a.css";', ("a.css",)),
        ("@import 'a.css' screen;", ("a.css",)),
        ("@import url(a.css);@import url( 'b c.css' ) print;", ("a.css", "b c.css")),
        ('@IMPORT URL("//host/x.css?a=1&b");', ("//host/x.css?a=1&b",)),
        ('/* @import "no.css"; */ @import "yes.css";', ("yes.css",)),
        ("@import", ()),
    ],
)
def test_the_addresses_that_a_sheet_imports(css: str, addresses: tuple[str, ...]) -> None:
    assert imported(css) == addresses


@pytest.mark.parametrize(
    "source",
    [
        '@import "a";',
        "@import 'other', 'a';",
        "@import 'other',\n  'a';",
        '@use "a" as b;',
        '@use "a" with ($x: "y");',
        '@forward "a" show x;',
        "@import a",
        '@include meta.load-css("a");',
        '// @import "x";\n@import "a"; // why',
    ],
)
def test_the_files_that_a_sheet_loads(tmp_path: Path, source: str) -> None:
    write(tmp_path, {"_a.scss": '@import "deep/b";', "deep/_b.scss": '@import "c";'})
    write(tmp_path, {"deep/c/_index.scss": ""})
    found = LoadedFiles().stamps(source, [tmp_path])
    there = {Path(name).relative_to(tmp_path).as_posix() for name, time, _ in found if time >= 0}
    assert there == {"_a.scss", "deep/_b.scss", "deep/c/_index.scss"}


def test_files_that_load_one_another_are_read_once(tmp_path: Path) -> None:
    write(tmp_path, {"_a.scss": '@import "b";', "_b.scss": '@import "a";'})
    found = LoadedFiles().stamps('@import "a";', [tmp_path])
    assert sum(time >= 0 for _, time, _ in found) == 2
