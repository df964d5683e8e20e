"""What cannot be shown without Ruby: the site's own plugins, and gems that nobody ported."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from editor.post.scalars import Value
from editor.render.published.added_pages import ADDING
from editor.render.published.build import Build
from editor.render.published.fidelity import Reason
from editor.render.published.plugins.plugin import Plugin
from editor.render.published.plugins.table import PLUGINS, WITHOUT_EFFECT, plugin_of
from editor.render.published.settings import theme_name

_TAG = re.compile(r"register_tag\s*\(?\s*[:'\"](\w+)")
_FILTERS = re.compile(r"register_filter")
_METHOD = re.compile(r"^\s*def\s+([a-z_]\w*[?!]?)", re.MULTILINE)
_FURTHER = re.compile(
    r"Hooks\.register|<\s*(?:Jekyll::)?(?:Generator|Converter)|alias_method|prepend|class_eval|"
    r"^\s*class\s+(?:Document|Post|Page|Site|Renderer|Convertible|Layout|Excerpt)\b",
    re.MULTILINE,
)
_GROUP = re.compile(
    r"group\s*\(?\s*:jekyll_plugins\s*\)?\s*do\b(.*?)^\s*end\b", re.DOTALL | re.MULTILINE
)
_GEM = re.compile(r"""^\s*gem\s*\(?\s*["']([\w.-]+)["']""", re.MULTILINE)
_PAGES_GEM = "github-pages"
_OF_GITHUB_PAGES = (
    "jekyll-coffeescript", "jekyll-default-layout", "jekyll-gist", "jekyll-github-metadata",
    "jekyll-optional-front-matter", "jekyll-paginate", "jekyll-readme-index",
    "jekyll-relative-links", "jekyll-titles-from-headings",
)  # fmt: skip
_MOST_PLUGIN_FILES = 200


@dataclass(slots=True)
class SitePlugins:
    """The gems that a site asks for, and what the files in ``_plugins`` add."""

    active: tuple[Plugin, ...] = ()
    unknown: tuple[str, ...] = ()
    tags: dict[str, str] = field(default_factory=dict)
    filters: dict[str, str] = field(default_factory=dict)
    changing: tuple[str, ...] = ()
    usable: tuple[Plugin, ...] = ()
    """Plugins whose tags and filters Jekyll knows: without its gem a tag stops the build."""
    adding: frozenset[str] = frozenset()
    """Gems that may add pages to the site."""

    @classmethod
    def of(cls, build: Build) -> "SitePlugins":
        """Read settings, ``Gemfile`` and ``_plugins``."""
        named = dict.fromkeys(_named(build))
        theme = build.settings.get("theme")
        active = tuple(plugin_of(name) for name in named if name in PLUGINS)
        unknown = tuple(
            name
            for name in named
            if name not in PLUGINS and name not in WITHOUT_EFFECT and name != theme
        )
        usable = tuple(plugin_of(gem) for gem in PLUGINS if gem in named or _may_load(build, gem))
        found = cls(active, unknown, usable=usable, adding=ADDING.intersection(named))
        found._read_files(build)
        return found

    def reasons(self) -> Iterator[Reason]:
        """Yield what may change every page of the site."""
        for name in self.unknown:
            yield Reason(f"the plugin {name} is not known here; it may change this page")
        for path in self.changing:
            yield Reason("the site's own plugin may change this page", path)

    def may_know(self, name: str) -> bool:
        """Whether a filter or tag of that name may come from Ruby code that is not read here."""
        return name in self.filters or name in self.tags or bool(self.unknown or self.changing)

    def _read_files(self, build: Build) -> None:
        base = build.settings.get("plugins_dir")
        folder = base if isinstance(base, str) else "_plugins"
        changing: list[str] = []
        for place, below in enumerate(build.folder.walk(folder)):
            if place >= _MOST_PLUGIN_FILES:
                break
            path = f"{folder}/{below}"
            text = (build.folder.text(path) or "") if below.endswith(".rb") else ""
            if not text:
                continue
            tags = _TAG.findall(text)
            filters = _METHOD.findall(text) if _FILTERS.search(text) else []
            self.tags.update(dict.fromkeys(tags, path))
            self.filters.update(dict.fromkeys(filters, path))
            if _FURTHER.search(text) or not (tags or filters):
                changing.append(path)
        self.changing = tuple(changing)


def _may_load(build: Build, gem: str) -> bool:
    """Whether a gem may be there that the settings do not name.

    A ``Gemfile`` names it, the theme's gem brings it along, or, in a site without a ``Gemfile``,
    GitHub does.
    """
    if gem in build.gems.named or theme_name(build.site):
        return True
    return gem in _OF_GITHUB_PAGES and not build.gems.named


def _named(build: Build) -> Iterator[str]:
    for key in ("plugins", "gems"):
        written: Value = build.settings.get(key)
        names = written if isinstance(written, list) else [written]
        yield from (name for name in names if isinstance(name, str))
    gemfile = build.folder.text("Gemfile") or ""
    for group in _GROUP.findall(gemfile):
        yield from _GEM.findall(group)
    if _PAGES_GEM in build.gems.named:
        yield from _OF_GITHUB_PAGES
