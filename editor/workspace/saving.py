"""The verbs that write the open post: save, save as, save a copy, overwrite, publish."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from editor.post.document import Document
from editor.post.front_matter import FrontMatterError
from editor.site.new_post import PlannedName, PlannedPost, publish_document
from editor.storage.atomic import Keep, Links
from editor.storage.fingerprint import Fingerprint
from editor.storage.refusals import UnsureError
from editor.workspace.library import Library
from editor.workspace.location import Location, slug_in
from editor.workspace.open_post import OpenPost, SavePoint
from editor.workspace.refusals import OutsideChangeError, TakenError
from editor.workspace.save_order import SaveOrder, SaveResult
from editor.workspace.save_queue import SaveFailure, SaveQueue, SaveRequest, SaveVerb

_NO_FILE = Fingerprint("")
_LINKS = {None: Links.ASK, True: Links.TOGETHER, False: Links.APART}


class Saving(QObject):
    """Saves posts of ``library`` beside the window, and tells it and them what came of it.

    ``keep`` is called in the saving thread with a path and its bytes before they are displaced.

    **Signals:**

    - ``saving_started(Path)``: this file is being written, beside the window.
    - ``idle``: nothing is being written, and nothing waits; said before what came of the last.
    - ``saved(Saved)``: it stands, on the disk itself; with the bytes that were there before.
    - ``save_failed(SaveFailure)``: it does not; the post is as modified as it was.
    - ``problem_found(str)``: what did not work after the text was safe; a sentence.
    """

    saving_started = Signal(object)
    idle = Signal()
    saved = Signal(object)
    save_failed = Signal(object)
    problem_found = Signal(str)

    def __init__(
        self, library: Library, keep: Keep | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._queue = SaveQueue(keep, self)
        self._queue.saving_started.connect(self.saving_started)
        self._queue.idle.connect(self.idle)
        self._queue.saved.connect(self._tell_saved)
        self._queue.save_failed.connect(self._tell_failed)
        library.post_opened.connect(self._forget_closed)

    @property
    def busy(self) -> bool:
        """Whether something is being written or waits for it."""
        return self._queue.busy

    def close(self) -> None:
        """Wait until all is written, and stop; for the end of the program."""
        self._queue.close()

    # Verbs

    def save(self, post: OpenPost, *, asked: bool = True, together: bool | None = None) -> None:
        """Have ``post`` written to its file, or to a new one in the site's own layout.

        Raises TakenError when the new name is in use, EditorError when it has none. What came of
        it is told by ``saved`` or ``save_failed``; until then, and after a failure, the post stays
        modified. ``asked`` says whether the writer asked for it, ``together`` whether all names of
        a file with several are written (None: not known, then LinkedError is told). Raises
        OutsideChangeError while another program's version waits for a decision.
        """
        _refuse_undecided(post)
        if post.location.path is None and not self._queue.is_saving(post):
            self.save_as(post, _free_path(self._library.planned_name(post)))
            return
        point = post.save_point()
        base = partial(self._order, point.document, links=_LINKS[together])
        order = partial(_at_its_file, post, base)
        self._submit(SaveVerb.SAVE, post, order, point, asked=asked)

    def overwrite(self, post: OpenPost) -> None:
        """Have ``post`` written over its file although another program changed that file."""
        path = post.location.path
        assert path is not None
        point = post.save_point()
        order = partial(self._order, point.document, path, over=True)
        self._submit(SaveVerb.SAVE, post, order, point)

    def save_as(self, post: OpenPost, path: Path) -> None:
        """Have ``post`` written to a new file at ``path``, to go on in that one; as ``save``."""
        point = post.save_point()
        order = partial(self._order, point.document, path)
        self._submit(SaveVerb.SAVE_AS, post, order, point)

    def save_copy(self, post: OpenPost, path: Path) -> None:
        """Have ``post`` written to a new file at ``path``, and go on in its own; as ``save``."""
        point = post.save_point()
        order = partial(self._order, point.document, path)
        self._submit(SaveVerb.SAVE_COPY, post, order, point)

    def publish(self, post: OpenPost, path: Path | None = None) -> None:
        """Have the draft ``post`` moved to ``_posts``, dated; ``path`` for the planned name.

        Its date stays when it has one that Jekyll can read, else it becomes now. As ``save``; the
        draft's file is removed only when the new one stands.
        """
        _refuse_undecided(post)
        plan = partial(
            publish_document,
            self._library.needed_site(),
            self._library.habits,
            slug=post.location.slug,
            moment=self._library.clock(),
        )
        point = post.save_point()
        planned = plan(point.document)
        order = partial(
            _moving_its_draft,
            post,
            partial(self._order, planned.document, path or _free_path(planned.name)),
        )
        on_saved = partial(self._note_published, plan)
        self._queue.submit(SaveRequest(SaveVerb.PUBLISH, post, order, point, on_saved))

    # Inside

    def _submit(
        self,
        verb: SaveVerb,
        post: OpenPost,
        order: Callable[[], SaveOrder],
        point: SavePoint,
        *,
        asked: bool = True,
    ) -> None:
        self._queue.submit(SaveRequest(verb, post, order, point, self._note_saved, asked=asked))

    def _order(
        self,
        document: Document,
        path: Path,
        loaded: Fingerprint = _NO_FILE,
        *,
        links: Links = Links.ASK,
        over: bool = False,
    ) -> SaveOrder:
        site, build = self._library.needed_site(), self._library.next_build()
        return SaveOrder(document, path, loaded, site, build, links=links, over=over)

    def _note_saved(self, request: SaveRequest, result: SaveResult) -> None:
        path, mark = result.saved.path, result.saved.after
        post = request.post
        if post is not None and request.verb is not SaveVerb.SAVE_COPY:
            if result.site is not self._library.site:
                self._library.enter(result.site, is_site=result.is_site)
            location = replace(post.location, fingerprint=mark, confirmed=True, foreign=False)
            if path != post.location.path:
                location = Location(path, result.kind, mark, slug_in(path))
            post.mark_saved(location, request.point)
            self._library.settings.remember_post(path)
        if result.site is self._library.site:
            for changed, summary in result.summaries:
                self._library.list_anew(changed, summary)

    def _note_published(
        self, plan: Callable[[Document], PlannedPost], request: SaveRequest, result: SaveResult
    ) -> None:
        self._note_saved(request, result)
        post = request.post
        if post is None:
            return
        modified = post.modified
        # Writing went on while the file was moved: what was written stays, and gets the date too.
        with suppress(FrontMatterError):
            post.set_yaml_text(plan(post.snapshot()).document.front_matter)
        if not modified:
            post.mark_saved(post.location)

    @Slot(object)
    def _tell_saved(self, result: SaveResult) -> None:
        if result.problem:
            self.problem_found.emit(result.problem)
        self.saved.emit(result.saved)

    @Slot(object)
    def _tell_failed(self, failure: SaveFailure) -> None:
        post = failure.post
        if post is not None and isinstance(failure.error, UnsureError):
            location = replace(post.location, fingerprint=failure.error.after, confirmed=False)
            post.move_to(location)
        self.save_failed.emit(failure)

    @Slot()
    def _forget_closed(self) -> None:
        self._queue.forget_all_but(self._library.post)


def _refuse_undecided(post: OpenPost) -> None:
    if post.conflict is not None:
        raise OutsideChangeError(
            f"Another program has changed {post.conflict.path.name}, and nothing is saved until "
            "you decide what becomes of that. Your text is still here."
        )


def _at_its_file(post: OpenPost, order: Callable[[Path, Fingerprint], SaveOrder]) -> SaveOrder:
    location = post.location
    assert location.path is not None
    made = order(location.path, location.fingerprint)
    return replace(made, rewrite=not location.confirmed)


def _moving_its_draft(post: OpenPost, order: Callable[[], SaveOrder]) -> SaveOrder:
    draft = post.location
    return (
        order() if draft.path is None else replace(order(), draft=(draft.path, draft.fingerprint))
    )


def _free_path(name: PlannedName) -> Path:
    if name.taken:
        raise TakenError(name.path, name.next_free)
    return name.path
