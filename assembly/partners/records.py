"""What is on record of a representative: the meetings in their term, who was there, which reports are overdue."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from assembly.core.bank_holidays.calendar import WorkingDays
from assembly.core.bank_holidays.selectors import working_days
from assembly.core.figures import in_words

from . import rules
from .models import Appointment, Meeting, Report

PRESENT = Report.Attendance.ATTENDED


@dataclass(frozen=True, slots=True)
class Owed:
    """One meeting in the term of somebody in a seat, with the report of it if it was sent."""

    meeting: Meeting
    report: Report | None
    on: dt.date
    days: WorkingDays

    @property
    def due_on(self) -> dt.date:
        return rules.due_on(self.meeting, self.days)

    @property
    def reckoned(self) -> str:
        return rules.how_reckoned(self.meeting, self.days)

    @property
    def is_to_come(self) -> bool:
        return self.meeting.held_on > self.on

    @property
    def is_overdue(self) -> bool:
        return self.report is None and rules.is_overdue(self.meeting, self.on, self.days)

    @property
    def waits(self) -> bool:
        """The report can be written, and is not."""
        return self.report is None and not self.is_to_come

    @property
    def was_late(self) -> bool:
        sent_on = self.report.sent_on if self.report else None
        return sent_on is not None and rules.is_overdue(self.meeting, sent_on, self.days)


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    """The meetings of one appointment, the latest first."""

    appointment: Appointment
    meetings: tuple[Owed, ...]

    @property
    def counted(self) -> list[Owed]:
        """Meetings of which it is known whether the person was there, or should be known by now."""
        return [one for one in self.meetings if one.report or one.is_overdue]

    @property
    def attended(self) -> int:
        return sum(
            one.report is not None and one.report.attendance == PRESENT for one in self.counted
        )

    @property
    def overdue(self) -> int:
        return sum(one.is_overdue for one in self.meetings)

    @property
    def attendance(self) -> str:
        """“attended 5 of 6 meetings”; empty when there was none yet."""
        held = len(self.counted)
        return f"attended {self.attended} of {in_words(held, 'meetings')}" if held else ""

    @property
    def late(self) -> str:
        """“2 reports overdue”; empty when none is."""
        return f"{in_words(self.overdue, 'reports')} overdue" if self.overdue else ""

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.attendance, self.late)))


def standings(appointments: Iterable[Appointment], on: dt.date) -> dict[int, MeetingRecord]:
    """The standing of each of these appointments by its key. Three queries at most, however many there are."""
    appointments = list(appointments)
    meetings: dict[int, list[Meeting]] = defaultdict(list)
    boards = {one.seat.partnership_id for one in appointments}
    for meeting in Meeting.objects.filter(partnership__in=boards, cancelled=False):
        meetings[meeting.partnership_id].append(meeting)
    days = working_days() if meetings else WorkingDays()  # without a meeting nothing is due
    sent = Report.objects.filter(appointment__in=appointments, sent_on__isnull=False)
    reports = {(one.appointment_id, one.meeting_id): one for one in sent}
    return {
        one.pk: MeetingRecord(
            one,
            tuple(
                Owed(meeting, reports.get((one.pk, meeting.pk)), on, days)
                for meeting in meetings[one.seat.partnership_id]
                if rules.owes_report(one, meeting)
            ),
        )
        for one in appointments
    }


def standing_of(appointment: Appointment, on: dt.date) -> MeetingRecord:
    return standings([appointment], on)[appointment.pk]


def standing_records(users: Iterable[int | None], on: dt.date | None = None) -> dict[int, str]:
    """A sentence for each of these accounts that held a seat, by its key: it is shown beside their name at re-election.

    Four queries at most, however many people.
    """
    held = (
        Appointment.objects.taken().filter(user__in=list(users)).select_related("seat__partnership")
    )
    sentences: dict[int, list[str]] = defaultdict(list)
    found = standings(held.order_by("-starts_on", "pk"), on or timezone.localdate())
    for standing in found.values():
        appointment = standing.appointment
        if appointment.user_id and appointment.starts_on <= (on or timezone.localdate()):
            said = str(standing) or "no meeting on record"
            sentences[appointment.user_id].append(f"{appointment.seat}: {said}.")
    return {user: " ".join(lines) for user, lines in sentences.items()}
