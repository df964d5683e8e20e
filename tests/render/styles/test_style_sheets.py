import subprocess
import sys
from pathlib import Path

import pytest
from sheet_site import as_it_is, locked, sheets, write

from editor.errors import EditorError
from editor.render.styles.dart_sass import DartSass
from editor.render.styles.libsass import Libsass
from editor.render.styles.sass_job import Compiler, EndlessSassError, SassError, SassJob
from editor.render.styles.sheets import StyleSheets
from editor.site.site import Site

HEAD = "---\n---\n"
MAIN = "/assets/main.css"


def css_of(found: StyleSheets, path: str = MAIN) -> str:
    sheet = found.find(path)
    assert sheet is not None
    assert sheet.reasons == ()
    return sheet.css


# --- which file is published at an address -------------------------------------------------------


def test_a_plain_sheet_is_published_as_it_lies(tmp_path: Path) -> None:
    text = "a { color: red }\n{{ not.liquid }}\n"
    assert css_of(sheets(tmp_path, {"css/plain.css": text}), "/css/plain.css") == text


def test_scss_with_front_matter_is_published_as_css(tmp_path: Path) -> None:
    found = sheets(tmp_path, {"assets/main.scss": f"{HEAD}$c: red;\na {{ b {{ color: $c; }} }}\n"})
    assert css_of(found) == "a b { color: red; }\n"


def test_the_indented_syntax_is_published_as_css(tmp_path: Path) -> None:
    found = sheets(tmp_path, {"assets/main.sass": f"{HEAD}$c: red\na\n  color: $c\n"})
    assert css_of(found) == "a { color: red; }\n"


def test_scss_without_front_matter_is_served_as_it_is_and_makes_no_css(tmp_path: Path) -> None:
    found = sheets(tmp_path, {"assets/main.scss": "$c: red;\n"})
    assert css_of(found, "/assets/main.scss") == "$c: red;\n"
    assert found.find(MAIN) is None
    assert found.why_missing(MAIN) is None


def test_a_file_without_front_matter_is_written_over_what_sass_makes(tmp_path: Path) -> None:
    files = {"assets/main.scss": f"{HEAD}a {{ color: red; }}", "assets/main.css": "b {}"}
    assert css_of(sheets(tmp_path, files)) == "b {}"


def test_scss_is_written_over_css_with_front_matter(tmp_path: Path) -> None:
    files = {"assets/main.scss": f"{HEAD}a {{ b: c; }}", "assets/main.css": f"{HEAD}b {{}}"}
    assert css_of(sheets(tmp_path, files)) == "a { b: c; }\n"


@pytest.mark.parametrize(
    "name", ["_assets/main.css", ".hidden/main.css", "node_modules/x.css", "drop/a.css"]
)
def test_what_jekyll_does_not_read_is_no_sheet(tmp_path: Path, name: str) -> None:
    found = sheets(tmp_path, {"_config.yml": "exclude: [drop]", name: "a {}"})
    assert found.find(f"/{name}") is None


def test_a_sheet_that_is_not_published_is_none(tmp_path: Path) -> None:
    found = sheets(tmp_path, {"assets/main.css": "---\npublished: false\n---\na {}"})
    assert found.find(MAIN) is None


@pytest.mark.parametrize("path", ["/../secret.css", "/a/../../secret.css", "/\0.css", "", "/"])
def test_nothing_outside_the_site_is_read(tmp_path: Path, path: str) -> None:
    write(tmp_path, {"secret.css": "a {}"})
    assert sheets(tmp_path / "site", {}).find(path) is None


def test_a_permalink_gives_another_address(tmp_path: Path) -> None:
    files = {"styles/all.scss": "---\npermalink: /x/:basename.css\n---\na { b: c; }"}
    found = sheets(tmp_path, files)
    assert css_of(found, "/x/all.css") == "a { b: c; }\n"
    assert found.find("/styles/all.css") is None


# --- the theme -----------------------------------------------------------------------------------


def test_the_theme_gives_sheets_that_the_site_has_not(tmp_path: Path) -> None:
    theme = tmp_path / "minimal-1.0"
    write(
        theme,
        {
            "assets/main.scss": f'{HEAD}@import "base";',
            "_sass/_base.scss": '@import "colours"; a { color: $c; }',
            "_sass/_colours.scss": "$c: green;",
            "other/x.css": "a {}",
        },
    )
    found = sheets(tmp_path / "site", {"_sass/_colours.scss": "$c: red;"}, theme=theme)
    assert css_of(found) == "a { color: green; }\n", "beside the importing file comes first"
    assert found.find("/other/x.css") is None
    write(tmp_path / "site", {"_sass/_base.scss": "b { c: d; }"})
    assert css_of(found) == "b { c: d; }\n", "then the site's folder, then the theme's"


