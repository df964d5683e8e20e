"""What the writer asks for, with every question that comes up on the way."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from editor.errors import EditorError
from editor.site.images import ImportedImage
from editor.site.sample import make_sample_site
from editor.ui.prompts import ChangedChoice, Prompts, UnsavedChoice
from editor.workspace.library import Library, OutsideChangeError, TakenError, VanishedError
from editor.workspace.open_post import OpenPost


class Desk(QObject):
    """Carries out the verbs of the menus on the library; nothing here is lost without a question.

    **Signals:**

    - ``said(str)``: something was done, in one short sentence for the status line.
    - ``commit_requested``: the post is about to be saved or left; what is half typed must be told
      to it now.
    """

    said = Signal(str)
    commit_requested = Signal()

    def __init__(self, library: Library, prompts: Prompts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._prompts = prompts

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

    @Slot(result=bool)
    def save(self) -> bool:
        """Save the open post; return whether it is saved now."""
        return self._save_with(self._library.save, self._library.save_as)

    @Slot(result=bool)
    def publish(self) -> bool:
        """Move the open draft to the posts; return whether it stands there now."""
        return self._save_with(self._library.publish, self._library.publish)

    @Slot(result=bool)
    def save_as(self) -> bool:
        """Ask for a name and save the open post under it; return whether that was done."""
        post = self._library.post
        if post is None:
            return False
        path = self._prompts.ask_save_path(self._suggested_path(post))
        if path is None:
            return False
        if path == post.location.path:
            return self.save()
        return self._save_with(lambda it: self._library.save_as(it, path), self._library.save_as)

    @Slot()
    def revert(self) -> None:
        """Go back to the saved file, after a question."""
        post = self._library.post
        if post is None or not post.location.saved or not self._prompts.ask_revert():
            return
        self._attempt(lambda: self._library.revert(post))

    def may_leave_post(self) -> bool:
        """Return whether the open post may be closed: saved, unchanged, or given up by choice."""
        self.commit_requested.emit()
        post = self._library.post
        if post is None or not post.modified:
            return True
        choice = self._prompts.ask_unsaved(self._title(post))
        if choice is UnsavedChoice.SAVE:
            return self.save()
        return choice is UnsavedChoice.DISCARD

    # Pictures

    def choose_image(self) -> Path | None:
        """Ask for a picture."""
        return self._prompts.ask_image_file(self._near())

    def import_image(self, source: Path) -> ImportedImage | None:
        """Copy ``source`` into the site; None when that failed, which the writer was told."""
        try:
            imported = self._library.import_image(source)
        except EditorError as error:
            self._prompts.say_error(str(error))
            return None
        if imported.copied:
            self.said.emit(self.tr("Copied to {path}").format(path=imported.value))
        else:
            self.said.emit(self.tr("The site has this picture already"))
        return imported

    def import_pasted(self, image: QImage) -> ImportedImage | None:
        """Bring a picture that has no file into the site, as a PNG."""
        with TemporaryDirectory() as folder:
            path = Path(folder) / "pasted.png"
            if not image.save(str(path)):
                self._prompts.say_error(self.tr("What was pasted is not a picture."))
                return None
            return self.import_image(path)

    # Inside

    def _begin(self, *, draft: bool) -> None:
        if self.may_leave_post():
            self._attempt(lambda: self._library.new_post(draft=draft))

    def _save_with(
        self, save: Callable[[OpenPost], None], save_under: Callable[[OpenPost, Path], None]
    ) -> bool:
        self.commit_requested.emit()
        post = self._library.post
        if post is None:
            return False
        try:
            save(post)
        except TakenError as taken:
            return self._save_under_free_name(taken, post, save_under)
        except OutsideChangeError as change:
            return self._answer_change(change, post)
        except (EditorError, OSError) as error:
            self._say_failed(error)
            return False
        return self._say_saved(post)

    def _save_under_free_name(
        self, taken: TakenError, post: OpenPost, save_under: Callable[[OpenPost, Path], None]
    ) -> bool:
        if not self._prompts.ask_taken_name(taken.taken.name, taken.free.name):
            return False
        return self._save_with(lambda it: save_under(it, taken.free), save_under)

    def _answer_change(self, change: OutsideChangeError, post: OpenPost) -> bool:
        path = post.location.path
        assert path is not None
        if isinstance(change, VanishedError):
            wanted = self._prompts.ask_save_again(path.name)
        else:
            choice = self._prompts.ask_changed(path.name)
            if choice is ChangedChoice.SAVE_AS:
                return self.save_as()
            wanted = choice is ChangedChoice.OVERWRITE
        if not wanted:
            return False
        return self._attempt(lambda: self._library.overwrite(post)) and self._say_saved(post)

    def _say_saved(self, post: OpenPost) -> bool:
        path = post.location.path
        assert path is not None
        unfinished = ", ".join(post.unfinished)
        if unfinished:
            sentence = self.tr("Saved {name} without {keys}, which cannot be read as YAML yet")
        else:
            sentence = self.tr("Saved {name}")
        self.said.emit(sentence.format(name=path.name, keys=unfinished))
        return not unfinished

    def _attempt(self, action: Callable[[], object]) -> bool:
        try:
            action()
        except (EditorError, OSError) as error:
            self._say_failed(error)
            return False
        return True

    def _say_failed(self, error: EditorError | OSError) -> None:
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

    def _title(self, post: OpenPost) -> str:
        title = post.front_matter.get("title") if post.front_matter else None
        path = post.location.path
        return str(title or (path.name if path else self.tr("Untitled")))
