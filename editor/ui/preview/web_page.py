"""The one page of the web preview, and the profile that keeps it from everything else."""

import logging

from PySide6.QtCore import QByteArray, QUrl, Signal
from PySide6.QtWebEngineCore import (
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineScript,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlSchemeHandler,
)

from editor.ui.preview.site_scheme import EDIT_URL, LINE_URL, MAIL_URL, SCHEME

_LOG = logging.getLogger(__name__)
_Attribute = QWebEngineSettings.WebAttribute

_LONGEST_LINE_NUMBER = 9
_WEB = ("http", "https")

SWITCHED_OFF = (
    _Attribute.JavascriptEnabled,
    _Attribute.JavascriptCanOpenWindows,
    _Attribute.JavascriptCanAccessClipboard,
    _Attribute.JavascriptCanPaste,
    _Attribute.AllowWindowActivationFromJavaScript,
    _Attribute.PluginsEnabled,
    _Attribute.PdfViewerEnabled,
    _Attribute.LocalStorageEnabled,
    _Attribute.LocalContentCanAccessRemoteUrls,
    _Attribute.LocalContentCanAccessFileUrls,
    _Attribute.AllowRunningInsecureContent,
    _Attribute.AllowGeolocationOnInsecureOrigins,
    _Attribute.HyperlinkAuditingEnabled,
    _Attribute.DnsPrefetchEnabled,
    _Attribute.AutoLoadIconsForPage,
    _Attribute.TouchIconsEnabled,
    _Attribute.ScreenCaptureEnabled,
    _Attribute.FullScreenSupportEnabled,
    _Attribute.WebGLEnabled,
    _Attribute.NavigateOnDropEnabled,
    _Attribute.ErrorPageEnabled,
    _Attribute.FocusOnNavigationEnabled,
)
"""The third layer between a post and the machine: what the page may not do whatever it holds."""


class OnlyOurs(QWebEngineUrlRequestInterceptor):
    """Stops every request that is not for the program's own scheme.

    While ``images_allowed``, those for images on other sites pass.
    """

    images_allowed = False

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        """Called by the browser engine before each request."""
        scheme = info.requestUrl().scheme()
        if scheme == SCHEME:
            return
        image = info.resourceType() is QWebEngineUrlRequestInfo.ResourceType.ResourceTypeImage
        if not (self.images_allowed and image and scheme in _WEB):
            info.block(True)


def make_profile(
    interceptor: QWebEngineUrlRequestInterceptor, handler: QWebEngineUrlSchemeHandler
) -> QWebEngineProfile:
    """Return a profile that writes nothing to disk and loads only our own scheme."""
    profile = QWebEngineProfile()
    profile.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
    profile.setPersistentCookiesPolicy(
        QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies
    )
    profile.cookieStore().setCookieFilter(_no_cookie)
    profile.setUrlRequestInterceptor(interceptor)
    profile.installUrlSchemeHandler(QByteArray(SCHEME.encode()), handler)
    return profile


def _no_cookie(_request: object) -> bool:
    return False


class PreviewPage(QWebEnginePage):
    """A page that shows one address of ours and never leaves it.

    **Signals:**

    - ``link_clicked(QUrl)``: what would have been gone to.
    - ``line_chosen(int, bool)``: what comes from this line was clicked; True to write there.
    """

    link_clicked = Signal(QUrl)
    line_chosen = Signal(int, bool)

    def __init__(self, profile: QWebEngineProfile, shell: QUrl, script: str) -> None:
        """``shell`` is the only address; ``script`` runs beside the page when it is there."""
        super().__init__(profile)
        self._shell, self._script = shell, script
        self._expected = False
        settings = self.settings()
        for attribute in SWITCHED_OFF:
            settings.setAttribute(attribute, False)
        settings.setAttribute(_Attribute.PlaybackRequiresUserGesture, True)
        settings.setUnknownUrlSchemePolicy(
            QWebEngineSettings.UnknownUrlSchemePolicy.DisallowUnknownUrlSchemes
        )
        self.scripts().insert(_beside_the_page(script))

    def load_shell(self) -> None:
        """Load the page, or load it again after a crash."""
        self._expected = True
        self.load(self._shell)

    def mend_script(self) -> None:
        """Run the script if it is not there: after a crash, a process may begin without it."""
        script = f"if(!globalThis.galleyproof){{{self._script}}}"
        self.runJavaScript(script, QWebEngineScript.ScriptWorldId.ApplicationWorld.value)

    def acceptNavigationRequest(
        self, url: QUrl | str, kind: QWebEnginePage.NavigationType, is_main_frame: bool
    ) -> bool:
        """Refuse to go anywhere but to the shell when we load it ourselves."""
        url = QUrl(url)
        if is_main_frame and self._expected and url == self._shell:
            self._expected = False
            return True
        mail = _mail_address(url)
        line = _line(url)
        if line is not None:
            self.line_chosen.emit(line, url.path() == EDIT_URL.path())
        elif mail is not None:
            self.link_clicked.emit(mail)
        elif kind is QWebEnginePage.NavigationType.NavigationTypeLinkClicked:
            self.link_clicked.emit(url)
        return False

    def javaScriptConsoleMessage(
        self,
        level: QWebEnginePage.JavaScriptConsoleMessageLevel,
        message: str,
        line: int,
        source: str,
    ) -> None:
        """Keep what the policy refused in the program's own log."""
        _LOG.debug("preview: %s (%s:%d, %s)", message, source, line, level.name)


def _mail_address(url: QUrl) -> QUrl | None:
    if url.host() != MAIL_URL.host() or url.path() != MAIL_URL.path():
        return None
    address = QUrl(url.fragment(QUrl.ComponentFormattingOption.FullyDecoded))
    return address if address.scheme() == "mailto" else None


def _line(url: QUrl) -> int | None:
    number = url.fragment()
    place = QUrl(url.toString().partition("#")[0])
    said = place in (LINE_URL, EDIT_URL) and number.isascii() and number.isdigit()
    return int(number) if said and len(number) <= _LONGEST_LINE_NUMBER else None


def _beside_the_page(source: str) -> QWebEngineScript:
    script = QWebEngineScript()
    script.setName("patch")
    script.setSourceCode(source)
    script.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentReady)
    script.setWorldId(QWebEngineScript.ScriptWorldId.ApplicationWorld)
    script.setRunsOnSubFrames(False)
    return script
