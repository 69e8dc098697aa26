"""How the standing of an organisation may move, and when its membership runs out (docs/design.md)."""

import datetime as dt
from collections.abc import Mapping, Sequence

from assembly.core.days import months_after
from assembly.core.figures import in_words
from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.core.templatetags.assembly import short_day
from assembly.membership.models import Appeal, Criterion, Decision, Organisation

Status = Organisation.Status

# Months after a confirmation: the yearly question, and the three reminders, the first of which asks it.
ASKED_AFTER = 12
REMINDED_AFTER = (12, 18, 23)
REMINDERS = len(REMINDED_AFTER)
YEARS_TO_LAPSE = 2
LAPSES_AFTER = 12 * YEARS_TO_LAPSE
SILENCE = (
    f"{in_words(YEARS_TO_LAPSE, 'years', spelt=True)}, "
    f"after {in_words(REMINDERS, 'reminders', spelt=True)}"
)
# However late a reminder is sent, the next one and the lapse leave this much time.
APART = dt.timedelta(days=28)

COMES_BACK = {Status.LAPSED, Status.LEFT, Status.REFUSED}


def may_suspend(organisation: Organisation) -> Ruling:
    if organisation.status != Status.MEMBER:
        return refused(f"{organisation.name} is not a member, and only a member can be suspended.")
    return ALLOWED


def may_reinstate(organisation: Organisation) -> Ruling:
    if organisation.status != Status.SUSPENDED:
        return refused(f"{organisation.name} is not suspended.")
    return ALLOWED


def may_resign(organisation: Organisation) -> Ruling:
    if organisation.status not in {Status.MEMBER, Status.SUSPENDED}:
        return refused(f"{organisation.name} is not a member, so there is nothing to leave.")
    return ALLOWED


def may_be_wound_up(organisation: Organisation) -> Ruling:
    if organisation.status == Status.LEFT:
        return refused(f"{organisation.name} has left already.")
    return ALLOWED


def may_come_back(
    organisation: Organisation, decision: Decision | None, appeal: Appeal | None, on: dt.date
) -> Ruling:
    """Who lapsed, left or was refused may apply again, by right, but not while the Board has an appeal before it.

    Lapsed is also who ran out by the clock, before the job has written it down.
    """
    if organisation.status not in COMES_BACK and not organisation.has_run_out(on):
        return refused(f"{organisation.name} has no reason to apply again at present.")
    if decision and decision.kind == Decision.Kind.WOUND_UP:
        return refused(
            f"{organisation.name} was wound up. If that is wrong, write to the Support Unit."
        )
    if decision and appeal and appeal.is_waiting:
        return refused(
            f"The appeal of {organisation.name} is before the Assembly Board: wait for its decision first."
        )
    return ALLOWED


def comes_straight_back(organisation: Organisation, declarations: Mapping[Criterion, bool]) -> bool:
    """Whether fresh declarations are enough, or the Support Unit checks again.

    An organisation that lapsed was found eligible and has only been silent: it declares that every part still
    holds, and is a member that day. One that left or was refused, or that cannot declare a part, is checked.
    """
    return organisation.status == Status.LAPSED and all(declarations.values())


# Confirming


def is_asked_to_confirm(organisation: Organisation, on: dt.date) -> bool:
    """The yearly “is this still right?”."""
    last = organisation.last_confirmed_on
    return (
        organisation.is_member_on(on) and last is not None and on >= months_after(last, ASKED_AFTER)
    )


def may_confirm(organisation: Organisation, on: dt.date) -> Ruling:
    if organisation.is_member_on(on):
        return ALLOWED
    if organisation.status == Status.MEMBER and organisation.lapses_on:
        return refused(
            f"The membership of {organisation.name} lapsed on {short_day(organisation.lapses_on)}. "
            "It comes back by declaring afresh."
        )
    return refused(f"{organisation.name} is not a member, so there is nothing to confirm.")


def reminder_due(confirmed_on: dt.date, sent: Sequence[dt.date], on: dt.date) -> int | None:
    """Return the number (1 to 3) of the reminder to send on this day; None when none is due.

    `sent` holds the days of those sent since that confirmation. One that a missed day left is sent as soon as the
    job runs again, and those after it keep their distance.
    """
    if len(sent) == REMINDERS:
        return None
    due_on = months_after(confirmed_on, REMINDED_AFTER[len(sent)])
    if sent:
        due_on = max(due_on, sent[-1] + APART)
    return len(sent) + 1 if on >= due_on else None


def day_of_lapse(confirmed_on: dt.date, last_reminder_on: dt.date) -> dt.date:
    """Two years after the confirmation, and never sooner than 28 days after the third reminder."""
    return max(months_after(confirmed_on, LAPSES_AFTER), last_reminder_on + APART)
