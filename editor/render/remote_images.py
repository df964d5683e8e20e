"""Images that lie on other sites, which the preview only loads when the writer says so."""

import re
from collections.abc import Iterable
from dataclasses import replace
from html import unescape

from editor.render.exchange import Article

_TAG = re.compile(
    r'<(?P<name>img|source|video|input|/picture)\b(?P<rest>(?:\s+[^\s="<>]+="[^"]*")*)'
)
"""In sanitised HTML, where every attribute stands in double quotes and text has no ``<``."""

_ATTRIBUTE = re.compile(r'\s(?P<name>src|srcset|poster)="(?P<value>[^"]*)"')
_NO_SCHEME = re.compile(r'(\s(?:src|poster)="\s*)(?=//)')


def with_web_schemes(html: str) -> str:
    """Return sanitised HTML whose images at ``//host/`` begin with the scheme of most sites.

    The preview's own scheme would stand there otherwise.
    """
    if '="//' not in html:
        return html
    return _TAG.sub(lambda tag: _NO_SCHEME.sub(r"\1https:", tag[0]), html)


def counted(article: Article) -> Article:
    """Return the article with the number of its remote images, those of its frame included."""
    frame = article.published.frame if article.published else None
    pieces = (*article.blocks, frame.html if frame else "")
    return replace(article, remote_images=len(remote_images(pieces)))


def remote_images(pieces: Iterable[str]) -> set[str]:
    """Return the addresses of the images on other sites, one for each picture."""
    found: set[str] = set()
    for html in pieces:
        if "//" not in html:
            continue
        choice = ""  # the first remote one of a picture's sources
        for tag in _TAG.finditer(html):
            remote = _remote_address(tag["name"], tag["rest"])
            if tag["name"] == "source":
                choice = choice or remote
                continue
            found.add(choice or remote)
            choice = ""
    return found - {""}


def _remote_address(name: str, rest: str) -> str:
    given = {one["name"]: unescape(one["value"]).strip() for one in _ATTRIBUTE.finditer(rest)}
    wanted = ("poster",) if name == "video" else ("srcset", "src")
    if name == "source":
        wanted = ("srcset",)
    for attribute in wanted:
        for address in given.get(attribute, "").split():
            if address.lower().startswith(("http:", "https:", "//")):
                return address
    return ""
