"""Answers the browser engine's requests for ``galleyproof:`` addresses.

Everything is answered with the content security policy as a header, the second layer between a
post and the machine.
"""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QBuffer, QByteArray, QFile, QIODevice, QUrl
from PySide6.QtWebEngineCore import (
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)

from editor.render.site_files import SiteFiles
from editor.resources import resource_path
from editor.ui.preview.site_scheme import OWN_FOLDER, SCHEME, SITE_HOST

_NAME = QByteArray(SCHEME.encode())

POLICY = (
    b"default-src 'none'; script-src 'none'; img-src galleyproof://site data:;"
    b" media-src galleyproof://site; font-src galleyproof://site data:;"
    b" style-src galleyproof://site 'unsafe-inline'; form-action 'none';"
    b" base-uri galleyproof://site; frame-ancestors 'none'"
)
"""Images, film, fonts and styles from the site's folder, and styles in the page; nothing else."""

POLICY_WITH_IMAGES = POLICY.replace(b"img-src ", b"img-src https: http: ")
"""The same, and images from other sites."""

_KATEX_FONTS = (
    "AMS-Regular", "Caligraphic-Bold", "Caligraphic-Regular", "Fraktur-Bold", "Fraktur-Regular",
    "Main-Bold", "Main-BoldItalic", "Main-Italic", "Main-Regular", "Math-BoldItalic",
    "Math-Italic", "SansSerif-Bold", "SansSerif-Italic", "SansSerif-Regular", "Script-Regular",
    "Size1-Regular", "Size2-Regular", "Size3-Regular", "Size4-Regular", "Typewriter-Regular",
)  # fmt: skip

_OWN_FILES = {
    "/shell.html": (b"text/html; charset=utf-8", "preview/shell.html"),
    "/article.css": (b"text/css; charset=utf-8", "preview/article.css"),
    "/katex/katex.min.css": (b"text/css; charset=utf-8", "katex/katex.min.css"),
    **{
        f"/{path}": (b"font/woff2", path)
        for path in (f"katex/fonts/KaTeX_{name}.woff2" for name in _KATEX_FONTS)
    },
    "/marks.css": (b"text/css; charset=utf-8", "preview/marks.css"),
}
_HEADERS = {
    b"X-Content-Type-Options": b"nosniff",
    b"Referrer-Policy": b"no-referrer",
    b"Cache-Control": b"no-store",
}


def make_scheme_known() -> None:
    """Make the browser engine know ``galleyproof:``; once, before its first profile is made."""
    if QWebEngineUrlScheme.schemeByName(_NAME).name() == _NAME:
        return
    scheme = QWebEngineUrlScheme(_NAME)
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    scheme.setFlags(QWebEngineUrlScheme.Flag.SecureScheme)
    QWebEngineUrlScheme.registerScheme(scheme)


class SiteSchemeHandler(QWebEngineUrlSchemeHandler):
    """Answers requests for ``galleyproof:`` addresses from the files of one site.

    ``sheets`` are style sheets that lie in no file, by the path of their address.
    """

    site_files = SiteFiles(None)
    sheets: Mapping[str, str] = MappingProxyType({})
    policy = POLICY

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        """Answer with a file, or refuse; called by the browser engine."""
        url = job.requestUrl()
        if job.requestMethod().data() != b"GET":
            job.fail(QWebEngineUrlRequestJob.Error.RequestDenied)
        elif url.host() != SITE_HOST:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
        elif url.path().startswith(f"{OWN_FOLDER}/"):
            self._answer_own(job, url.path().removeprefix(OWN_FOLDER))
        else:
            self._answer_site(job, url.path(QUrl.ComponentFormattingOption.FullyEncoded))

    def _answer_own(self, job: QWebEngineUrlRequestJob, path: str) -> None:
        known = _OWN_FILES.get(path)
        if known is None:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            return
        media_type, name = known
        self._reply_with(job, media_type, resource_path(name).read_bytes())

    def _answer_site(self, job: QWebEngineUrlRequestJob, path: str) -> None:
        sheet = self.sheets.get(path)
        if sheet is not None:
            self._reply_with(job, b"text/css; charset=utf-8", sheet.encode())
            return
        found = self.site_files.find(path)
        if found is None:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            return
        file = QFile(str(found.path), job)
        if not file.open(QIODevice.OpenModeFlag.ReadOnly):
            job.fail(QWebEngineUrlRequestJob.Error.RequestFailed)
            return
        self._reply(job, found.media_type.encode(), file)

    def _reply_with(self, job: QWebEngineUrlRequestJob, media_type: bytes, data: bytes) -> None:
        buffer = QBuffer(job)
        buffer.setData(data)
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._reply(job, media_type, buffer)

    def _reply(self, job: QWebEngineUrlRequestJob, media_type: bytes, device: QIODevice) -> None:
        set_headers(job, self.policy)
        job.reply(QByteArray(media_type), device)


def set_headers(job: QWebEngineUrlRequestJob, policy: bytes = POLICY) -> None:
    """Put the policy into an answer.

    Each value is a list: PySide's own signature says QByteArray, but writes a bare one letter by
    letter, one header for each, and the browser then knows no policy at all.
    """
    headers = {b"Content-Security-Policy": policy, **_HEADERS}
    job.setAdditionalResponseHeaders(
        {QByteArray(name): [QByteArray(value)] for name, value in headers.items()}  # type: ignore[misc]
    )
