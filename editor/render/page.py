"""An article as a page that stands alone: one file with its style inside."""

import html

from editor.render.exchange import Article
from editor.render.source_lines import without_distances
from editor.resources import resource_text

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' file: data:;"
    " media-src 'self' file:"
)
"""What the page may load in a browser: images inside or beside it; no scripts, nothing else."""


def whole_page(article: Article, title: str, *, language: str = "") -> str:
    """Return a complete HTML page in the bundled style, light or dark as the reader's system."""
    lang = f' lang="{html.escape(language)}"' if language else ""
    return (
        f"<!DOCTYPE html>\n<html{lang}>\n<head>\n"
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{html.escape(POLICY)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html.escape(title)}</title>\n"
        f"<style>\n{_style()}</style>\n</head>\n"
        f'<body>\n<main class="gp-article">\n{without_distances(article.html)}\n</main>\n'
        "</body>\n</html>\n"
    )


def _style() -> str:
    return resource_text("preview/article.css") + resource_text("preview/marks.css")
