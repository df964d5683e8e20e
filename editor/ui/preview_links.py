"""What a click on a link of the preview means, for the web preview and the plain one alike."""

from dataclasses import dataclass

from PySide6.QtCore import QUrl

from editor.ui.site_scheme import SCHEME, SITE_HOST

BROWSER_SCHEMES = frozenset(("http", "https", "mailto"))


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
            return url
        if url.scheme() == SCHEME and url.host() == SITE_HOST and self.published_url:
            published = QUrl(self.published_url)
            if published.scheme() in BROWSER_SCHEMES:
                published.setPath(url.path())
                if url.hasQuery():
                    published.setQuery(url.query())
                if url.hasFragment():
                    published.setFragment(url.fragment())
                return published
        return None

    def shown(self, address: str) -> str:
        """Return a link's address as people know it."""
        url = QUrl(address)
        if url.scheme() != SCHEME:
            return address
        fragment = self.fragment(url)
        if fragment is not None:
            return f"#{fragment}"
        opened = self.outside(url)
        return opened.toDisplayString() if opened is not None else url.path()
