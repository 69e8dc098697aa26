"""Extension points: where a lower app takes what the apps above it hand in.

A module names its point and iterates over it; an app fills it in its `registrations.py`:

    sources: Point[Source] = Point("what the to-do list shows")

    to_do.sources.register(votes, next_acts)

docs/extension-points.md lists them all.
"""

from collections.abc import Callable, Hashable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Point(Generic[T]):
    """Things in the order of their places, then as they were registered. `key` tells them apart; `get` finds by it."""

    def __init__(self, what: str, *, key: Callable[[T], Hashable] = lambda thing: thing) -> None:
        self.what = what
        self._key = key
        self._things: dict[Hashable, tuple[int, T]] = {}

    def register(self, *things: T, place: int = 0) -> None:
        """Take these in. ValueError when one is there already, or another with its key."""
        for thing in things:
            key = self._key(thing)
            if key in self._things:
                both = f"{_named(self._things[key][1])} and {_named(thing)}"
                raise ValueError(f"Registered twice for {self.what}: {both}.")
            self._things[key] = place, thing
        self._things = dict(sorted(self._things.items(), key=lambda entry: entry[1][0]))

    def __iter__(self) -> Iterator[T]:
        return (thing for _, thing in self._things.values())

    def get(self, key: Hashable) -> T | None:
        _, thing = self._things.get(key, (0, None))
        return thing


def _named(thing: object) -> str:
    name = getattr(thing, "__qualname__", None)
    return f"{getattr(thing, '__module__', '')}.{name}" if name else repr(thing)
