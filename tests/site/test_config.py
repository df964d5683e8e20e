"""The settings never stand in the way of opening a site."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from editor.site.config import SiteConfig, load_config


def written(folder: Path, text: str | bytes, name: str = "_config.yml") -> SiteConfig:
    (folder / name).write_bytes(text.encode() if isinstance(text, str) else text)
    return load_config(folder)


def test_what_the_file_says_is_read_with_jekylls_types(tmp_path: Path) -> None:
    config = written(
        tmp_path,
        "title: My Site\nbaseurl: /blog\ntimezone: America/New_York\npermalink: pretty\n"
        "future: yes\nmarkdown_ext: MD,markdown\nlimit_posts: 5\n",
    )
    assert config.problem is None
    assert (config.title, config.baseurl, config.future) == ("My Site", "/blog", True)
    assert config.permalink == "/:categories/:year/:month/:day/:title/"
    assert config.timezone == ZoneInfo("America/New_York")
    assert config.markdown_extensions == (".md", ".markdown")
    assert config.limit_posts == 5


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (None, "no _config.yml"),
        ("title: [unclosed\n", "line"),
        ("- a\n- list\n", "could not be understood"),
        ("just words", "could not be understood"),
        ("title: caf\xe9\n".encode("latin-1"), "UTF-8"),
        (b"\x00\x01\x02\x03", "could not be understood"),
        ("[" * 5000, "could not be understood"),
        ("title: My: Site\n", "line 1"),
    ],
)
def test_a_file_that_cannot_be_read_leaves_jekylls_own_settings(
    tmp_path: Path, text: str | bytes | None, words: str
) -> None:
    config = load_config(tmp_path) if text is None else written(tmp_path, text)
    assert words in str(config.problem)
    assert config.permalink.startswith("/:categories/:year")
    assert config.excerpt_separator == "\n\n"
    assert ".md" in config.markdown_extensions


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("exclude: vendor\n", "“exclude” is not a list"),
        ("defaults: {a: b}\n", "“defaults” is not a list"),
        ("permalink: [a]\n", "“permalink” is not a text"),
        ("collections_dir: 5\n", "“collections_dir” is not a text"),
        ("timezone: Mars/Olympus\n", "no time zone “Mars/Olympus”"),
        ("timezone: 2\n", "“timezone” is not a text"),
    ],
)
def test_a_setting_of_an_odd_type_is_told_and_replaced(
    tmp_path: Path, text: str, words: str
) -> None:
    config = written(tmp_path, f"title: Kept\n{text}")
    assert words in str(config.problem)
    assert config.title == "Kept"
    assert isinstance(config.collections_dir, str)
    assert isinstance(config.exclude, tuple)
    assert datetime(2025, 1, 1, tzinfo=config.timezone).utcoffset() is not None


def test_no_odd_type_ever_breaks_a_property(tmp_path: Path) -> None:
    names = [name for name in dir(SiteConfig) if not name.startswith("_")]
    keys = ["title", "collections", "include", "exclude", "defaults", "permalink", "timezone",
            "markdown_ext", "future", "limit_posts", "baseurl", "encoding"]  # fmt: skip
    for value in ("5", "1.5", "true", "~", "[1, {a: b}]", "{posts: 3}", "2025-01-01", "''"):
        config = written(tmp_path, "".join(f"{key}: {value}\n" for key in keys))
        for name in names:
            getattr(config, name)


@pytest.fixture
def in_berlin() -> Iterator[None]:
    """A machine whose clock is that of Berlin; all other tests are in UTC."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "Europe/Berlin")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("in_berlin")
def test_nothing_written_means_the_machines_own_zone(tmp_path: Path) -> None:
    zone = written(tmp_path, "title: x\n").timezone
    summer = datetime(2025, 7, 1, 12, tzinfo=zone)
    assert summer.utcoffset() == timedelta(hours=2)
    assert datetime(2025, 1, 1, 12, tzinfo=UTC).astimezone(zone).hour == 13
    assert datetime(1000, 1, 1, tzinfo=zone).astimezone(UTC).year in (999, 1000)


def test_a_posix_zone_counts_backwards(tmp_path: Path) -> None:
    zone = written(tmp_path, "timezone: UTC-3\n").timezone
    assert datetime(2025, 1, 1, tzinfo=zone).utcoffset() == timedelta(hours=3)


def test_documents_of_yaml_after_the_first_are_not_read(tmp_path: Path) -> None:
    config = written(tmp_path, "\ufeff# Settings\n---\ntitle: First\n---\ntitle: Second\n")
    assert (config.title, config.problem) == ("First", None)


def test_yml_wins_over_yaml_and_toml(tmp_path: Path) -> None:
    toml = written(tmp_path, 'title = "T"\nwhen = 2025-01-01\nat = 08:00:00\n', "_config.toml")
    assert (toml.title, toml.problem) == ("T", None)
    assert written(tmp_path, "title: Y\n", "_config.yaml").title == "Y"
    assert written(tmp_path, "title: M\n").title == "M"


def test_broken_toml_is_told(tmp_path: Path) -> None:
    assert "could not be understood" in str(written(tmp_path, "a = [", "_config.toml").problem)


def test_the_permalink_of_the_collection_wins_and_knows_no_styles(tmp_path: Path) -> None:
    config = written(tmp_path, "permalink: none\ncollections: {posts: {permalink: pretty}}\n")
    assert config.permalink == "pretty"


def test_include_takes_patterns_out_of_exclude(tmp_path: Path) -> None:
    config = written(tmp_path, "include: [Gemfile]\nexclude: [Gemfile, notes]\n")
    assert "Gemfile" not in config.exclude
    assert {"notes", "node_modules"} <= set(config.exclude)
