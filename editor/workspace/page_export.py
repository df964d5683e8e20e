"""The page of a post as one file that stands alone: style, pictures and fonts inside."""

import base64
import re
from collections.abc import Mapping
from html import escape, unescape
from urllib.parse import urljoin, urlsplit

from editor.render.exchange import Article, Frame, Style
from editor.render.page import POLICY, whole_page
from editor.render.site_files import SiteFiles
from editor.render.source_lines import without_distances
from editor.storage.reading import read_file

MAX_FILE_BYTES = 16 * 1024 * 1024
"""A larger picture or font stays an address in an exported page, which has to fit into memory."""

_IMAGE = re.compile(r'(?P<before><img\b(?:[^">]|"[^"]*")*?\ssrc=")(?P<address>[^"]*)(?=")')
_URL = re.compile(r"url\(\s*(?P<quote>[\"']?)(?P<address>[^\"')]{1,2000})(?P=quote)\s*\)")
_STYLE_END = re.compile(r"</style", re.IGNORECASE)


def page_to_export(article: Article, title: str, files: SiteFiles) -> bytes:
    """Return the page as it is shown: the site's own, or the article in our typography."""
    blocks = tuple(_with_pictures(block, article.base_url, files) for block in article.blocks)
    frame = article.published.frame if article.published else None
    if frame is None:
        return whole_page(Article(blocks, article.base_url), title).encode()
    return _site_page(frame, "".join(blocks), article.base_url, title, files).encode()


def _site_page(frame: Frame, article: str, base_url: str, title: str, files: SiteFiles) -> str:
    around = _with_pictures(frame.html, base_url, files)
    slot = f"<{frame.slot}></{frame.slot}>"
    body = around.replace(slot, article, 1) if frame.slot else around
    styles = "".join(_style_element(style, frame, base_url, files) for style in frame.styles)
    policy = escape(f"{POLICY}; font-src data:")
    return (
        f"<!DOCTYPE html>\n<html{_written(frame.root)}>\n<head>\n"
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n{styles}</head>\n"
        f"<body{_written(frame.body)}>\n{without_distances(body)}\n</body>\n</html>\n"
    )


def _written(attributes: Mapping[str, str]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())


def _style_element(style: Style, frame: Frame, base_url: str, files: SiteFiles) -> str:
    address = urljoin(base_url or "/", urlsplit(style.href).path) if style.href else base_url
    css = _sheet_text(address, frame, files) if style.href else style.css
    if css is None:
        return ""
    media = f' media="{escape(style.media)}"' if style.media else ""
    inside = _URL.sub(lambda url: _inside_css(url, address, files), css)
    closed = _STYLE_END.sub(r"<\\/style", inside)  # text that would end the element stays text
    return f"<style{media}>\n{closed}\n</style>\n"


def _sheet_text(path: str, frame: Frame, files: SiteFiles) -> str | None:
    if path in frame.sheets:
        return frame.sheets[path]
    found = files.find(path)
    return None if found is None else read_file(found.path).decode("utf-8", "replace")


def _inside_css(url: re.Match[str], sheet: str, files: SiteFiles) -> str:
    data = _data_address(urljoin(sheet, url["address"]), files)
    return url[0] if data is None else f'url("{data}")'


def _with_pictures(block: str, base_url: str, files: SiteFiles) -> str:
    def inside(image: re.Match[str]) -> str:
        data = _data_address(urljoin(base_url or "/", unescape(image["address"])), files)
        return image[0] if data is None else image["before"] + escape(data)

    return _IMAGE.sub(inside, block)


def _data_address(address: str, files: SiteFiles) -> str | None:
    parts = urlsplit(address)
    found = None if parts.scheme or parts.netloc else files.find(parts.path)
    if found is None or found.path.stat().st_size > MAX_FILE_BYTES:
        return None
    data = base64.b64encode(read_file(found.path)).decode("ascii")
    return f"data:{found.media_type.partition(';')[0]};base64,{data}"
