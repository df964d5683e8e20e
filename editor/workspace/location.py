"""Where a post lies on disk, or where its first save will put it."""

from dataclasses import dataclass
from pathlib import Path

from editor.site.layout import PostKind, parse_draft_name
from editor.storage.fingerprint import Fingerprint


@dataclass(frozen=True, slots=True)
class Location:
    """A file with what it held when it was read, or the plan for a file that is not there yet.

    ``path`` is None before the first save. ``kind`` is None for a file that Jekyll reads as no
    post, such as one outside any site. ``slug`` is the name's part that the first save will use;
    once the writer has typed it (``slug_by_hand``) the title no longer changes it. The file is not
    ``confirmed`` when it was written but the disk did not say that it has it. ``foreign`` says that
    its bytes are not UTF-8, so that only the writer's own Save may take their place.
    """

    path: Path | None
    kind: PostKind | None
    fingerprint: Fingerprint
    slug: str = ""
    slug_by_hand: bool = False
    confirmed: bool = True
    foreign: bool = False

    @property
    def saved(self) -> bool:
        """Whether there is a file."""
        return self.path is not None

    @property
    def is_draft(self) -> bool:
        """Whether Jekyll reads it as a draft, or will."""
        return self.kind is PostKind.DRAFT


def slug_in(path: Path) -> str:
    """Return the part of a file's name that its address is made of."""
    name = parse_draft_name(path.name)
    return name.slug if name else path.stem
