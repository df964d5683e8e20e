"""What a site may set for kramdown, with the values that Jekyll starts from.

Source of the names: kramdown.gettalong.org/options.html and jekyllrb.com/docs/configuration.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import partial
from typing import Protocol

from editor.render.kramdown.entities import entity_character

DEFAULT_SYMBOLS: Mapping[str, str] = {
    "hellip": "…",
    "mdash": "—",
    "ndash": "–",
    "laquo": "«",
    "raquo": "»",
    "laquo_space": "«\u00a0",
    "raquo_space": "\u00a0»",
}
DEFAULT_QUOTES = ("‘", "’", "“", "”")


class Highlighter(Protocol):
    """Colours the code that a text has as code, never what is written as HTML."""

    def __hash__(self) -> int:
        """Equal highlighters colour alike."""

    @property
    def default_language(self) -> str:
        """The language of code that names none."""

    @property
    def sign(self) -> str:
        """The class of what it has coloured."""

    def block(self, language: str, code: str) -> str | None:
        """Return what stands for ``pre`` and ``code``; None for a language that is unknown."""

    def span(self, language: str, code: str) -> str | None:
        """Return what stands within ``code``; None for a language that is unknown."""


@dataclass(frozen=True, slots=True)
class Options:
    """The switches of the dialect; the defaults are Jekyll's."""

    gfm: bool = True
    paragraph_end: bool = True
    """Whether other blocks may follow a paragraph without a blank line (a quirk of GFM)."""
    auto_typographic: bool = True
    """Whether dashes, dots and guillemets become typographic (off by a quirk of GFM)."""
    hard_wrap: bool = False
    auto_ids: bool = True
    auto_id_prefix: str = ""
    auto_id_stripping: bool = False
    header_offset: int = 0
    header_links: bool = False
    """An empty link to itself in every heading (kramdown 2.5)."""
    remove_line_breaks_for_cjk: bool = False
    toc_levels: tuple[int, ...] = (1, 2, 3, 4, 5, 6)
    entity_output: str = "as_char"
    smart_quotes: tuple[str, ...] = DEFAULT_QUOTES
    symbols: Mapping[str, str] = field(default_factory=lambda: dict(DEFAULT_SYMBOLS))
    footnote_nr: int = 1
    footnote_prefix: str = ""
    footnote_backlink: str = "&#8617;"
    footnote_backlink_inline: bool = False
    footnote_link_text: str = "%s"
    parse_block_html: bool = False
    parse_span_html: bool = True
    html_to_native: bool = False
    """Whether HTML becomes kramdown's own elements; here some of it: see ``native``."""
    remove_block_html_tags: bool = False
    remove_span_html_tags: bool = False
    math: bool = True
    link_defs: Mapping[str, tuple[str, str | None]] = field(default_factory=dict)
    """Links that every text of the site may refer to: name to address and title."""
    highlighter: Highlighter | None = None
    """What colours code, as on a site with Jekyll's highlighter; None leaves it as it is."""
    version: tuple[int, int] = (2, 4)

    @property
    def interrupts(self) -> bool:
        """Whether a block may begin straight below a paragraph."""
        return self.gfm and self.paragraph_end

    @property
    def newer(self) -> bool:
        """Whether kramdown 2.5 is meant, or a later one."""
        return self.version >= (2, 5)

    def changed(self, settings: Mapping[str, object]) -> "Options":
        """Return these options with ``settings``, as written under ``kramdown:``, laid over them.

        Unknown names and values of the wrong kind are left out, as a site that sets them for a
        newer kramdown still has to be shown.
        """
        known = {entry.name for entry in fields(self)}
        values: dict[str, object] = {}
        for name, value in settings.items():
            reader = _READERS.get(name)
            if reader is not None:
                values.update(reader(value))
            elif name in known and isinstance(value, type(getattr(self, name))):
                values[name] = value
        return replace(self, **values)  # type: ignore[arg-type]  # types were compared above


def _read_input(value: object) -> dict[str, object]:
    return {"gfm": str(value).upper() == "GFM"}


def _read_quirks(value: object) -> dict[str, object]:
    names = value.split(",") if isinstance(value, str) else value
    if not isinstance(names, list | tuple):
        return {}
    quirks = {str(name).strip().lstrip(":") for name in names}
    return {
        "paragraph_end": "paragraph_end" in quirks,
        "auto_typographic": "no_auto_typographic" not in quirks,
    }


def _read_flag(name: str, value: object) -> dict[str, object]:
    """Text counts too: the options of a post's own ``{::options}`` are all text."""
    if isinstance(value, bool):
        return {name: value}
    return {name: value == "true"} if value in ("true", "false") else {}


def _read_levels(value: object) -> dict[str, object]:
    if isinstance(value, str) and ".." in value:
        first, _, last = value.partition("..")
        if first.strip().isdigit() and last.strip(". ").isdigit():
            return {"toc_levels": tuple(range(int(first), int(last.strip(". ")) + 1))}
        return {}
    items = value.split(",") if isinstance(value, str) else value
    if isinstance(items, int):
        items = [items]
    if not isinstance(items, list | tuple):
        return {}
    return {"toc_levels": tuple(int(item) for item in map(str, items) if item.strip().isdigit())}


def _read_quotes(value: object) -> dict[str, object]:
    names = value.split(",") if isinstance(value, str) else value
    if not isinstance(names, list | tuple) or len(names) != 4:
        return {}
    return {"smart_quotes": tuple(_character(str(name).strip()) for name in names)}


def _read_symbols(value: object) -> dict[str, object]:
    if not isinstance(value, Mapping):
        return {}
    merged = {**DEFAULT_SYMBOLS, **{str(k): _character(str(v)) for k, v in value.items()}}
    return {"symbols": merged}


def _character(name: str) -> str:
    return entity_character(name) or name


def _read_number(name: str, value: object) -> dict[str, object]:
    return {name: int(str(value))} if str(value).lstrip("-").isdigit() else {}


def _read_links(value: object) -> dict[str, object]:
    if not isinstance(value, Mapping):
        return {}
    links: dict[str, tuple[str, str | None]] = {}
    for name, parts in value.items():
        if isinstance(parts, list | tuple) and parts:
            links[str(name)] = (str(parts[0]), str(parts[1]) if len(parts) > 1 else None)
    return {"link_defs": links}


def _read_math(value: object) -> dict[str, object]:
    return {"math": value not in (None, "", "nil")}


_FLAGS = (
    "hard_wrap",
    "auto_ids",
    "auto_id_stripping",
    "header_links",
    "remove_line_breaks_for_cjk",
    "parse_block_html",
    "parse_span_html",
    "html_to_native",
    "footnote_backlink_inline",
    "remove_block_html_tags",
    "remove_span_html_tags",
)
_READERS: dict[str, Callable[[object], dict[str, object]]] = {
    "input": _read_input,
    "gfm_quirks": _read_quirks,
    "toc_levels": _read_levels,
    "smart_quotes": _read_quotes,
    "typographic_symbols": _read_symbols,
    "math_engine": _read_math,
    "link_defs": _read_links,
    "footnote_nr": partial(_read_number, "footnote_nr"),
    "header_offset": partial(_read_number, "header_offset"),
    **{name: partial(_read_flag, name) for name in _FLAGS},
}

FOLLOWED = frozenset(_READERS) | {entry.name for entry in fields(Options)}
"""The settings below ``kramdown:`` that are read."""

JEKYLL = Options()
