"""What is known while a template is rendered: names, filters, what a loop may still do."""

import io
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from liquid import RenderContext
from liquid.template import BoundTemplate
from liquid.token import Token

from editor.render.liquid.drop import LazyMap
from editor.render.liquid.errors import RenderError
from editor.render.liquid.values import bounded

DEEPEST_SCOPES = 100
"""Includes and loops inside of one another, as in Liquid."""

MOST_STEPS = 400_000
"""Rounds of loops in one page; a site that is built takes some thousands."""

MOST_OUTPUT_CHARACTERS = 16 * 1024 * 1024

LONGEST_SECONDS = 20.0
"""A page that takes longer is given up."""

_CLOCK_EVERY = 256


@dataclass(slots=True)
class Budget:
    """What one page may still use up; shared by the post, its layouts and its includes."""

    steps: int = MOST_STEPS
    characters: int = MOST_OUTPUT_CHARACTERS
    deadline: float = field(default_factory=lambda: time.monotonic() + LONGEST_SECONDS)

    def step(self) -> None:
        """Count one round of a loop; raises RenderError when there were too many."""
        self.steps -= 1
        if self.steps < 0:
            raise RenderError("the loops of this page are too long for the preview")
        if self.steps % _CLOCK_EVERY == 0 and time.monotonic() > self.deadline:
            raise RenderError("this page takes too long for the preview")

    def write(self, count: int) -> None:
        """Count what was written; raises RenderError when it was too much."""
        self.characters -= count
        if self.characters < 0:
            raise RenderError("this page is too long for the preview")


Filter = Callable[["Context", object, list[object]], object]


class Output(io.StringIO):
    """The page as it is written, with an end to its length."""

    def __init__(self, budget: Budget) -> None:
        super().__init__()
        self._budget = budget

    def write(self, text: str, /) -> int:
        """Add ``text``; raises RenderError when the page becomes too long."""
        self._budget.write(len(text))
        return super().write(text)


class Context(RenderContext):
    """The names that a template sees, innermost first, and the services of its tags.

    ``payload`` holds ``site``, ``page``, ``content`` and the like, which assignments only cover;
    ``registers`` is what tags keep during one rendering; ``page_state`` what lasts for a page.
    """

    __slots__ = (
        "budget",
        "filters",
        "on_unknown_filter",
        "on_unknown_tag",
        "payload",
        "registers",
        "scopes",
        "services",
    )

    def __init__(
        self,
        template: BoundTemplate,
        payload: dict[str, object],
        filters: Mapping[str, Filter],
        budget: Budget,
        services: object = None,
    ) -> None:
        super().__init__(template)
        self.payload = payload
        self.scopes: list[dict[str, object]] = [{}]
        self.filters = filters
        self.budget = budget
        self.registers: dict[str, dict[object, object]] = {}
        self.services = services
        self.on_unknown_filter: Callable[[str, Context], None] | None = None
        self.on_unknown_tag: Callable[[Token, Context], None] | None = None

    def find(self, name: str) -> object:
        """Return the value of a name, nil when nothing is called so."""
        for scope in self.scopes:
            if name in scope:
                return scope[name]
        return self.payload.get(name)

    def assign(self, key: str, val: object) -> None:
        """Give the whole template a name for a value."""
        self.scopes[-1][key] = val

    @contextmanager
    def inner_scope(self, names: dict[str, object]) -> Iterator[dict[str, object]]:
        """Know ``names`` inside of the block; raises RenderError when blocks are too deep."""
        if len(self.scopes) > DEEPEST_SCOPES:
            raise RenderError("Nesting too deep")
        self.scopes.insert(0, names)
        try:
            yield names
        finally:
            del self.scopes[0]

    @contextmanager
    def inside(self, template: BoundTemplate) -> Iterator[None]:
        """Be in another file for the block, so that messages name it."""
        outer, self.template = self.template, template
        try:
            yield
        finally:
            self.template = outer

    def register(self, name: str) -> dict[object, object]:
        """Return what tags of one kind keep while this template is rendered."""
        return self.registers.setdefault(name, {})

    def apply_filter(self, name: str, value: object, arguments: list[object]) -> object:
        """Return what a filter makes of a value; an unknown one changes nothing, as in Jekyll."""
        found = self.filters.get(name)
        if found is None:
            if self.on_unknown_filter is not None:
                self.on_unknown_filter(name, self)
            return value
        if isinstance(value, LazyMap) and name != "size":
            value = value.whole()
        try:
            return bounded(found(self, value, arguments))
        except (TypeError, ValueError, ArithmeticError, LookupError) as error:
            raise RenderError("internal") from error  # as Liquid says of what it did not expect

    def new_output(self) -> Output:
        """Return an empty output that counts with the rest of the page."""
        return Output(self.budget)


def template_path(context: Context) -> str:
    """Return the path of the file whose markup is being rendered."""
    return str(context.template.path or "")
