"""A small site, five kinds of saves in it, and what must stand there however they end."""

from pathlib import Path

from editor.storage.leftovers import clear_leftovers

OLD = b"---\ntitle: The old one\n---\n" + b"What stood here before.\n" * 4_000
NEW = b"---\ntitle: The new one\n---\n" + b"What was written since then, a little longer.\n" * 8_000
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 400
KINDS = ("existing", "new", "save-as", "publish", "image")

POST = "_posts/2025-01-01-post.md"
OTHER = "_posts/2025-01-02-other.md"
DRAFT = "_drafts/idea.md"
PUBLISHED = "_posts/2025-01-03-idea.md"
PICTURES = "assets/images"
_TARGETS = {"existing": POST, "new": OTHER, "save-as": "notes/copy.md", "publish": PUBLISHED}


def set_scene(root: Path) -> None:
    """Make the site in ``root``, and a picture beside it."""
    for name, data in (("_config.yml", b"title: x\n"), (POST, OLD), (DRAFT, OLD)):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    picture_of(root).write_bytes(PICTURE)


def picture_of(root: Path) -> Path:
    """The picture that is brought into the site."""
    return root.with_name(f"{root.name}.png")


def target_of(root: Path, kind: str) -> Path:
    """Where the save of this kind puts its text."""
    return root / _TARGETS[kind]


def verdict(root: Path, kind: str, *, saved: bool = False) -> str:
    """Say what is wrong in ``root`` after a save of ``kind`` ended somehow; empty when nothing is.

    ``saved`` is whether it said that it was done. Leftovers are cleared away on the way, as the
    next start does.
    """
    held = {path: path.read_bytes() for path in _files(root)}
    target = _picture_in(root) if kind == "image" else target_of(root, kind)
    whole = {PICTURE} if kind == "image" else {NEW}
    if kind == "existing":
        whole.add(OLD)
    text = held.get(target)
    if text is not None and text not in whole:
        return f"{kind}: torn, {len(text)} bytes"
    if kind == "existing" and text is None:
        return f"{kind}: gone"
    if saved and text != (PICTURE if kind == "image" else NEW):
        return f"{kind}: said saved, is not there"
    if kind == "publish" and text is None and held.get(root / DRAFT) != OLD:
        return "publish: neither the draft nor the post"
    clear_leftovers(root)
    known = {root / name for name in ("_config.yml", POST, DRAFT)} | {target}
    strange = [path.name for path in _files(root) if path not in known]
    return f"{kind}: left {strange}" if strange else ""


def _picture_in(root: Path) -> Path:
    found = [path for path in _files(root / PICTURES) if not path.name.startswith(".")]
    return found[0] if found else root / PICTURES / "none"


def _files(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]
