"""What the packages leave out of what PyInstaller gathers, each with its reason.

PyInstaller takes every plugin of every Qt part in reach, and through the browser engine that is
all of Qt Quick. Of Qt's libraries and plugins we therefore name what stays; everything else of Qt
goes. Of other files we name what goes. Names are the places inside the package, with ``/``.
"""

import re
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent

MODULES = {
    "PIL.ImageQt": "pictures are drawn by Qt itself",
    "curses": "there is no terminal interface",
    "lib2to3": "for old sources only",
    "pip": "nothing is installed by the program",
    "readline": "there is no prompt; its library is GPL, too",
    "setuptools": "nothing is built by the program",
    "ssl": "the program never uses the network",
    "tkinter": "the window is Qt's",
    "unittest": "for tests only",
}
"""Python modules that something in reach imports and the program never runs."""

QT_LIBRARIES = {
    "Core": "everything",
    "DBus": "the desktop's portal, input methods and screen readers",
    "Gui": "everything",
    "Network": "needed by the browser engine; one window per site talks through a local socket",
    "OpenGL": "needed by the widgets and the browser engine",
    "Positioning": "the browser engine is linked to it",
    "PrintSupport": "printing and PDF",
    "Qml": "the browser engine's view is drawn by Qt Quick",
    "QmlMeta": "as Qml",
    "QmlModels": "as Qml",
    "QmlWorkerScript": "as Qml",
    "Quick": "as Qml",
    "QuickWidgets": "as Qml",
    "Svg": "the icons",
    "WaylandClient": "windows on Wayland",
    "WebChannel": "the browser engine is linked to it",
    "WebEngineCore": "the preview",
    "WebEngineWidgets": "the preview",
    "Widgets": "the window",
    "XcbQpa": "windows on X11",
}
"""The Qt libraries that stay, and what for; the same names on every system."""

QT_PLUGINS = {
    "iconengines/*svgicon*": "the icons are SVG",
    "imageformats/*qgif*": "pictures in posts",
    "imageformats/*qico*": "pictures in posts, the program's icon on Windows",
    "imageformats/*qjpeg*": "pictures in posts",
    "imageformats/*qsvg*": "the icons are SVG",
    "imageformats/*qwebp*": "pictures in posts",
    "platforminputcontexts/*compose*": "dead keys and Compose",
    "platforminputcontexts/*ibus*": "input methods for Chinese, Japanese, Korean and more",
    "platforms/*qcocoa*": "windows on macOS",
    "platforms/*qoffscreen*": "the smoke test of a package, on a machine without a screen",
    "platforms/*qwayland*": "windows on Wayland",
    "platforms/*qwindows*": "windows on Windows",
    "platforms/*qxcb*": "windows on X11",
    "platformthemes/*xdgdesktopportal*": "the desktop's own file dialogs",
    "printsupport/*": "printers",
    "styles/*": "the looks of Windows and macOS",
    "wayland-decoration-client/*": "frames of windows where the desktop draws none",
    "wayland-graphics-integration-client/*wayland-egl*": "drawing on Wayland",
    "wayland-shell-integration/*xdg-shell*": "windows on Wayland",
    "xcbglintegrations/*": "drawing on X11",
}
"""The Qt plugins that stay, and what for."""

QT_PYTHON_MODULES = frozenset({"Core", "DBus", "Gui", "Network", "OpenGL", "PrintSupport"}) | {
    "WebChannel", "WebEngineCore", "WebEngineWidgets", "Widgets"
}  # fmt: skip
"""Python's doors to Qt that stay: those we import, and those PySide6 itself loads for them."""

FILES = {
    "*/qtwebengine_devtools_resources*.pak": "the engine's developer tools, which cannot be opened",
    "*/qml/*": "the user interface is made of widgets, not of QML files",
    "*/Qt/metatypes/*": "for building C++ programs",
    "PySide6/*.pyi": "types, for writing programs",
    "*/opengl32sw.dll": "OpenGL by processor, which is slower here than Qt's own drawing",
    "pytz/zoneinfo/*": "zones are read through Python's own zoneinfo",
    "dateutil/zoneinfo/*": "as pytz",
    "*.dist-info/RECORD": "for uninstalling with pip",
    "*.dist-info/INSTALLER": "for uninstalling with pip",
    "*.dist-info/direct_url.json": "names the folder of the build",
}
"""Other files that go, and why."""

UNSPOKEN = "a language in which the program does not speak"

_QT_LIBRARY = re.compile(
    r"PySide6/(?:Qt/(?:lib|bin)/)?(?:lib)?Qt6?([A-Z0-9]\w*?)(\.abi3|\.pyd|\.so|\.dll|\.framework)"
)
_QT_PLUGIN = re.compile(r"PySide6/(?:Qt/)?plugins/(.+)")
_TRANSLATION = re.compile(
    r"(?:qt\w*?_([a-z]{2}(?:_[A-Z]{2})?)\.qm|qtwebengine_locales/([\w-]+)\.pak)$"
)
_BABEL = re.compile(r"babel/locale-data/(\w+)\.dat$")


def languages(root: Path = ROOT) -> frozenset[str]:
    """Return the languages that are shipped: English, and those in ``resources/translations``."""
    shipped = (root / "resources" / "translations").glob("*.qm")
    return frozenset({"en", *(re.split(r"[_.]", path.name, maxsplit=1)[1][:2] for path in shipped)})


def dropped_because(place: str, spoken: frozenset[str] | None = None) -> str | None:
    """Return why the file at ``place`` in the package is left out, or None when it stays."""
    name = place.replace("\\", "/")
    spoken = languages() if spoken is None else spoken
    for pattern, reason in FILES.items():
        if fnmatch(name, pattern):
            return reason
    return _qt_reason(name) or _language_reason(name, spoken)


def _qt_reason(name: str) -> str | None:
    if plugin := _QT_PLUGIN.search(name):
        kept = any(fnmatch(plugin[1], pattern) for pattern in QT_PLUGINS)
        return None if kept else "a plugin of Qt for something the program does not do"
    if library := _QT_LIBRARY.match(name):
        is_python = library[2] in {".abi3", ".pyd"}
        kept = library[1] in (QT_PYTHON_MODULES if is_python else QT_LIBRARIES)
        return None if kept else "a part of Qt that nothing here is linked to"
    return None


def _language_reason(name: str, spoken: frozenset[str]) -> str | None:
    if found := _TRANSLATION.search(name):
        language = (found[1] or found[2])[:2]
        return None if language in spoken else UNSPOKEN
    if found := _BABEL.search(name):
        return None if found[1] in {"root", "en", "en_US", "en_001"} else UNSPOKEN
    return None
