"""Jekyll's usual ways to write an address of the site, resolved without running Liquid.

``![]({{ site.baseurl }}/images/a.png)`` is how most sites write an image; without this the
markdown reader sees no image there at all. Everything else in braces is left as it stands.
"""

import re

_SITE_VALUE = re.compile(r"\{\{-?\s*site\.(?P<name>baseurl|url)\s*-?\}\}")
_FILTERED = re.compile(
    r"\{\{-?\s*(?P<quote>[\"'])(?P<path>[^\"'{}\n]*)(?P=quote)\s*\|"
    r"\s*(?:relative_url|absolute_url|prepend:\s*site\.(?:baseurl|url))\s*-?\}\}"
)


def resolve_site_addresses(text: str, baseurl: str) -> str:
    """Return the text with the addresses of the site as paths that start with ``baseurl``.

    ``site.url`` becomes nothing: the preview looks at the site's own folder, not at its server.
    """
    if "{{" not in text:
        return text
    prefix = baseurl.rstrip("/")
    text = _SITE_VALUE.sub(lambda value: prefix if value["name"] == "baseurl" else "", text)
    return _FILTERED.sub(lambda value: f"{prefix}/{value['path'].lstrip('/')}", text)
