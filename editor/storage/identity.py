"""What makes a file this file beside its bytes: mode, owner, extended attributes, its names."""

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

from editor.storage.refusals import SaveError, VanishedError

_NOT_OURS_TO_SET = {errno.EPERM, errno.EACCES, errno.ENOTSUP, errno.ENODATA}


def real_place(path: Path) -> Path:
    """Return the file that ``path`` leads to through symbolic links, which stay as they are.

    Raises SaveError for a link that leads nowhere, VanishedError where nothing stands at all.
    """
    target = path.resolve()
    if target.exists():
        return target
    if path.is_symlink():
        raise SaveError(
            f"{path.name} was not saved: it is a link to {target}, which is not there. Your text "
            "is still here; save a copy elsewhere."
        )
    raise VanishedError.of(path)


def refuse_unwritable(path: Path, target: Path) -> os.stat_result:
    """Return the status of ``target``, which is to be replaced; raises SaveError if it may not."""
    status = target.stat()
    if not stat.S_ISREG(status.st_mode):
        raise SaveError(f"{path.name} was not saved: a folder or a device has that name now.")
    # The mode is asked, not the system: root may write anything, but the owner said no.
    if not status.st_mode & 0o222:
        raise SaveError(
            f"{path.name} was not saved: the file is marked as read-only. Save a copy under "
            "another name, or allow writing first."
        )
    # A folder that may be written to would let a file be replaced that may not.
    if not os.access(target, os.W_OK):
        raise SaveError(
            f"{path.name} was not saved: the file belongs to somebody else, and you may only read "
            "it. Your text is still here; save a copy elsewhere."
        )
    return status


def keep_identity(descriptor: int, target: Path, status: os.stat_result) -> None:
    """Give the new file the owner, the extended attributes and the mode of the one at ``target``.

    As far as the system allows: only root may give a file away. Raises OSError for a fault.
    """
    if not hasattr(os, "fchmod"):
        return
    _keep_owner(descriptor, status)
    if hasattr(os, "listxattr"):
        _keep_attributes(descriptor, target)
    os.fchmod(descriptor, stat.S_IMODE(status.st_mode))


def _keep_owner(descriptor: int, status: os.stat_result) -> None:
    now = os.fstat(descriptor)
    if (now.st_uid, now.st_gid) == (status.st_uid, status.st_gid):
        return
    try:
        os.fchown(descriptor, status.st_uid, status.st_gid)
    except PermissionError:
        with suppress(PermissionError):  # a group that the writer is a member of
            os.fchown(descriptor, -1, status.st_gid)


def _keep_attributes(descriptor: int, target: Path) -> None:
    try:
        names = os.listxattr(target)
    except OSError as error:
        if error.errno in _NOT_OURS_TO_SET:
            return
        raise
    for name in names:
        try:
            os.setxattr(descriptor, name, os.getxattr(target, name))
        except OSError as error:
            if error.errno not in _NOT_OURS_TO_SET:
                raise
