"""What follows, in the same transaction, when a consultation is published short of twelve weeks without a reason."""

from collections.abc import Callable

from assembly.accounts.models import User
from assembly.consultations.models import Consultation
from assembly.core.points import Point

Step = Callable[[Consultation, User], None]

steps: Point[Step] = Point("what follows a short window without a reason")


def published_without_reason(consultation: Consultation, *, by: User) -> None:
    for step in steps:
        step(consultation, by)
