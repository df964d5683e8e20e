"""The texts of a page outside of its markup, for plugins that replace words in them."""

import re
from collections.abc import Callable

_BODY = re.compile(r"<body(.*?)>\s*", re.DOTALL)
_PIECE = re.compile(r"(<!--.*?-->|<[^>]*>)", re.DOTALL)
_NAME = re.compile(r"</?([a-zA-Z][\w-]*)")


def change_texts(page: str, left_alone: frozenset[str], change: Callable[[str], str]) -> str:
    """Return the page with every text of its body changed, but those inside of ``left_alone``."""
    opening = _BODY.search(page)
    start = opening.end() if opening else 0
    end = page.find("</body>", start) if opening else len(page)
    end = len(page) if end < 0 else end
    return page[:start] + _changed(page[start:end], left_alone, change) + page[end:]


def _changed(body: str, left_alone: frozenset[str], change: Callable[[str], str]) -> str:
    depth = 0
    pieces: list[str] = []
    for place, piece in enumerate(_PIECE.split(body)):
        if place % 2:
            name = _NAME.match(piece)
            if name and name[1].lower() in left_alone and not piece.endswith("/>"):
                depth = max(0, depth + (-1 if piece.startswith("</") else 1))
            pieces.append(piece)
        else:
            pieces.append(piece if depth else change(piece))
    return "".join(pieces)
