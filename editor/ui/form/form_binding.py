"""Between the form and the open post: each edit of a field becomes one change of the YAML."""

from collections.abc import Callable
from datetime import datetime, tzinfo
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from editor.errors import EditorError
from editor.post import fields
from editor.post.dates import set_date
from editor.post.front_matter import FrontMatter
from editor.site.images import ImportedImage
from editor.ui.desk import Desk
from editor.ui.form.post_form import PostForm
from editor.workspace.library import Library
from editor.workspace.open_post import OpenPost


class FormBinding(QObject):
    """Carries edits of ``form`` into the library's open post.

    **Signals:**

    - ``refused(str)``: an edit could not be written, in a sentence; the post stays as it was.
    """

    refused = Signal(str)

    def __init__(
        self, form: PostForm, library: Library, desk: Desk, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._form, self._library, self._desk = form, library, desk
        self._connect_signals()

    def _connect_signals(self) -> None:
        form = self._form
        form.text_edited.connect(self._set_text)
        form.list_edited.connect(self._set_list)
        form.date_edited.connect(self._set_date)
        form.typed_edited.connect(self._set_typed)
        form.flag_edited.connect(self._set_flag)
        form.source_edited.connect(self._set_source)
        form.field_removed.connect(self._remove)
        form.field_added.connect(self._add)
        form.image_chosen.connect(self.set_image)
        form.image_cleared.connect(partial(self._set_text, "image", ""))
        form.slug_edited.connect(self._rename)

    @Slot(object)
    def set_image(self, source: Path) -> None:
        """Copy the picture at ``source`` into the site and make it the post's image."""
        self._desk.import_image(source, self._show_imported)

    def _show_imported(self, imported: ImportedImage) -> None:
        self._set_text("image", imported.value)

    @Slot(str, str)
    def _set_text(self, key: str, text: str) -> None:
        self._change(key, partial(fields.set_text, key=key, text=text, order=self._order))

    @Slot(str, object)
    def _set_list(self, key: str, items: tuple[str, ...]) -> None:
        self._change(key, partial(fields.set_list, key=key, items=items, order=self._order))

    @Slot(object)
    def _set_date(self, moment: datetime | None) -> None:
        if moment is None:
            self._change("date", _without("date"))
            return
        style = self._library.habits.date_style
        change = partial(
            set_date, key="date", moment=moment, zone=self._zone, style=style, order=self._order
        )
        self._change("date", change)

    @Slot(str, str)
    def _set_typed(self, key: str, text: str) -> None:
        self._change(key, partial(fields.set_typed, key=key, text=text, order=self._order))

    @Slot(str, bool)
    def _set_flag(self, key: str, value: bool) -> None:
        self._change(key, partial(FrontMatter.set, key=key, value=value, order=self._order))

    @Slot(str, str)
    def _set_source(self, key: str, yaml_text: str) -> None:
        post = self._library.post
        if post is None:
            return
        try:
            post.edit_front_matter(
                key, partial(FrontMatter.set_source, key=key, yaml_text=yaml_text)
            )
        except EditorError as error:
            post.note_unfinished(key, unfinished=True)
            self._form.show_source_error(key, str(error))
        else:
            post.note_unfinished(key, unfinished=False)
            self._form.show_source_error(key, "")

    @Slot(str)
    def _remove(self, key: str) -> None:
        if self._library.post is not None:
            self._library.post.note_unfinished(key, unfinished=False)
        self._change("", _without(key))

    @Slot(str)
    def _add(self, key: str) -> None:
        self._change("", partial(FrontMatter.set, key=key, value="", order=self._order))

    @Slot(str)
    def _rename(self, slug: str) -> None:
        if self._library.post is not None:
            self._library.post.rename(slug)

    def _change(self, key: str, change: Callable[[FrontMatter], FrontMatter]) -> None:
        post: OpenPost | None = self._library.post
        if post is None:
            return
        try:
            post.edit_front_matter(key, change)
        except EditorError as error:
            self.refused.emit(str(error))

    @property
    def _order(self) -> tuple[str, ...]:
        return self._library.habits.key_order

    @property
    def _zone(self) -> tzinfo:
        site = self._library.site
        assert site is not None
        return site.config.timezone


def _without(key: str) -> Callable[[FrontMatter], FrontMatter]:
    def change(front_matter: FrontMatter) -> FrontMatter:
        return front_matter.remove(key) if key in front_matter else front_matter

    return change
