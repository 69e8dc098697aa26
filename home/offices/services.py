"""Propose, confirm, withdraw and resign: how an office is given and ended."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from assembly.accounts import services as accounts
from assembly.accounts.models import OfficeTerm, User
from assembly.accounts.two_people import seconds
from assembly.consultations.publishing.body_pages import let_officers_edit
from assembly.core import locks
from assembly.core.events import record
from assembly.notifications.services import notify
from assembly.partners.models import Officer
from assembly.partners.selectors import acts_with_an_account

from . import rules, selectors
from .models import OfficeProposal, OfficeProposalQuerySet

LOCK = "offices"


@dataclass(frozen=True, slots=True)
class Term:
    """Who holds which office from when to when; an officer of a public body as which contact of it."""

    user: User
    office: str
    begins_on: dt.date
    ends_on: dt.date
    officer: Officer | None = None


@transaction.atomic
def propose_office(
    wanted: Term, reason: str, *, by: User, at: dt.datetime | None = None
) -> OfficeProposal:
    """Say who should hold an office from when to when. Nothing is given yet."""
    at = _hold(at)
    proposal = OfficeProposal(
        act=OfficeProposal.Act.GIVE,
        user=wanted.user,
        office=wanted.office,
        officer=selectors.fresh_contact(wanted.officer),
        begins_on=wanted.begins_on,
        ends_on=wanted.ends_on,
        reason=reason,
    )
    if found := _the_same(proposal, by):
        return found
    rules.starts_in_time(wanted.begins_on, on=timezone.localdate(at)).enforce()
    _check_term(proposal, timezone.localdate(at))
    rules.is_proposed_once(_waiting_like(proposal)).enforce()
    return _propose(proposal, "home.office_proposed", by=by, at=at)


@transaction.atomic
def propose_end(
    term: OfficeTerm, reason: str, *, by: User, at: dt.datetime | None = None
) -> OfficeProposal:
    """Say that a term should end before its last day. It runs on until a second person confirms it."""
    at = _hold(at)
    proposal = OfficeProposal(
        act=OfficeProposal.Act.END, user=term.user, office=term.office, term=term, reason=reason
    )
    if found := _the_same(proposal, by):
        return found
    rules.may_be_ended(_fresh(term), on=timezone.localdate(at)).enforce()
    rules.is_proposed_once(_waiting_like(proposal)).enforce()
    return _propose(proposal, "home.office_end_proposed", by=by, at=at)


@transaction.atomic
def confirm(
    proposal: OfficeProposal, *, shown: str, by: User, at: dt.datetime | None = None
) -> OfficeProposal:
    """The second person agrees: the office is given, or ends, at this moment.

    `shown` is the title of the proposal that the person saw.
    """
    at = _hold(at)
    on = timezone.localdate(at)
    proposal = _fresh_proposal(proposal)
    rules.may_be_confirmed(proposal, selectors.givers(on), by=by).enforce()
    rules.is_as_shown(proposal, shown).enforce()
    proposal.term = _give(proposal, by, on) if proposal.gives else _end(proposal, by, on)
    _settle(proposal, OfficeProposal.Outcome.CONFIRMED, by=by, at=at)
    record("home.office_confirmed", proposal.user, by=by, data=_data_of(proposal))
    _tell_holder(proposal.term, "given" if proposal.gives else "ended", proposal.reason)
    return proposal


@transaction.atomic
def withdraw(
    proposal: OfficeProposal, *, by: User, at: dt.datetime | None = None
) -> OfficeProposal:
    """Take the proposal back, or turn it down."""
    at = _hold(at)
    proposal = _fresh_proposal(proposal)
    givers = selectors.givers(timezone.localdate(at))
    rules.may_be_withdrawn(proposal, givers, by=by).enforce()
    _settle(proposal, OfficeProposal.Outcome.WITHDRAWN, by=by, at=at)
    record("home.office_withdrawn", proposal.user, by=by, data=_data_of(proposal))
    return proposal


@transaction.atomic
def resign(term: OfficeTerm, *, by: User, at: dt.datetime | None = None) -> OfficeTerm:
    """The holder gives the office up, alone and at once."""
    at = _hold(at)
    on = timezone.localdate(at)
    term = _fresh(term)
    rules.may_resign(term, by=by, on=on).enforce()
    term = _end_term(term, by=by, on=on)
    for proposal in OfficeProposal.objects.waiting().filter(term=term):
        _settle(proposal, OfficeProposal.Outcome.WITHDRAWN, by=by, at=at)
        record("home.office_withdrawn", proposal.user, by=by, data=_data_of(proposal))
    notify(
        User.objects.filter(pk__in=selectors.givers(on)).exclude(pk=by.pk),
        "home/office_resigned",
        about=by,
        context={"term": term},
        url=reverse("office_staff:office_list"),
    )
    return term


@transaction.atomic
def name_first_two(
    board: OfficeTerm, support: OfficeTerm, *, at: dt.datetime | None = None
) -> tuple[OfficeTerm, OfficeTerm]:
    """Give the first two offices of a site, which nobody there can give. Refused once two people can act together."""
    on = timezone.localdate(_hold(at))
    rules.may_be_first(selectors.givers(on)).enforce()
    for term in (board, support):
        rules.may_hold(term.user).enforce()
        rules.is_a_term(term.began_on, term.ends_on or term.began_on, on=on).enforce()
    return (
        accounts.give_office(board, by=None, on=on),
        accounts.give_office(support, by=None, on=on),
    )


def _hold(at: dt.datetime | None) -> dt.datetime:
    """One act on offices at a time; the clock is read once the lock is held."""
    locks.hold(LOCK)
    return at or timezone.now()


def _the_same(proposal: OfficeProposal, by: User) -> OfficeProposal | None:
    """The proposal this person made just now: the button was pressed twice."""
    alike = {name: getattr(proposal, name) for name in ("reason", "begins_on", "ends_on")}
    found = _like(proposal).filter(proposed_by=by, **alike)
    return found.first()


def _like(proposal: OfficeProposal) -> OfficeProposalQuerySet:
    found = OfficeProposal.objects.waiting().filter(act=proposal.act)
    if proposal.gives:
        return found.filter(user=proposal.user, office=proposal.office, officer=proposal.officer)
    return found.filter(term=proposal.term)


def _waiting_like(proposal: OfficeProposal) -> OfficeProposal | None:
    return _like(proposal).first()


def _check_term(proposal: OfficeProposal, on: dt.date) -> None:
    """Every objection to the term itself: at the proposal and again at the confirmation."""
    user, officer = proposal.user, proposal.officer
    begins_on, ends_on = proposal.begins_on, proposal.ends_on
    if begins_on is None or ends_on is None:
        raise ValueError("An office is given for a term.")
    rules.may_hold(user).enforce()
    rules.is_a_term(begins_on, ends_on, on=on).enforce()
    taken = officer is not None and acts_with_an_account(officer, on)
    rules.is_joined_rightly(proposal.office, officer, user, ends_on=ends_on, taken=taken).enforce()
    running = selectors.running_term(user, proposal.office, officer, on)
    rules.may_follow(running, begins_on, ends_on).enforce()


def _propose(proposal: OfficeProposal, event: str, *, by: User, at: dt.datetime) -> OfficeProposal:
    givers = selectors.givers(timezone.localdate(at))
    rules.may_be_proposed(givers, by=by, concerned=proposal.user).enforce()
    proposal.proposed_by, proposal.proposed_at = by, at
    proposal.save()
    record(event, proposal.user, by=by, data=_data_of(proposal))
    others = seconds(givers, first=by.pk, concerned=proposal.user_id)
    notify(
        User.objects.filter(pk__in=others),
        "home/office_proposed",
        about=proposal,
        context={"proposal": proposal},
        url=proposal.get_absolute_url(),
    )
    return proposal


def _give(proposal: OfficeProposal, by: User, on: dt.date) -> OfficeTerm:
    _check_term(proposal, on)
    officer = proposal.officer
    term = OfficeTerm(
        user=proposal.user,
        office=proposal.office,
        began_on=max(proposal.begins_on or on, on),
        ends_on=proposal.ends_on,
    )
    if officer:
        term.body_id, term.body_name = officer.body_id, officer.body.name
        officer.user = proposal.user
        officer.save(update_fields=["user"])
    given = accounts.give_office(term, by=by, on=on)
    if officer:
        let_officers_edit(officer.body, on=on)
    return given


def _end(proposal: OfficeProposal, by: User, on: dt.date) -> OfficeTerm:
    if proposal.term is None:
        raise ValueError("The end of a term is that of a term.")
    rules.may_be_ended(proposal.term, on=on).enforce()
    return _end_term(proposal.term, by=by, on=on)


def _end_term(term: OfficeTerm, *, by: User, on: dt.date) -> OfficeTerm:
    """The groups of the person follow in the same transaction, those of a public body too."""
    return accounts.end_office(term, by=by, on=on)


def _settle(
    proposal: OfficeProposal, outcome: OfficeProposal.Outcome, *, by: User, at: dt.datetime
) -> None:
    proposal.outcome, proposal.decided_by, proposal.decided_at = outcome, by, at
    proposal.save(update_fields=["outcome", "decided_by", "decided_at", "term"])


def _tell_holder(term: OfficeTerm, what: str, reason: str) -> None:
    notify(
        [term.user],
        f"home/office_{what}",
        about=term,
        context={"term": term, "reason": reason},
        url=reverse("home:my_offices"),
    )


def _fresh(term: OfficeTerm) -> OfficeTerm:
    return OfficeTerm.objects.select_related("user").get(pk=term.pk)


def _fresh_proposal(proposal: OfficeProposal) -> OfficeProposal:
    found = OfficeProposal.objects.select_for_update(of=("self",))
    return found.select_related("user", "officer__body", "term__user").get(pk=proposal.pk)


def _data_of(proposal: OfficeProposal) -> dict[str, int | str]:
    return {"proposal": proposal.pk, "office": slugify(proposal.office)}
