"""``site``'s settings as templates see them: ``_config.yml`` over the theme's over Jekyll's own."""

from pathlib import Path

from editor.post.scalars import Value
from editor.render.published.files import Folder
from editor.site.config_file import ConfigError, read_config
from editor.site.defaults import merge_values
from editor.site.site import Site

_DEFAULT_EXCLUDES: list[Value] = [
    ".sass-cache", ".jekyll-cache", "gemfiles", "Gemfile", "Gemfile.lock", "node_modules",
    "vendor/bundle/", "vendor/cache/", "vendor/gems/", "vendor/ruby/",
]  # fmt: skip
_TOC_LEVELS: list[Value] = [1, 2, 3, 4, 5, 6]


def jekyll_settings() -> dict[str, Value]:
    """Jekyll's own settings (``configuration.rb``: DEFAULTS)."""
    return {
        "collections_dir": "", "cache_dir": ".jekyll-cache", "plugins_dir": "_plugins",
        "layouts_dir": "_layouts", "data_dir": "_data", "includes_dir": "_includes",
        "collections": {}, "safe": False, "include": [".htaccess"], "exclude": [],
        "keep_files": [".git", ".svn"], "encoding": "utf-8",
        "markdown_ext": "markdown,mkdown,mkdn,mkd,md", "strict_front_matter": False,
        "show_drafts": None, "limit_posts": 0, "future": False, "unpublished": False,
        "whitelist": [], "plugins": [], "markdown": "kramdown", "highlighter": "rouge",
        "lsi": False, "excerpt_separator": "\n\n", "incremental": False, "detach": False,
        "port": "4000", "host": "127.0.0.1", "baseurl": None, "show_dir_listing": False,
        "permalink": "date", "paginate_path": "/page:num", "timezone": None, "quiet": False,
        "verbose": False, "defaults": [],
        "liquid": {"error_mode": "warn", "strict_filters": False, "strict_variables": False},
        "kramdown": {
            "auto_ids": True, "toc_levels": _TOC_LEVELS, "entity_output": "as_char",
            "smart_quotes": "lsquo,rsquo,ldquo,rdquo", "input": "GFM", "hard_wrap": False,
            "guess_lang": True, "footnote_nr": 1, "show_warnings": False,
        },
        "serving": False,
    }  # fmt: skip


def theme_name(site: Site) -> str:
    """Return the name of the gem with the site's theme; empty when it names none."""
    theme = site.config.values.get("theme")
    if isinstance(theme, str):
        return theme.strip().lower()
    remote = site.config.values.get("remote_theme")
    if not isinstance(remote, str):
        return ""
    return remote.partition("@")[0].rpartition("/")[2].strip().lower()


def site_settings(site: Site, theme: Path | None) -> dict[str, Value]:
    """Return all settings of a site, Jekyll's included."""
    standard = jekyll_settings()
    own = {key: value for key, value in site.config.values.items() if key != "collections"}
    values = merge_values(standard, _theme_settings(site, theme, standard))
    values = merge_values(values, own)
    written = site.config.values.get("exclude")
    values["exclude"] = [*(written if isinstance(written, list) else []), *_DEFAULT_EXCLUDES]
    values["collections"] = _collections(site.config.values.get("collections"))
    values["source"] = str(site.root)
    values["destination"] = str(site.root / site.config.destination)
    return values


def _theme_settings(site: Site, theme: Path | None, standard: dict[str, Value]) -> dict[str, Value]:
    if theme is None or site.config.values.get("ignore_theme_config") is True:
        return {}
    path = Folder.of(theme).file("_config.yml")
    try:
        values = read_config(path) if path else {}
    except ConfigError:
        return {}
    return {key: value for key, value in values.items() if key not in standard}


def _collections(written: Value) -> dict[str, Value]:
    if isinstance(written, list):
        written = {str(name): {} for name in written}
    named: dict[str, Value] = written if isinstance(written, dict) else {}
    return merge_values({"posts": {"output": True}}, named)
