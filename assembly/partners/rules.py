"""May this seat be filled, taken, left; and what does who sits there owe, by when?"""

import datetime as dt
from collections.abc import Iterable

from assembly.accounts.models import User
from assembly.core.bank_holidays.calendar import WorkingDays
from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.core.templatetags.assembly import short_day

from . import code_of_conduct
from .models import Appointment, Meeting, Officer, Report, Seat

WORKING_DAYS_TO_REPORT = 10
LINK_LASTS = dt.timedelta(days=60)
A_YEAR = dt.timedelta(days=365)


def may_change_contact(officer: Officer, changed: Iterable[str], *, acts: bool) -> Ruling:
    """One person alone does not end what two have given. `acts`: an account acts for the body as this contact."""
    if acts and set(changed) & {"body", "starts_on", "ends_on"}:
        return refused(
            f"{officer.name} acts for {officer.body} with an account. Propose the end of that office under Offices; "
            "when it has ended, you can change the body and the days here."
        )
    return ALLOWED


def may_be_filled(seat: Seat, *, starts_on: dt.date, former: Appointment | None) -> Ruling:
    """A seat that still exists, from a day on which the former holder has had at least one day of the term."""
    if seat.abolished_on and seat.abolished_on <= starts_on:
        return refused(f"The seat “{seat.title}” was abolished and cannot be filled.")
    if former and former.starts_on >= starts_on:
        return refused(
            f"{former.name} holds the seat “{seat.title}” from {short_day(former.starts_on)}: "
            "a new term starts after that day."
        )
    return ALLOWED


def may_be_ended(appointment: Appointment, *, on: dt.date) -> Ruling:
    if appointment.ended_on or appointment.ends_on <= on:
        return refused(f"The appointment of {appointment.name} has ended already.")
    if on < appointment.starts_on:
        return refused(
            f"The appointment of {appointment.name} starts on {short_day(appointment.starts_on)} and cannot end before."
        )
    return ALLOWED


def may_accept_code(appointment: Appointment, *, by: User, on: dt.date) -> Ruling:
    """The person who is appointed, themselves, while the appointment lasts; once."""
    if appointment.user_id != by.pk:
        return refused("Only the person who is appointed can accept the code of conduct.")
    return _may_take(appointment, on)


def may_record_signed_code(appointment: Appointment, *, signed_on: dt.date, on: dt.date) -> Ruling:
    if appointment.user_id:
        return refused(f"{appointment.name} has an account, and accepts the code there.")
    if signed_on > on:
        return refused("The paper cannot have been signed on a day to come.")
    return _may_take(appointment, on)


def _may_take(appointment: Appointment, on: dt.date) -> Ruling:
    if appointment.is_taken:
        return refused(f"{appointment.name} took this seat on {short_day(appointment.taken_on)}.")
    if not appointment.still_holds_on(on):
        return refused(f"The appointment of {appointment.name} has ended.")
    return ALLOWED


def is_the_code_of_now(version: str) -> Ruling:
    """Nobody accepts words that they were not shown."""
    if version != code_of_conduct.CURRENT.version:
        return refused(
            "The code of conduct has changed since you opened this page. Read it again, please, and then accept it."
        )
    return ALLOWED


def may_act(appointment: Appointment, *, by: User) -> Ruling:
    """Whether this person may do what a representative does in this seat."""
    if appointment.user_id != by.pk:
        return refused("Only the person who holds the seat can do this.")
    if not appointment.is_taken:
        return refused("You accept the code of conduct before you take the seat.")
    return ALLOWED


def may_declare(appointment: Appointment, *, by: User, on: dt.date) -> Ruling:
    """The person appointed, before taking the seat too; for somebody without an account, staff."""
    if appointment.user_id not in {None, by.pk}:
        return refused("Only the person who is appointed can declare their interests.")
    if not appointment.still_holds_on(on):
        return refused(f"The appointment of {appointment.name} has ended.")
    return ALLOWED


def may_enter_meeting(
    appointment: Appointment, meeting: Meeting, *, known: bool, by: User, on: dt.date
) -> Ruling:
    """A meeting within one's own term, at most a year ahead, of which nobody told yet."""
    ruling = may_act(appointment, by=by)
    if not ruling:
        return ruling
    if not appointment.starts_on <= meeting.held_on < appointment.left_on:
        return refused("You can enter the meetings of your own term.")
    if meeting.held_on > on + A_YEAR:
        return refused("A meeting can be entered at most a year ahead.")
    if known:
        return refused(
            f"A meeting of {appointment.seat.partnership} on {short_day(meeting.held_on)} has been entered already."
        )
    return ALLOWED


def owes_report(appointment: Appointment, meeting: Meeting) -> bool:
    """Who had taken a seat of the sector on the day of a meeting that took place."""
    return (
        not meeting.cancelled
        and appointment.seat.speaks_for_us
        and appointment.taken_on is not None
        and appointment.taken_on <= meeting.held_on
        and appointment.starts_on <= meeting.held_on < appointment.left_on
    )


def due_on(meeting: Meeting, days: WorkingDays) -> dt.date:
    """The last day for a report: the tenth working day after the meeting."""
    return days.after(meeting.held_on, WORKING_DAYS_TO_REPORT)


def how_reckoned(meeting: Meeting, days: WorkingDays) -> str:
    """In words, how that day was found."""
    return days.reckoned(meeting.held_on, WORKING_DAYS_TO_REPORT)


def is_overdue(meeting: Meeting, on: dt.date, days: WorkingDays) -> bool:
    return on > due_on(meeting, days)


def may_report(
    appointment: Appointment, meeting: Meeting, report: Report | None, *, by: User, on: dt.date
) -> Ruling:
    """Once, after the meeting, by who sat there; for somebody without an account, staff."""
    if appointment.user_id not in {None, by.pk}:
        return refused("Only the person who holds the seat can report.")
    if appointment.seat.partnership_id != meeting.partnership_id:
        return refused(f"This seat is not one of {meeting.partnership}.")
    if not appointment.is_taken:
        return refused("You accept the code of conduct before you take the seat.")
    if not owes_report(appointment, meeting):
        return refused(f"{appointment.name} owes no report of the {meeting}.")
    if meeting.held_on > on:
        return refused(f"The meeting is on {short_day(meeting.held_on)}. Report when it is over.")
    if report and report.sent_on:
        return refused(f"This report was sent on {short_day(report.sent_on)}, and stays as it is.")
    return ALLOWED


def says_enough(report: Report) -> Ruling:
    """Members read in a report what happened, unless its writer was not there."""
    was_there = report.attendance in {Report.Attendance.ATTENDED, Report.Attendance.DEPUTY}
    if was_there and not report.rows:
        return refused("Say in a few words what happened: fill in at least one of the parts.")
    return ALLOWED


def link_expires_on(report: Report) -> dt.date | None:
    """The last day of the link in the mail: some weeks after it was last sent."""
    return report.asked_last + LINK_LASTS if report.asked_last else None


def may_use_link(report: Report, *, on: dt.date) -> Ruling:
    last = link_expires_on(report)
    if last is None or on > last:
        return refused(
            "This link has run out. Sign in, please: the report waits under “My Assembly”."
        )
    return ALLOWED
