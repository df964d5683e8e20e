"""The file that lost its name to the new text: looked at before it is let go."""

import errno
import os
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path

from editor.storage.exchange import exchange
from editor.storage.fingerprint import Fingerprint
from editor.storage.temporary import for_keeping

if sys.platform == "linux":
    import fcntl

SETTLE_S = 0.5
"""How long another program that has the file open for writing is waited for."""
_LOOK_AGAIN_S = 0.005


def settled(displaced: Path) -> bool:
    """Wait until no program has ``displaced`` open for writing; False when one still has.

    What it wrote before that is in the file then; later it cannot be opened by its old name. True
    where the system cannot tell.
    """
    deadline = time.monotonic() + SETTLE_S
    while _written_to(displaced):
        if time.monotonic() > deadline:
            return False
        time.sleep(_LOOK_AGAIN_S)
    return True


def put_back(displaced: Path, target: Path, ours: Fingerprint) -> Path | None:
    """Give ``displaced`` its name back, so that the new text at ``target`` is undone.

    When another program has written or removed ``target`` once more by then, that stays as it is.
    Returns where ``displaced`` is kept in that case, else None. Raises OSError.
    """
    try:
        exchange(displaced, target)
    except OSError:
        return keep(displaced, target)
    try:
        held = Fingerprint.of_file(displaced)
    except OSError:  # it is looked at again when leftovers are cleared
        return None
    if held == ours or held.absent:
        with suppress(OSError):
            displaced.unlink(missing_ok=True)
        return None
    exchange(displaced, target)
    return keep(displaced, target)


def keep(displaced: Path, target: Path) -> Path:
    """Give ``displaced`` a hidden name that says whose version it is; return that name."""
    kept = for_keeping(target, Fingerprint.of_file(displaced))
    displaced.replace(kept)
    return kept


def _written_to(path: Path) -> bool:
    if sys.platform != "linux":
        return False
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except OSError:
        return False
    try:
        # The system grants a read lease only while nobody has the file open for writing. Should
        # somebody open it in this moment, the signal is one that is ignored, not the usual SIGIO.
        fcntl.fcntl(descriptor, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
    except OSError as error:
        return error.errno == errno.EAGAIN
    finally:
        os.close(descriptor)
    return False
