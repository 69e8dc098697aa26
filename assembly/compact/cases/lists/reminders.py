"""Reminds those who have to act in a case: two working days before its last day, and once when that is over.

What was told is written on the step, with the last day of which it was told. So the job can run twice and makes good
a day that it missed, and a clock that was stopped and goes on reminds again of its new day.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from assembly.accounts.models import User
from assembly.compact.cases import life, telling
from assembly.compact.cases.selectors import with_names
from assembly.compact.models import Case, CaseStep, Side, Step
from assembly.core.bank_holidays.selectors import working_days
from assembly.notifications.services import notify, write_to

from .next_steps import people

REMINDER = "compact/case_reminder"
BEFORE = 2  # working days


@dataclass(slots=True)
class _Letters:
    """One mail for each person, whatever they have to do, in the order of the cases."""

    to_users: dict[User, dict[str, list[Case]]] = field(default_factory=dict)
    to_addresses: dict[str, dict[str, list[Case]]] = field(default_factory=dict)

    def add(self, case: Case, users: Iterable[User], about: str, address: str = "") -> None:
        for user in users:
            told = self.to_users.setdefault(user, defaultdict(list))
            if case not in told[about]:
                told[about].append(case)
        if address:
            self.to_addresses.setdefault(address, defaultdict(list))[about].append(case)

    def send(self) -> int:
        for user, told in self.to_users.items():
            notify([user], REMINDER, context=_context(told), url=reverse("compact:my_cases"))
        for address, told in self.to_addresses.items():
            write_to(address, REMINDER, context=_context(told))
        return len(self.to_users) + len(self.to_addresses)


def _context(told: dict[str, list[Case]]) -> dict[str, object]:
    return {"soon": told.get("soon", []), "overdue": told.get("overdue", [])}


def remind(*, on: dt.date | None = None) -> int:
    """Returns how many mails were written."""
    on = on or timezone.localdate()
    _write_down_what_ran_out(on)
    soon = working_days().after(on, BEFORE)
    letters = _Letters()
    with transaction.atomic():
        for step in (
            _running().filter(due_on__gte=on, due_on__lte=soon).exclude(reminded_of=F("due_on"))
        ):
            _tell(letters, step, "soon", on)
            step.reminded_of = step.due_on
            step.save(update_fields=["reminded_of"])
        for step in (
            _running().filter(due_on__lt=on, cleared_on=None).exclude(told_overdue_of=F("due_on"))
        ):
            _tell(letters, step, "overdue", on)
            step.told_overdue_of = step.due_on
            step.save(update_fields=["told_overdue_of"])
        return letters.send()


def _running() -> QuerySet[CaseStep]:
    """The steps of now with a clock that runs. Locked, so that of two jobs at once the later one finds them told."""
    found = CaseStep.objects.filter(ended_on=None, due_on__isnull=False)
    return found.select_for_update(of=("self",)).select_related("case").order_by("due_on", "pk")


def _tell(letters: _Letters, step: CaseStep, about: str, on: dt.date) -> None:
    """The sides and the office that have to act; when it is overdue, the Board in any case."""
    case = with_names(Case.objects.filter(pk=step.case_id)).get()
    sides, working = people(case, on)
    users = [user for side in sides for user in telling.of_side(case, side, on)]
    board = telling.of_board(case, on) if about == "overdue" else []
    address = ""
    if Side.COMPLAINANT in sides and case.person_email and not case.person:
        address = case.person_email
    letters.add(case, [*users, *working, *board], about, address)


def _write_down_what_ran_out(on: dt.date) -> None:
    """Time to appeal that ran out by itself: what follows has a clock of its own."""
    over = Case.objects.filter(Q(step=Step.TO_APPEAL, due_on__lt=on)).exclude(next_step="")
    for case in over:
        with transaction.atomic():
            life.settle(life.lock(case), on=on)
