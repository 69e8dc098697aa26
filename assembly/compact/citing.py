"""What cites an undertaking, for its page: each app says what of its own does."""

from collections.abc import Callable

from assembly.core.points import Point
from assembly.membership.panels import Panel

from .models import Undertaking

# None when nothing of the app cites it.
Source = Callable[[Undertaking], Panel | None]

sources: Point[Source] = Point("what cites an undertaking")


def citing(undertaking: Undertaking) -> list[Panel]:
    return [found for source in sources if (found := source(undertaking))]
