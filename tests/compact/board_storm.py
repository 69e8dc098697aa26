"""Many people at once at one vacancy and one report, in a process of its own: see `tests.storm`."""

import datetime as dt

from django.utils import timezone

from assembly.accounts.models import User
from assembly.compact.board import services
from assembly.partners.models import Partnership, Seat
from tests.membership.storm import together


def _people() -> list[User]:
    return list(User.objects.filter(office_terms__office="Compact Board").order_by("pk"))


def name_owners(pk: int) -> list[str]:
    """Every member of the Board says that they look after the vacancy."""
    seat = Seat.objects.get(pk=pk)
    return together(lambda person: services.name_owner(seat, person, by=person), _people())


def enter(pk: int) -> list[str]:
    """Every member of the Board enters the report of one day."""
    today = timezone.localdate()
    facts = services.ReportFacts(
        to=Partnership.objects.get(pk=pk),
        reported_on=today,
        by_whom="The chair",
        title="What we heard",
        next_due_on=today + dt.timedelta(days=90),
    )
    return together(lambda person: services.enter_report(facts, by=person), _people())
