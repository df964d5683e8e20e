"""Saving beside the window: one save runs, in the order they were asked for, the newest waits."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from queue import SimpleQueue

from PySide6.QtCore import QEventLoop, QObject, QThread, Signal, Slot

from editor.errors import EditorError
from editor.storage.atomic import Keep, SaveError
from editor.storage.reasons import reason_of
from editor.workspace.open_post import OpenPost, SavePoint
from editor.workspace.refusals import as_refusal
from editor.workspace.save_order import SaveOrder, SaveResult, carry_out


class SaveVerb(Enum):
    """What was asked for: the post's own file, another, a copy beside it, or to be published."""

    SAVE = auto()
    SAVE_AS = auto()
    SAVE_COPY = auto()
    PUBLISH = auto()


@dataclass(slots=True)
class SaveRequest:
    """A save that was asked for.

    ``order`` makes the order from where the post lies when its turn comes; the text is that of
    the moment it was asked for, ``point``. ``post`` is None once it was closed. ``on_saved`` is
    called with the result before anybody else is told. ``asked`` is whether the writer asked for
    it.
    """

    verb: SaveVerb
    post: OpenPost | None
    order: Callable[[], SaveOrder]
    point: SavePoint
    on_saved: Callable[["SaveRequest", SaveResult], None]
    asked: bool = True


@dataclass(frozen=True, slots=True)
class SaveFailure:
    """A save that did not happen: whose (None: a post that is closed), and why."""

    verb: SaveVerb
    post: OpenPost | None
    error: EditorError
    asked: bool


class SaveQueue(QObject):
    """Carries out saves in a thread of its own, where ``keep`` is given what is displaced.

    **Signals:**

    - ``saving_started(Path)``: this file is being written.
    - ``idle``: nothing is being written, and nothing waits; said before what came of the last.
    - ``saved(SaveResult)``: a file stands, on the disk itself.
    - ``save_failed(SaveFailure)``: it does not; what waited for the same post was dropped.
    """

    saving_started = Signal(object)
    idle = Signal()
    saved = Signal(object)
    save_failed = Signal(object)

    def __init__(self, keep: Keep | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keep = keep
        self._waiting: deque[SaveRequest] = deque()
        self._running: tuple[SaveRequest, SaveOrder] | None = None
        self._thread: _SavingThread | None = None

    @property
    def busy(self) -> bool:
        """Whether something is being written or waits for it."""
        return self._running is not None or bool(self._waiting)

    def is_saving(self, post: OpenPost) -> bool:
        """Whether ``post`` is being written or waits for it."""
        return any(request.post is post for request in self._requests())

    def submit(self, request: SaveRequest) -> None:
        """Have ``request`` carried out after those before it; of two that wait, the newest is."""
        if request.verb is SaveVerb.SAVE:
            kept = [
                it for it in self._waiting if (it.verb, it.post) != (request.verb, request.post)
            ]
            self._waiting = deque(kept)
        self._waiting.append(request)
        if self._running is None:
            self._start_next()

    def forget_all_but(self, post: OpenPost | None) -> None:
        """Go on writing, but tell no post but ``post`` of it any more: the others are closed."""
        for request in self._requests():
            if request.post is not post:
                request.post = None

    def close(self) -> None:
        """Wait until all is written, and stop; for the end of the program."""
        if self.busy:
            loop = QEventLoop()
            self.idle.connect(loop.quit)
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        if self._thread is not None:
            self._thread.orders.put(None)
            self._thread.wait()
            self._thread = None

    # Inside

    def _requests(self) -> tuple[SaveRequest, ...]:
        running = () if self._running is None else (self._running[0],)
        return (*running, *self._waiting)

    def _start_next(self) -> None:
        request = self._waiting.popleft()
        order = request.order()
        self._running = (request, order)
        self.saving_started.emit(order.path)
        if self._thread is None:
            self._thread = _SavingThread(self._keep, self)
            self._thread.done.connect(self._take)
            self._thread.start()
        self._thread.orders.put(order)

    @Slot(object)
    def _take(self, outcome: SaveResult | EditorError) -> None:
        if self._running is None:
            return
        request, order = self._running
        self._running = None
        if isinstance(outcome, EditorError):
            self._drop(request)
        else:
            request.on_saved(request, outcome)
        if self._waiting:
            self._start_next()
        else:
            self.idle.emit()
        if isinstance(outcome, SaveResult):
            self.saved.emit(outcome)
        else:
            error = as_refusal(outcome, order.path)
            self.save_failed.emit(SaveFailure(request.verb, request.post, error, request.asked))

    def _drop(self, failed: SaveRequest) -> None:
        kept = [it for it in self._waiting if it.post is None or it.post is not failed.post]
        self._waiting = deque(kept)


class _SavingThread(QThread):
    done = Signal(object)

    def __init__(self, keep: Keep | None, parent: QObject) -> None:
        super().__init__(parent)
        self._keep = keep
        self.orders: SimpleQueue[SaveOrder | None] = SimpleQueue()

    def run(self) -> None:
        while (order := self.orders.get()) is not None:
            self.done.emit(_outcome(order, self._keep))


def _outcome(order: SaveOrder, keep: Keep | None) -> SaveResult | EditorError:
    try:
        return carry_out(order, keep)
    except EditorError as error:
        return error
    except OSError as error:
        return SaveError(
            f"{order.path.name} was not saved: {reason_of(error)}. Your text is still here; save "
            "a copy elsewhere."
        )
    except Exception as error:
        return SaveError(
            f"{order.path.name} was not saved, by a fault of Galleyproof ({error!r}). Your text is "
            "still here; save a copy elsewhere."
        )
