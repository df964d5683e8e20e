"""How posts write the path of a picture: finding the file, learning and keeping the style."""

import os
import posixpath
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from editor.site.site import Site

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
# As in: {{ site.url }}{{ site.baseurl }}/x.png
_LIQUID_PREFIX = re.compile(r"(?:\{\{-?\s*site\.\w+\s*-?\}\})+/*")
# As in: {{ '/x.png' | relative_url }}
_LIQUID_FILTER = re.compile(
    r"\{\{-?\s*(?P<quote>['\"])(?P<path>[^'\"]*)(?P=quote)\s*\|\s*(?:relative|absolute)_url\s*-?\}\}"
)
_QUERY_OR_FRAGMENT = re.compile(r"[?#].*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ImageValue:
    """The value of a picture in two parts: ``prefix`` is the style, ``path`` is below the site."""

    prefix: str
    path: str


def split_image_value(site: Site, value: str) -> ImageValue | None:
    """Tell the style of ``value`` from the path; None for an address elsewhere or other Liquid."""
    text = value.strip()
    liquid = _LIQUID_PREFIX.match(text)
    if liquid:
        return ImageValue(liquid[0], text[liquid.end() :])
    if not text or _SCHEME.match(text) or "{{" in text or "{%" in text:
        return None
    base = f"{site.config.baseurl.rstrip('/')}/"
    if base != "/" and text.startswith(base):
        return ImageValue(base, text.removeprefix(base))
    path = text.lstrip("/")
    return ImageValue(text[: len(text) - len(path)], path)


def find_image(site: Site, value: str) -> Path | None:
    """Return the file in the site that ``value`` in a post means, or None.

    Understands every style: ``assets/x.jpg``, ``/assets/x.jpg``, with the base URL as text or as
    Liquid, percent-escaped, with a query. None for an address on the web, for a file that is not
    there, and for one outside the site or in a hidden folder, also through links.
    """
    filtered = _LIQUID_FILTER.fullmatch(value.strip())
    split = split_image_value(site, filtered["path"] if filtered else value)
    if split is None:
        return None
    without_query = _QUERY_OR_FRAGMENT.sub("", split.path)
    written = value.strip().lstrip("/")  # a folder may bear the name of the base URL
    for path in (split.path, without_query, unquote(without_query), written):
        found = _file_in_site(site, path)
        if found:
            return found
    return None


def clean_folder(site: Site, folder: str) -> str | None:
    """Return ``folder`` in its shortest form if Jekyll would publish files in it, else None.

    The site's own folder is the empty text.
    """
    plain = posixpath.normpath(folder or ".")
    if plain == ".":
        return ""
    hidden = any(name.startswith((".", "_", "#", "~")) for name in plain.split("/"))
    if plain.startswith("/") or "\\" in plain or hidden:
        return None
    return plain if site.contains(site.root / plain) else None


def _file_in_site(site: Site, path: str) -> Path | None:
    plain = posixpath.normpath(path)
    if not path or "\0" in path or any(name.startswith(".") for name in plain.split("/")):
        return None
    found = site.root / plain.lstrip("/")
    return found if os.path.isfile(found) and site.contains(found) else None  # noqa: PTH113
