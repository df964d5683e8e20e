"""jemoji: ``:smile:`` as a picture."""

import re

from editor.render.liquid.context import Context
from editor.render.liquid.filters.calls import services_of, with_context
from editor.render.liquid.values import to_s
from editor.render.published.plugins.html_texts import change_texts
from editor.render.published.plugins.plugin import PagePart, Plugin

_NAME = re.compile(r":([a-z0-9_+-]+):")
_LEFT_ALONE = frozenset(("pre", "code", "tt", "style", "script"))
_PICTURES = "https://github.githubassets.com/images/icons"
_SIZE = 20


def _picture_name(name: str) -> str | None:
    """Return the name of a picture, such as ``1f604``, by the name between the colons."""
    # So many names take long to load, and the themes of most sites never ask for one.
    from pymdownx import gemoji_db  # type: ignore[import-untyped]  # noqa: PLC0415  # no types

    written = f":{name}:"
    known = gemoji_db.emoji.get(gemoji_db.aliases.get(written, written))
    return None if known is None else str(known["unicode"])


def _base(settings: object) -> str:
    source = settings.get("src") if isinstance(settings, dict) else None
    return to_s(source) or _PICTURES


def _with_pictures(text: str, base: str) -> str:
    def picture(found: re.Match[str]) -> str:
        file = _picture_name(found[1])
        if file is None:
            return found[0]
        return (
            f'<img class="emoji" title=":{found[1]}:" alt=":{found[1]}:" '
            f'src="{base.rstrip("/")}/emoji/unicode/{file}.png" height="{_SIZE}" width="{_SIZE}">'
        )

    return _NAME.sub(picture, text) if ":" in text else text


def _on_page(page: str, part: PagePart) -> str:
    base = _base(part.build.settings.get("emoji"))
    return change_texts(page, _LEFT_ALONE, lambda text: _with_pictures(text, base))


def _emojify(context: Context, value: object) -> object:
    if value is None:
        return None
    return _with_pictures(to_s(value), _base(services_of(context).setting("emoji")))


PLUGIN = Plugin(filters=with_context({"emojify": _emojify}), after_layouts=_on_page)
