"""Names taken and exchanged in one step, where the system and the file system can."""

import ctypes
import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

_AT_FDCWD: Final = -100
_NOREPLACE: Final = 1
_EXCHANGE: Final = 2
_CANNOT: Final = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EPERM}
"""What a system or a file system without these steps answers; sandboxes answer EPERM."""

_Rename = Callable[[int, bytes, int, bytes, int], int]


def exchange(one: Path, other: Path) -> bool:
    """Let two files take each other's name in one step; both must be there.

    Returns False, with nothing done, where that is not possible; raises OSError.
    """
    return _rename(one, other, _EXCHANGE)


def take_new_name(temporary: Path, path: Path) -> None:
    """Rename ``temporary`` to ``path``; raises FileExistsError when that name is taken."""
    if os.name == "nt":
        temporary.rename(path)  # refuses a taken name there
    elif not _rename(temporary, path, _NOREPLACE):
        _link_or_reserve(temporary, path)


def _link_or_reserve(temporary: Path, path: Path) -> None:
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:
        # A disk without hard links: take the name first, then put the text in its place.
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
        temporary.replace(path)
    else:
        temporary.unlink()


def _rename(one: Path, other: Path, flag: int) -> bool:
    renameat2 = _renameat2()
    if renameat2 is None:
        return False
    while renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), flag):
        number = ctypes.get_errno()
        if number in _CANNOT:
            return False
        if number != errno.EINTR:
            raise OSError(number, os.strerror(number), str(other))
    return True


def _renameat2() -> _Rename | None:
    if sys.platform != "linux":
        return None
    function = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if function is None:  # a C library from before 2018
        return None
    name = ctypes.c_char_p
    function.argtypes = (ctypes.c_int, name, ctypes.c_int, name, ctypes.c_uint)
    found: _Rename = function
    return found
