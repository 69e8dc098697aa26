"""What is held of people with the Board's housekeeping: whose vacancy it is, and who entered a report."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q

from assembly.accounts.models import User
from assembly.accounts.portability import DataPart
from assembly.compact.models import BoardReport, VacancyOwner


def data_about(user: User) -> Iterable[DataPart]:
    named = VacancyOwner.objects.filter(Q(person=user) | Q(named_by=user))
    yield DataPart(
        "Vacancies on the Compact Board that you look after, or gave to somebody",
        tuple(
            {
                "seat": str(one.seat),
                "from": one.named_on,
                "until": one.ended_on,
                "given to you": one.person_id == user.pk,
                "given by you": one.named_by_id == user.pk,
            }
            for one in named.select_related("seat__partnership")
        ),
    )
    entered = BoardReport.objects.filter(entered_by=user).select_related("to")
    yield DataPart(
        "Reports of the Compact Board that you entered",
        tuple(
            {"to": str(one.to), "on": one.reported_on, "title": one.title, "at": one.entered_at}
            for one in entered
        ),
    )


def erase(user: User, on: dt.date) -> None:
    """Nobody looks after their vacancies, which the Support Unit then has. Reports are the Board's and stay."""
    VacancyOwner.objects.filter(person=user, ended_on=None).update(ended_on=on)
    VacancyOwner.objects.filter(person=user).update(person=None)
    VacancyOwner.objects.filter(named_by=user).update(named_by=None)
    BoardReport.objects.filter(entered_by=user).update(entered_by=None)
