"""Who may appeal, until when, and who may sit on the hearing (docs/design.md)."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from assembly.accounts.models import User
from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.core.templatetags.assembly import short_day
from assembly.membership.models import Appeal, Decision

APPEAL_WITHIN = dt.timedelta(days=28)
HEARD_WITHIN = dt.timedelta(days=28)


def last_day_to_appeal(decision: Decision) -> dt.date:
    return decision.decided_on + APPEAL_WITHIN


def last_day_to_hear(appeal: Appeal) -> dt.date:
    return appeal.made_on + HEARD_WITHIN


def may_appeal(decision: Decision | None, appeal: Appeal | None, on: dt.date) -> Ruling:
    """Once a decision, while it stands, within 28 days of it; the last day counts."""
    if decision is None or decision.ended_on or not decision.can_be_appealed:
        return refused("There is no decision against which this organisation could appeal.")
    if appeal:
        return refused(
            f"{decision.organisation} has appealed, on {short_day(appeal.made_on)}. "
            "There is one appeal against a decision."
        )
    if on > last_day_to_appeal(decision):
        return refused(
            f"The time to appeal ended on {short_day(last_day_to_appeal(decision))}, "
            f"{APPEAL_WITHIN.days} days after the decision."
        )
    return ALLOWED


@dataclass(frozen=True, slots=True)
class Involved:
    """The people who may not sit on a hearing: those who made the decision, and those who act for the organisation."""

    deciders: Collection[int]
    delegates: Collection[int]


def may_sit(person: User, involved: Involved) -> Ruling:
    """Nobody who checked the organisation or decided on it, and nobody who acts for it, hears its appeal."""
    if person.pk in involved.deciders:
        return refused(f"{person} took part in the decision.")
    if person.pk in involved.delegates:
        return refused(f"{person} acts for the organisation, or did when it appealed.")
    return ALLOWED


def may_be_heard(
    appeal: Appeal, panel: Sequence[User], by: User, involved: Involved, board: Collection[int]
) -> Ruling:
    """An outcome is recorded once, by somebody who may sit, of a panel of the Board that may."""
    if not appeal.is_waiting:
        return refused("This appeal has been decided.")
    if appeal.decision.ended_on:
        return refused("The decision no longer stands: there is nothing left to decide.")
    if not (ruling := may_sit(by, involved)):
        return refused(f"{ruling.reason} Another member of the Board has to record the outcome.")
    if not panel:
        return refused("Name the members of the Board who sat on the hearing.")
    for person in panel:
        if person.pk not in board:
            return refused(f"{person} is not a member of the Assembly Board.")
        if not (ruling := may_sit(person, involved)):
            return refused(f"{ruling.reason} The hearing has to be held without them.")
    return ALLOWED
