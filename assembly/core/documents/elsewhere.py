"""What holds a document beside the pages: a higher app says where it is, and whether that is public."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from wagtail.documents.models import Document

from assembly.core.points import Point


@dataclass(frozen=True, slots=True)
class Held:
    """By what, in words; public at once, and then for good."""

    where: str
    is_public: bool


Source = Callable[[Document], Held | None]

sources: Point[Source] = Point("what holds a document beside the pages")


def held(document: Document) -> Iterator[Held]:
    yield from (found for source in sources if (found := source(document)))
