"""How the standing of an organisation moves: every status is set here, with its decision and its event."""

import datetime as dt

from django.urls import reverse

from assembly.accounts.models import User
from assembly.core.events import record
from assembly.membership import consequences, rules, selectors
from assembly.membership.models import Decision, Organisation
from assembly.notifications.services import Message

Kind = Decision.Kind
Status = Organisation.Status

STATUS_OF = {
    Kind.REFUSED: Status.REFUSED,
    Kind.SUSPENDED: Status.SUSPENDED,
    Kind.LAPSED: Status.LAPSED,
    Kind.RESIGNED: Status.LEFT,
    Kind.WOUND_UP: Status.LEFT,
    Kind.MERGED: Status.LEFT,
}


def lock(organisation: Organisation) -> Organisation:
    """Every act on an organisation begins here, and none with a record that was merged into another one."""
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    rules.merging.is_not_merged(organisation).enforce()
    return organisation


def lock_for_lead(organisation: Organisation, by: User) -> Organisation:
    """An act at the word of a lead begins here."""
    organisation = lock(organisation)
    rules.people.must_be_lead(by, organisation, selectors.current_delegates(organisation)).enforce()
    return organisation


def lock_for_keeper(organisation: Organisation, by: User) -> Organisation:
    """An act of the Support Unit on an organisation that is none of their own begins here."""
    organisation = lock(organisation)
    rules.people.may_look_after(
        by, organisation, selectors.current_delegates(organisation)
    ).enforce()
    return organisation


def to_leads(organisation: Organisation, name: str, page: str, **context: object) -> Message:
    """Tell the leads of an organisation what was done, with a link to one of their pages."""
    return Message(
        people=selectors.leads(organisation),
        name=name,
        about=organisation,
        context={"organisation": organisation, **context},
        url=reverse(page, args=[organisation.slug]),
    )


def to_keepers(organisation: Organisation, name: str, **context: object) -> Message:
    """What the act says to the Support Unit."""
    return Message(
        people=selectors.keepers(),
        name=name,
        about=organisation,
        context={"organisation": organisation, **context},
        url=reverse("membership_staff:organisation", args=[organisation.pk]),
    )


def decide(
    organisation: Organisation, kind: Decision.Kind, reason: str, *, by: User | None, on: dt.date
) -> Decision:
    """Take membership away, or refuse it. An earlier decision is overtaken. The organisation is locked."""
    overtake(organisation, on)
    organisation.status = STATUS_OF[kind]
    organisation.lapses_on = None
    organisation.save(update_fields=["status", "lapses_on"])
    consequences.carry_out(organisation)
    return Decision.objects.create(
        organisation=organisation, kind=kind, reason=reason, decided_by=by, decided_on=on
    )


def overtake(organisation: Organisation, on: dt.date) -> None:
    """End the decision that stands, if one does. An appeal against it has nothing left to decide."""
    organisation.decisions.standing().update(ended_on=on)


def make_member(organisation: Organisation, event: str, *, by: User, on: dt.date) -> None:
    """Make an organisation a member from this day."""
    overtake(organisation, on)
    organisation.status = Status.MEMBER
    organisation.admitted_on = organisation.confirmed_on = on
    organisation.lapses_on = None
    organisation.save(update_fields=["status", "admitted_on", "confirmed_on", "lapses_on"])
    record(event, organisation, by=by, data={"on": on})


def reinstate(organisation: Organisation, event: str, *, by: User, on: dt.date) -> None:
    """Take a suspension or lapse back: the organisation is a member since the day it was admitted."""
    if organisation.status == Status.LAPSED:
        organisation.confirmed_on = on
    overtake(organisation, on)
    organisation.status = Status.MEMBER
    organisation.save(update_fields=["status", "confirmed_on"])
    record(event, organisation, by=by, data={"on": on})
