"""The names that a post's own text sees: two of them are left over from another page."""

from editor.render.published.build import Build
from editor.render.published.fidelity import Reason

_LEFT_OVER = ("content", "layout")


class TextPayload(dict[str, object]):
    """A payload before any layout: ``content`` and ``layout`` are of the page rendered before it.

    Jekyll keeps one payload for all pages (``renderer.rb#place_in_layouts``), so what they hold
    depends on the order of the build. Here they are nil, and the page says so.
    """

    def __init__(self, payload: dict[str, object], build: Build, path: str) -> None:
        super().__init__({name: payload[name] for name in payload if name not in _LEFT_OVER})
        self._build = build
        self._path = path

    def get(self, name: str, default: object = None) -> object:
        """Return a value; a name that is left over is remarked upon."""
        if name in _LEFT_OVER:
            self._build.remark(
                Reason(f"a text that asks for “{name}” gets that of another page", self._path)
            )
        return super().get(name, default)
