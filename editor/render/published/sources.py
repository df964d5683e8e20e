"""Layouts and includes of a site and of its theme, read once until they are forgotten."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from liquid.exceptions import LiquidError
from liquid.template import BoundTemplate

from editor.post.document import Document
from editor.post.front_matter import FrontMatterError
from editor.post.scalars import Value
from editor.render.liquid.environment import JekyllEnvironment
from editor.render.published.files import Folder
from editor.site.entry_filter import EntryFilter
from editor.site.quick_values import front_matter_values
from editor.site.site import Site


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout: what its front matter says and its markup."""

    path: str
    values: Mapping[str, Value]
    body: str
    first_line: int
    """The line of the file on which ``body`` begins, from 0."""


@dataclass(slots=True)
class Sources:
    """Where layouts and includes lie: in the site, then in the folder of its theme."""

    site: Site
    env: JekyllEnvironment
    theme: Path | None
    _layouts: dict[str, tuple[Folder, str]] | None = None
    _read: dict[str, Layout] = field(default_factory=dict)
    _templates: dict[str, BoundTemplate | None] = field(default_factory=dict)

    @property
    def includes_dir(self) -> str:
        """The folder of includes, relative to the site."""
        value = self.site.config.values.get("includes_dir")
        return value if isinstance(value, str) else "_includes"

    def folders(self) -> list[Folder]:
        """The site's folder and the theme's."""
        theme = [Folder.of(self.theme)] if self.theme else []
        return [Folder.of(self.site.root), *theme]

    @property
    def has_layouts(self) -> bool:
        """Whether there is any layout."""
        if self._layouts is None:
            self._layouts = self._find_layouts()
        return bool(self._layouts)

    def layout(self, name: str) -> Layout | None:
        """Return the layout of that name; None when neither site nor theme has it."""
        if self._layouts is None:
            self._layouts = self._find_layouts()
        place = self._layouts.get(name)
        if place is None:
            return None
        if name not in self._read:
            folder, relative = place
            document = folder.document(relative)
            if document is None:
                return None
            self._read[name] = _layout(self.shown(folder, relative), document)
        return self._read[name]

    def layout_template(self, layout: Layout) -> BoundTemplate:
        """Return the template of a layout; raises LiquidError."""
        found = self._templates.get(layout.path)
        if found is None:
            found = self._templates[layout.path] = self.env.read(layout.body, layout.path)
        return found

    def include(self, name: str) -> BoundTemplate | None:
        """Return an include; None when there is none. Raises LiquidError."""
        key = f"include {name}"
        if key not in self._templates:
            self._templates[key] = self._read_include(name)
        return self._templates[key]

    def _read_include(self, name: str) -> BoundTemplate | None:
        site, *themes = self.folders()
        for folder, base in [(site, self.includes_dir), *((one, "_includes") for one in themes)]:
            inside = Folder.of(folder.root / base)
            text = inside.text(name) if inside.root.is_relative_to(folder.root) else None
            if text is not None:
                return self.read_include(text, self.shown(folder, f"{base}/{name}"))
        return None

    def read_include(self, text: str, path: str) -> BoundTemplate:
        """Return the template of a file that is included; raises LiquidError that names it."""
        try:
            return self.env.read(text, path)
        except LiquidError as error:
            error.template_name = error.template_name or path
            raise

    def shown(self, folder: Folder, relative: str) -> str:
        """Return a path as people know it: from the site, or with the theme's name."""
        return relative if folder.root == self.site.root else f"{folder.root.name}/{relative}"

    def forget(self) -> None:
        """Read everything again when it is asked for next."""
        self._layouts = None
        self._read.clear()
        self._templates.clear()

    def _find_layouts(self) -> dict[str, tuple[Folder, str]]:
        found: dict[str, tuple[Folder, str]] = {}
        accepts = EntryFilter.of(self.site.config)
        site, *themes = self.folders()
        for folder in reversed([site, *themes]):
            base = self.site.config.layouts_dir if folder is site else "_layouts"
            for path in folder.walk(base):
                name, dot, _ = path.rpartition(".")
                if dot and not path.startswith(".") and accepts.accepts("", path, is_folder=False):
                    found[name] = (folder, f"{base}/{path}")
        return found


def _layout(path: str, document: Document) -> Layout:
    try:
        values = front_matter_values(document.front_matter)
    except FrontMatterError:
        values = {}
    head = document.opening + document.front_matter + document.closing
    return Layout(path, values, document.body, head.count("\n"))
