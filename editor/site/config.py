"""The settings of a site, with Jekyll's own where the site says nothing or nonsense."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, tzinfo
from pathlib import Path

from editor.post.scalars import Value
from editor.site.config_file import ConfigError, find_config, read_config
from editor.site.ruby_text import truthy
from editor.site.zones import MachineZone, find_zone

# ``jekyll/configuration.rb``: STYLE_TO_PERMALINK, DEFAULTS and DEFAULT_EXCLUDES.
PERMALINK_STYLES: Mapping[str, str] = {
    "none": "/:categories/:title:output_ext",
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
}
_DEFAULT_EXCLUDES = (
    ".sass-cache", ".jekyll-cache", ".ruby-lsp", "gemfiles", "Gemfile", "Gemfile.lock",
    "node_modules", "vendor/bundle/", "vendor/cache/", "vendor/gems/", "vendor/ruby/",
)  # fmt: skip
_TEXT_DEFAULTS: Mapping[str, str] = {
    "baseurl": "",
    "collections_dir": "",
    "destination": "_site",
    "encoding": "utf-8",
    "excerpt_separator": "\n\n",
    "layouts_dir": "_layouts",
    "markdown_ext": "markdown,mkdown,mkdn,mkd,md",
    "permalink": "date",
    "timezone": "",
    "url": "",
}
_LIST_DEFAULTS: Mapping[str, tuple[str, ...]] = {
    "defaults": (),
    "exclude": (),
    "include": (".htaccess",),
}


@dataclass(frozen=True, slots=True)
class SiteConfig:
    """What ``_config.yml`` says (``values``), read through properties that always have an answer.

    ``problem`` is a sentence for the writer when the file, or one of its settings, could not be
    used and Jekyll's own took its place.
    """

    values: Mapping[str, Value]
    problem: str | None = None

    @property
    def timezone_name(self) -> str:
        """The name in ``timezone:``; empty when the build machine's own zone counts."""
        return self._text("timezone")

    @property
    def timezone(self) -> tzinfo:
        """The zone that posts are dated in; a name nobody knows is UTC, as for Jekyll."""
        if not self.timezone_name:
            return MachineZone()
        return find_zone(self.timezone_name) or UTC

    @property
    def permalink(self) -> str:
        """The template of post addresses: the collection's own, else the site's style."""
        own = self._posts_collection().get("permalink")
        if isinstance(own, str):
            return own
        style = self._text("permalink")
        return PERMALINK_STYLES.get(style, style)

    @property
    def collections_dir(self) -> str:
        """The folder that holds ``_posts`` and ``_drafts``, as written; empty for the root."""
        return self._text("collections_dir")

    @property
    def destination(self) -> str:
        """The folder that Jekyll writes to."""
        return self._text("destination")

    @property
    def encoding(self) -> str:
        """The encoding that Jekyll reads every file in, as written."""
        return self._text("encoding")

    @property
    def layouts_dir(self) -> str:
        """The folder of layouts."""
        return self._text("layouts_dir")

    @property
    def markdown_extensions(self) -> tuple[str, ...]:
        """Extensions of markdown files in small letters, with the dot."""
        return tuple(f".{name.lower()}" for name in self._text("markdown_ext").split(","))

    @property
    def defaults(self) -> tuple[Value, ...]:
        """The sets of front-matter defaults, as written."""
        return self._items("defaults")

    @property
    def include(self) -> tuple[str, ...]:
        """Patterns of entries that are read although their names are special."""
        return tuple(item for item in self._items("include") if isinstance(item, str))

    @property
    def exclude(self) -> tuple[str, ...]:
        """Patterns of entries that are not read, without those that ``include`` names too."""
        written = (item for item in self._items("exclude") if isinstance(item, str))
        included = self.include
        return tuple(item for item in (*written, *_DEFAULT_EXCLUDES) if item not in included)

    @property
    def show_drafts(self) -> bool:
        """Whether the site itself asks for drafts in every build."""
        return truthy(self.values.get("show_drafts"))

    @property
    def future(self) -> bool:
        """Whether posts of the future are published at once."""
        own = self._posts_collection().get("future")
        return truthy(self.values.get("future")) or truthy(own)

    @property
    def unpublished(self) -> bool:
        """Whether ``published: false`` is overruled."""
        return truthy(self.values.get("unpublished"))

    @property
    def strict_front_matter(self) -> bool:
        """Whether an error in one front matter stops the build."""
        return truthy(self.values.get("strict_front_matter"))

    @property
    def limit_posts(self) -> int:
        """How many of the newest posts are published; 0 for all."""
        limit = self.values.get("limit_posts")
        return limit if isinstance(limit, int) and limit > 0 else 0

    @property
    def excerpt_separator(self) -> str:
        """The text that ends an excerpt; empty for no excerpts."""
        return self._text("excerpt_separator")

    @property
    def baseurl(self) -> str:
        """The path that the site lives under, such as ``/blog``; empty for the root."""
        return self._text("baseurl")

    @property
    def url(self) -> str:
        """Scheme and host of the published site."""
        return self._text("url")

    @property
    def title(self) -> str:
        """The name of the site; empty when it has none."""
        title = self.values.get("title")
        return "" if title is None or isinstance(title, list | dict) else str(title)

    def _text(self, key: str) -> str:
        value = self.values.get(key)
        return value if isinstance(value, str) else _TEXT_DEFAULTS[key]

    def _items(self, key: str) -> tuple[Value, ...]:
        value = self.values.get(key)
        return tuple(value) if isinstance(value, list) else _LIST_DEFAULTS[key]

    def _posts_collection(self) -> Mapping[str, Value]:
        collections = self.values.get("collections")
        posts = collections.get("posts") if isinstance(collections, dict) else None
        return posts if isinstance(posts, dict) else {}


def config_stamp(root: Path) -> tuple[str, int, int]:
    """Return what changes when the settings of the site in ``root`` do: name, time and size."""
    path = find_config(root)
    try:
        status = path.stat() if path else None
    except OSError:
        status = None
    if path is None or status is None:
        return ("", 0, 0)
    return (path.name, status.st_mtime_ns, status.st_size)


def load_config(root: Path) -> SiteConfig:
    """Read the settings of the site in ``root``; never raises: see ``SiteConfig.problem``."""
    path = find_config(root)
    if path is None:
        return SiteConfig({}, "There is no _config.yml here. Jekyll's own settings are used.")
    try:
        values = read_config(path)
    except ConfigError as error:
        return SiteConfig({}, str(error))
    return SiteConfig(values, next(_problems(values, path.name), None))


def _problems(values: Mapping[str, Value], name: str) -> Iterator[str]:
    for key in _TEXT_DEFAULTS:
        if not isinstance(values.get(key), str | None):
            yield f"{name}: “{key}” is not a text. Jekyll's own setting is used for it."
    for key in _LIST_DEFAULTS:
        if not isinstance(values.get(key), list | None):
            yield f"{name}: “{key}” is not a list. Jekyll's own setting is used for it."
    zone = values.get("timezone")
    if isinstance(zone, str) and zone and find_zone(zone) is None:
        yield f"{name}: there is no time zone “{zone[:60]}”. Dates are read as UTC, as Jekyll does."
