"""A site that somebody sent: the payload in its layout, include, data, titles and texts."""

import json
import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData

from editor.render.exchange import ArticleRequest, Publication
from editor.render.site_files import SiteFiles
from editor.render.worker import Articles
from editor.ui.text.text_pane import TextPane
from editor.ui.theme import LIGHT
from editor.workspace.page_export import page_to_export

_LAYOUT = """<!DOCTYPE html><html lang="{{ page.title }}"><head><title>{{ page.title }}</title>
</head><body class="{{ page.title }}" data-x='{{ site.data.evil.text }}'>{{ page.title }}
{% include evil.html %}<main>{{ content }}</main>{{ site.data.evil.text }}</body></html>
"""
_BODY = """

{{ page.title }} {{ site.data.evil.text }}

{% assign one = page.title | append: "" %}{{ one }}
{% capture two %}{{ one }}{% endcapture %}{{ two }}

`{{ page.title }}` [x]({{ page.title }}) ![{{ page.title }}]({{ page.title }} "{{ page.title }}")
"""
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')


def published(folder: Path, *, alone: bool) -> Callable[[str], str]:
    """Return what makes an exported page of a payload, without the policy that stands in it.

    The payload is pasted and dropped into the text as rich text before.
    """
    for name in ("_layouts", "_includes", "_data", "_posts"):
        (folder / name).mkdir(exist_ok=True)
    (folder / "_config.yml").write_text("title: x\n")
    (folder / "_layouts" / "post.html").write_text(_LAYOUT)
    post = folder / "_posts" / "2024-01-01-a.md"
    articles, pane = Articles(), TextPane(LIGHT)

    def page(payload: str) -> str:
        (folder / "_data" / "evil.json").write_text(json.dumps({"text": payload}))
        (folder / "_includes" / "evil.html").write_text(payload)
        title = json.dumps(payload)
        head = f"---\nlayout: post\ntitle: {title}\n---\n"
        place = Publication(str(folder), str(post), head, "2024-05-06T07:08:09+00:00", alone)
        body = _pasted(pane, payload) + _BODY
        request = ArticleRequest(body, payload, payload, payload, payload, publication=place)
        made = page_to_export(articles.make(request), "calm", SiteFiles(folder)).decode()
        return _POLICY.sub("", made)

    return page


def _pasted(pane: TextPane, payload: str) -> str:
    mime = QMimeData()
    mime.setHtml(payload)
    mime.setText(payload)
    pane.clear()
    pane.insertFromMimeData(mime)
    return pane.toPlainText()
