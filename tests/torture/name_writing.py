"""A small program: writes posts, drafts and pictures under names made to harm, into one site."""

import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from hostile_pictures import gif

from editor.errors import EditorError
from editor.site.habits import Habits
from editor.site.image_values import find_image
from editor.site.images import import_image
from editor.site.new_post import (
    PlannedName,
    new_document,
    plan_draft_path,
    plan_post_path,
    slug_for_title,
)
from editor.site.site import Site
from editor.storage.atomic import write_new
from editor.storage.fingerprint import Fingerprint
from editor.workspace.save_order import SaveOrder, carry_out

MOMENT = datetime(2025, 12, 9, 12, tzinfo=UTC)
_SEEDS = (
    "../../canary/x", "..", "/", "\\", "/etc/cron.d/x", "{canary}/x", "C:\\x", "C:x", "\\\\host\\x",
    "CON", "aux.md", "nul", "com1.txt", "LPT9", "conin$", "x.", "x ", "x. .", " x", "-x", "--help",
    ".x", ".git/config", "_x", "#x", "~x", "~root/x", "~", "$HOME", "%2e%2e%2fx", "..%c0%afx",
    "a/b", "a\\b", "a:b", "a*b?", "a|b", '"', "<x>", "x\0y", "x\ny", "x\ry", "x\ty", "x\x1b[2Jy",
    "x\x7f", "x\x85y", "\u202etxt.exe", "x\u2066y", "x\u200by", "\ufeffx", "x\u2028y", "\ud800x",
    "étude", "e\u0301tude", "ÉTUDE", "straße", "STRASSE", "ﬁne", "fine", "İ", "ı", "K", "é" * 150,
    "x" * 300, "日" * 100, "😀" * 80, "👩\u200d🚀", "a" * 249 + ".md",
    "", " ", "...", "-", "1", "{{ x }}",
    "{% raw %}", ":", "::$DATA", "x::$INDEX_ALLOCATION", "_posts", "index.html", "_config.yml",
    "2025-12-09-x", "x.md", "x.md.md", "x.html", "post\u0300", "Post", "pOST",
)  # fmt: skip
_FORMS: tuple[Callable[[str], str], ...] = (
    str, lambda it: f"../{it}", lambda it: f"{it}/../../../canary/y", lambda it: f"a {it}",
    lambda it: f"{it}.", lambda it: f"{it}\u0301", lambda it: it.upper(),
)  # fmt: skip


def names(canary: str) -> Iterator[str]:
    """Yield every name made to harm: more than 500."""
    for form in _FORMS:
        for seed in _SEEDS:
            yield form(seed.replace("{canary}", canary))


def _post(site: Site, plan: Callable[[], PlannedName], name: str) -> None:
    document = new_document(
        site, Habits(), title=name, moment=MOMENT, draft=False, tags=[name], categories=[name]
    )
    path = plan().next_free
    carry_out(SaveOrder(document, path, Fingerprint(""), site, MOMENT))


def _write_as_we_do(site: Site, name: str, pictures: Path) -> None:
    source = pictures / str(abs(hash(name)))
    source.write_bytes(gif() + name.encode("utf-8", "replace"))
    ways: tuple[Callable[[], object], ...] = (
        lambda: _post(
            site,
            lambda: plan_post_path(site, Habits(), slug=slug_for_title(name), day=MOMENT.date()),
            name,
        ),
        lambda: _post(
            site, lambda: plan_post_path(site, Habits(), slug=name, day=MOMENT.date()), "x"
        ),
        lambda: _post(site, lambda: plan_draft_path(site, Habits(), slug=name), "x"),
        lambda: import_image(site, Habits(), source, write_new),
        lambda: import_image(site, Habits(image_folder=name), source, write_new),
        lambda: _outside(site, find_image(site, name)),
    )
    for way in ways:
        try:
            way()
        except EditorError as error:
            if not str(error).strip():
                raise


def _outside(site: Site, found: Path | None) -> None:
    if found is not None and not found.resolve().is_relative_to(site.root):
        raise AssertionError(found)


def _write_naively(site: Site, name: str, _: Path) -> None:
    try:
        path = site.root / "_posts" / f"2025-12-09-{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
        (site.root / "assets" / "images" / name).write_bytes(gif())
    except (OSError, ValueError):
        return


def main(way: str, root: str, canary: str, pictures: str, count: str) -> None:
    """Write ``count`` names into the site at ``root``; those that are refused are passed over."""
    site = Site.open(Path(root))
    write = _write_as_we_do if way == "ours" else _write_naively
    for number, name in enumerate(names(canary)):
        if number >= int(count):
            break
        write(site, name, Path(pictures))


if __name__ == "__main__":
    main(*sys.argv[1:])
