"""Objections: raised by an organisation or a candidate, decided by the returning officer in public."""

import datetime as dt

from django.db import transaction
from django.db.models import Max
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from assembly.accounts.models import User
from assembly.core.events import record
from assembly.membership.models import Delegate
from assembly.notifications.services import notify
from elections import participants, rules
from elections.models import Contest, Objection, ObjectionFinding, Scrutineer
from elections.receipts import Receipt, SignedReceipt

from .locks import lock_contest


@sensitive_variables("objection")
@transaction.atomic
def raise_objection(objection: Objection, *, by: User, at: dt.datetime | None = None) -> Objection:
    """Raise an unsaved objection, of an organisation or of a candidate; its number is the next one."""
    contest = lock_contest(objection.contest_id)
    now = at or timezone.now()
    rules.objecting.may_object(contest.election, contest, now).enforce()
    organisation, candidate = objection.organisation, objection.candidate
    entry = contest.roll.filter(organisation=organisation).select_related("organisation").first()
    acts = organisation is not None and Delegate.objects.of(organisation).filter(user=by).exists()
    own = candidate if candidate and candidate.user_id == by.pk else None
    rules.objecting.has_standing(objection.kind, entry, own, acts_for_it=acts).enforce()
    if objection.kind == Objection.Kind.MISSING_RECEIPT:
        _check_receipt(objection, contest)
    if objection.kind == Objection.Kind.OTHER and (sent_twice := _same(objection, by)):
        return sent_twice
    last = contest.objections.aggregate(last=Max("number"))["last"] or 0
    objection.number = last + 1
    objection.raised_by, objection.raised_at = by, now
    objection.full_clean()
    objection.save()
    record(
        "elections.objection_raised",
        objection,
        by=by,
        acting_for=organisation,
        data={"contest": contest.pk, "number": objection.number},
    )
    notify(
        _those_who_are_asked(objection),
        "elections/objection_raised",
        about=contest.election,
        context={"objection": objection, "election": contest.election},
        url=contest.election.get_absolute_url(),
    )
    return objection


@sensitive_variables("objection")
def _check_receipt(objection: Objection, contest: Contest) -> None:
    """Not in either published list, not objected about before, and signed by us if it bears a signature."""
    published = contest.published_receipts
    listed = [*published.listed, *published.listed_at_count]
    rules.objecting.receipt_is_missing(objection.receipt, listed).enforce()
    others = contest.objections.exclude(organisation=objection.organisation)
    rules.objecting.receipt_is_new(
        objection.receipt, others.exclude(receipt="").values_list("receipt", flat=True)
    ).enforce()
    if objection.signature:
        receipt = Receipt(contest.election_id, contest.pk, contest.poll_number, objection.receipt)
        rules.objecting.receipt_is_of(
            SignedReceipt(receipt, objection.signature), contest
        ).enforce()


@transaction.atomic
def find_founded(
    objection: Objection, *, by: User, at: dt.datetime | None = None
) -> ObjectionFinding:
    """A scrutineer says that an objection about a receipt without a signature is founded."""
    contest = lock_contest(objection.contest_id)
    objection = Objection.objects.select_for_update(of=("self",)).get(pk=objection.pk)
    scrutineer = get_object_or_404(Scrutineer, election=contest.election_id, user=by)
    has_said = objection.findings.filter(scrutineer=scrutineer).exists()
    rules.objecting.may_find_founded(objection, contest.election, has_said=has_said).enforce()
    made = ObjectionFinding.objects.create(
        objection=objection, scrutineer=scrutineer, found_at=at or timezone.now()
    )
    record(
        "elections.objection_found_founded",
        objection,
        by=by,
        data={"contest": contest.pk, "number": objection.number},
    )
    return made


@transaction.atomic
def decide_objection(
    objection: Objection,
    outcome: str,
    because: str,
    *,
    by: User,
    at: dt.datetime | None = None,
) -> Objection:
    """Decide an objection with a reason that everybody reads; those who raised it are told."""
    contest = lock_contest(objection.contest_id)
    objection = Objection.objects.select_for_update(of=("self",)).get(pk=objection.pk)
    because = because.strip()
    rules.preparing.may_run(contest.election, by).enforce()
    rules.objecting.may_decide(objection, contest.election, because).enforce()
    rules.objecting.is_borne_out(objection, outcome, objection.findings.count()).enforce()
    objection.outcome, objection.because = outcome, because
    objection.decided_at = at or timezone.now()
    objection.full_clean()
    objection.save(update_fields=["outcome", "because", "decided_at"])
    record(
        "elections.objection_decided",
        objection,
        by=by,
        data={"contest": contest.pk, "number": objection.number, "outcome": outcome},
    )
    notify(
        _those_who_raised(objection),
        "elections/objection_decided",
        about=contest.election,
        context={"objection": objection, "election": contest.election},
        url=contest.election.get_absolute_url(),
    )
    return objection


def _same(objection: Objection, by: User) -> Objection | None:
    """One in the same words that waits for its decision. Of the other kinds the database allows one each."""
    waiting = Objection.objects.undecided().filter(contest=objection.contest, raised_by=by)
    return waiting.filter(
        organisation=objection.organisation,
        candidate=objection.candidate,
        kind=objection.kind,
        words=objection.words,
    ).first()


def _those_who_are_asked(objection: Objection) -> list[User]:
    """The returning officer, and of a receipt without a signature the scrutineers too."""
    election = objection.contest.election
    watching = election.scrutineers.select_related("user") if objection.is_unsigned else []
    return [election.returning_officer, *(each.user for each in watching)]


def _those_who_raised(objection: Objection) -> list[User]:
    if objection.organisation:
        return participants.delegates_of(objection.organisation)
    return [objection.raised_by] if objection.raised_by else []
