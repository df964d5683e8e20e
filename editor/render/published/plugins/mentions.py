"""jekyll-mentions: ``@name`` as a link to the person."""

import re

from editor.render.published.plugins.html_texts import change_texts
from editor.render.published.plugins.plugin import PagePart, Plugin

_MENTION = re.compile(
    r"(?<!\w)@((?>\w[\w-]*))(?!/)(?=\.+[ \t\W]|\.+$|[^0-9a-z_.]|$)",
    re.ASCII | re.IGNORECASE | re.MULTILINE,
)
"""``html-pipeline``: what may stand before and behind a name."""

_NO_NAMES = frozenset(("mention", "mentions", "mentioned", "mentioning"))
"""Words that people write with the sign: never a person."""

_LEFT_ALONE = frozenset(("pre", "code", "tt", "a", "style", "script"))
_HOME = "https://github.com"


def _base(part: PagePart) -> str | None:
    written = part.document.data.values.get("jekyll-mentions")
    if written is False:
        return None
    for value in (written, part.build.settings.get("jekyll-mentions")):
        if isinstance(value, str) and value:
            return value
        if isinstance(value, dict):
            return str(value.get("base_url") or _HOME)
    return _HOME


def _mentioned(page: str, part: PagePart) -> str:
    base = _base(part)
    if base is None or "@" not in page:
        return page

    def link(found: re.Match[str]) -> str:
        name = found[1]
        if name.lower() in _NO_NAMES:
            return found[0]
        return f'<a href="{base.rstrip("/")}/{name}" class="user-mention">@{name}</a>'

    return change_texts(page, _LEFT_ALONE, lambda text: _MENTION.sub(link, text))


PLUGIN = Plugin(after_layouts=_mentioned)
