"""The menu bar and the toolbar, filled from the table of actions."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QMenuBar, QSizePolicy, QToolBar, QWidget

from editor.ui.actions import TOOLBAR, Actions
from editor.ui.desk import Desk
from editor.ui.look import Look
from editor.workspace.settings import SLUG_MODE, Settings, Theme

_FILE = (
    "new_post", "new_draft", "|", "open_site", "open_file", "recent", "make_sample", "|",
    "save", "save_as", "autosave", "publish", "revert", "history", "recover", "close_post", "|",
    "print", "export_html", "export_pdf", "|", "quit",
)  # fmt: skip
_EDIT = (
    "undo", "redo", "|", "find", "replace", "find_next", "find_previous", "|", "slugs",
    "preferences",
)  # fmt: skip
_FORMAT = (
    "bold", "italic", "strikethrough", "code", "link", "image", "|", "heading", "next_heading",
    "headings", "|", "bullet_list", "numbered_list", "task_list", "quote", "code_block",
)  # fmt: skip
_HEADINGS = tuple(f"heading_{level}" for level in range(1, 7))
_VIEW = (
    "show_posts", "show_form", "show_raw", "show_preview", "|",
    "article_alone", "page_dark", "widths", "scroll_together", "compare", "|",
    "zoom_in", "zoom_out", "zoom_reset", "|",
    "focus_posts", "focus_form", "focus_text", "|", "theme",
)  # fmt: skip
_WIDTHS = ("width_pane", "width_phone", "width_tablet", "width_desktop")
_HELP = ("shortcuts", "about")
_WIDEST_NAME_PX = 520


def _tr(text: str) -> str:
    return QCoreApplication.translate("menus", text)


def fill_menus(bar: QMenuBar, actions: Actions, look: Look, settings: Settings, desk: Desk) -> None:
    """Put every menu on ``bar``."""
    made = {
        "recent": _recent_menu(bar, settings, desk),
        "headings": _fill(QMenu(_tr("Heading &level"), bar), _HEADINGS, actions, {}),
        "widths": _fill(QMenu(_tr("Page &width"), bar), _WIDTHS, actions, {}),
        "theme": _theme_menu(bar, look),
        "slugs": _slug_menu(bar, settings),
    }
    for title, names in (
        (_tr("&File"), _FILE),
        (_tr("&Edit"), _EDIT),
        (_tr("F&ormat"), _FORMAT),
        (_tr("&View"), _VIEW),
        (_tr("&Help"), _HELP),
    ):
        _fill(bar.addMenu(title), names, actions, made)


def fill_toolbar(actions: Actions, parent: QWidget) -> QToolBar:
    """Return the toolbar."""
    bar = QToolBar(_tr("Toolbar"), parent)
    bar.setObjectName("toolbar")
    bar.setMovable(False)
    bar.setIconSize(QSize(20, 20))
    for name in TOOLBAR:
        if name == "|":
            bar.addSeparator()
        elif name == "<>":
            bar.addWidget(_spring(bar))
        else:
            bar.addAction(actions[name])
    # Reached by Tab like every other control; the pane that had the focus keeps its caret.
    for button in bar.findChildren(QWidget):
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return bar


def _fill(menu: QMenu, names: Iterable[str], actions: Actions, made: dict[str, QMenu]) -> QMenu:
    for name in names:
        if name == "|":
            menu.addSeparator()
        elif name in made:
            menu.addMenu(made[name])
        else:
            menu.addAction(actions[name])
    return menu


def _recent_menu(parent: QWidget, settings: Settings, desk: Desk) -> QMenu:
    menu = QMenu(_tr("Open &recent"), parent)
    menu.aboutToShow.connect(partial(_list_recent, menu, settings))
    menu.triggered.connect(lambda action: desk.open_path(action.data()))
    return menu


def _list_recent(menu: QMenu, settings: Settings) -> None:
    menu.clear()
    sites, posts = settings.recent_sites, settings.recent_posts
    for paths in (sites, posts):
        for path in paths:
            action = menu.addAction(_menu_name(path, menu))
            action.setData(path)
        if paths is sites and sites and posts:
            menu.addSeparator()
    if menu.isEmpty():
        menu.addAction(_tr("Nothing yet")).setEnabled(False)


def _menu_name(path: Path, menu: QMenu) -> str:
    elide = Qt.TextElideMode.ElideMiddle
    name = menu.fontMetrics().elidedText(str(path), elide, _WIDEST_NAME_PX)
    return name.replace("&", "&&")


def _theme_menu(parent: QWidget, look: Look) -> QMenu:
    names = {
        Theme.SYSTEM: _tr("As the &desktop"),
        Theme.LIGHT: _tr("&Light"),
        Theme.DARK: _tr("D&ark"),
    }
    menu = QMenu(_tr("&Colours"), parent)
    group = QActionGroup(menu)
    for theme, name in names.items():
        action = group.addAction(menu.addAction(name))
        action.setCheckable(True)
        action.setChecked(look.theme is theme)
        action.setData(theme.value)
    group.triggered.connect(lambda action: look.choose(Theme(action.data())))
    return menu


def _slug_menu(parent: QWidget, settings: Settings) -> QMenu:
    names = {
        "default": _tr("Letters of &every script, as Jekyll does"),
        "latin": _tr("&Latin letters without accents"),
    }
    menu = QMenu(_tr("File names from &titles"), parent)
    group = QActionGroup(menu)
    for mode, name in names.items():
        action = group.addAction(menu.addAction(name))
        action.setCheckable(True)
        action.setChecked(settings.get(SLUG_MODE) == mode)
        action.setData(mode)
    group.triggered.connect(lambda action: settings.put(SLUG_MODE, str(action.data())))
    return menu


def _spring(parent: QWidget) -> QWidget:
    spring = QWidget(parent)
    spring.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return spring
