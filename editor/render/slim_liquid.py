"""python-liquid without the libraries that Jekyll's templates have no use for.

The library loads asyncio, Babel, dateutil and pytz for its own loaders, tags and filters. Of these
nothing is known to ``editor.render.liquid``, which brings its own, and to load them takes a sixth
of the time that a writer waits for the first page.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from types import ModuleType
from typing import Final

LEFT_OUT: Final = (
    "asyncio", "babel", "babel.messages", "dateutil", "importlib_resources", "liquid.extra", "pytz",
)  # fmt: skip


def load_liquid() -> None:
    """Load the library, unless it is there; what is left out of it is whole for everybody else."""
    # Another version may ask more of them: then the first to import it loads them after all.
    with suppress(Exception), _stand_ins():
        import_module("liquid")


class _StandIn(ModuleType):
    """A module of which everything can be imported and nothing used."""

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {})


@contextmanager
def _stand_ins() -> Iterator[None]:
    absent = [name for name in LEFT_OUT if name not in sys.modules]
    sys.modules.update({name: _StandIn(name) for name in absent})
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]
