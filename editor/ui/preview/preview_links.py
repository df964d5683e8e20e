"""What a click on a link of the preview means, for the web preview and the plain one alike."""

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import unquote

from PySide6.QtCore import QUrl, QUrlQuery

from editor.ui.preview.site_scheme import SCHEME, SITE_HOST

BROWSER_SCHEMES = frozenset(("http", "https", "mailto"))

LONGEST_ADDRESS = 4_096
"""Characters; a longer address cannot be shown before it is opened, so it is not opened."""

_MAIL_FIELDS = frozenset(("to", "cc", "bcc", "subject", "body", "in-reply-to"))
"""What a link may fill in; some mail programs would attach files of this computer as well."""

_BEYOND_ASCII = re.compile("(?:%[89A-F][0-9A-F])+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PreviewLinks:
    """The links of one article."""

    base: QUrl
    """The address of the article itself in the preview."""
    published_url: str = ""
    """``url`` of _config.yml, where the site's other pages are read."""

    def fragment(self, url: QUrl) -> str | None:
        """Return the id that a link within the article leads to, None for any other link."""
        plain = QUrl(url)
        plain.setFragment("")
        own = QUrl(self.base)
        own.setFragment("")
        if plain == own and url.hasFragment():
            return url.fragment(QUrl.ComponentFormattingOption.FullyDecoded)
        return None

    def outside(self, url: QUrl) -> QUrl | None:
        """Return the address to open in the system's browser, None when there is none."""
        if url.scheme() in BROWSER_SCHEMES:
            return _to_open(url)
        if url.scheme() == SCHEME and url.host() == SITE_HOST and self.published_url:
            published = QUrl(self.published_url)
            if published.scheme() in BROWSER_SCHEMES:
                published.setPath(url.path())
                if url.hasQuery():
                    published.setQuery(url.query())
                if url.hasFragment():
                    published.setFragment(url.fragment())
                return _to_open(published)
        return None

    def shown(self, address: str) -> str:
        """Return a link's address as people know it, and as it is opened: all of it.

        Letters that would be read from the right, that cannot be seen, or that make one host look
        like another stay encoded.
        """
        url = QUrl(address)
        fragment = self.fragment(url)
        if fragment is not None:
            return _readable(f"#{url.fragment(QUrl.ComponentFormattingOption.FullyEncoded)}")
        opened = self.outside(url)
        if opened is not None:
            return _readable(_encoded(opened))
        return _readable(
            url.path(QUrl.ComponentFormattingOption.FullyEncoded)
            if url.scheme() == SCHEME
            else _encoded(url)
        )


def _to_open(url: QUrl) -> QUrl | None:
    """Return the address without what no link of a page may say, None for one never opened."""
    opened = QUrl(url)
    if opened.scheme() == "mailto":
        query = QUrlQuery(opened)
        if query.hasQueryItem("") or not query.isEmpty():
            kept = [pair for pair in query.queryItems() if pair[0].lower() in _MAIL_FIELDS]
            query.setQueryItems(kept)
            opened.setQuery(query if kept else QUrlQuery())
    else:
        # `https://a-site-people-trust@another-one/` leads to the other one
        port = f":{url.port()}" if url.port() > 0 else ""
        opened.setAuthority(url.host(QUrl.ComponentFormattingOption.FullyEncoded) + port)
        if not opened.host():
            return None
    return opened if opened.isValid() and len(_encoded(opened)) <= LONGEST_ADDRESS else None


def _encoded(url: QUrl) -> str:
    return bytes(url.toEncoded().data()).decode("ascii")


def _readable(encoded: str) -> str:
    return _BEYOND_ASCII.sub(lambda run: "".join(map(_letter, _decoded(run[0]))), encoded)


def _decoded(run: str) -> str:
    try:
        return unquote(run, errors="strict")
    except UnicodeDecodeError:
        return run


def _letter(letter: str) -> str:
    from_left = unicodedata.bidirectional(letter) in ("L", "EN")
    if letter.isascii() or (unicodedata.category(letter)[0] in "LN" and from_left):
        return letter
    return "".join(f"%{byte:02X}" for byte in letter.encode())
