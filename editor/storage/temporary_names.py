"""Names for files that stand beside others for a moment, which say which process made them.

They begin with a dot and end with ``~``: Jekyll publishes neither (jekyll/entry_filter.rb). What a
killed process leaves is known by its name from what a running one uses, and is cleared away.
"""

import hashlib
import os
import platform
import secrets
from pathlib import Path


def new_name(says: str = "") -> str:
    """Return a name that nobody has; ``says`` is what it tells besides, in letters and digits."""
    stem = f".galleyproof-{this_machine()}-{os.getpid()}-{secrets.token_hex(4)}"
    return f"{stem}-{says}~" if says else f"{stem}~"


def this_machine() -> str:
    """Return four letters for this machine, and on Linux for this container of processes."""
    try:
        room = str(Path("/proc/self/ns/pid").readlink())
    except OSError:
        room = ""
    return hashlib.sha256(f"{platform.node()} {room}".encode()).hexdigest()[:4]
