"""From a post to the article that the preview shows: the steps of the pipeline in their order."""

import html

from editor.render.blocks import split_blocks
from editor.render.embeds import mark_embeds
from editor.render.exchange import Article, ArticleRequest
from editor.render.highlight import Rouge
from editor.render.markdown import to_html
from editor.render.remote_images import with_web_schemes
from editor.render.sanitise import sanitise
from editor.render.site_addresses import resolve_site_addresses
from editor.render.source_lines import LINE_ATTRIBUTE, take_lines

__all__ = ["Article", "ArticleRequest", "render_article"]


def render_article(request: ArticleRequest) -> Article:
    """Return the post as safe HTML in top-level pieces.

    Raises UnrenderableTextError for a text that cannot be read. Slow text is slow here too: see
    ``editor.render.worker`` for the process that can be stopped.
    """
    text = resolve_site_addresses(request.body, request.baseurl)
    body = to_html(text, line_attribute=LINE_ATTRIBUTE, highlighter=Rouge())
    return article_from(request, body)


def article_from(request: ArticleRequest, body: str) -> Article:
    """Return the article whose text is ``body`` as HTML, lines marked, not yet safe to show."""
    page = header_html(request) + mark_embeds(body)
    blocks, lines = take_lines(split_blocks(with_web_schemes(sanitise(page))))
    return Article(blocks, page_address(request), lines if any(lines) else ())


def page_address(request: ArticleRequest) -> str:
    """Return the path at which the post is published, ``baseurl`` included."""
    return f"{request.baseurl.rstrip('/')}/{request.base_url.lstrip('/')}"


def header_html(request: ArticleRequest) -> str:
    """Return the title, date and image above the text; nothing when the post has none of them."""
    parts = []
    if request.title.strip():
        parts.append(f'<h1 class="gp-title">{html.escape(request.title)}</h1>')
    if request.date.strip():
        parts.append(f'<p class="gp-date">{html.escape(request.date)}</p>')
    if request.image_url.strip():
        address = html.escape(_site_image(request.image_url.strip(), request.baseurl))
        parts.append(f'<img class="gp-image" src="{address}" alt="">')
    return f'<header class="gp-header">{"".join(parts)}</header>\n' if parts else ""


def _site_image(value: str, baseurl: str) -> str:
    """Themes put the site's own address before a front matter image, so it starts at the root."""
    value = resolve_site_addresses(value, baseurl)
    if "://" in value or value.startswith(("/", "data:")):
        return value
    return f"{baseurl.rstrip('/')}/{value}"
