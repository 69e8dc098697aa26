"""What a public body means to other apps: whether its address is free, and what they keep for each body.

The steps run in the transaction in which a body is entered or changed, and each can run again.
"""

from collections.abc import Callable

from assembly.core.points import Point
from assembly.core.rules import Ruling
from assembly.partners.models import PublicBody

Rule = Callable[[str], Ruling]
Step = Callable[[PublicBody], object]

rules: Point[Rule] = Point("whether a new public body may have an address")
steps: Point[Step] = Point("what is kept for each public body")


def carry_out(body: PublicBody) -> None:
    for step in steps:
        step(body)
