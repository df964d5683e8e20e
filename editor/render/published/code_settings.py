"""What a site says about coloured code: ``syntax_highlighter_opts`` below ``kramdown``."""

from collections.abc import Mapping
from typing import Final

from editor.post.scalars import Value
from editor.render.highlight import CodeLook, Rouge
from editor.render.liquid.values import to_s, truthy

_KEY: Final = "syntax_highlighter_opts"
_LOOK: Final = frozenset(("css_class", "line_numbers", "start_line", "disable", "wrap"))
_PARTS: Final = ("block", "span")


def rouge_of(kramdown: Mapping[str, Value]) -> Rouge:
    """Return the highlighter that the settings below ``kramdown`` make."""
    options = _map(kramdown.get(_KEY))
    language = options.get("default_lang")
    block = _look({**options, **_map(options.get("block"))})
    span = _look({**options, **_map(options.get("span")), "wrap": False})
    name = to_s(language) if truthy(language) else "plaintext"
    plain = truthy(kramdown.get("guess_lang", True))
    return Rouge(name, in_block=block, in_line=span, marks_plain=plain)


def is_followed(written: Value) -> bool:
    """Whether everything that ``syntax_highlighter_opts`` says is carried out here."""
    options = _map(written)
    parts = [_map(options.get(part)) for part in _PARTS]
    return {*options} <= {*_LOOK, *_PARTS, "default_lang"} and all(
        {*part} <= _LOOK for part in parts
    )


def _look(options: Mapping[str, Value]) -> CodeLook:
    start = options.get("start_line", 1)
    numbered = truthy(options.get("line_numbers"))
    return CodeLook(
        css_class=to_s(options["css_class"]) if truthy(options.get("css_class")) else "highlight",
        first_line=(start if isinstance(start, int) else 1) if numbered else None,
        disabled=truthy(options.get("disable")),
        wrapped=truthy(options.get("wrap", True)),
    )


def _map(value: Value) -> Mapping[str, Value]:
    return value if isinstance(value, dict) else {}
