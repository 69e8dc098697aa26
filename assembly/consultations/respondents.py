"""The groups that a person may answer for. What a group is, only a higher app knows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db import models

from assembly.accounts.models import User
from assembly.core.points import Point
from assembly.membership.models import Organisation, OrganisationQuerySet


@dataclass(frozen=True, slots=True)
class AnsweringGroup:
    """`organisations` is how many belong to it now: a response keeps the number of its day.

    `members` are those that its convenor may name as having agreed.
    """

    group: models.Model
    name: str
    organisations: int
    members: OrganisationQuerySet = field(default_factory=Organisation.objects.none, compare=False)


Source = Callable[[User], Iterable[AnsweringGroup]]

sources: Point[Source] = Point("who may answer for a group")


def groups_of(user: User) -> list[AnsweringGroup]:
    return [group for source in sources for group in source(user)]
