"""JSON as Ruby's ``to_json`` writes it."""

import json
import math

from editor.render.liquid.drop import Drop
from editor.render.liquid.errors import RenderError
from editor.render.liquid.values import Pieces, to_s

_DEEPEST = 100


def json_text(value: object) -> str:
    """Return the JSON of a value; raises RenderError for what JSON has no place for."""
    pieces = Pieces()
    _write(value, pieces, 0)
    return pieces.text()


def _write(value: object, pieces: Pieces, depth: int) -> None:
    if depth > _DEEPEST:
        raise RenderError(f"nesting of {depth} is too deep")
    if isinstance(value, Drop):
        _write(json_value(value, depth), pieces, depth)
    elif isinstance(value, dict):
        _write_entries(value, pieces, depth)
    elif isinstance(value, list):
        pieces.add("[")
        for place, item in enumerate(value):
            pieces.add("," if place else "")
            _write(item, pieces, depth + 1)
        pieces.add("]")
    else:
        pieces.add(_scalar(value))


def _write_entries(value: dict[object, object], pieces: Pieces, depth: int) -> None:
    pieces.add("{")
    for place, (key, item) in enumerate(value.items()):
        pieces.add("," if place else "")
        pieces.add(f"{_quoted(to_s(key))}:")
        _write(item, pieces, depth + 1)
    pieces.add("}")


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
