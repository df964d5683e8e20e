"""Filters that count the characters or words of a text, the marks of its coloured code among them.

Colours of code are approximate here, so what such a count comes to may be another number.
"""

from collections.abc import Callable, Mapping

from editor.render.liquid.context import Context, Filter
from editor.render.liquid.filters.calls import services_of
from editor.render.liquid.filters.strings import FILTERS

_SAID = "words or characters are counted among the marks of coloured code, which are approximate"


def _always(_arguments: list[object]) -> bool:
    return True


def _at_blanks(arguments: list[object]) -> bool:
    return arguments[:1] == [" "]


def _counting(filter_: Filter, counts: Callable[[list[object]], bool]) -> Filter:
    def call(context: Context, value: object, arguments: list[object]) -> object:
        if isinstance(value, str) and counts(arguments) and _is_coloured(value):
            services_of(context).remark(_SAID, context)
        return filter_(context, value, arguments)

    return call


def _is_coloured(text: str) -> bool:
    start = text.find('class="highlight"')
    return start >= 0 and text.find('<span class="', start) >= 0


COUNTING: Mapping[str, Filter] = {
    "number_of_words": _counting(FILTERS["number_of_words"], _always),
    "split": _counting(FILTERS["split"], _at_blanks),
}