def test_a_file_of_the_site_takes_the_place_of_the_theme_s(tmp_path: Path) -> None:
    theme = tmp_path / "minimal-1.0"
    write(theme, {"assets/main.scss": f"{HEAD}a {{ b: theme; }}"})
    own = {"assets/main.scss": f"{HEAD}a {{ b: site; }}"}
    assert css_of(sheets(tmp_path / "site", own, theme=theme)) == "a { b: site; }\n"


# --- settings ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("style", "css"),
    [
        ("", "a { b: c; d: e; }\n"),
        ("compact", "a { b: c; d: e; }\n"),
        ("nested", "a {\n  b: c;\n  d: e; }\n"),
        ("expanded", "a {\n  b: c;\n  d: e;\n}\n"),
        (":compressed", "a{b:c;d:e}\n"),
        ("unheard-of", "a { b: c; d: e; }\n"),
    ],
)
def test_the_style_is_the_settings(tmp_path: Path, style: str, css: str) -> None:
    config = f'sass: {{ style: "{style}" }}\n'
    found = sheets(
        tmp_path, {"_config.yml": config, "assets/main.scss": f"{HEAD}a {{ b: c; d: e; }}"}
    )
    assert css_of(found) == css


def test_folders_of_the_settings_are_looked_in(tmp_path: Path) -> None:
    files = {
        "_config.yml": "sass:\n  sass_dir: style/parts\n  load_paths: [vendor/*/scss]\n",
        "assets/main.scss": f'{HEAD}@import "one", "two";',
        "style/parts/_one.scss": "a { b: c; }",
        "vendor/kit/scss/two.scss": "d { e: f; }",
    }
    assert css_of(sheets(tmp_path, files)) == "a { b: c; }\n\nd { e: f; }\n"


def test_numbers_keep_ten_digits(tmp_path: Path) -> None:
    found = sheets(tmp_path, {"assets/main.scss": f"{HEAD}a {{ b: percentage(1/3); }}"})
    assert css_of(found) == "a { b: 33.3333333333%; }\n"


# --- Liquid --------------------------------------------------------------------------------------


def test_liquid_is_carried_out_before_sass(tmp_path: Path) -> None:
    asked: list[str] = []

    def render(source: str, path: str) -> str:
        asked.append(path)
        return source.replace("{{ site.skin }}", "dark")

    write(tmp_path, {"assets/main.scss": f'{HEAD}@import "{{{{ site.skin }}}}";'})
    write(tmp_path, {"_sass/dark.scss": "a { b: c; }", "assets/b.css": f"{HEAD}a {{}}"})
    found = StyleSheets(Site.open(tmp_path), None, render)
    assert css_of(found) == "a { b: c; }\n"
    assert css_of(found, "/assets/b.css") == "a {}"
    assert asked == ["assets/main.scss"], "a sheet without Liquid asks nobody"


def test_liquid_that_stops_leaves_the_last_built_sheet(tmp_path: Path) -> None:
    class StoppedError(EditorError):
        pass

    def stop(_source: str, _path: str) -> str:
        raise StoppedError("Unknown tag 'x'")

    write(tmp_path, {"assets/main.scss": f"{HEAD}{{% x %}}"})
    found = StyleSheets(Site.open(tmp_path), None, stop)
    assert found.find(MAIN) is None
    reason = found.why_missing(MAIN)
    assert reason is not None
    assert reason.sentence == (
        "Liquid stopped in this style sheet: Unknown tag 'x' (assets/main.scss)"
    )
    write(tmp_path, {"_site/assets/main.css": "a {}"})
    sheet = found.find(MAIN)
    assert sheet is not None
    assert sheet.css == "a {}"
    assert "the last built one is shown" in sheet.reasons[0].text
    assert found.why_missing(MAIN) is None


# --- the compiler --------------------------------------------------------------------------------

SLASH = '@use "sass:math";\na { b: math.div(10px, 4); }\n'


@pytest.mark.parametrize(
    ("lock", "css"),
    [
        ("", "a { b: rgba(1, 2, 3, 0.5); }\n"),
        (locked("1.5.2"), "a { b: rgba(1, 2, 3, 0.5); }\n"),
        (locked("2.2.0"), "a { b: rgba(1, 2, 3, 0.5); }\n"),
        (locked("3.0.0"), "a {\n  b: rgba(1, 2, 3, 0.5);\n}\n"),
        (locked("1.5.2") + "    github-pages (232)\n", "a { b: rgba(1, 2, 3, 0.5); }\n"),
    ],
)
def test_the_compiler_is_the_one_of_the_locked_converter(
    tmp_path: Path, lock: str, css: str
) -> None:
    files = {"Gemfile.lock": lock, "assets/main.scss": f"{HEAD}a {{ b: rgba(1, 2, 3, 0.5); }}"}
    assert css_of(sheets(tmp_path, files)) == css


