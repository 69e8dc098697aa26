"""What a case can be about in a higher app: a consultation, an award. Each says its facts once, and they are copied."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from assembly.compact.models import Undertaking
from assembly.core.points import Point
from assembly.membership.models import Organisation
from assembly.partners.models import PublicBody


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """`facts` are lines as a reader of the case sees them; `happened_on` and `undertakings` are proposed."""

    title: str
    path: str
    against: PublicBody | Organisation | None
    happened_on: dt.date
    facts: Sequence[str] = ()
    undertakings: Sequence[Undertaking] = ()
    # An organisation that is recognised by it, so that it cannot stay unnamed.
    names: Organisation | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """`kind` is stored and part of addresses, such as “consultation”; `find` gives None for what is not public."""

    kind: str
    find: Callable[[int], Facts | None]


subjects: Point[Subject] = Point("what a Compact case can be about", key=attrgetter("kind"))


def found(kind: str, pk: int) -> Facts | None:
    subject = subjects.get(kind)
    return subject.find(pk) if subject else None
