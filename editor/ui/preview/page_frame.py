"""What the page is told to stand around the article: the site's frame, or our own."""

import json
from dataclasses import asdict

from editor.render.exchange import Article, Frame, Style
from editor.ui.preview.site_scheme import OWN_FOLDER, SCHEME, SITE_HOST

OWN_FRAME = Frame(
    key="own",
    root={},
    body={},
    styles=(Style(href=f"{SCHEME}://{SITE_HOST}{OWN_FOLDER}/article.css"),),
    html='<main class="gp-article" id="gp-article"><gp-slot></gp-slot></main>',
    slot="gp-slot",
)
"""Our own typography, around an article that stands alone."""


def frame_of(article: Article) -> Frame:
    """Return the frame that an article wants to stand in."""
    published = article.published
    return published.frame if published and published.frame else OWN_FRAME


def frame_call(frame: Frame) -> str:
    """Return the call that builds a frame in the page."""
    told = {
        "own": frame.key == OWN_FRAME.key,
        "root": dict(frame.root),
        "body": dict(frame.body),
        "styles": [asdict(style) for style in frame.styles],
        "html": frame.html,
        "slot": frame.slot,
    }
    return f"setFrame({json.dumps(told)})"
