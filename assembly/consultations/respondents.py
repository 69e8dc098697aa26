"""The groups that a person may answer for. What a group is, only a higher app knows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db import models

from assembly.accounts.models import User
from assembly.core.points import Point
from assembly.membership.models import Organisation, OrganisationQuerySet


@dataclass(frozen=True, slots=True)
class AnsweringGroup:
    """`members` are the organisations that belong to it now; its convenor may name each as having agreed."""

    group: models.Model
    name: str
    members: OrganisationQuerySet = field(default_factory=Organisation.objects.none, compare=False)

    @property
    def organisations(self) -> int:
        """How many belong to it now: a response keeps the number of its day."""
        return self.members.count()


Source = Callable[[User], Iterable[AnsweringGroup]]

sources: Point[Source] = Point("who may answer for a group")


def groups_of(user: User) -> list[AnsweringGroup]:
    return [group for source in sources for group in source(user)]
