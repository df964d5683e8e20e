"""``_data``: files of YAML, JSON, CSV and TSV, each read when a template asks for it."""

import csv
import io
import json
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

import yaml

from editor.errors import EditorError
from editor.post.errors import FrontMatterError
from editor.post.scalars import read_plain, to_text
from editor.render.liquid.drop import LazyMap
from editor.render.liquid.values import to_s
from editor.render.published.files import Folder, entries

_EXTENSIONS = (".yaml", ".yml", ".json", ".csv", ".tsv")
_NOT_IN_KEY = re.compile(r"[^\w\s-]+|(?<=^)\s+|(?<=\b\s)\s+|\s+(?=$)")
_SPACE = re.compile(r"\s+")
_DEEPEST = 100
MOST_MERGED: Final = 500_000
"""Keys that ``<<`` may bring in all in all; each costs time and memory of its own."""
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class BrokenDataError(EditorError):
    """A data file cannot be read: Jekyll would stop at it."""


class DataFolder(LazyMap):
    """``site.data``, or one folder in it.

    ``on_broken`` hears of files that Jekyll would stop at when they are asked for.
    """

    def __init__(self, folder: Folder, relative: str, on_broken: Callable[[str], None]) -> None:
        self._folder = folder
        self._relative = relative
        self._on_broken = on_broken
        self._broken: dict[str, str] = {}
        self._values: dict[str, object] = {}
        self._readers = self._find()

    def __getitem__(self, key: str) -> object:
        if key not in self._values and key in self._readers:
            self._values[key] = self._readers[key]()
        if key in self._broken:
            self._on_broken(self._broken[key])
        return self._values.get(key)

    def __contains__(self, key: object) -> bool:
        return key in self._readers

    def __iter__(self):  # type: ignore[no-untyped-def]  # as Mapping has it
        return iter(self._readers)

    def __len__(self) -> int:
        return len(self._readers)

    def text(self) -> str:
        """Return the map as Ruby writes it."""
        return to_s(self.whole())

    def _find(self) -> dict[str, Callable[[], object]]:
        found: dict[str, Callable[[], object]] = {}
        inside = self._folder.holds(self._relative)
        here = entries(self._folder.root / self._relative) if inside else []
        for extension in _EXTENSIONS:
            for entry in here:
                stem, dot, suffix = entry.name.rpartition(".")
                if dot and not entry.name.startswith(".") and f".{suffix}" == extension:
                    found[_key(stem)] = self._file_reader(
                        _key(stem), f"{self._relative}/{entry.name}"
                    )
        for entry in here:
            if entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
                found[_key(entry.name)] = self._folder_reader(f"{self._relative}/{entry.name}")
        return found

    def _file_reader(self, key: str, relative: str) -> Callable[[], object]:
        def read() -> object:
            try:
                return _read(self._folder.text(relative) or "", relative)
            except BrokenDataError:
                self._broken[key] = relative
                return None

        return read

    def _folder_reader(self, relative: str) -> Callable[[], object]:
        return lambda: DataFolder(self._folder, relative, self._on_broken)


def _key(name: str) -> str:
    return _SPACE.sub("_", _NOT_IN_KEY.sub("", name))


def read_data(text: str, name: str) -> object:
    """Return what a data file says; nil for one that cannot be read."""
    try:
        return _read(text, name)
    except BrokenDataError:
        return None


def _read(text: str, name: str) -> object:
    reader = _READERS.get(name[name.rfind(".") :].lower(), _read_yaml)
    try:
        return reader(text)
    except (yaml.YAMLError, csv.Error, ValueError, RecursionError, FrontMatterError) as error:
        raise BrokenDataError(f"{name} cannot be read: {error}") from error


def _read_json(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return _read_yaml(text)


def _read_rows(text: str, separator: str) -> list[object]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=False)
    headings = next(rows, [])
    listed: list[object] = []
    for row in rows:
        cells: dict[str, object] = {}
        for place, heading in enumerate(headings):
            cells[heading] = (row[place] or None) if place < len(row) else None
        listed.append(cells)
    return listed


def _read_yaml(text: str) -> object:
    loader = _LOADER(text)
    try:
        return _Builder().build(loader)
    finally:
        loader.dispose()


class _Builder:
    """Values out of YAML's events: typed as Jekyll types them, aliases not copied."""

    def __init__(self) -> None:
        self._anchors: dict[str, object] = {}
        self._open: list[tuple[list[object] | dict[object, object], list[object]]] = []
        self._result: object = None
        self._merged = 0

    def build(self, loader: Any) -> object:
        """Return the first document."""
        while True:
            event = loader.get_event()
            if isinstance(event, yaml.DocumentEndEvent | yaml.StreamEndEvent):
                return self._result
            if isinstance(event, yaml.ScalarEvent):
                self._add(self._scalar(event), event.anchor)
            elif isinstance(event, yaml.AliasEvent):
                self._add(self._aliased(event.anchor or ""), None)
            elif isinstance(event, yaml.CollectionStartEvent):
                self._enter(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._open.pop()

    def _scalar(self, event: yaml.ScalarEvent) -> object:
        return event.value if event.implicit[1] or event.style else read_plain(event.value)

    def _enter(self, event: yaml.CollectionStartEvent) -> None:
        opened: list[object] | dict[object, object]
        opened = [] if isinstance(event, yaml.SequenceStartEvent) else {}
        if len(self._open) >= _DEEPEST:
            raise ValueError("nested too deeply")
        self._add(opened, event.anchor)
        self._open.append((opened, []))

    def _aliased(self, name: str) -> object:
        """Return what an alias stands for; one within its own anchor would never end."""
        value = self._anchors.get(name)
        if any(value is opened for opened, _ in self._open):
            raise ValueError(f"*{name} contains itself")
        return value

    def _add(self, value: object, anchor: str | None) -> None:
        if anchor:
            self._anchors[anchor] = value
        if not self._open:
            self._result = value
            return
        holder, keys = self._open[-1]
        if isinstance(holder, list):
            holder.append(value)
        elif not keys:
            keys.append(value)
        else:
            key = keys.pop()
            if key == "<<":
                self._count_merged(value)
            _set(holder, key, value)

    def _count_merged(self, value: object) -> None:
        self._merged += sum(len(it) for it in _listed(value) if isinstance(it, dict))
        if self._merged > MOST_MERGED:
            raise ValueError("more is merged than can be held")


def _set(holder: dict[object, object], key: object, value: object) -> None:
    merged = _listed(value)
    if key == "<<" and all(isinstance(item, dict) for item in merged):
        for item in merged:
            if isinstance(item, dict):
                holder.update({name: held for name, held in item.items() if name not in holder})
    elif isinstance(key, str | int | float | bool) or key is None:
        holder[key if isinstance(key, str | int) else to_text(key)] = value
    else:
        holder[str(key)] = value


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


_READERS: Mapping[str, Callable[[str], object]] = {
    ".json": _read_json,
    ".csv": lambda text: _read_rows(text, ","),
    ".tsv": lambda text: _read_rows(text, "\t"),
}
