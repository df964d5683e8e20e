"""jekyll-seo-tag: the names, pictures and dates that search engines and networks read."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TextIO, cast

from liquid.ast import Node
from liquid.stream import TokenStream
from liquid.token import Token

from editor.render.liquid.blocks import RubyNode, RubyTag
from editor.render.liquid.context import Context
from editor.render.liquid.drop import Drop
from editor.render.liquid.filters.addresses import absolute_url, is_absolute
from editor.render.liquid.filters.calls import services_of
from editor.render.liquid.filters.dates import date_to_xmlschema
from editor.render.liquid.filters.strings import (
    escape_once,
    normalize_whitespace,
    strip_html,
    uri_escape,
)
from editor.render.liquid.json_text import json_text
from editor.render.liquid.values import to_s, truthy
from editor.render.published.plugins.plugin import Plugin

VERSION_WHEN_UNKNOWN = "2.8.0"
_HOME = re.compile(r"^/(about/)?(index.html?)?$", re.MULTILINE)
_TITLE_OFF = re.compile("title=false", re.IGNORECASE)


class SeoDrop(Drop):
    """What the tag works out of the page and the site."""

    def __init__(self, context: Context, markup: str) -> None:
        self.context = context
        self.markup = markup
        self._known: dict[str, object] = {}
        self.page = cast("Mapping[str, object]", context.payload.get("page") or {})
        self.site = cast("Mapping[str, object]", context.payload.get("site") or {})

    def formatted(self, value: object) -> str | None:
        """Return a text without markup; nil when nothing is left of it."""
        html = services_of(self.context).markdown(to_s(value))
        return escape_once(normalize_whitespace(strip_html(html))) or None

    def title(self) -> str | None:
        """The page's title and the site's."""
        page, site = self["page_title"], self["site_title"]
        described = self["site_tagline"] or self["site_description"]
        if site and page != site:
            return f"{page} | {site}"
        if self["site_description"] and site:
            return f"{site} | {described}"
        return cast("str | None", page or site)

    def image(self) -> object:
        """The picture of the page; nil without one."""
        written = self.page.get("image")
        values = dict(written) if isinstance(written, dict) else {"path": written}
        if not isinstance(written, str | dict):
            return None
        path = values.get("path") or values.get("facebook") or values.get("twitter")
        if not truthy(path):
            return None
        if isinstance(path, str) and not is_absolute(path):
            path = absolute_url(self.context, path)
        return {**values, "path": uri_escape(path)}

    def author(self) -> dict[str, object]:
        """The author with what ``_data/authors`` knows."""
        authors = self.page.get("authors")
        first = authors[:1] if isinstance(authors, list) else []
        sources = [self.page.get("author"), *first, self.site.get("author")]
        found = next((one for one in sources if to_s(one)), None)
        if isinstance(found, dict):
            return self._with_twitter(found)
        if not isinstance(found, str):
            return self._with_twitter({})
        data = self.site.get("data")
        known = data.get("authors") if isinstance(data, Mapping) else None
        more = known.get(found) if isinstance(known, Mapping) else None
        return self._with_twitter({"name": found, **(more if isinstance(more, Mapping) else {})})

    @staticmethod
    def _with_twitter(values: Mapping[object, object]) -> dict[str, object]:
        twitter = values.get("twitter") or values.get("name")
        shown = twitter.removeprefix("@") if isinstance(twitter, str) else None
        return {**{to_s(key): value for key, value in values.items()}, "twitter": shown}

    def is_home(self) -> bool:
        """Whether the page is the front page or the one about the site."""
        return _HOME.search(to_s(self.page.get("url"))) is not None

    def part(self, holder: Mapping[str, object], name: str) -> Mapping[str, object]:
        """Return a map of settings, empty when there is none."""
        value = holder.get(name)
        return value if isinstance(value, dict) else {}

    def kind(self) -> object:
        """The kind of page that the JSON names."""
        written = self.part(self.page, "seo").get("type")
        if written:
            return written
        if self.is_home():
            return "WebSite"
        return "BlogPosting" if self.page.get("date") else "WebPage"

    def name(self) -> object:
        """The name of the page in the JSON."""
        own = self.part(self.page, "seo").get("name")
        if own:
            return self.formatted(own)
        if not self.is_home():
            return None
        social = self.part(self.site, "social").get("name")
        return self.formatted(social) if social else self["site_title"]

    def logo(self) -> object:
        """The picture of the site."""
        logo = self.site.get("logo")
        if not truthy(logo):
            return None
        if isinstance(logo, str) and is_absolute(logo):
            return uri_escape(logo)
        return uri_escape(absolute_url(self.context, logo))

    def canonical_url(self) -> str:
        """The one address of the page."""
        own = to_s(self.page.get("canonical_url"))
        if own:
            return own
        address = to_s(absolute_url(self.context, self.page.get("url")))
        return re.sub(r"/index\.html$", "/", address, flags=re.MULTILINE)

    def locale(self) -> str:
        """Language and country."""
        written = (
            self.page.get("locale")
            or self.site.get("locale")
            or self.page.get("lang")
            or self.site.get("lang")
            or "en_US"
        )
        return to_s(written).replace("-", "_")

    def modified(self) -> object:
        """When the page was changed."""
        date = (
            self.part(self.page, "seo").get("date_modified")
            or self.page.get("last_modified_at")
            or self.page.get("date")
        )
        return date_to_xmlschema(self.context, date) if date else None

    def links(self) -> object:
        """The same page or site elsewhere."""
        own = self.part(self.page, "seo").get("links")
        return own or (self.part(self.site, "social").get("links") if self.is_home() else None)

    getters: Mapping[str, Callable[["SeoDrop"], object]] = {
        "site_title": lambda drop: drop.formatted(drop.site.get("title") or drop.site.get("name")),
        "site_tagline": lambda drop: drop.formatted(drop.site.get("tagline")),
        "site_description": lambda drop: drop.formatted(drop.site.get("description")),
        "page_title": lambda drop: drop.formatted(drop.page.get("title")) or drop["site_title"],
        "title": lambda drop: drop.title(),
        "description": lambda drop: drop.described(),
        "image": lambda drop: drop.image(),
        "author": lambda drop: drop.author(),
        "canonical_url": lambda drop: drop.canonical_url(),
        "page_locale": lambda drop: drop.locale(),
    }

    def described(self) -> object:
        """The description of the page, else of the site."""
        written = self.page.get("description") or self.page.get("excerpt")
        return self.formatted(written) or self["site_description"]

    def __getitem__(self, key: str) -> object:
        if key not in self._known:
            self._known[key] = super().__getitem__(key)
        return self._known[key]


def _meta(kind: str, name: str, value: object) -> str:
    return f'<meta {kind}="{name}" content="{to_s(value)}" />\n'


class SeoNode(RubyNode):
    """``{% seo %}``."""

    __slots__ = ("_markup",)

    def __init__(self, token: Token, markup: str) -> None:
        super().__init__(token)
        self._markup = markup

    def write(self, context: Context, buffer: TextIO) -> None:
        """Write the tags."""
        drop = SeoDrop(context, self._markup)
        version = to_s(services_of(context).setting("gp_seo_version")) or VERSION_WHEN_UNKNOWN
        buffer.write(f"<!-- Begin Jekyll SEO tag v{version} -->\n")
        if drop["title"] and not _TITLE_OFF.search(self._markup):
            buffer.write(f"<title>{to_s(drop['title'])}</title>\n")
        for part in _PARTS:
            buffer.writelines(part(drop))
        buffer.write('<script type="application/ld+json">\n')
        buffer.write(f"{json_text(_json(drop))}</script>\n\n<!-- End Jekyll SEO tag -->\n")


def _about_page(drop: SeoDrop) -> Iterator[str]:
    jekyll = cast("Mapping[str, object]", drop.context.payload.get("jekyll") or {})
    yield _meta("name", "generator", f"Jekyll v{to_s(jekyll.get('version'))}")
    if drop["page_title"]:
        yield _meta("property", "og:title", drop["page_title"])
    author = cast("Mapping[str, object]", drop["author"])
    if author.get("name"):
        yield _meta("name", "author", author["name"])
    yield _meta("property", "og:locale", drop["page_locale"])
    if drop["description"]:
        yield _meta("name", "description", drop["description"])
        yield _meta("property", "og:description", drop["description"])
    if truthy(drop.site.get("url")):
        yield f'<link rel="canonical" href="{to_s(drop["canonical_url"])}" />\n'
        yield _meta("property", "og:url", drop["canonical_url"])
    if drop["site_title"]:
        yield _meta("property", "og:site_name", drop["site_title"])


def _about_image(drop: SeoDrop) -> Iterator[str]:
    image = drop["image"]
    if isinstance(image, dict):
        yield _meta("property", "og:image", image["path"])
        for name in ("height", "width", "alt"):
            if truthy(image.get(name)):
                yield _meta("property", f"og:image:{name}", image[name])
    date = drop.page.get("date")
    yield _meta("property", "og:type", "article" if truthy(date) else "website")
    if truthy(date):
        yield _meta("property", "article:published_time", date_to_xmlschema(drop.context, date))


def _for_networks(drop: SeoDrop) -> Iterator[str]:
    image = drop["image"]
    if isinstance(image, dict):
        cards = [drop.part(one, "twitter").get("card") for one in (drop.page, drop.site)]
        card = next((one for one in cards if one), "summary_large_image")
        yield _meta("name", "twitter:card", card)
        yield _meta("property", "twitter:image", image["path"])
        if truthy(image.get("alt")):
            yield _meta("name", "twitter:image:alt", image["alt"])
    else:
        yield _meta("name", "twitter:card", "summary")
    if drop["page_title"]:
        yield _meta("property", "twitter:title", drop["page_title"])
    if truthy(drop.site.get("twitter")):
        username = to_s(drop.part(drop.site, "twitter").get("username")).replace("@", "")
        yield _meta("name", "twitter:site", f"@{username}")
        creator = cast("Mapping[str, object]", drop["author"]).get("twitter")
        if creator:
            yield _meta("name", "twitter:creator", f"@{to_s(creator).replace('@', '')}")
    facebook = drop.part(drop.site, "facebook")
    for name in ("fb:admins", "article:publisher", "fb:app_id"):
        if truthy(facebook.get(name.partition(":")[2])):
            yield _meta("property", name, facebook[name.partition(":")[2]])


_VERIFICATIONS = {
    "google": "google-site-verification",
    "bing": "msvalidate.01",
    "alexa": "alexaVerifyID",
    "yandex": "yandex-verification",
    "baidu": "baidu-site-verification",
    "facebook": "facebook-domain-verification",
}


def _verifications(drop: SeoDrop) -> Iterator[str]:
    if truthy(drop.site.get("webmaster_verifications")):
        written = drop.part(drop.site, "webmaster_verifications")
        for network, name in _VERIFICATIONS.items():
            if truthy(written.get(network)):
                yield _meta("name", name, written[network])
    elif truthy(drop.site.get("google_site_verification")):
        yield _meta("name", "google-site-verification", drop.site.get("google_site_verification"))


_PARTS = (_about_page, _about_image, _for_networks, _verifications)


def _json(drop: SeoDrop) -> dict[str, object]:
    kind = drop.kind()
    page: dict[str, object] = {"@type": "WebPage", "@id": drop["canonical_url"]}
    values: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": kind,
        "author": _json_author(cast("Mapping[str, object]", drop["author"])),
        "dateModified": drop.modified(),
        "datePublished": date_to_xmlschema(drop.context, drop.page.get("date"))
        if truthy(drop.page.get("date"))
        else None,
        "description": drop["description"],
        "headline": drop["page_title"],
        "image": _json_image(drop["image"]),
        "mainEntityOfPage": page if kind in ("BlogPosting", "CreativeWork") else None,
        "name": drop.name(),
        "publisher": _publisher(drop),
        "sameAs": drop.links(),
        "url": drop["canonical_url"],
    }
    return {key: value for key, value in sorted(values.items()) if value is not None}


def _json_author(author: Mapping[str, object]) -> object:
    kind = author.get("type")
    if not author.get("name") or (kind and kind not in ("Organization", "Person")):
        return None
    values = {"@type": kind or "Person", "name": author["name"]}
    return {**values, "url": author["url"]} if author.get("url") else values


def _json_image(image: object) -> object:
    if not isinstance(image, dict):
        return None
    if len(image) == 1:
        return image["path"]
    others = {key: value for key, value in image.items() if key != "path"}
    return {**others, "url": image["path"], "@type": "imageObject"}


def _publisher(drop: SeoDrop) -> object:
    logo = drop.logo()
    if not logo:
        return None
    values: dict[str, object] = {
        "@type": "Organization",
        "logo": {"@type": "ImageObject", "url": logo},
    }
    name = cast("Mapping[str, object]", drop["author"]).get("name")
    return {**values, "name": name} if name else values


class SeoTag(RubyTag):
    """``{% seo %}``."""

    name = "seo"

    def parse_markup(self, token: Token, markup: str, stream: TokenStream) -> Node:
        """Read the options."""
        return SeoNode(token, markup)


PLUGIN = Plugin(tags=(SeoTag,))
