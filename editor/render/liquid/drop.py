"""Objects that templates look into: their values are found when they are asked for."""

from collections.abc import Callable, Iterator, Mapping


class Drop(Mapping[str, object]):
    """A mapping of names to values, of which any may be missing; missing ones are nil.

    A subclass gives ``getters``, the table of what it works out itself, and ``fallback``, the
    values that were written by hand.
    """

    getters: Mapping[str, Callable[..., object]] = {}

    @property
    def fallback(self) -> Mapping[str, object]:
        """Values that are looked up when no getter has the name."""
        return {}

    def __getitem__(self, key: str) -> object:
        getter = self.getters.get(key)
        if getter is not None:
            return getter(self)
        return self.fallback.get(key)

    def get(self, key: str, default: object = None) -> object:
        """Return the value of ``key``; nil is nil whether it is written or missing."""
        value = self[key]
        return default if value is None else value

    def __contains__(self, key: object) -> bool:
        return key in self.getters or key in self.fallback

    def __iter__(self) -> Iterator[str]:
        yield from self.getters
        yield from (key for key in self.fallback if key not in self.getters)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)

    def text(self) -> str:
        """What the object is written as when it is put into the page itself."""
        return type(self).__name__


class LazyMap(Drop):
    """A map like any other to templates, of which each value is read when it is asked for."""

    def whole(self) -> dict[str, object]:
        """Return the map with everything read."""
        found: dict[str, object] = {}
        for key in self:
            value = self[key]
            found[key] = value.whole() if isinstance(value, LazyMap) else value
        return found
