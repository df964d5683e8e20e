"""A small program: reads the YAML on its standard input in one of the places where YAML stands.

Ends with 0 when that went as it should: read, or refused in a sentence, and the body as it was.
"""

import sys
import tempfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import yaml

from editor.post.document import Document
from editor.post.front_matter import FrontMatter, FrontMatterError
from editor.render.liquid.errors import RenderError
from editor.render.liquid.values import to_s
from editor.render.published.data_files import read_data
from editor.site.config_file import ConfigError, read_config
from editor.site.index import PostState, build_index
from editor.site.site import Site

BODY = "the body\n"


def _post(text: str) -> bool:
    document = Document.decode(_file(text))
    said = True
    try:
        FrontMatter.parse(document.front_matter).values()
    except FrontMatterError as error:
        said = bool(str(error).strip())
    edited = Document.decode(document.with_body(f"{BODY}and more\n").encode())
    return said and document.body == BODY and edited.body == f"{BODY}and more\n"


def _settings(text: str) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "_config.yml"
        path.write_text(text)
        try:
            read_config(path)
        except ConfigError as error:
            return bool(str(error).strip())
    return True


def _data(text: str) -> bool:
    try:
        to_s(read_data(text, "x.yml"))
    except RenderError as error:  # which the preview shows in the place of the value
        return bool(str(error).strip())
    return True


def _list(text: str) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "_posts").mkdir()
        (root / "_config.yml").write_text("title: x\n")
        (root / "_posts" / "2024-01-01-bomb.md").write_bytes(_file(text))
        (root / "_posts" / "2024-01-02-other.md").write_text("---\ntitle: y\n---\n")
        found = list(build_index(Site.open(root), datetime.now(UTC)))
    said = all(it.problem for it in found if it.state is PostState.BROKEN)
    return len(found) == 2 and found[1].title == "y" and said


def _naively(text: str) -> bool:
    return bool(str(yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))))


def _file(text: str) -> bytes:
    return f"---\n{text}---\n{BODY}".encode()


_WAYS: Mapping[str, Callable[[str], bool]] = {
    "post": _post,
    "settings": _settings,
    "data": _data,
    "list": _list,
    "naively": _naively,
}

if __name__ == "__main__":
    sys.exit(not _WAYS[sys.argv[1]](sys.stdin.read()))
