"""A published page in two parts: the frame, which is the layout's, and the place of the article.

The web view keeps the frame while the writer types, and only the article's blocks change in it.
"""

import hashlib
import json
import re
from dataclasses import asdict, dataclass, replace
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from editor.render.embeds import mark_embeds
from editor.render.exchange import Frame, Style
from editor.render.remote_images import with_web_schemes
from editor.render.sanitise import SLOT, sanitise_page

_SLOT_HTML = f"<{SLOT}></{SLOT}>"
_NETWORK = ("http", "https")
_KEY_CHARACTERS = 16


@dataclass(frozen=True, slots=True)
class PageParts:
    """What a page comes to: its frame, and what it would load that the preview does not."""

    frame: Frame
    remote_styles: tuple[str, ...] = ()
    """Addresses of style sheets on other sites."""
    scripts: tuple[str, ...] = ()
    """Addresses of scripts, and the text of those that stand in the page."""
    local_styles: tuple[str, ...] = ()
    """Paths of the site's own style sheets."""


def split_page(page: str, article: str, page_url: str, site_url: str) -> PageParts:
    """Return the frame of a whole published page that holds ``article``.

    The frame has no place for the article when the layout changed it beyond recognition: then it
    stands in the frame as it is. ``page_url`` is the path of the page, ``site_url`` the address of
    the site (``url`` of _config.yml), whose files are found here.
    """
    before, rest = _around_body_start(page)
    head, own, tail = rest.partition(article) if article.strip() else (rest, "", "")
    whole = before + _without_frames(head) + (_SLOT_HTML if own else "") + _without_frames(tail)
    tree = LexborHTMLParser(whole)
    for gone in tree.css("noscript"):
        gone.decompose()
    scripts = tuple(_script(node) for node in tree.css("script"))
    base = tree.css_first("base[href]")
    base_url = urljoin(page_url, (base.attributes.get("href") or "") if base else "")
    styles = _Styles(_local(base_url, site_url), site_url)
    styles.take(tree)
    return PageParts(
        _frame(tree, styles, site_url), tuple(styles.remote), scripts, tuple(styles.local)
    )


def _around_body_start(page: str) -> tuple[str, str]:
    found = re.search(r"<body\b", page, re.IGNORECASE)
    at = found.start() if found else 0
    return page[:at], page[at:]


def _without_frames(markup: str) -> str:
    return mark_embeds(markup, scripts=False)


def _frame(tree: LexborHTMLParser, styles: "_Styles", site_url: str) -> Frame:
    root, body = tree.css_first("html"), tree.body
    html = with_web_schemes(sanitise_page(body.inner_html or "")) if body else ""
    frame = Frame(
        "",
        _attributes(root),
        _attributes(body),
        tuple(styles.found),
        own_addresses(html, site_url),
        SLOT if SLOT in html else "",
    )
    return keyed(frame)


def keyed(frame: Frame) -> Frame:
    """Return the frame with the key that tells it from every other one."""
    told = json.dumps({**asdict(frame), "key": ""}, sort_keys=True).encode()
    return replace(frame, key=hashlib.sha256(told).hexdigest()[:_KEY_CHARACTERS])


class _Styles:
    """The style sheets of a page in their order, taken out of its tree."""

    def __init__(self, base_url: str, site_url: str) -> None:
        self.found: list[Style] = []
        self.local: list[str] = []
        self.remote: list[str] = []
        self._base_url, self._site_url = base_url, site_url

    def take(self, tree: LexborHTMLParser) -> None:
        """Take every style sheet out of the tree."""
        for node in tree.css("link, style"):
            if node.tag == "style":
                self.found.append(Style(css=node.text(), media=_attribute(node, "media")))
            elif _is_sheet(node):
                self._add_link(node)
            node.decompose()

    def _add_link(self, node: LexborNode) -> None:
        address = _local(urljoin(self._base_url, _attribute(node, "href")), self._site_url)
        media = "" if "media" in _attribute(node, "onload") else _attribute(node, "media")
        parts = urlsplit(address)
        if parts.scheme in _NETWORK or parts.netloc:
            self.remote.append(address)
            return
        if parts.scheme and parts.scheme != "data":
            return
        self.found.append(Style(href=address, media=media))
        self.local.append(parts.path)


def _is_sheet(node: LexborNode) -> bool:
    names = _attribute(node, "rel").lower().split()
    if not _attribute(node, "href") or "alternate" in names:
        return False
    # The usual way to load a sheet late: a script makes it one as soon as it is there.
    late = "preload" in names and _attribute(node, "as") == "style"
    return "stylesheet" in names or (late and "onload" in node.attributes)


def _script(node: LexborNode) -> str:
    return _attribute(node, "src") or node.text()


def _attribute(node: LexborNode, name: str) -> str:
    return node.attributes.get(name) or ""


_PLAIN_NAME = re.compile(r"(?!on)[a-z_][\w:.-]*", re.IGNORECASE | re.ASCII)


def _attributes(node: LexborNode | None) -> dict[str, str]:
    """Return what the page says of itself in a tag: everything that is no script.

    A parser takes names such as ``a"<b``, which would mean something else where they are written.
    """
    given = node.attributes if node else {}
    return {name: value or "" for name, value in given.items() if _PLAIN_NAME.fullmatch(name)}


def _local(address: str, site_url: str) -> str:
    """Return an address without the site's own host: its files lie here."""
    site = site_url.rstrip("/")
    if site and (address == site or address.startswith(f"{site}/")):
        return address.removeprefix(site) or "/"
    return address


_MEDIA = re.compile(r'(?P<name>\s(?:src|srcset|poster|href)=")(?P<value>[^"]*)(?=")')


def own_addresses(html: str, site_url: str) -> str:
    """Return sanitised HTML with the site's own images, given by its whole address, found here."""
    site = site_url.rstrip("/")
    if not site or site not in html:
        return html

    def local(attribute: re.Match[str]) -> str:
        if attribute["name"].strip().startswith("href"):
            return attribute[0]
        return attribute["name"] + attribute["value"].replace(f"{site}/", "/")

    return _MEDIA.sub(local, html)
