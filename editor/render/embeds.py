"""Frames, scripts and objects of other pages, shown as a marked line with their address.

The preview loads nothing from the network, and an empty hole where the published page has a video
would mislead. What these patterns miss is removed by the sanitiser all the same.
"""

import html
import re

_EMBED = re.compile(
    r"<(?P<tag>iframe|embed|object|script)\b(?P<attributes>(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)>"
    r"(?:[^<]{0,400}</(?P=tag)\s*>)?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"\s(?:src|data)\s*=\s*(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>\"']++))", re.IGNORECASE
)
_NAMES = {"iframe": "Embedded page", "script": "Script", "embed": "Embedded file"}


def mark_embeds(page: str, *, scripts: bool = True) -> str:
    """Return the HTML with a line in place of each frame, object or script with an address.

    Without ``scripts`` those stay: a layout has many that show nothing by themselves.
    """
    if scripts:
        return _EMBED.sub(_marked, page)
    return _EMBED.sub(lambda match: match[0] if _is_script(match) else _marked(match), page)


def _is_script(match: re.Match[str]) -> bool:
    return match["tag"].lower() == "script"


def _marked(match: re.Match[str]) -> str:
    found = _ADDRESS.search(match["attributes"])
    if found is None:
        return match[0]
    address = html.unescape(found[1] or found[2] or found[3] or "").strip()
    name = _NAMES.get(match["tag"].lower(), "Embedded object")
    shown = html.escape(address)
    full = f"https:{shown}" if shown.startswith("//") else shown
    return f'<p class="gp-embed">{name}, not loaded here: <a href="{full}">{shown}</a></p>'
