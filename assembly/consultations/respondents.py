"""The groups that a person may answer for. What a group is, only a higher app knows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import models

from assembly.accounts.models import User
from assembly.core.points import Point


@dataclass(frozen=True, slots=True)
class AnsweringGroup:
    """`organisations` is how many belong to it now: a response keeps the number of its day."""

    group: models.Model
    name: str
    organisations: int


Source = Callable[[User], Iterable[AnsweringGroup]]

sources: Point[Source] = Point("who may answer for a group")


def groups_of(user: User) -> list[AnsweringGroup]:
    return [group for source in sources for group in source(user)]
