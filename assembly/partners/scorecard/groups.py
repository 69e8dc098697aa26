"""Which bodies a scorecard is of: a body with those it followed. Pure, over all bodies at once."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assembly.partners.models import PublicBody


@dataclass(frozen=True, slots=True)
class Group:
    """A body under which a record is shown, and those whose record is shown there too, the latest end first."""

    head: PublicBody
    followed: tuple[PublicBody, ...] = ()

    def __iter__(self) -> Iterator[PublicBody]:
        yield self.head
        yield from self.followed

    @property
    def keys(self) -> frozenset[int]:
        return frozenset(body.pk for body in self)


def grouped(bodies: Iterable[PublicBody], on: dt.date) -> list[Group]:
    """Each body once, under the last that follows it on this day; in the order in which the heads were given."""
    bodies = list(bodies)
    known = {body.pk: body for body in bodies}
    members: dict[int, list[PublicBody]] = {}
    for body in bodies:
        members.setdefault(_head(body, known, on).pk, []).append(body)
    return [
        Group(head, _latest_first(body for body in members[head.pk] if body != head))
        for head in bodies
        if head.pk in members
    ]


def group_of(body: PublicBody, bodies: Iterable[PublicBody]) -> Group:
    """Of `bodies.selectors.with_predecessors`."""
    return Group(body, _latest_first(one for one in bodies if one != body))


def _head(body: PublicBody, known: dict[int, PublicBody], on: dt.date) -> PublicBody:
    while body.is_over(on) and body.successor_id in known:
        body = known[body.successor_id]
    return body


def _latest_first(bodies: Iterable[PublicBody]) -> tuple[PublicBody, ...]:
    first = dt.date.min
    return tuple(sorted(bodies, key=lambda one: (one.ended_on or first, one.name), reverse=True))
