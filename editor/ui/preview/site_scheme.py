"""The addresses ``galleyproof:`` of the preview; loads nothing of the browser engine.

``site`` is the one host that anything is loaded from, so that a site's fonts and drawings are no
strangers to its page: the files that ``SiteFiles`` lets through, and our own below a hidden folder,
which no file of a site can be served from. Addresses at ``app`` are wishes of the page.
"""

from PySide6.QtCore import QCoreApplication, Qt, QUrl

SCHEME = "galleyproof"
SITE_HOST = "site"
APP_HOST = "app"
OWN_FOLDER = "/.galleyproof"
SHELL_URL = QUrl(f"{SCHEME}://{SITE_HOST}{OWN_FOLDER}/shell.html")

MAIL_URL = QUrl(f"{SCHEME}://{APP_HOST}/mail")
"""Never loaded: a click on a mail address is a wish to go here, the address behind ``#``."""

LINE_URL = QUrl(f"{SCHEME}://{APP_HOST}/line")
EDIT_URL = QUrl(f"{SCHEME}://{APP_HOST}/edit")
"""Never loaded: a click or a double click on what comes from the line behind ``#``."""


def register_scheme() -> None:
    """Make ready for the preview's addresses; call before QApplication is made.

    Only what Qt wants to know that early is done here, so that the program starts without the
    browser engine: ``scheme_handler.make_scheme_known`` tells the engine when it is first needed.
    """
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)


def article_url(path: str) -> QUrl:
    """Return the preview's address of the article published at ``path``."""
    url = QUrl(f"{SCHEME}://{SITE_HOST}/")
    url.setPath("/" + path.lstrip("/"), QUrl.ParsingMode.TolerantMode)
    return url
