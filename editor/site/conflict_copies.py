"""Files that a sync client, a merge or an editor left beside a post: Jekyll would publish them."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_POST: Final = r"(?P<stem>.+)"
_EXTENSION: Final = r"(?P<extension>\.[A-Za-z0-9]+)"

_KINDS: Final = (
    (
        re.compile(rf"{_POST}\.sync-conflict-\d{{8}}-\d{{6}}(?:-[A-Z0-9]+)?{_EXTENSION}"),
        "Syncthing kept it because two devices changed the post",
    ),
    (
        # Dropbox, Nextcloud, ownCloud: "(Ana's conflicted copy 2026-01-02)".
        re.compile(rf"{_POST} \([^()]*conflicted copy[^()]*\){_EXTENSION}", re.IGNORECASE),
        "a sync program kept it because two devices changed the post",
    ),
    (
        re.compile(rf"{_POST}_conflict-\d{{8}}-\d{{6}}{_EXTENSION}"),
        "ownCloud kept it because two devices changed the post",
    ),
    (
        re.compile(rf"{_POST} \(SFConflict [^()]*\){_EXTENSION}"),
        "Seafile kept it because two devices changed the post",
    ),
    (
        re.compile(rf"{_POST}_(?:BACKUP|BASE|LOCAL|REMOTE)_\d+{_EXTENSION}"),
        "git kept it while a merge was made",
    ),
    (
        re.compile(rf"{_POST}{_EXTENSION}\.(?:orig|rej|bak|old|save|tmp|swp|swo)"),
        "a merge or an editor left it behind",
    ),
    (
        # What Qt's own way of saving leaves when it is killed.
        re.compile(rf"{_POST}(?P<extension>\.(?:md|markdown|mkd|mkdn|mkdown|html))\.[A-Za-z]{{6}}"),
        "an interrupted save left it behind",
    ),
)


@dataclass(frozen=True, slots=True)
class ConflictCopy:
    """A file that is another version of ``post``; ``reason`` says who kept it, mid-sentence."""

    post: Path
    reason: str

    @property
    def sentence(self) -> str:
        """What the writer is told about it."""
        return f"This is a copy of {self.post.name}. {self.advice}"

    @property
    def advice(self) -> str:
        """Why it is there, and what to do."""
        why = self.reason[0].upper() + self.reason[1:]
        return (
            f"{why}. Jekyll would publish it as a post of its own: take over what you need, then "
            "delete it."
        )


def conflict_copy_at(path: Path) -> ConflictCopy | None:
    """Return what the file at ``path`` is a copy of, by its name; None for a post."""
    for pattern, reason in _KINDS:
        found = pattern.fullmatch(path.name)
        if found:
            return ConflictCopy(path.with_name(found["stem"] + found["extension"]), reason)
    return None
