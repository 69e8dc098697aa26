"""Which notes an open complaint, report or legal claim is about: who said such a one is not forgotten meanwhile."""

from collections.abc import Callable, Iterable

from assembly.core.points import Point

sources: Point[Callable[[], Iterable[int]]] = Point("notes that an open complaint is about")


def notes_complained_of() -> set[int]:
    """The keys of the notes."""
    return {pk for source in sources for pk in source()}
