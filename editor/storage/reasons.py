"""Why the system refused, in a writer's words."""

import errno

_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is used up",
    errno.EACCES: "you have no permission",
    errno.EPERM: "the system does not allow it",
    errno.EROFS: "the disk can only be read",
    errno.ENOENT: "the folder or the file is no longer there",
    errno.ENOTDIR: "a part of its path is a file, not a folder",
    errno.ENAMETOOLONG: "its name is too long for this disk",
    errno.EIO: "the disk reported a fault",
    errno.EFBIG: "the file is too big for this disk",
    errno.ETXTBSY: "another program holds the file",
    errno.EBUSY: "another program holds the file",
    errno.ELOOP: "its links point at one another",
}


def reason_of(error: OSError) -> str:
    """Return why ``error`` happened, as the second half of a sentence, without a full stop."""
    known = _REASONS.get(error.errno or 0)
    return known or (error.strerror or "the system gave no reason").lower()
