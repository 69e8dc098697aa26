"""How far public bodies have read the guidance: of the officers who act for a body on a day, how many read which."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from assembly.compact.models import Acknowledgement
from assembly.partners.models import Officer

from .selectors import Shown

Reader = tuple[int, int]  # of a body: the person, and the body they act for


@dataclass(frozen=True, slots=True)
class Readers:
    """The officers of each body on a day, and who of them has read which version."""

    of_body: dict[int, frozenset[int]]
    of_version: dict[int, frozenset[Reader]]

    def officers(self, body: int) -> int:
        return len(self.of_body.get(body, ()))

    def have_read(self, version: int, body: int) -> int:
        """How many of the officers who act for the body now have read it for that body."""
        read = self.of_version.get(version, frozenset())
        return sum((person, body) in read for person in self.of_body.get(body, ()))

    @property
    def everybody(self) -> int:
        return sum(map(len, self.of_body.values()))

    def everybody_who_read(self, version: int) -> int:
        return sum(self.have_read(version, body) for body in self.of_body)


def readers_of(
    shown: Iterable[Shown], on: dt.date, bodies: Collection[int] | None = None
) -> Readers:
    """Two queries, however many there are."""
    acting = Officer.objects.acting(on).filter(user__isnull=False)
    if bodies is not None:
        acting = acting.filter(body__in=bodies)
    people: dict[int, set[int]] = {}
    for body, person in acting.values_list("body", "user"):
        people.setdefault(body, set()).add(person)
    read: dict[int, set[Reader]] = {}
    versions = [one.guidance.pk for one in shown]
    rows = Acknowledgement.objects.filter(guidance__in=versions, user__isnull=False)
    for version, person, body in rows.values_list("guidance", "user", "body").order_by():
        read.setdefault(version, set()).add((person, body))
    return Readers(
        {body: frozenset(found) for body, found in people.items()},
        {version: frozenset(found) for version, found in read.items()},
    )
