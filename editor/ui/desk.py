"""What the writer asks for, with every question that comes up on the way."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from editor.errors import EditorError
from editor.site.images import ImageError, ImportedImage
from editor.site.sample import make_sample_site
from editor.ui.prompts import LinkChoice, Prompts, UnsavedChoice
from editor.workspace.library import Library
from editor.workspace.open_post import OpenPost
from editor.workspace.pictures import PictureImports
from editor.workspace.refusals import LinkedError, OutsideChangeError, TakenError
from editor.workspace.save_order import Saved
from editor.workspace.save_queue import SaveFailure, SaveVerb
from editor.workspace.saving import Saving


class Desk(QObject):
    """Carries out the verbs of the menus on the library; nothing here is lost without a question.

    **Signals:**

    - ``said(str)``: something was done, in one short sentence for the status line.
    - ``saving_said(str)``: something is being saved; shown until ``said`` tells what came of it.
    - ``commit_requested``: the post is about to be saved or left; what is half typed must be told
      to it now.
    - ``conflict_met``: nothing was saved, because another program changed the file.
    """

    said = Signal(str)
    saving_said = Signal(str)
    commit_requested = Signal()
    conflict_met = Signal()

    def __init__(
        self, library: Library, saving: Saving, prompts: Prompts, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._library, self._saving = library, saving
        self._prompts = prompts
        self._pictures = PictureImports(self)
        saving.saving_started.connect(self._on_saving_started)
        saving.saved.connect(self._on_saved)
        saving.save_failed.connect(self._on_save_failed)
        saving.problem_found.connect(prompts.say_error)

    def close(self) -> None:
        """Say nothing more of pictures that are on their way: the window goes."""
        self._pictures.close()

    # Opening

    @Slot()
    def open_site(self) -> None:
        """Ask for a folder and open it as a site."""
        folder = self._prompts.ask_folder(self.tr("Open a Jekyll site"), self._near())
        if folder is not None:
            self.open_path(folder)

    @Slot()
    def open_file(self) -> None:
        """Ask for a post and open it, with its site."""
        path = self._prompts.ask_post_file(self._near())
        if path is not None:
            self.open_path(path)

    @Slot(object)
    def open_path(self, path: Path) -> None:
        """Open a site or a post; what was open is saved or given up first."""
        if self._is_open(path) or not self.may_leave_post():
            return
        self._attempt(lambda: self._library.open_path(path))

    @Slot()
    def make_sample(self) -> None:
        """Ask for a folder, make the sample site in it, and open that."""
        parent = self._prompts.ask_folder(
            self.tr("Where shall the sample site be made?"), Path.home()
        )
        if parent is not None and self.may_leave_post():
            self._attempt(lambda: self._library.open_site(make_sample_site(parent)))

    @Slot()
    def new_post(self) -> None:
        """Begin a post."""
        self._begin(draft=False)

    @Slot()
    def new_draft(self) -> None:
        """Begin a draft."""
        self._begin(draft=True)

    @Slot()
    def close_post(self) -> None:
        """Close the open post; its changes are saved or given up first."""
        if self.may_leave_post():
            self._library.close_post()

    # Saving

    @Slot()
    def save(self) -> None:
        """Have the open post saved; a question comes up where that is not possible."""
        post = self._post_to_save()
        if post is not None:
            self._try(SaveVerb.SAVE, post, partial(self._saving.save, post))

    @Slot()
    def publish(self) -> None:
        """Have the open draft moved to the posts."""
        post = self._post_to_save()
        if post is not None:
            self._try(SaveVerb.PUBLISH, post, partial(self._saving.publish, post))

    @Slot()
    def save_as(self) -> None:
        """Ask for a name and have the open post saved under it."""
        post = self._post_to_save()
        path = None if post is None else self._prompts.ask_save_path(self._suggested_path(post))
        if post is None or path is None:
            return
        if path == post.location.path:
            self.save()
        else:
            self._try(SaveVerb.SAVE_AS, post, partial(self._saving.save_as, post, path))

    @Slot()
    def revert(self) -> None:
        """Go back to the saved file, after a question."""
        post = self._library.post
        if post is None or not post.location.saved:
            return
        if not self._prompts.ask_revert(foreign=post.location.foreign):
            return
        self._attempt(lambda: self._library.revert(post))

    def may_leave_post(self) -> bool:
        """Return whether the open post may be closed: saved, unchanged, or given up by choice.

        What is being saved is waited for, with a notice.
        """
        self.commit_requested.emit()
        if not self._wait_for_saves():
            return False
        post = self._library.post
        if post is None or not post.modified:
            return True
        choice = self._prompts.ask_unsaved(self._title(post))
        if choice is UnsavedChoice.SAVE:
            self.save()
            return self._wait_for_saves() and not post.modified
        return choice is UnsavedChoice.DISCARD

    # Pictures

    def choose_image(self) -> Path | None:
        """Ask for a picture."""
        return self._prompts.ask_image_file(self._near())

    def import_image(self, source: Path, then: Callable[[ImportedImage], None]) -> None:
        """Have ``source`` copied into the site, then call ``then``, unless the post was left.

        The writer goes on meanwhile, and is told when it failed.
        """
        self._start_import(lambda copy: copy(source), then)

    def import_pasted(self, image: QImage, then: Callable[[ImportedImage], None]) -> None:
        """Have a picture that has no file brought into the site, as a PNG."""
        problem = self.tr("What was pasted is not a picture.")

        def work(copy: Callable[[Path], ImportedImage]) -> ImportedImage:
            with TemporaryDirectory() as folder:
                path = Path(folder) / "pasted.png"
                if not image.save(str(path)):
                    raise ImageError(problem)
                return copy(path)

        self._start_import(work, then)

    def _start_import(
        self,
        work: Callable[[Callable[[Path], ImportedImage]], ImportedImage],
        then: Callable[[ImportedImage], None],
    ) -> None:
        try:
            copy = self._library.image_import()
        except EditorError as error:
            self._prompts.say_error(str(error))
            return
        take = partial(self._take_image, self._library.post, then)
        self._pictures.start(partial(work, copy), take, self._prompts.say_error)

    def _take_image(
        self,
        post: OpenPost | None,
        then: Callable[[ImportedImage], None],
        imported: ImportedImage,
    ) -> None:
        if imported.copied:
            self.said.emit(self.tr("Copied to {path}").format(path=imported.value))
        else:
            self.said.emit(self.tr("The site has this picture already"))
        if self._library.post is post:
            then(imported)

    # Inside

    def _begin(self, *, draft: bool) -> None:
        if self.may_leave_post():
            self._attempt(lambda: self._library.new_post(draft=draft))

    def _post_to_save(self) -> OpenPost | None:
        self.commit_requested.emit()
        return self._library.post

    def _wait_for_saves(self) -> bool:
        """Return whether all that was being saved was tried; False when the writer goes on."""
        while self._saving.busy:  # a failure may have been answered by saving elsewhere
            if not self._prompts.wait_for_saves(self._saving):
                return False
        return True

    def _try(self, verb: SaveVerb, post: OpenPost, save: Callable[[], None]) -> None:
        try:
            save()
        except TakenError as taken:
            self._answer_taken(verb, post, taken)
        except OutsideChangeError:
            self.conflict_met.emit()
        except (EditorError, OSError) as error:
            self.say_failed(error)

    @Slot(object)
    def _on_saving_started(self, path: Path) -> None:
        self.saving_said.emit(self.tr("Saving {name}…").format(name=path.name))

    @Slot(object)
    def _on_saved(self, saved: Saved) -> None:
        post = self._library.post
        if post is None or post.location.path != saved.path:
            self.said.emit(self.tr("Saved a copy: {path}").format(path=saved.path))
            return
        unfinished = ", ".join(post.unfinished)
        if unfinished:
            sentence = self.tr("Saved {name} without {keys}, which cannot be read as YAML yet")
        else:
            sentence = self.tr("Saved {name}")
        self.said.emit(sentence.format(name=saved.path.name, keys=unfinished))

    @Slot(object)
    def _on_save_failed(self, failure: SaveFailure) -> None:
        post, error = failure.post, failure.error
        if not failure.asked:
            self.said.emit(str(error))
            return
        self.said.emit(self.tr("Not saved"))
        if post is None:
            self._prompts.say_error(str(error))
        elif isinstance(error, TakenError):
            self._answer_taken(failure.verb, post, error)
        elif isinstance(error, OutsideChangeError):
            self.conflict_met.emit()
        elif isinstance(error, LinkedError):
            self._answer_links(error, post)
        elif self._prompts.say_save_failed(str(error)):
            self._save_copy(post)

    def _answer_taken(self, verb: SaveVerb, post: OpenPost, taken: TakenError) -> None:
        if not self._prompts.ask_taken_name(taken.taken.name, taken.free.name):
            return
        under = {
            SaveVerb.PUBLISH: self._saving.publish,
            SaveVerb.SAVE_COPY: self._saving.save_copy,
        }.get(verb, self._saving.save_as)
        self._try(verb, post, partial(under, post, taken.free))

    def _answer_links(self, error: LinkedError, post: OpenPost) -> None:
        choice = self._prompts.ask_links(error.names)
        if choice is not LinkChoice.CANCEL:
            self._saving.save(post, together=choice is LinkChoice.TOGETHER)

    def _save_copy(self, post: OpenPost) -> None:
        path = self._prompts.ask_copy_path(self._suggested_copy(post))
        if path is not None:
            self._saving.save_copy(post, path)

    def _attempt(self, action: Callable[[], object]) -> bool:
        try:
            action()
        except (EditorError, OSError) as error:
            self.say_failed(error)
            return False
        return True

    def say_failed(self, error: EditorError | OSError) -> None:
        """Say why something could not be done."""
        sentence = str(error)
        if isinstance(error, OSError):
            sentence = self.tr(
                "The system refused: {reason}. Nothing was changed, and your text is still here."
            ).format(reason=error.strerror or sentence)
        self._prompts.say_error(sentence)

    def _is_open(self, path: Path) -> bool:
        post = self._library.post
        return post is not None and post.location.path == path.absolute()

    def _near(self) -> Path:
        post, site = self._library.post, self._library.site
        if post is not None and post.location.path is not None:
            return post.location.path.parent
        return site.root if site else Path.home()

    def _suggested_path(self, post: OpenPost) -> Path:
        try:
            return self._library.planned_name(post).next_free
        except EditorError:
            return self._near()

    def _suggested_copy(self, post: OpenPost) -> Path:
        path = post.location.path
        return Path.home() / (path.name if path else self._suggested_path(post).name)

    def _title(self, post: OpenPost) -> str:
        title = post.front_matter.get("title") if post.front_matter else None
        path = post.location.path
        return str(title or (path.name if path else self.tr("Untitled")))
