"""The verbs of a writer's day on one site: open, new, revert; what its posts do and are."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from editor.errors import EditorError
from editor.post.dates import InvalidDateError, meaning
from editor.post.document import Document, UnreadablePostError
from editor.post.foreign_text import Encoding
from editor.site.config_file import find_config
from editor.site.habits import Habits, find_habits
from editor.site.images import ImportedImage, import_image
from editor.site.index import PostSummary, summarise
from editor.site.layout import PostKind, kind_of
from editor.site.new_post import (
    PlannedName,
    new_document,
    plan_draft_path,
    plan_post_path,
    slug_for_title,
)
from editor.site.reading import PostData, read_post
from editor.site.site import Site, find_site_root
from editor.site.taxonomy import Taxonomy, with_terms_of
from editor.storage.atomic import write_new
from editor.storage.fingerprint import Fingerprint
from editor.storage.reading import read_file
from editor.storage.reasons import reason_of
from editor.workspace.foreign_file import ForeignFile
from editor.workspace.index_job import IndexJob, SiteIndex
from editor.workspace.location import Location, slug_in
from editor.workspace.open_post import OpenPost
from editor.workspace.pictures import prepare_picture
from editor.workspace.post_model import PostModel
from editor.workspace.settings import REMOVE_CAMERA_DATA, SLUG_MODE, Settings

Clock = Callable[[], datetime]
MOST_LISTED_ANEW = 50
"""When more files than these change at once, the whole site is read again in the background."""


class Library(QObject):
    """The open site, its posts, and the post being written.

    A file that is not UTF-8 becomes no post: it is ``foreign``, and ``post`` is None, so that
    nobody can edit or save it until the writer has it converted.

    ``is_site`` is false while a single file outside any site is open: ``site`` is then its
    folder with Jekyll's own settings, where nothing new is begun.

    **Signals:**

    - ``site_changed``: ``site`` is another one.
    - ``terms_changed``: the tags, categories and authors in use were counted anew.
    - ``post_opened``: ``post`` is another one, or None; so is ``foreign``.
    - ``problem_found(str)``: something of the site could not be read; a sentence.
    """

    site_changed = Signal()
    terms_changed = Signal()
    post_opened = Signal()
    problem_found = Signal(str)

    def __init__(self, settings: Settings, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings = settings
        self.model = PostModel(self)
        self.site: Site | None = None
        self.is_site = False
        self._habits: Habits | None = None
        self.terms = Taxonomy()
        self.post: OpenPost | None = None
        self.foreign: ForeignFile | None = None
        self._changed: dict[Path, PostSummary | None] = {}
        self.clock = clock
        self._index_job = IndexJob(self)
        self._index_job.habits_found.connect(self._take_habits)
        self._index_job.index_read.connect(self._take_index)

    # Opening

    def open_path(self, path: Path) -> None:
        """Open a folder as a site, or a file as a post together with its site."""
        try:
            self.open_site(path) if path.is_dir() else self.open_post(path)
        except OSError as error:
            raise EditorError(
                f"{path} cannot be opened: {reason_of(error)}. Nothing was changed."
            ) from error

    def open_site(self, folder: Path) -> None:
        """Open the site that ``folder`` is, or lies in; any folder may become one."""
        root = find_site_root(folder) or folder
        self.enter(Site.open(root), is_site=True)
        self._show(None)

    def open_post(self, path: Path) -> None:
        """Open the post at ``path``, and its site if another one, or none, was open.

        A file that is not UTF-8 is opened to be looked at alone, as ``foreign``. Raises EditorError
        when the file cannot be read at all; then nothing changed.
        """
        # The folder by its one real name, so that the list and the recent posts agree on it.
        path = path.parent.resolve() / path.name
        data = read_file(path)
        try:
            document = Document.decode(data)
        except UnreadablePostError as error:
            self._enter_site_of(path)
            encoding = self.needed_site().config.encoding
            self._show(None, ForeignFile.of(path, data, error, encoding))
            return
        self._enter_site_of(path)
        self.settings.remember_post(path)
        self._show(OpenPost(document, self._place_of(path, Fingerprint.of(data)), self))

    def convert(self, encoding: Encoding) -> OpenPost:
        """Open the foreign file, read in ``encoding``, as a post that is not saved yet.

        The file stays as it is until the post is saved, and then the history has it byte for byte.
        Raises EditorError when it is no text in ``encoding``; then nothing changed.
        """
        foreign = self.foreign
        document = None if foreign is None else foreign.read_as(encoding)
        if foreign is None or document is None:
            raise EditorError(f"This file cannot be read as {encoding.label}. Nothing was changed.")
        place = replace(self._place_of(foreign.path, foreign.fingerprint), foreign=True)
        self.settings.remember_post(foreign.path)
        post = OpenPost(document, place, self)
        self._show(post)
        return post

    def close_post(self) -> None:
        """Let go of the post; its site stays open."""
        self._show(None)

    def new_post(self, *, draft: bool = False) -> OpenPost:
        """Begin a post, or a draft, that has no file yet, in the open site."""
        site = self.needed_site()
        moment = None if draft else self.clock()
        document = new_document(site, self.habits, title="", moment=moment, draft=draft)
        kind = PostKind.DRAFT if draft else PostKind.POST
        return self.begin(document, Location(None, kind, Fingerprint("")))

    def begin(self, document: Document, location: Location) -> OpenPost:
        """Open ``document`` as a post whose file, at ``location``, is not there."""
        post = OpenPost(document, location, self)
        post.front_matter_changed.connect(self._follow_title)
        self._show(post)
        return post

    @Slot(object)
    def note_changed_files(self, paths: Collection[Path]) -> None:
        """Bring the list up to date with files that other programs made, changed or removed."""
        site = self.needed_site()
        if find_config(site.root) in paths:
            self.enter(Site.open(site.root), is_site=self.is_site)
        elif len(paths) > MOST_LISTED_ANEW:
            self._index_job.start(site)
        else:
            for path in paths:
                if self.model.row_of(path) >= 0 or kind_of(site, path) is not None:
                    self.list_anew(path, summarise(site, path, self.next_build()))

    def close(self) -> None:
        """Stop reading in the background and let go of the post; for the end of the program."""
        self._index_job.close()
        self._show(None)

    # Files

    def planned_name(self, post: OpenPost) -> PlannedName:
        """Return where ``post`` lies, or where its first save puts it.

        Raises EditorError when its slug cannot be a file name.
        """
        path, kind, slug = post.location.path, post.location.kind, post.location.slug
        if path is not None:
            return PlannedName(path, taken=False, next_free=path)
        if not slug:
            raise EditorError("This post has no name yet. Give it a title or a file name first.")
        site = self.needed_site()
        if kind is PostKind.DRAFT:
            return plan_draft_path(site, self.habits, slug=slug)
        return plan_post_path(site, self.habits, slug=slug, day=self._moment(post).date())

    def revert(self, post: OpenPost) -> None:
        """Make ``post`` what its file holds now, as one step of undo; raises EditorError.

        One that was converted from another encoding is let go, and its file is looked at again.
        """
        path = post.location.path
        assert path is not None
        if post.location.foreign:
            self.open_post(path)
            return
        data = read_file(path)
        post.replace_all(self._decode(data, path))
        post.mark_saved(replace(post.location, fingerprint=Fingerprint.of(data)))

    def image_import(self) -> Callable[[Path], ImportedImage]:
        """Return what copies a picture, named by its path, into the site's image folder.

        It may be called in any thread, waits for the process that reads pictures, and raises
        EditorError; so does this, when no site is open.
        """
        bare = self.settings.get(REMOVE_CAMERA_DATA)
        prepare = partial(prepare_picture, remove_camera_data=bare)
        return partial(
            import_image, self.needed_site(), self.habits, create=write_new, prepare=prepare
        )

    def address_in_text(self, image: ImportedImage) -> str:
        """Return what the text writes to show ``image``, whatever address the post is given."""
        site = self.needed_site()
        root = "{{ site.baseurl }}" if site.config.baseurl.strip("/") else ""
        return f"{root}/{site.relative(image.path)}"

    # Asking

    def read(self, post: OpenPost) -> PostData:
        """Return what Jekyll would make of ``post`` as it stands.

        Raises EditorError where Jekyll's build would stop, or when it has no usable name.
        """
        path = self.planned_name(post).path
        now = self.next_build()
        return read_post(self.needed_site(), path, post.snapshot(), now=now, modified=now)

    @property
    def habits(self) -> Habits:
        """What the open site's own posts do; looked for now if that is not known yet."""
        if self._habits is None:
            self._habits = Habits() if self.site is None else find_habits(self.site)
        return self._habits

    # For those who save

    def needed_site(self) -> Site:
        """Return the open site; raises EditorError when there is none."""
        if self.site is None:
            raise EditorError("No site is open. Open one, or make a sample site, to begin.")
        return self.site

    def enter(self, site: Site, *, is_site: bool) -> None:
        """Make ``site`` the open one, or the folder of a file outside any (not ``is_site``)."""
        self.site = site
        self.is_site = is_site
        if is_site:
            self.settings.remember_site(site.root)
        self._habits = None
        self.terms = Taxonomy()
        self._changed.clear()
        self.model.set_summaries(())
        self.site_changed.emit()
        if is_site:
            self._index_job.start(site)
        else:
            self._index_job.close()

    def next_build(self) -> datetime:
        """Return the moment of the site's next build, as far as can be known."""
        # Jekyll takes a date in the second of its build for none (document.rb#populate_title);
        # the next build comes after the second in which a post is dated and saved.
        return self.clock() + timedelta(seconds=1)

    def list_anew(self, path: Path, summary: PostSummary | None) -> None:
        """Show in the list what ``path`` is now, None when it is gone."""
        self._changed[path] = summary
        self.model.replace_one(path, summary)
        if summary is not None:
            self.terms = with_terms_of(self.terms, summary)
            self.terms_changed.emit()

    # Inside

    def _enter_site_of(self, path: Path) -> None:
        root = find_site_root(path)
        site = Site.open(root or path.parent)
        if self.site is None or self.site.root != site.root:
            self.enter(site, is_site=root is not None)

    def _place_of(self, path: Path, fingerprint: Fingerprint) -> Location:
        return Location(path, kind_of(self.needed_site(), path), fingerprint, slug_in(path))

    def _show(self, post: OpenPost | None, foreign: ForeignFile | None = None) -> None:
        old, self.post, self.foreign = self.post, post, foreign
        self.post_opened.emit()
        if old is not None:
            old.deleteLater()

    @staticmethod
    def _decode(data: bytes, path: Path) -> Document:
        try:
            return Document.decode(data)
        except EditorError as error:
            raise EditorError(f"{path.name} was not opened: {error}") from error

    @Slot(object, object)
    def _take_habits(self, site: Site, habits: Habits) -> None:
        if site is self.site:
            self._habits = habits

    @Slot(object)
    def _take_index(self, index: SiteIndex) -> None:
        if index.site is not self.site:  # was being read when another site was opened
            return
        self.model.set_summaries(index.summaries)
        for path, summary in self._changed.items():  # may have been read before they were saved
            self.list_anew(path, summary)
        if index.problem:
            self.problem_found.emit(index.problem)
        if index.terms is not None:
            self.terms = index.terms
            self.terms_changed.emit()

    @Slot()
    def _follow_title(self) -> None:
        post = self.post
        if post is None or post.location.saved or post.location.slug_by_hand:
            return
        title = str((post.front_matter and post.front_matter.get("title")) or "")
        slug = slug_for_title(title, self.settings.get(SLUG_MODE))
        post.move_to(replace(post.location, slug=slug))

    def _moment(self, post: OpenPost) -> datetime:
        zone = self.needed_site().config.timezone
        value = post.front_matter.get("date") if post.front_matter else None
        try:
            return meaning(value, zone)
        except InvalidDateError:
            return self.clock().astimezone(zone)
