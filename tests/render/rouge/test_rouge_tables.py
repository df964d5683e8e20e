"""Every language's code in the classes that Rouge gives it: own snippets, as rouge 3.30.0 has them.

A case is a file: the code, a line of five signs, and what Rouge's HTML formatter makes of it.
"""

import html
import re
import shutil
import subprocess
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

import pytest

from editor.render.highlight import colour_code
from editor.render.rouge.names import ROUGE_LANGUAGES
from editor.render.rouge.tables import READERS, TABLES

_CASES = sorted((Path(__file__).parent / "rouge_cases").glob("*.txt"))
_WITHOUT_OWN_NAME = {"php without tags"}
_JUDGE = (
    "require 'rouge'; text = STDIN.read;"
    "print Rouge::Formatters::HTML.new.format(Rouge::Lexer.find(ARGV[0]).lex(text))"
)


def _read(case: Path) -> tuple[str, str]:
    code, _, published = case.read_text(encoding="utf-8").partition("=====\n")
    return code, published


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case.stem)
def test_code_has_the_spans_that_rouge_gives_it(case: Path) -> None:
    code, published = _read(case)
    assert colour_code(case.stem, code) == published


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case.stem)
def test_installed_rouge_says_the_same(case: Path) -> None:
    code, published = _read(case)
    if shutil.which("ruby") is None:
        pytest.skip("Rouge is not installed (Debian: apt-get install ruby-rouge)")
    asked = ["ruby", "-Ku", "-e", _JUDGE, case.stem]
    said = subprocess.run(asked, input=code, capture_output=True, text=True, check=False)
    if said.returncode:
        pytest.skip("Rouge is not installed (Debian: apt-get install ruby-rouge)")
    assert said.stdout == published


def test_every_table_belongs_to_a_language_of_rouge() -> None:
    known = {language for file in (*TABLES.values(), *READERS.values()) for language in file}
    assert known - _WITHOUT_OWN_NAME <= set(ROUGE_LANGUAGES.values())


@pytest.mark.parametrize("listed", [TABLES, READERS], ids=["TABLES", "READERS"])
def test_every_file_has_what_is_listed_of_it(
    listed: Mapping[str, tuple[str, ...]], request: pytest.FixtureRequest
) -> None:
    name = request.node.callspec.id
    for file, languages in listed.items():
        assert tuple(getattr(import_module(f"editor.render.rouge.{file}"), name)) == languages


@pytest.mark.parametrize("language", sorted(set(ROUGE_LANGUAGES.values())))
def test_no_language_changes_a_character(language: str) -> None:
    code = "\n\n<?php $a = \"b\\\n#{c}\"; // d\n{% if x %}\t'e'\\\n=begin\n@f: [1] /g/ é 日 \n\n"
    shown = colour_code(language, code)
    assert html.unescape(re.sub(r"<[^>]*>", "", shown)) == code


def test_a_name_and_its_short_forms_colour_alike() -> None:
    assert colour_code("rb", "x = 1") == colour_code("ruby", "x = 1")
    assert colour_code("objc", "int x;") == colour_code("obj-c", "int x;")


def test_php_may_do_without_its_opening_tag() -> None:
    assert colour_code("php", "$x = 1;").startswith('<span class="nv">$x</span>')
    assert colour_code("php", "<?php $x;").startswith('<span class="cp">&lt;?php</span>')


def test_an_answer_in_a_session_is_not_a_command() -> None:
    assert colour_code("console", "$ ls\nls\n...\n") == (
        '<span class="gp">$</span><span class="w"> </span><span class="nb">ls</span>\n'
        '<span class="go">ls\n</span><span class="c">...\n</span>'
    )


def test_a_failure_in_rubys_console_has_no_value() -> None:
    shown = colour_code("irb", "irb(main):001:0> f\nNoMethodError: f\nin x\n=> 1\n")
    assert shown.endswith('<span class="gr">NoMethodError: f\nin x\n=&gt; 1\n</span>')


def test_a_shell_without_end_is_read_to_its_end() -> None:
    code = "$(" * 200 + "`" * 50 + '"${' * 100 + "<<E\n'"
    assert html.unescape(re.sub(r"<[^>]*>", "", colour_code("shell", code))) == code