def test_modules_of_dart_sass_are_found_beside_the_sheet(tmp_path: Path) -> None:
    files = {
        "Gemfile.lock": locked("3.0.0"),
        "assets/main.scss": f'{HEAD}@use "near"; @use "far";\n{SLASH.splitlines()[1]}'.replace(
            '@use "near"', '@use "sass:math"; @use "near"'
        ),
        "assets/_near.scss": "n { o: p; }",
        "_sass/_far.scss": "f { g: h; }",
    }
    found = sheets(tmp_path, files)
    assert css_of(found) == "n {\n  o: p;\n}\n\nf {\n  g: h;\n}\n\na {\n  b: 2.5px;\n}\n"


def test_what_one_compiler_cannot_read_the_other_makes_and_it_is_said(tmp_path: Path) -> None:
    found = sheets(tmp_path, {"assets/main.scss": f"{HEAD}{SLASH}"})
    sheet = found.find(MAIN)
    assert sheet is not None
    assert sheet.css == "a {\n  b: 2.5px;\n}\n"
    assert [reason.text.partition(":")[0] for reason in sheet.reasons] == [
        "libsass cannot compile this style sheet"
    ]
    assert sheet.reasons[0].text.endswith("Dart Sass made the one that is shown")


@pytest.mark.parametrize("converter", ["2.2.0", "3.0.0"])
def test_an_error_is_said_with_the_place_in_the_file(tmp_path: Path, converter: str) -> None:
    files = {
        "Gemfile.lock": locked(converter),
        "assets/main.scss": f"{HEAD}a {{\n  color: $missing;\n}}\n",
        "assets/other.scss": f'{HEAD}@import "part";',
        "_sass/_part.scss": "\n\n\na { color: $missing; }\n",
    }
    found = sheets(tmp_path, files)
    assert found.find(MAIN) is None
    assert found.find("/assets/other.css") is None
    first, second = found.why_missing(MAIN), found.why_missing("/assets/other.css")
    assert first is not None
    assert second is not None
    assert "Undefined variable" in first.text
    assert (first.file, first.line) == ("assets/main.scss", 4)
    assert (second.file, second.line) == ("_sass/_part.scss", 4)


def test_a_sheet_that_sass_cannot_read_is_the_last_built_one(tmp_path: Path) -> None:
    files = {"assets/main.scss": f"{HEAD}a {{ b: $c; }}", "_site/assets/main.css": "old {}"}
    sheet = sheets(tmp_path, files).find(MAIN)
    assert sheet is not None
    assert sheet.css == "old {}"
    assert sheet.reasons[0].sentence == (
        'libsass cannot compile this style sheet: Undefined variable: "$c"; '
        "the last built one is shown (assets/main.scss:3)"
    )


# --- what neither Jekyll nor Sass makes ----------------------------------------------------------


def test_a_sheet_of_some_other_tool_is_the_last_built_one(tmp_path: Path) -> None:
    found = sheets(tmp_path, {"_config.yml": "destination: out", "out/app.css": "a {}"})
    sheet = found.find("/app.css")
    assert sheet is not None
    assert sheet.css == "a {}"
    assert "something else than Jekyll" in sheet.reasons[0].text
    assert found.find("/nowhere.css") is None


@pytest.mark.parametrize(
    ("gemfile", "source"),
    [
        ('gem "jekyll-postcss"', "a { b: c; }"),
        ("", '@import "tailwindcss";'),
        ("", "@tailwind base;"),
    ],
)
def test_a_sheet_that_something_changes_after_sass_says_so(
    tmp_path: Path, gemfile: str, source: str
) -> None:
    files = {"Gemfile": gemfile, "assets/main.css": f"{HEAD}{source}"}
    found = sheets(tmp_path, files)
    before = found.find(MAIN)
    assert before is not None
    assert before.css == source
    assert len(before.reasons) == 1
    write(tmp_path, {"_site/assets/main.css": "built {}"})
    after = found.find(MAIN)
    assert after is not None
    assert after.css == "built {}"
    assert "the last built one is shown" in after.reasons[0].text


# --- keeping -------------------------------------------------------------------------------------


