"""Where the front matter of a post lies: between two fences, as Jekyll finds them."""

import re
from typing import Final

# Ruby's \s knows ASCII only, and its ^ and $ stand at "\n" only, as in Python's re.MULTILINE.
OPENING: Final = re.compile(r"---[ \t\r\n\f\v]*\n")
CLOSING: Final = re.compile(r"^(?:---|\.\.\.)[ \t\r\n\f\v]*$\n?", re.MULTILINE)
"""The two halves of ``document.rb#YAML_FRONT_MATTER``."""


def boundaries(text: str) -> tuple[int, int, int] | None:
    """Return where the YAML starts, where it ends and where the body starts, or None."""
    opening = OPENING.match(text)
    if opening is None:
        return None
    closing = CLOSING.search(text, opening.end())
    if closing is None:
        return None
    return opening.end(), closing.start(), closing.end()
