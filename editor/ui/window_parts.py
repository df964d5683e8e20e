"""Fills the window: puts the panes together and connects them; what they do is in their files."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QColor, QDesktopServices
from PySide6.QtWidgets import QSplitter, QStackedWidget

from editor.ui.actions import Actions, met_by
from editor.ui.conflict_desk import ConflictDesk
from editor.ui.desk import Desk
from editor.ui.dialogs.comparison_door import ComparisonDoor
from editor.ui.dialogs.history_panel import HistoryDoor
from editor.ui.dialogs.preferences import Preferences
from editor.ui.foreign_desk import ForeignDesk
from editor.ui.foreign_view import ForeignView
from editor.ui.help import show_about, show_shortcuts
from editor.ui.main_window import MainWindow
from editor.ui.menus import fill_menus, fill_toolbar
from editor.ui.post_editor import PostEditor
from editor.ui.post_list import PostList
from editor.ui.preview.page_choice import PageChoice
from editor.ui.preview.page_output import PageOutput
from editor.ui.preview.page_widths import PageWidths
from editor.ui.preview.preview_pane import PreviewPane
from editor.ui.preview.scroll_sync import ScrollSync
from editor.ui.prompts import Prompts
from editor.ui.rescue import Rescue
from editor.ui.start_page import StartPage
from editor.ui.status_line import StatusLine
from editor.ui.theme import Palette
from editor.ui.zooming import Zooming
from editor.workspace.exports import FreshArticle
from editor.workspace.library import Library
from editor.workspace.outside_changes import OutsideChanges
from editor.workspace.preview_feed import PreviewFeed
from editor.workspace.renderer import Renderer
from editor.workspace.safekeeping import Safekeeping
from editor.workspace.saving import Saving
from editor.workspace.settings import (
    AUTOSAVE,
    SCROLL_TOGETHER,
    SHOW_FORM,
    SHOW_POSTS,
    SHOW_PREVIEW,
    Option,
)

_FIRST_WIDTHS = [250, 640, 550]
_SWITCHES: dict[str, Option[bool]] = {
    "show_posts": SHOW_POSTS,
    "show_form": SHOW_FORM,
    "show_preview": SHOW_PREVIEW,
}


class WindowParts(QObject):
    """Posts on the left, form and text in the middle, the page on the right.

    The text pane stands in ``window`` already, and finds its place among the others.
    """

    def __init__(
        self,
        window: MainWindow,
        library: Library,
        saving: Saving,
        renderer: Renderer,
        feed: PreviewFeed,
        *,
        safekeeping: Safekeeping,
        outside: OutsideChanges,
        compare_command: Sequence[str],
    ) -> None:
        super().__init__(window)
        self._window, self._look = window, window.look
        self._library, self._renderer, self._feed = library, renderer, feed
        self._settings = library.settings
        self.prompts = Prompts(window)
        self.desk = Desk(library, saving, self.prompts, self)
        self.rescue = Rescue(safekeeping.recoveries, self.desk, window)
        self.history = HistoryDoor(library, safekeeping.history, window)
        self.comparison = ComparisonDoor(library, compare_command, window)
        self._safekeeping = safekeeping
        self.actions_table = Actions(self)
        self.start_page = StartPage(window)
        self.post_list = PostList(library.model, window)
        self.editor = PostEditor(library, self.desk, window.text, self._look.palette, window)
        bar = self.editor.conflict_bar
        self.conflicts = ConflictDesk(library, outside, self.desk, self.prompts, bar)
        self.foreign = ForeignView(window.text, window)
        self.foreigners = ForeignDesk(library, outside, self.desk, self.prompts, self.foreign)
        self.preview = PreviewPane(window, first_page=window.first_page)
        self.page_choice = PageChoice(
            self.actions_table, self.preview, feed, renderer, self._settings, parent=self
        )
        self.page_widths = PageWidths(self.actions_table, self.preview, self._settings, self)
        self.zooming = Zooming(self.editor.text, self.preview, self._settings, self)
        self.scroll_sync = ScrollSync(self.editor.text, self.preview, self)
        fresh = FreshArticle(feed, renderer, self)
        self.output = PageOutput(library, self.prompts, self.preview, fresh, self)
        self.status_line = StatusLine(window)
        self._lay_out()
        self._connect_signals()
        self._restore()
        self._show_look(self._look.palette)
        self._show_site()
        self._show_post()

    def _lay_out(self) -> None:
        window = self._window
        self._middle = QStackedWidget(window)
        self._middle.addWidget(self.start_page)
        self._middle.addWidget(self.editor)
        self._middle.addWidget(self.foreign)
        self._panes = QSplitter(Qt.Orientation.Horizontal, window)
        self._panes.setChildrenCollapsible(False)
        self._panes.setHandleWidth(1)
        for pane, stretch in ((self.post_list, 0), (self._middle, 3), (self.preview, 2)):
            self._panes.addWidget(pane)
            self._panes.setStretchFactor(self._panes.indexOf(pane), stretch)
        self._panes.setSizes(_FIRST_WIDTHS)
        window.setCentralWidget(self._panes)
        self._panes.show()  # at once: in a window that is seen already, Qt would do it later
        window.setStatusBar(self.status_line)
        fill_menus(window.menuBar(), self.actions_table, self._look, self._settings, self.desk)
        window.addToolBar(fill_toolbar(self.actions_table, window))

    def _connect_signals(self) -> None:
        self._connect_verbs()
        self._connect_switches()
        # the library
        self._library.site_changed.connect(self._show_site)
        self._library.post_opened.connect(self._show_post)
        self._library.terms_changed.connect(self._show_location)
        self._library.problem_found.connect(self.status_line.say)
        # asking to open
        self.start_page.new_post_requested.connect(self.desk.new_post)
        self.start_page.new_draft_requested.connect(self.desk.new_draft)
        self.start_page.open_site_requested.connect(self.desk.open_site)
        self.start_page.open_file_requested.connect(self.desk.open_file)
        self.start_page.make_sample_requested.connect(self.desk.make_sample)
        self.start_page.path_requested.connect(self.desk.open_path)
        self.post_list.open_requested.connect(self.desk.open_path)
        self.post_list.open_requested.connect(self._show_location)  # also when nothing was opened
        self.desk.said.connect(self.status_line.say)
        self.desk.saving_said.connect(self.status_line.say_lasting)
        self.desk.commit_requested.connect(self.editor.form.commit)
        self.rescue.said.connect(self.status_line.say)
        self.history.said.connect(self.status_line.say)
        self._safekeeping.history.failed.connect(self.status_line.say)
        self._safekeeping.keeper.failed.connect(self.status_line.show_danger)
        self._safekeeping.keeper.mended.connect(self.status_line.clear_danger)
        self.comparison.open_requested.connect(self.desk.open_path)
        self.output.said.connect(self.status_line.say)
        self.output.preview_wanted.connect(self._want_preview)
        # writing
        self.editor.word_count_changed.connect(self.status_line.show_words)
        self.editor.text.slow_line_found.connect(self.status_line.say_slow_line)
        self.editor.undo_requested.connect(self.actions_table["undo"].trigger)
        self.editor.redo_requested.connect(self.actions_table["redo"].trigger)
        self.editor.raw_shown.connect(self.actions_table["show_raw"].setChecked)
        self.editor.can_undo_changed.connect(self.actions_table["undo"].setEnabled)
        self.editor.can_redo_changed.connect(self.actions_table["redo"].setEnabled)
        self.editor.location_changed.connect(self._show_location)
        self.editor.modified_changed.connect(self._window.setWindowModified)
        # the page
        self._feed.reading_changed.connect(self.editor.show_reading)
        self._feed.reading_changed.connect(self.status_line.show_reading)
        self.preview.link_activated.connect(self._open_link)
        self.preview.link_hovered.connect(self.status_line.show_hovered)
        self._look.palette_changed.connect(self._show_look)

    def _connect_verbs(self) -> None:
        desk, editor, table = self.desk, self.editor, self.actions_table
        verbs: dict[str, Callable[[], object]] = {
            "new_post": desk.new_post, "new_draft": desk.new_draft, "open_site": desk.open_site,
            "open_file": desk.open_file, "make_sample": desk.make_sample, "save": desk.save,
            "save_as": desk.save_as, "publish": desk.publish, "revert": desk.revert,
            "close_post": desk.close_post, "quit": self._window.close,
            "recover": self.rescue.show_all, "history": self.history.show_history,
            "preferences": self._show_preferences,
            "undo": editor.undo, "redo": editor.redo,
            "find": editor.open_find, "replace": editor.open_replace,
            "find_next": editor.find_next, "find_previous": editor.find_previous,
            "compare": self.comparison.show_comparison,
            "print": self.output.print_post, "export_html": self.output.export_html,
            "export_pdf": self.output.export_pdf,
            "zoom_in": self.zooming.zoom_in, "zoom_out": self.zooming.zoom_out,
            "zoom_reset": self.zooming.reset,
            "image": editor.insert_image, "focus_posts": self._focus_posts,
            "focus_form": editor.focus_form, "focus_text": editor.focus_text,
            "shortcuts": partial(show_shortcuts, self._window, table),
            "about": partial(show_about, self._window),
            **editor.format_verbs(),
        }  # fmt: skip
        for name, verb in verbs.items():
            table.on(name, verb)
        table["show_raw"].toggled.connect(editor.show_raw)

    def _connect_switches(self) -> None:
        for name, option in _SWITCHES.items():
            action = self.actions_table[name]
            action.setChecked(self._settings.get(option))
            action.toggled.connect(partial(self._settings.put, option))
            action.toggled.connect(self._show_panes)
        autosave = self.actions_table["autosave"]
        autosave.setChecked(self._settings.get(AUTOSAVE))
        autosave.toggled.connect(partial(self._settings.put, AUTOSAVE))
        together = self.actions_table["scroll_together"]
        together.toggled.connect(self.scroll_sync.set_together)
        together.setChecked(self._settings.get(SCROLL_TOGETHER))
        self.scroll_sync.set_together(together.isChecked())
        together.toggled.connect(partial(self._settings.put, SCROLL_TOGETHER))

    # What is shown

    @Slot()
    def _show_site(self) -> None:
        site = self._library.site
        if site is not None:
            self.post_list.show_site(site)
            self.preview.set_site_root(site.root, site.config.baseurl, site.config.url)
        self.start_page.show_site(site if self._library.is_site else None)
        self.start_page.show_recent(self._settings.recent_sites, self._settings.recent_posts)
        self._show_panes()

    @Slot()
    def _show_post(self) -> None:
        post, foreign = self._library.post, self._library.foreign
        without = self.foreign if foreign else self.start_page
        self._middle.setCurrentWidget(self.editor if post else without)
        self.page_choice.begin_post(post.location.path if post else None)
        self.editor.show_post(post)
        self._window.setWindowModified(bool(post and post.modified))
        self._show_location()
        self._show_panes()
        self._feed.follow_open_post()
        if post is None:
            self.status_line.clear_post()
        if foreign is not None:
            self.foreign.show_file(foreign)

    @Slot()
    def _show_location(self) -> None:
        post, site, foreign = self._library.post, self._library.site, self._library.foreign
        shown = foreign if post is None else post.location
        path = shown.path if shown else None
        self.post_list.show_current(path)
        met = met_by(site if self._library.is_site else None, post, foreign)
        self.actions_table.enable_for(met, self.foreigners.reason)
        self.editor.show_history()
        name = path.name if path else self.tr("New post")
        place = (site.config.title or site.root.name) if site else ""
        title = " — ".join(
            part for part in (f"{name}[*]" if post or foreign else "", place) if part
        )
        self._window.setWindowTitle(title or self.tr("Galleyproof"))

    @Slot()
    def _show_panes(self) -> None:
        shown = {name: self.actions_table[name].isChecked() for name in _SWITCHES}
        self.post_list.setVisible(shown["show_posts"] and self._library.is_site)
        self.preview.setVisible(shown["show_preview"] and self._library.post is not None)
        self.editor.set_form_visible(shown["show_form"])
        self._feed.set_active(self.preview.isVisibleTo(self._window))

    @Slot(object)
    def _show_look(self, palette: Palette) -> None:
        self.actions_table.set_icon_colour(QColor(palette.text))
        self.editor.set_theme(palette)
        self.page_choice.show_palette(palette)

    # What is asked for

    @Slot(QUrl)
    def _open_link(self, url: QUrl) -> None:
        QDesktopServices.openUrl(url)

    @Slot()
    def _focus_posts(self) -> None:
        self.actions_table["show_posts"].setChecked(True)
        self.post_list.filter_box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _want_preview(self) -> None:
        self.actions_table["show_preview"].setChecked(True)

    @Slot()
    def _show_preferences(self) -> None:
        dialog = Preferences(self._settings, self._window)
        dialog.settings_changed.connect(self._safekeeping.history.apply_bounds)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # Beginning and end

    def _restore(self) -> None:
        self._panes.restoreState(self._settings.geometry("panes"))
        self.editor.restore_halves(self._settings.geometry("halves"))

    def keep_shapes(self) -> None:
        """Remember how the panes share the window."""
        self._settings.put_geometry("panes", self._panes.saveState())
        self._settings.put_geometry("halves", self.editor.save_halves())

    def close(self) -> None:
        """End what is under way; the browser engine is taken apart in the order it needs."""
        self.comparison.close()
        self.desk.close()
        self.preview.release()
