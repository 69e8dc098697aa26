"""When a person closes their account: elections that need them, and what is held about those they took part in.

How somebody voted is held nowhere, so no copy can hold it and nothing can erase it.
"""

import datetime as dt
from collections.abc import Iterable

from assembly.accounts.models import User
from assembly.accounts.portability import Part

from .models import Candidate, CountSignature, Election, KeyShare, Objection, ProofCode


def reasons_to_stay(user: User) -> Iterable[str]:
    for election in Election.objects.filter(returning_officer=user, declared_at=None):
        yield f"You are the returning officer of {election}: it has to be declared first."
    for share in _shares_needed(user):
        yield f"You hold a share of the key of {share.election}: its ballot box has to be opened first."
    for candidate in _candidacies_running(user):
        yield f"You stand in {candidate.contest.election}: withdraw, or wait for the declaration."


def erase(user: User, on: dt.date) -> None:
    """Part the account from public history. A candidate's name stays on the ballot papers of the time."""
    ProofCode.objects.filter(user=user).delete()
    Candidate.objects.filter(user=user).update(user=None)
    Objection.objects.filter(raised_by=user).update(raised_by=None)


def data_about(user: User) -> Iterable[Part]:
    candidacies = Candidate.objects.filter(user=user).select_related("contest", "organisation")
    yield Part(
        "Where you stood for election",
        tuple(
            {
                "contest": str(candidate.contest),
                "name shown": candidate.name,
                "put forward by": candidate.organisation.name,
                "statement": candidate.statement,
                "interests": candidate.interests,
                "state": candidate.get_status_display(),
            }
            for candidate in candidacies
        ),
    )
    shares = KeyShare.objects.filter(holder=user).select_related("election")
    yield Part(
        "Shares of keys given to you",
        tuple({"election": share.election.title, "number": share.number} for share in shares),
    )
    objections = Objection.objects.filter(raised_by=user).select_related("contest")
    yield Part(
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
    yield Part(
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
    yield Part(
        "Elections you ran",
        tuple(
            {"election": election.title}
            for election in Election.objects.filter(returning_officer=user)
        ),
    )


def _shares_needed(user: User) -> Iterable[KeyShare]:
    shares = KeyShare.objects.filter(holder=user, election__opened_at=None)
    return shares.select_related("election").order_by("election", "number")


def _candidacies_running(user: User) -> Iterable[Candidate]:
    running = Candidate.objects.standing().filter(user=user, contest__election__declared_at=None)
    return running.select_related("contest__election")
