"""The acts around meetings: enter one, ask for the reports of it, send a report."""

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.bank_holidays.selectors import working_days
from assembly.core.events import record
from assembly.notifications.services import notify
from assembly.partners import report_links, rules
from assembly.partners.models import Appointment, Meeting, Partnership, Report


@transaction.atomic
def enter_meeting(
    appointment: Appointment, meeting: Meeting, *, by: User, on: dt.date | None = None
) -> Meeting:
    """A representative enters a meeting of the partnership on which they sit."""
    on = on or timezone.localdate()
    partnership = Partnership.objects.select_for_update().get(pk=appointment.seat.partnership_id)
    known = partnership.meetings.filter(held_on=meeting.held_on).exists()
    rules.may_enter_meeting(appointment, meeting, known=known, by=by, on=on).enforce()
    meeting.partnership = partnership
    meeting.save(force_insert=True)
    record("partners.meeting_added", meeting, by=by)
    return meeting


@transaction.atomic
def send_report(
    appointment: Appointment,
    report: Report,
    *,
    by: User,
    by_link: bool = False,
    on: dt.date | None = None,
) -> Report:
    """Send the report of a meeting, once; from then on everybody can read it.

    `report` names the meeting and has the words. With `by_link` the person did not sign in: that they opened the link
    mailed to them stands for it, and the record says so.
    """
    on = on or timezone.localdate()
    meeting = report.meeting
    _lock(appointment)
    kept = Report.objects.filter(appointment=appointment, meeting=meeting).first()
    rules.may_report(appointment, meeting, kept, by=by, on=on).enforce()
    rules.says_enough(report).enforce()
    if kept:
        report.pk, report.asked_on, report.reminded_on = kept.pk, kept.asked_on, kept.reminded_on
    report.appointment, report.sent_on = appointment, on
    report.save(force_insert=kept is None, force_update=kept is not None)
    record(
        "partners.reported",
        report,
        by=by,
        data={
            "appointment": appointment.pk,
            "meeting": meeting.pk,
            "attendance": report.attendance,
            "by_link": by_link,
        },
    )
    return report


def ask_for_reports(*, on: dt.date | None = None) -> int:
    """Mail everybody who owes a report the link to it, once after the meeting and once when it is overdue.

    What is due follows from the stored days, so a missed day is made good; what was asked is kept, so a second run
    asks nobody again.
    """
    on = on or timezone.localdate()
    return sum(_ask(appointment, meeting, on) for appointment, meeting in _owed(on))


def _owed(on: dt.date) -> Iterable[tuple[Appointment, Meeting]]:
    """Who sat on the board on the day of each past meeting, has an account, and has not reported."""
    meetings = Meeting.objects.filter(held_on__lt=on, cancelled=False).select_related("partnership")
    for meeting in meetings.order_by("held_on", "pk"):
        appointments = (
            Appointment.objects.on(meeting.held_on)
            .filter(seat__partnership=meeting.partnership, taken_on__lte=meeting.held_on)
            .filter(user__is_active=True)
            .for_the_sector()
            .exclude(reports__in=Report.objects.filter(meeting=meeting, sent_on__isnull=False))
            .exclude(reports__in=Report.objects.filter(meeting=meeting, reminded_on__isnull=False))
        )
        for appointment in appointments.select_related("seat__partnership", "user"):
            yield appointment, meeting


def _lock(appointment: Appointment) -> None:
    """What a second press waits for, and the link beside the signed-in page, and the job."""
    Appointment.objects.select_for_update().get(pk=appointment.pk)


@transaction.atomic
def _ask(appointment: Appointment, meeting: Meeting, on: dt.date) -> bool:
    """Ask one person for one report, or remind them; returns whether there was a reason to."""
    _lock(appointment)
    report, _ = Report.objects.get_or_create(appointment=appointment, meeting=meeting)
    if report.sent_on:
        return False
    if report.asked_on is None:
        report.asked_on = on
        name = "partners/report_wanted"
    elif report.reminded_on is None and rules.is_overdue(meeting, on, working_days()):
        report.reminded_on = on
        name = "partners/report_overdue"
    else:
        return False
    report.save(update_fields=["asked_on", "reminded_on"])
    _tell(appointment, meeting, report, name)
    return True


def _tell(appointment: Appointment, meeting: Meeting, report: Report, name: str) -> None:
    """The link that needs no signing in stands in the mail alone; the line on the list leads to the form."""
    days = working_days()
    notify(
        [appointment.user] if appointment.user else [],
        name,
        about=appointment.seat.partnership,
        context={
            "appointment": appointment,
            "meeting": meeting,
            "due_on": rules.due_on(meeting, days),
            "reckoned": rules.how_reckoned(meeting, days),
            "report_link": f"{settings.SITE_URL}{report_links.path(appointment, meeting)}",
            "link_ends": rules.link_expires_on(report),
        },
        url=reverse("partners:report", args=[appointment.pk, meeting.pk]),
    )
