"""Who may give and end an office, and which term can be given.

It takes two people, one of the Assembly Board and one of the Support Unit. Where nobody of the Support Unit can act, a
second member of the Board is the other person.
"""

import datetime as dt

from assembly.accounts.models import OfficeTerm, User
from assembly.accounts.two_people import Holders, seconds
from assembly.core.days import months_after
from assembly.core.roles import BOARD, PUBLIC_BODY_OFFICER, SUPPORT_UNIT
from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.core.templatetags.assembly import short_day
from assembly.partners.models import Officer

from .models import OfficeProposal

LONGEST_YEARS = 5
ENDS_SOON = dt.timedelta(days=60)

Givers = Holders


def can_act_together(givers: Givers) -> bool:
    """Whether there are two people who can give and end offices."""
    return any(seconds(givers, first=pk) for pk in givers)


def gives_offices(givers: Givers, by: User) -> Ruling:
    if by.pk not in givers:
        return refused("Only the Assembly Board and the Support Unit give and end offices.")
    return ALLOWED


def may_be_proposed(givers: Givers, *, by: User, concerned: User) -> Ruling:
    """By a person of one of the two offices, when there is somebody to confirm it."""
    if not (ruling := gives_offices(givers, by)):
        return ruling
    if len(givers) == 1:
        return refused(
            "You are the only person in the Assembly Board and the Support Unit, so nobody can confirm this. "
            "Ask the person who looks after the server to name a second one with the command first_office_holders."
        )
    if not seconds(givers, first=by.pk, concerned=concerned.pk):
        return refused(
            "Nobody can confirm this. It takes one person of the Assembly Board and one of the Support Unit, or two "
            "of the Board while nobody of the Support Unit can act; neither may be the person it is about."
        )
    return ALLOWED


def may_be_confirmed(proposal: OfficeProposal, givers: Givers, *, by: User) -> Ruling:
    if not (ruling := is_waiting(proposal)):
        return ruling
    if not (ruling := gives_offices(givers, by)):
        return ruling
    if proposal.proposed_by_id == by.pk:
        return refused("You proposed this, so somebody else has to confirm it.")
    if proposal.user_id == by.pk:
        return refused("This is about you, so somebody else has to confirm it.")
    return _is_the_second(proposal, givers, by)


def _is_the_second(proposal: OfficeProposal, givers: Givers, by: User) -> Ruling:
    first = proposal.proposed_by_id or 0
    if first not in givers:
        return refused(
            "The person who proposed this is no longer in the Assembly Board or the Support Unit. "
            "Withdraw the proposal and make it again."
        )
    if by.pk not in seconds(givers, first=first, concerned=proposal.user_id):
        proposed_as, other = (BOARD, SUPPORT_UNIT)
        if BOARD not in givers[first]:
            proposed_as, other = (SUPPORT_UNIT, BOARD)
        return refused(
            f"This was proposed by the {proposed_as}, so a person of the {other} has to confirm it."
        )
    return ALLOWED


def may_be_withdrawn(proposal: OfficeProposal, givers: Givers, *, by: User) -> Ruling:
    """Taken back or turned down, by anybody of the two offices."""
    return is_waiting(proposal) and gives_offices(givers, by)


def is_waiting(proposal: OfficeProposal) -> Ruling:
    if proposal.outcome:
        return refused(
            f"This proposal has already been settled: {proposal.get_outcome_display().lower()}."
        )
    return ALLOWED


def is_proposed_once(other: OfficeProposal | None) -> Ruling:
    if other:
        return refused(
            "There is a proposal about this person and this office already. Confirm or withdraw it first."
        )
    return ALLOWED


def may_hold(user: User) -> Ruling:
    if user.erased_on or not user.is_active:
        return refused(
            "This account is closed, so it cannot be given an office. Ask the person to open a new one."
        )
    return ALLOWED


def is_a_term(begins_on: dt.date, ends_on: dt.date, *, on: dt.date) -> Ruling:
    """A term has a first and a last day, is not over, and is not for ever."""
    if ends_on <= begins_on:
        return refused("The last day is before the first. Choose a later last day.")
    if ends_on <= on:
        return refused("The last day of this term has passed. Choose a later one.")
    if ends_on > months_after(begins_on, 12 * LONGEST_YEARS):
        return refused(
            f"A term lasts {LONGEST_YEARS} years at most, and can be given again. Choose an earlier last day."
        )
    return ALLOWED


def starts_in_time(begins_on: dt.date, *, on: dt.date) -> Ruling:
    if begins_on < on:
        return refused("A term cannot start in the past. Choose today or a later first day.")
    return ALLOWED


def may_follow(running: OfficeTerm | None, begins_on: dt.date, ends_on: dt.date) -> Ruling:
    """Whether it prolongs the term that runs, if there is one."""
    if running is None or running.ends_on is None:
        return ALLOWED
    if ends_on <= running.ends_on:
        return refused(
            f"{running.user} holds this office until {short_day(running.last_day)} already. Choose a later last day."
        )
    if begins_on > running.ends_on:
        return refused(
            f"{running.user} holds this office until {short_day(running.last_day)}. "
            "To extend the term, choose the next day or an earlier one as the first day."
        )
    return ALLOWED


def is_joined_rightly(
    office: str, officer: Officer | None, user: User, *, ends_on: dt.date, taken: bool
) -> Ruling:
    """An officer of a public body is a named contact of it. `taken`: another account acts as this contact."""
    if office != PUBLIC_BODY_OFFICER:
        if officer:
            return refused(f"Only a {PUBLIC_BODY_OFFICER.lower()} is a contact of a public body.")
        return ALLOWED
    if officer is None:
        return refused(
            "Choose which contact of a public body this person is. Contacts are entered under Partners, Officers."
        )
    if taken and officer.user_id != user.pk:
        return refused(f"Another account already acts as {officer}. End that office first.")
    if officer.ends_on and ends_on > officer.ends_on:
        return refused(
            f"{officer} is a contact of {officer.body} until {short_day(officer.ends_on - dt.timedelta(days=1))}. "
            "The term can last until that day."
        )
    return ALLOWED


def may_be_ended(term: OfficeTerm, *, on: dt.date) -> Ruling:
    if term.is_over(on):
        return refused("This term has ended already.")
    return ALLOWED


def may_resign(term: OfficeTerm, *, by: User, on: dt.date) -> Ruling:
    if term.user_id != by.pk:
        return refused("Only the person who holds an office can resign from it.")
    return may_be_ended(term, on=on)


def may_be_first(givers: Givers) -> Ruling:
    """The command that names the first two works only while nobody can do it on the site."""
    if can_act_together(givers):
        return refused(
            "Two people can already give offices on the site. Use the screen “Offices” in the editing pages."
        )
    return ALLOWED


def is_as_shown(proposal: OfficeProposal, shown: str) -> Ruling:
    """The body of a contact can be changed while a proposal waits; what is confirmed is what stood on the page."""
    if shown != proposal.title:
        return refused(
            f"Look at the proposal again: the office is now {proposal.title}. Nothing was confirmed."
        )
    return ALLOWED