def test_a_sheet_is_kept_until_a_file_of_it_changes(tmp_path: Path) -> None:
    files = {
        "assets/main.scss": f'{HEAD}@import "a";',
        "_sass/_a.scss": '@import "b";',
        "_sass/_b.scss": "a { b: 1; }",
    }
    found = sheets(tmp_path, files)
    first = found.find(MAIN)
    assert found.find(MAIN) is first, "nothing was compiled again"
    write(tmp_path, {"_sass/_b.scss": "a { b: 22; }"})
    assert css_of(found) == "a { b: 22; }\n"
    write(tmp_path, {"b.scss": "a { b: 333; }"})
    assert css_of(found) == "a { b: 22; }\n", "beside the importing file comes first"
    write(tmp_path, {"a.scss": "a { b: 4444; }"})
    assert css_of(found) == "a { b: 4444; }\n", "a file that comes to lie before another"


def test_a_broken_sheet_is_tried_again_when_it_was_changed(tmp_path: Path) -> None:
    found = sheets(tmp_path, {"assets/main.scss": f"{HEAD}a {{"})
    assert found.find(MAIN) is None
    write(tmp_path, {"assets/main.scss": f"{HEAD}a {{ b: c; }}"})
    assert css_of(found) == "a { b: c; }\n"
    assert found.why_missing(MAIN) is None


def test_the_working_folder_stays_what_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    write(tmp_path / "here", {"trap.scss": "a { b: wrong; }"})
    write(tmp_path / "site", {"assets/main.scss": f'{HEAD}@import "trap";'})
    found = StyleSheets(Site.open(tmp_path / "site"), None, as_it_is)
    assert found.find(MAIN) is None, "only the site's folders count"
    assert Path.cwd() == tmp_path / "here"


# --- limits --------------------------------------------------------------------------------------

LIMITED = """
import sys
import subprocess
import sys
from pathlib import Path
from editor.render.worker import limit_memory
from editor.render.styles.dart_sass import DartSass
from editor.render.styles.libsass import Libsass
from editor.render.styles.sass_job import Compiler, SassError, SassJob
from editor.render.styles.sheets import StyleSheets
from editor.site.site import Site
limit_memory()
sheet = StyleSheets(Site.open(Path(sys.argv[1])), None, lambda text, path: text).find(sys.argv[2])
sys.stdout.write(sheet.css if sheet else "none")
"""


def test_both_compilers_run_within_the_limits_of_the_render_process(tmp_path: Path) -> None:
    write(tmp_path, {"Gemfile.lock": locked("3.0.0"), "assets/main.scss": f"{HEAD}{SLASH}"})
    write(tmp_path, {"_config.yml": ""})
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(tmp_path), MAIN],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "a {\n  b: 2.5px;\n}\n"


@pytest.mark.parametrize("compiler", [Libsass(), DartSass()], ids=["libsass", "Dart Sass"])
@pytest.mark.parametrize(
    "source",
    [
        "@function f($x) { @return f($x); } a { b: f(1); }",
        "@mixin m { @include m; } a { @include m; }",
        "a{" * 20_000,
        "a { b: " + "(" * 20_000,
        "#{" * 20_000,
        '@import "self";',
    ],
    ids=lambda source: source[:12],
)
def test_a_hostile_sheet_is_refused_in_a_sentence(
    tmp_path: Path, compiler: Compiler, source: str
) -> None:
    write(tmp_path, {"self.scss": '@import "self";'})
    job = SassJob(source, False, "", 10, tmp_path, tmp_path, ())
    with pytest.raises(SassError, match=r"\w+ \w+"):
        compiler.compile(job)


ENDLESS = "$i: 0; @while true { $i: $i + 1; }"


@pytest.mark.parametrize("compiler", [Libsass(0.5), DartSass(0.5)], ids=["libsass", "Dart Sass"])
def test_a_sheet_that_never_ends_is_given_up(tmp_path: Path, compiler: Compiler) -> None:
    job = SassJob(ENDLESS, False, "", 10, tmp_path, tmp_path, ())
    with pytest.raises(EndlessSassError, match=r"it takes longer than 0\.5 seconds"):
        compiler.compile(job)


def test_a_sheet_that_never_ends_is_tried_once_until_it_changes(tmp_path: Path) -> None:
    write(tmp_path, {"_config.yml": "", "main.scss": f"---\n---\n{ENDLESS}"})
    found = StyleSheets(Site.open(tmp_path), None, lambda text, _: text)
    assert found.find("/main.css") is None
    missing = found.why_missing("/main.css")
    assert missing is not None
    assert missing.file == "main.scss"
    assert "not tried again until it changes" in missing.text

    assert found.find("/main.css") is None
    assert found.why_missing("/main.css") is missing  # what was kept, not another try
    write(tmp_path, {"main.scss": "---\n---\na { b { c: d } }"})
    made = found.find("/main.css")
    assert made is not None
    assert made.css == "a b { c: d; }\n"
