"""What elections forget, and when (docs/privacy.md). Sealed ballots go with the declaration itself."""

import datetime as dt
from functools import partial

from django.db import transaction
from django.db.models import Q, QuerySet

from assembly.core.days import months_after
from assembly.core.figures import in_words
from assembly.core.retention import Rule
from assembly.partners.models import Appointment

from .models import (
    Candidate,
    Count,
    Nomination,
    Objection,
    OpenedRankings,
    RollEntry,
    SentNotice,
    Vacancy,
)
from .rules.voting import PROOF_LASTS

MONTHS_OF_MARKS = 6


def forget_marks(on: dt.date) -> int:
    """Which organisations voted, and on which day. How many did stays with the published receipts and the count."""
    marked = RollEntry.objects.marked().filter(_ended("contest__election", on))
    return marked.update(voted_on=None, told_on=None, channel="", reminders=0)


def forget_old_nominations(on: dt.date) -> int:
    """What lay behind the candidates, drafts and refused nominations too. The candidates stay in the record."""
    SentNotice.objects.filter(_ended("election", on)).delete()
    return forget_nominations(Nomination.objects.filter(_ended("contest__election", on)))


def forget_nominations(found: QuerySet[Nomination]) -> int:
    """Delete nominations, and their photos unless a candidate stands with them."""
    photos = {
        str(nomination.photo.name): nomination.photo.storage
        for nomination in found
        if nomination.photo
    }
    used = set(Candidate.objects.filter(photo__in=photos).values_list("photo", flat=True))
    gone = found.count()
    found.delete()
    for name, storage in photos.items():
        if name not in used:
            transaction.on_commit(partial(storage.delete, name))
    return gone


def forget_rankings(on: dt.date) -> int:
    """The opened ballots, once no term that they began still runs: a countback needs them until then."""
    running = Appointment.objects.filter(ends_on__gt=on, election_id__isnull=False)
    over = OpenedRankings.objects.filter(
        contest__election__declared_at__isnull=False, contest__election__term_starts_on__lte=on
    ).exclude(contest__election__in=running.values("election_id"))
    contests = list(over.values_list("contest_id", flat=True))
    Count.objects.filter(contest__in=contests).update(shortened="")
    Vacancy.objects.filter(contest__in=contests).update(shortened="")
    removed, _ = over.delete()
    return removed


def forget_objections(on: dt.date) -> int:
    """Who objected, and in which words. Kind, number and the decision with its reason stay with the result."""
    kept = Objection.objects.filter(_ended("contest__election", on))
    return kept.exclude(words="").update(
        organisation=None, candidate=None, raised_by=None, words="", receipt="", signature=""
    )


def _ended(election: str, on: dt.date) -> Q:
    """Declared, or void, long enough ago. `election`: the way to it."""
    before = months_after(on, -MONTHS_OF_MARKS)
    return Q((f"{election}__declared_at__date__lte", before)) | Q(
        (f"{election}__voided_at__date__lte", before)
    )


AFTER = in_words(MONTHS_OF_MARKS, "months")
RULES = (
    # `tasks.forget_old_proofs` does it, all day. A number in the nightly log would say that somebody was at the ballot.
    Rule(
        "proofs",
        f"Proof of who a voter is: {in_words(PROOF_LASTS, 'minutes')} after they give it, or when they vote if that is "
        "sooner; we do not write down how many",
    ),
    Rule(
        "opened-rankings",
        "The anonymous rankings of an election: at the end of the term, until when a seat that falls vacant can be "
        "counted back; the count sheet stays",
        forget_rankings,
    ),
    Rule(
        "marked-rolls",
        f"Which organisations voted, and on which day: {AFTER} after the declaration, or after the poll was void; the "
        "turnout stays",
        forget_marks,
    ),
    Rule(
        "nominations",
        f"Nominations, drafts and those found not valid, with who supported them: {AFTER} after the declaration, or "
        "after the poll was void; the candidates stay",
        forget_old_nominations,
    ),
    Rule(
        "objections",
        f"Who objected to a poll, and in which words: {AFTER} after the declaration, or after the poll was void; the "
        "decision stays",
        forget_objections,
    ),
)
