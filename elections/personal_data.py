"""When a person closes their account: elections that need them, and what is held about those they took part in.

How somebody voted is held nowhere, so no copy can hold it and nothing can erase it.
"""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q

from assembly.accounts.models import User
from assembly.accounts.portability import DataPart

from . import declared_awards
from .models import (
    Candidate,
    CountSignature,
    Election,
    KeyShare,
    Nomination,
    Objection,
    Scrutineer,
    Support,
)
from .retention import forget_nominations


def reasons_to_stay(user: User) -> Iterable[str]:
    for election in Election.objects.filter(
        returning_officer=user, declared_at=None, voided_at=None
    ):
        yield f"You are the returning officer of {election}: it has to be declared first."
    for share in _shares_needed(user):
        yield f"You hold a share of the key of {share.election}: its ballot box has to be opened first."
    for candidate in _candidacies_running(user):
        yield f"You are a candidate in {candidate.contest.election}: withdraw, or wait for the declaration."
    for nomination in _nominations_waiting(user):
        yield f"You have accepted a nomination for {nomination.contest}: withdraw, or wait for the ruling."


def erase(user: User, on: dt.date) -> None:
    """Part the account from public history. A candidate's name stays on the ballot papers of the time."""
    Candidate.objects.filter(user=user).update(user=None)
    # What the organisations did stays theirs; a nomination that nobody ruled on goes with its person.
    Support.objects.filter(confirmed_by=user).update(confirmed_by=None)
    Nomination.objects.filter(put_forward_by=user).update(put_forward_by=None)
    forget_nominations(Nomination.objects.filter(user=user, candidate=None))
    Nomination.objects.filter(user=user).update(user=None, email="")
    Objection.objects.filter(raised_by=user).update(raised_by=None)


def data_about(user: User) -> Iterable[DataPart]:
    candidacies = Candidate.objects.filter(user=user).select_related("contest", "organisation")
    yield DataPart(
        "Where you stood for election",
        tuple(
            {
                "contest": str(candidate.contest),
                "name shown": str(candidate),
                "put forward by": candidate.organisation.name,
                "statement": candidate.statement,
                "interests": candidate.interests,
                "state": candidate.get_status_display(),
            }
            for candidate in candidacies
        ),
    )
    yield DataPart("Your nominations", tuple(_nominations_of(user)))
    yield DataPart(
        "Nominations you made or confirmed for an organisation",
        tuple(
            {"nomination": str(nomination)}
            for nomination in Nomination.objects.filter(
                Q(put_forward_by=user) | Q(supports__confirmed_by=user)
            )
            .select_related("organisation")
            .distinct()
        ),
    )
    shares = KeyShare.objects.filter(holder=user).select_related("election")
    yield DataPart(
        "Shares of keys given to you",
        tuple({"election": share.election.title, "number": share.number} for share in shares),
    )
    objections = Objection.objects.filter(raised_by=user).select_related("contest")
    yield DataPart(
        "Objections that you raised",
        tuple(
            {
                "contest": str(objection.contest),
                "number": objection.number,
                "kind": objection.get_kind_display(),
                "words": objection.words,
                "decision": objection.get_outcome_display(),
            }
            for objection in objections
        ),
    )
    signatures = CountSignature.objects.filter(scrutineer__user=user).select_related("contest")
    yield DataPart(
        "Counts on which you made a statement as scrutineer",
        tuple(
            {
                "contest": str(signature.contest),
                "statement": signature.get_statement_display(),
                "words": signature.words,
            }
            for signature in signatures.exclude(statement=CountSignature.Statement.MISSING)
        ),
    )
    yield DataPart(
        "Elections you watched",
        tuple(
            {"election": each.election.title, "name shown": each.name}
            for each in Scrutineer.objects.filter(user=user).select_related("election")
        ),
    )
    yield DataPart(
        "Elections you ran",
        tuple(
            {"election": election.title}
            for election in Election.objects.filter(returning_officer=user)
        ),
    )


def _shares_needed(user: User) -> Iterable[KeyShare]:
    shares = KeyShare.objects.filter(
        holder=user, election__opened_at=None, election__voided_at=None
    )
    return shares.select_related("election").order_by("election", "number")


def _candidacies_running(user: User) -> Iterable[Candidate]:
    running = Candidate.objects.standing().filter(
        user=user, contest__election__declared_at=None, contest__election__voided_at=None
    )
    return running.select_related("contest__election")


def _nominations_waiting(user: User) -> Iterable[Nomination]:
    waiting = Nomination.objects.filter(
        user=user, verdict="", withdrawn_at=None, contest__election__roll_frozen_at=None
    )
    return waiting.exclude(accepted_at=None).select_related("contest")


def _nominations_of(user: User) -> Iterable[dict[str, str]]:
    for nomination in Nomination.objects.filter(user=user).select_related(
        "contest", "organisation"
    ):
        yield {
            "contest": str(nomination.contest),
            "name": nomination.name,
            "e-mail address": nomination.email,
            "put forward by": nomination.organisation.name,
            "statement": nomination.statement,
            "interests": nomination.interests(),
            "awards declared": "; ".join(
                declared_awards.sentence(award) for award in nomination.declared_awards.all()
            ),
            "why awards are left out": nomination.left_out_because,
            "what your photo shows": nomination.photo_alt,
            "ruling": f"{nomination.get_verdict_display()} {nomination.because}".strip(),
        }
