"""JSON as Ruby's ``to_json`` writes it."""

import json
import math

from editor.render.liquid.drop import Drop
from editor.render.liquid.errors import RenderError
from editor.render.liquid.values import to_s

_DEEPEST = 100
_LONGEST_CHARACTERS = 4 * 1024 * 1024


def json_text(value: object) -> str:
    """Return the JSON of a value; raises RenderError for what JSON has no place for."""
    pieces: list[str] = []
    _write(value, pieces, 0)
    text = "".join(pieces)
    if len(text) > _LONGEST_CHARACTERS:
        raise RenderError("the JSON of this value is too long for the preview")
    return text


def _write(value: object, pieces: list[str], depth: int) -> None:
    if depth > _DEEPEST:
        raise RenderError(f"nesting of {depth} is too deep")
    if isinstance(value, Drop):
        _write(json_value(value, depth), pieces, depth)
    elif isinstance(value, dict):
        _write_entries(value, pieces, depth)
    elif isinstance(value, list):
        pieces.append("[")
        for place, item in enumerate(value):
            pieces.append("," if place else "")
            _write(item, pieces, depth + 1)
        pieces.append("]")
    else:
        pieces.append(_scalar(value))


def _write_entries(value: dict[object, object], pieces: list[str], depth: int) -> None:
    pieces.append("{")
    for place, (key, item) in enumerate(value.items()):
        pieces.append("," if place else "")
        pieces.append(f"{_quoted(to_s(key))}:")
        _write(item, pieces, depth + 1)
    pieces.append("}")


def json_value(drop: Drop, depth: int) -> object:
    """Return what an object is in JSON: its own form, or all its names."""
    own = getattr(drop, "for_json", None)
    return own(depth) if own else {key: drop[key] for key in drop}


def _scalar(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, float):
        if not math.isfinite(value):
            raise RenderError(f"{to_s(value)} not allowed in JSON")
        return to_s(value)
    if isinstance(value, bool | int):
        return to_s(value)
    return _quoted(to_s(value))


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
