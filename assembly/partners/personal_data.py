"""When a person closes their account: the seats and posts they hold or held."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from assembly.accounts.models import FORMER_USER, User
from assembly.accounts.portability import DataPart

from .models import Appointment, Declaration, Officer, Report, ScorecardReply


def reasons_to_stay(user: User) -> Iterable[str]:
    today = timezone.localdate()
    for appointment in Appointment.objects.on(today).filter(user=user).select_related("seat"):
        yield f"You hold a seat, {appointment.seat}: ask the Support Unit to end the appointment first."
    for officer in _posts_held(user, today):
        yield f"You are named as {officer.post} of {officer.body}: ask the Support Unit to end that first."


def erase(user: User, on: dt.date) -> None:
    """Part the account from public history. Who held a seat stays public, as the person was told when they took it."""
    Appointment.objects.filter(user=user).update(user=None)
    Officer.objects.filter(user=user).update(user=None, name=FORMER_USER.capitalize())


def data_about(user: User) -> Iterable[DataPart]:
    appointments = Appointment.objects.filter(user=user).select_related(
        "seat", "organisation", "body"
    )
    yield DataPart(
        "Seats you hold or held",
        tuple(
            {
                "seat": str(appointment.seat),
                "name shown": appointment.name,
                "put forward by": str(appointment.organisation or ""),
                "sits there for": str(appointment.body or ""),
                "basis": appointment.get_basis_display(),
                "from": appointment.starts_on,
                "until": appointment.last_day,
                "took the seat on": appointment.taken_on,
                "version of the code of conduct": appointment.code_version,
            }
            for appointment in appointments
        ),
    )
    declared = Declaration.objects.filter(appointment__user=user)
    yield DataPart(
        "Interests you declared",
        tuple(
            {"seat": str(one.appointment.seat), "on": one.declared_on, **dict(one.rows)}
            for one in declared.select_related("appointment__seat__partnership")
        ),
    )
    reports = Report.objects.filter(appointment__user=user)
    yield DataPart(
        "Reports of meetings",
        tuple(
            {
                "meeting": str(one.meeting),
                "asked on": one.asked_on,
                "reminded on": one.reminded_on,
                "sent on": one.sent_on,
                "attendance": one.get_attendance_display(),
                **dict(one.rows),
            }
            for one in reports.select_related("meeting__partnership")
        ),
    )
    yield DataPart(
        "Posts in public bodies",
        tuple(
            {
                "body": officer.body.name,
                "post": officer.post,
                "name shown": officer.name,
                "from": officer.starts_on,
                "until": officer.ends_on,
            }
            for officer in Officer.objects.filter(user=user).select_related("body")
        ),
    )
    yield DataPart(
        "Replies of public bodies to their scorecards that you wrote",
        tuple(
            {
                "body": mine.body.name,
                "version": mine.number,
                "at": mine.written_at,
                "text": mine.text,
            }
            for mine in ScorecardReply.objects.filter(written_by=user).select_related("body")
        ),
    )


def _posts_held(user: User, today: dt.date) -> Iterable[Officer]:
    return Officer.objects.filter(Q(ends_on=None) | Q(ends_on__gt=today), user=user).select_related(
        "body"
    )
