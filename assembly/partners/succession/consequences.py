"""What a succession means to other apps: what they carry over, why it cannot be, and what they do on the day.

The steps run in the transaction that carries over, and can run again.
"""

from collections.abc import Callable, Iterable

from assembly.core.points import Point
from assembly.partners.models import Succession

from .plans import Plan

Saying = Callable[[Plan], Iterable[str]]
Step = Callable[[Succession], object]

sayings: Point[Saying] = Point("what a succession carries over, counted")
objections: Point[Saying] = Point("why a succession cannot be on its day")
steps: Point[Step] = Point("what is carried over on the day of a succession")
