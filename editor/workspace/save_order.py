"""One save as a value, and what is done with it beside the window: write, then look at the result.

Everything here runs in the thread that saves; nothing here knows the window or a live post.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from editor.errors import EditorError
from editor.post.document import Document
from editor.site.index import PostSummary, summarise
from editor.site.layout import PostKind, kind_of
from editor.site.site import Site, find_site_root
from editor.storage import atomic
from editor.storage.atomic import Keep, Links, Saved
from editor.storage.fingerprint import Fingerprint
from editor.storage.reading import read_file

__all__ = ["SaveOrder", "SaveResult", "Saved", "carry_out"]


@dataclass(frozen=True, slots=True)
class SaveOrder:
    """What to write and where; ``loaded`` is absent for a new file.

    ``over`` takes whatever is at ``path``, also nothing. ``draft`` and what it held is removed
    once ``path`` stands. ``rewrite`` writes although the same bytes seem to be there. ``site`` is
    the open site, ``build`` the moment of its next build.
    """

    document: Document
    path: Path
    loaded: Fingerprint
    site: Site
    build: datetime
    links: Links = Links.ASK
    over: bool = False
    rewrite: bool = False
    draft: tuple[Path, Fingerprint] | None = None


@dataclass(frozen=True, slots=True)
class SaveResult:
    """What was saved, and what the list shows of it.

    ``site`` is the site that the file lies in, or its folder where that is none (``is_site``).
    ``summaries`` are the posts to list anew, None for one that is gone. ``problem`` is a sentence
    about what did not work after the text was safe.
    """

    saved: Saved
    site: Site
    is_site: bool
    kind: PostKind | None
    summaries: tuple[tuple[Path, PostSummary | None], ...]
    problem: str = ""


def carry_out(order: SaveOrder, keep: Keep | None = None) -> SaveResult:
    """Save as ``order`` says; raises SaveError. ``keep`` is given what is displaced, before."""
    if order.draft is not None and Fingerprint.of_file(order.draft[0]) != order.draft[1]:
        raise EditorError(
            f"Another program has changed {order.draft[0].name}, so it was not published. Save it "
            "first, or revert to the file as it is now."
        )
    saved = _write(order, keep)
    site, is_site = _site_of(order)
    problem = _remove_draft(order, keep)
    paths = (order.path,) if order.draft is None else (order.path, order.draft[0])
    summaries = tuple((path, summarise(site, path, order.build)) for path in paths)
    return SaveResult(saved, site, is_site, kind_of(site, order.path), summaries, problem)


def _write(order: SaveOrder, keep: Keep | None) -> Saved:
    data = order.document.encode()
    loaded = Fingerprint.of_file(order.path) if order.over else order.loaded
    if loaded.absent:
        return atomic.create(order.path, data)
    return atomic.replace(
        order.path, data, loaded, links=order.links, keep=keep, rewrite=order.rewrite
    )


def _remove_draft(order: SaveOrder, keep: Keep | None) -> str:
    if order.draft is None:
        return ""
    path, loaded = order.draft
    try:
        if keep is not None:
            keep(path, read_file(path))
        atomic.remove(path, loaded)
    except EditorError as error:
        return f"The post was published, but the draft is still there. {error}"
    return ""


def _site_of(order: SaveOrder) -> tuple[Site, bool]:
    if not order.loaded.absent:
        return order.site, True
    # The text is safe by now: a site that cannot be read must not turn that into a failure.
    with suppress(EditorError, OSError):
        root = find_site_root(order.path)
        site = Site.open(root or order.path.parent)
        return (order.site if site.root == order.site.root else site), root is not None
    return order.site, True
