"""A site of a few files, and the sheets that it publishes."""

from pathlib import Path

from editor.render.styles.sheets import StyleSheets
from editor.site.site import Site


def write(root: Path, files: dict[str, str]) -> None:
    """Write the files, paths from ``root``."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")


def as_it_is(source: str, _path: str) -> str:
    """Liquid that nobody carries out."""
    return source


def sheets(root: Path, files: dict[str, str], *, theme: Path | None = None) -> StyleSheets:
    """Write a site and return its sheets."""
    write(root, {"_config.yml": "", **files})
    return StyleSheets(Site.open(root), theme, as_it_is)


def locked(converter: str) -> str:
    """Return a Gemfile.lock with that version of the converter of Sass."""
    return f"GEM\n  specs:\n    jekyll (4.3.1)\n    jekyll-sass-converter ({converter})\n"


STYLED = {
    "_config.yml": "theme: minima\nexclude: [left]\nsass:\n  load_paths: [vendor/*]\n",
    "plain.css": "a{b:c}\n",
    "fronted.css": "---\n---\n\na { b: c }\n",
    "left/out.css": "a{}",
    "raw.scss": "$a: b;\n",
    "one.scss": '---\n---\n@charset "utf-8";\n@import "part", "kit";\n.ä { content: "é→"; }\n',
    "two.sass": '---\n---\n@import "part"\n\n.x\n  @extend .part\n  width: 100% / 7\n',
    "moved.scss": "---\npermalink: /far/:basename:output_ext\n---\na { b { c: d; } }\n",
    "both.scss": "---\n---\na { from: scss; }\n",
    "both.css": "---\n---\na { from: css; }\n",
    "over.scss": "---\n---\na { from: scss; }\n",
    "over.css": "a { from: css; }\n",
    "empty.scss": "---\n---\n",
    "_sass/_part.scss": ".part { color: darken(#abcdef, 13%); &:hover { margin: 1px+2px; } }\n",
    "vendor/tool/_kit.scss": "@each $n in a, b { .k-#{$n} { x: y; // no\n } } /* yes */\n",
    "index.html": "---\n---\n",
}
"""A site with a sheet of each kind, for the judge."""
