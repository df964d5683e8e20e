"""Which page the preview shows: the site's own or the article alone, light or dark."""

from pathlib import Path

from PySide6.QtCore import QObject, Slot

from editor.render.exchange import Article
from editor.ui.actions import Actions
from editor.ui.preview.preview_pane import PreviewPane
from editor.ui.theme import Palette
from editor.workspace.preview_feed import PreviewFeed
from editor.workspace.renderer import Renderer
from editor.workspace.settings import ARTICLE_ALONE, Settings


class PageChoice(QObject):
    """Takes articles from the render process to the preview, and says how near they come.

    A page that only stands in for a broken one never takes the place of a good one: the line under
    the preview says what Jekyll would stop with, and the last good page stays.
    """

    def __init__(
        self,
        actions: Actions,
        preview: PreviewPane,
        feed: PreviewFeed,
        renderer: Renderer,
        settings: Settings,
        *,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._preview, self._feed, self._settings = preview, feed, settings
        self._alone, self._dark = actions["article_alone"], actions["page_dark"]
        self._has_good_page = False
        preview.bar.add_buttons((self._alone, self._dark))
        self._alone.setChecked(settings.get(ARTICLE_ALONE))
        feed.set_article_alone(self._alone.isChecked())
        self._alone.toggled.connect(self._choose_alone)
        self._dark.toggled.connect(preview.set_dark)
        preview.became_plain.connect(self._show_article_alone)
        renderer.rendered.connect(self._show)
        renderer.failed.connect(preview.show_notice)

    def begin_post(self, post: Path | None) -> None:
        """Another post is open, or none: what was shown before is no page of it.

        But the one that the window was opened with may be there already.
        """
        self._has_good_page = False
        self._preview.fidelity.show_waiting()
        there = self._preview.give_first(post)
        if there is None:
            self._preview.clear()
        else:
            self._show(there)

    def show_palette(self, palette: Palette) -> None:
        """Follow the window into light or dark; the writer may then look at the other one."""
        self._dark.setChecked(palette.dark)
        self._preview.set_dark(palette.dark)

    @Slot(object)
    def _show(self, article: Article) -> None:
        published = article.published
        self._preview.fidelity.show_published(published)
        if published is not None and published.broken and self._has_good_page:
            return
        self._has_good_page = published is None or not published.broken
        self._preview.show_article(article)

    @Slot(bool)
    def _choose_alone(self, alone: bool) -> None:
        self._settings.put(ARTICLE_ALONE, alone)
        self._has_good_page = False
        self._feed.set_article_alone(alone)

    @Slot()
    def _show_article_alone(self) -> None:
        """A plain preview can show no site's page."""
        self._alone.setEnabled(False)
        self._dark.setEnabled(False)
        self._feed.set_article_alone(True)
