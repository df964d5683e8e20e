"""Filters that turn texts and values into other markup: markdown, typography, JSON."""

import re

from editor.render.liquid.context import Context
from editor.render.liquid.filters.calls import plain, services_of, with_context
from editor.render.liquid.json_text import json_text
from editor.render.liquid.values import to_s


def markdownify(context: Context, value: object) -> str:
    """The HTML of markdown."""
    return services_of(context).markdown(to_s(value))


_TAGS = re.compile(r"(<[^>]*>)")
_DASHES = (("---", "—"), ("--", "–"), ("...", "…"), ("<<", "«"), (">>", "»"))
_OPENING_QUOTE = re.compile(r"(^|[\s(\[{\-–—«<]|&nbsp;)(\"|')(?=\S)")


def smartify(context: Context, value: object) -> str:
    """Curly quotes, dashes and the ellipsis; nothing else of markdown."""
    parts = _TAGS.split(to_s(value))
    return "".join(part if place % 2 else _smart(part) for place, part in enumerate(parts))


def _smart(text: str) -> str:
    for written, meant in _DASHES:
        text = text.replace(written, meant)
    text = _OPENING_QUOTE.sub(lambda found: found[1] + ("“" if found[2] == '"' else "‘"), text)
    return text.replace('"', "”").replace("'", "’")


def scssify(context: Context, value: object) -> str:
    """The CSS of Sass with braces."""
    return services_of(context).sass(to_s(value), context, indented=False)


def sassify(context: Context, value: object) -> str:
    """The CSS of Sass without braces."""
    return services_of(context).sass(to_s(value), context, indented=True)


FILTERS = {
    **plain({"jsonify": json_text}),
    **with_context(
        {
            "markdownify": markdownify,
            "smartify": smartify,
            "scssify": scssify,
            "sassify": sassify,
        }
    ),
}
