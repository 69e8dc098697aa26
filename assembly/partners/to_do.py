"""What is asked of those who hold a seat, and of the office that looks after them."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.figures import in_words
from assembly.core.roles import SUPPORT_UNIT
from assembly.core.templatetags.assembly import short_day
from assembly.core.to_do import Task

from .models import Appointment
from .records import standings


def for_representatives(user: User, at: dt.datetime) -> Iterable[Task]:
    """The code of conduct to accept, interests to declare, reports to write. Three queries, however many."""
    today = timezone.localdate(at)
    # Who left a seat still owes the reports of its meetings.
    held = Appointment.objects.filter(user=user).select_related("seat__partnership")
    known = standings(held.annotate(declared=Count("declarations")), today)
    for standing in known.values():
        appointment = standing.appointment
        seat = str(appointment.seat)
        if appointment.still_holds_on(today) and not appointment.is_taken:
            yield Task(
                text="Accept the code of conduct, and so take your seat",
                button="Accept the code",
                url=reverse("partners:code_accept", args=[appointment.pk]),
                by=_start_of(appointment.starts_on),
                note=f"The term starts on {short_day(appointment.starts_on)}"
                if appointment.starts_on > today
                else f"The seat is yours since {short_day(appointment.starts_on)}",
                whose=seat,
            )
        if appointment.still_holds_on(today) and not appointment.declared:  # type: ignore[attr-defined]
            yield Task(
                text="Declare your interests",
                button="Declare your interests",
                url=reverse("partners:interests_declare", args=[appointment.pk]),
                by=_start_of(appointment.starts_on),
                note="None are on record for this seat",
                whose=seat,
            )
        for owed in standing.meetings:
            if owed.waits:
                yield Task(
                    text=f"Report on the meeting of {short_day(owed.meeting.held_on)}",
                    button="Write the report",
                    url=reverse("partners:report", args=[appointment.pk, owed.meeting.pk]),
                    by=_start_of(owed.due_on + dt.timedelta(days=1)),
                    note=f"{'Overdue: it was' if owed.is_overdue else 'It is'} due on {short_day(owed.due_on)} "
                    f"({owed.reckoned})",
                    whose=seat,
                )


def for_office(user: User, at: dt.datetime) -> Iterable[Task]:
    """Seats whose holder has not accepted the code of conduct, for those who can take a signed paper or ask."""
    if not user.has_perm("partners.appoint_representative"):
        return
    today = timezone.localdate(at)
    found = Appointment.objects.on(today).filter(taken_on=None)
    number, oldest = found.aggregate(number=Count("pk"), oldest=Min("starts_on")).values()
    if number:
        yield Task(
            text=f"{in_words(number, 'seats')} not taken: the code of conduct is not accepted",
            button="See the seats",
            url=reverse("partners_staff:seat_list"),
            by=_start_of(oldest),
            note=f"The first since {short_day(oldest)}",
            whose=SUPPORT_UNIT,
            of_office=True,
        )


def _start_of(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))
