"""The table of everything the window can be asked to do, and the actions made from it."""

from collections.abc import Callable, Container
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QColor, QIcon, QKeySequence

from editor.site.site import Site
from editor.ui.icons import icon
from editor.ui.text.text_commands import TEXT_COMMANDS
from editor.workspace.foreign_file import ForeignFile
from editor.workspace.open_post import OpenPost

Key = QKeySequence.StandardKey


class Needs(Enum):
    """What must be open for an action to make sense."""

    NOTHING = auto()
    SITE = auto()
    POST = auto()
    OPEN = auto()
    DRAFT = auto()
    FILE = auto()


def met_by(
    site: Site | None, post: OpenPost | None, foreign: ForeignFile | None = None
) -> frozenset[Needs]:
    """Return which needs are met while ``site`` is open, with ``post`` or ``foreign`` in sight."""
    met = {
        Needs.NOTHING: True,
        Needs.SITE: site is not None,
        Needs.POST: post is not None,
        Needs.OPEN: post is not None or foreign is not None,
        Needs.DRAFT: post is not None and post.location.is_draft,
        Needs.FILE: post is not None and post.location.saved,
    }
    return frozenset(need for need, there in met.items() if there)


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One line of the table; ``text`` is what menus and screen readers say."""

    name: str
    text: str
    shortcut: str | QKeySequence.StandardKey = ""
    needs: Needs = Needs.POST
    icon: str = ""
    checkable: bool = False
    tip: str = ""


def _t(text: str) -> str:
    """Mark ``text`` for translation; it is translated when the action is made."""
    return text


FILE = (
    ActionSpec("new_post", _t("&New post"), Key.New, Needs.SITE, "new_post"),
    ActionSpec("new_draft", _t("New &draft"), "Ctrl+Shift+N", Needs.SITE),
    ActionSpec("open_site", _t("Open s&ite…"), "Ctrl+Shift+O", Needs.NOTHING, "open"),
    ActionSpec("open_file", _t("&Open file…"), Key.Open, Needs.NOTHING),
    ActionSpec("make_sample", _t("&Make a sample site…"), "", Needs.NOTHING),
    ActionSpec("save", _t("&Save"), Key.Save, Needs.POST, "save"),
    ActionSpec("save_as", _t("Save &as…"), "Ctrl+Shift+S"),
    ActionSpec(
        "publish",
        _t("&Publish draft"),
        "Ctrl+Shift+P",
        Needs.DRAFT,
        "publish",
        tip=_t("Move the draft to _posts with its date"),
    ),
    ActionSpec(
        "autosave",
        _t("Save a&utomatically"),
        "",
        Needs.NOTHING,
        checkable=True,
        tip=_t("Save posts that have a file when you pause and when you leave the window"),
    ),
    ActionSpec("revert", _t("Re&vert to the saved file"), "", Needs.FILE),
    ActionSpec(
        "history",
        _t("Histor&y…"),
        "Ctrl+Alt+H",
        Needs.FILE,
        tip=_t("Versions that were saved before"),
    ),
    ActionSpec("recover", _t("Recover &unsaved text…"), "", Needs.NOTHING),
    ActionSpec("print", _t("Prin&t…"), Key.Print),
    ActionSpec("export_html", _t("Export as &HTML…")),
    ActionSpec("export_pdf", _t("&Export as PDF…")),
    ActionSpec("close_post", _t("&Close post"), Key.Close, Needs.OPEN),
    ActionSpec("quit", _t("&Quit"), Key.Quit, Needs.NOTHING),
)

EDIT = (
    ActionSpec("undo", _t("&Undo"), Key.Undo, Needs.POST, "undo"),
    ActionSpec("redo", _t("&Redo"), Key.Redo, Needs.POST, "redo"),
    ActionSpec("find", _t("&Find…"), Key.Find, Needs.POST, "find"),
    ActionSpec("replace", _t("Find and re&place…"), "Ctrl+H"),
    ActionSpec("find_next", _t("Find &next"), Key.FindNext),
    ActionSpec("preferences", _t("Pr&eferences…"), "Ctrl+,", Needs.NOTHING),
    ActionSpec("find_previous", _t("Find pre&vious"), Key.FindPrevious),
)

FORMAT = (
    *(ActionSpec(c.name, c.label, c.shortcut, icon=c.icon) for c in TEXT_COMMANDS),
    ActionSpec("image", _t("I&mage…"), "Ctrl+Shift+I", icon="image"),
)

VIEW = (
    ActionSpec("show_posts", _t("&Posts"), "F9", Needs.NOTHING, "posts", checkable=True),
    ActionSpec("show_form", _t("&Form"), "F10", Needs.NOTHING, "form", checkable=True),
    ActionSpec("show_raw", _t("Front matter as &YAML"), "F11", Needs.POST, "raw", checkable=True),
    ActionSpec("show_preview", _t("Pre&view"), "F12", Needs.NOTHING, "preview", checkable=True),
    ActionSpec(
        "width_pane",
        _t("As wide as the &pane"),
        "",
        Needs.NOTHING,
        "width_pane",
        checkable=True,
        tip=_t("Page as wide as the pane"),
    ),
    ActionSpec(
        "width_phone",
        _t("P&hone (390)"),
        "",
        Needs.NOTHING,
        "width_phone",
        checkable=True,
        tip=_t("Page as wide as a phone: 390 pixels"),
    ),
    ActionSpec(
        "width_tablet",
        _t("&Tablet (820)"),
        "",
        Needs.NOTHING,
        "width_tablet",
        checkable=True,
        tip=_t("Page as wide as a tablet: 820 pixels"),
    ),
    ActionSpec(
        "width_desktop",
        _t("&Desktop (1280)"),
        "",
        Needs.NOTHING,
        "width_desktop",
        checkable=True,
        tip=_t("Page as wide as a desktop: 1280 pixels"),
    ),
    ActionSpec(
        "article_alone",
        _t("Article a&lone"),
        "Shift+F12",
        Needs.NOTHING,
        "article_alone",
        checkable=True,
        tip=_t("The article alone, without the site's layout"),
    ),
    ActionSpec(
        "page_dark",
        _t("Dar&k page"),
        "",
        Needs.NOTHING,
        "page_dark",
        checkable=True,
        tip=_t("The page as readers with a dark screen see it"),
    ),
    ActionSpec(
        "compare",
        _t("Co&mpare with the published pages…"),
        "",
        Needs.SITE,
        tip=_t("Compare the last posts with the pages that Jekyll built"),
    ),
    ActionSpec("scroll_together", _t("Scroll to&gether"), "", Needs.NOTHING, checkable=True),
    ActionSpec("zoom_in", _t("&Larger"), Key.ZoomIn, Needs.NOTHING),
    ActionSpec("zoom_out", _t("&Smaller"), Key.ZoomOut, Needs.NOTHING),
    ActionSpec("zoom_reset", _t("Usual si&ze"), "Ctrl+0", Needs.NOTHING),
    ActionSpec("focus_posts", _t("Go to the p&osts"), "Alt+1", Needs.NOTHING),
    ActionSpec("focus_form", _t("Go to the fo&rm"), "Alt+2"),
    ActionSpec("focus_text", _t("Go to the &text"), "Alt+3"),
)

HELP = (
    ActionSpec("shortcuts", _t("&Keyboard shortcuts"), "F1", Needs.NOTHING),
    ActionSpec("about", _t("&About Galleyproof"), "", Needs.NOTHING),
)

ALL_ACTIONS = (*FILE, *EDIT, *FORMAT, *VIEW, *HELP)

TOOLBAR: tuple[str, ...] = (
    "new_post", "open_site", "save", "publish", "|",
    "undo", "redo", "find", "|",
    "heading", "bold", "italic", "link", "image", "bullet_list", "numbered_list", "quote", "code",
    "<>", "show_posts", "show_form", "show_raw", "show_preview",
)  # fmt: skip
"""The names on the toolbar, in order; ``|`` is a line, ``<>`` pushes the rest to the right."""

_MORE_KEYS = {
    "redo": ("Ctrl+Shift+Z", "Ctrl+Y"),
    "zoom_in": ("Ctrl++", "Ctrl+="),  # the second is the first without Shift
}
"""Actions with more than one key, the one that menus show first."""


class Actions(QObject):
    """One QAction for each line of the table, by name."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._specs = {spec.name: spec for spec in ALL_ACTIONS}
        self._actions = {spec.name: self._make(spec) for spec in ALL_ACTIONS}
        self._tips = {name: action.toolTip() for name, action in self._actions.items()}

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def on(self, name: str, verb: Callable[[], object]) -> None:
        """Have the action ``name`` call ``verb``."""

        def run(*_checked: bool) -> None:
            verb()

        self._actions[name].triggered.connect(run)

    def all(self) -> tuple[QAction, ...]:
        """Return every action, in the order of the table."""
        return tuple(self._actions.values())

    def enable_for(self, met: Container[Needs], reason: str = "") -> None:
        """Enable each action whose needs are in ``met``; the others say the ``reason`` why not."""
        for name, action in self._actions.items():
            action.setEnabled(self._specs[name].needs in met)
            why = "" if action.isEnabled() else reason
            action.setToolTip("\n".join(filter(None, (self._tips[name], why))))
            action.setStatusTip(why)

    def set_icon_colour(self, colour: QColor) -> None:
        """Draw the icons in ``colour``."""
        for name, spec in self._specs.items():
            self._actions[name].setIcon(icon(spec.icon, colour) if spec.icon else QIcon())

    def _make(self, spec: ActionSpec) -> QAction:
        context = "TextCommands" if spec in FORMAT else "Actions"
        text = QCoreApplication.translate(context, spec.text)
        action = QAction(text, self)
        action.setObjectName(spec.name)
        action.setCheckable(spec.checkable)
        action.setShortcut(QKeySequence(spec.shortcut))
        if spec.name in _MORE_KEYS:
            action.setShortcuts([QKeySequence(keys) for keys in _MORE_KEYS[spec.name]])
        plain = QCoreApplication.translate("Actions", spec.tip) or text.replace("&", "").rstrip("…")
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{plain} ({keys})" if keys else plain)
        return action
