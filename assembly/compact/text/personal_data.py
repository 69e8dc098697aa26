"""What we hold about those who drafted and adopted an edition, and what becomes of it when they close their account."""

import datetime as dt
from collections.abc import Iterable

from assembly.accounts.models import User
from assembly.accounts.portability import DataPart
from assembly.compact.models import Edition, Present


def erase(user: User, on: dt.date) -> None:
    """How many were there for each side stays, and no longer says who."""
    Present.objects.filter(user=user).update(user=None)


def data_about(user: User) -> Iterable[DataPart]:
    drafted = Edition.objects.filter(begun_by=user)
    yield DataPart(
        "Drafts of the Compact that you began",
        tuple({"title": one.title, "at": one.begun_at} for one in drafted),
    )
    there = Present.objects.filter(user=user).select_related("adoption__edition")
    yield DataPart(
        "Editions of the Compact that you adopted",
        tuple(
            {
                "edition": one.adoption.edition.title,
                "day of the meeting": one.adoption.adopted_on,
                "you were there": one.get_side_display(),
                "you recorded it": one.adoption.recorded_by_id == user.pk,
                "you confirmed it": one.adoption.confirmed_by_id == user.pk,
            }
            for one in there
        ),
    )
