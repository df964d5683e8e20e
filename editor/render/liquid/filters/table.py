"""All filters of Liquid and Jekyll, by their names."""

from collections.abc import Mapping

from editor.render.liquid.context import Filter
from editor.render.liquid.filters import (
    addresses,
    counted,
    dates,
    lists,
    markup,
    numbers,
    queries,
    strings,
)

JEKYLL_FILTERS: Mapping[str, Filter] = {
    **strings.FILTERS,
    **counted.COUNTING,
    **numbers.FILTERS,
    **lists.FILTERS,
    **queries.FILTERS,
    **dates.FILTERS,
    **addresses.FILTERS,
    **markup.FILTERS,
}
