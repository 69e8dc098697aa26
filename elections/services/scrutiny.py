"""Scrutineers put their statement under a count; the returning officer records why one is missing."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.events import record
from elections import rules
from elections.count_sheet import CountSheet
from elections.models import Contest, Count, CountSignature, Scrutineer

from .locks import lock_contest


@transaction.atomic
def sign_count(
    contest: Contest,
    statement: str,
    words: str = "",
    *,
    by: User,
    at: dt.datetime | None = None,
) -> CountSignature:
    """Make a scrutineer's statement on the count that stands now: signed, signed with a remark, or why not."""
    contest = lock_contest(contest.pk)
    scrutineers = list(contest.election.scrutineers.all())
    rules.scrutiny.may_scrutinise(scrutineers, by).enforce()
    scrutineer = next(one for one in scrutineers if one.user_id == by.pk)
    if statement not in CountSignature.OWN:
        raise ValueError(f"{statement} is no statement of a scrutineer.")
    made = _state(contest, scrutineer, statement, words, at or timezone.now())
    record(
        "elections.count_signed",
        contest,
        by=by,
        data={
            "statement": statement,
            "rankings": made.rankings_commitment,
            "count": made.commitment,
            **({"published": made.published_sha256} if made.published_sha256 else {}),
        },
    )
    return made


@transaction.atomic
def record_missing(
    contest: Contest,
    scrutineer: Scrutineer,
    because: str,
    *,
    by: User,
    at: dt.datetime | None = None,
) -> CountSignature:
    """Record why a scrutineer's signature is missing. One who said why not keeps their words beside it."""
    contest = lock_contest(contest.pk)
    rules.preparing.may_run(contest.election, by).enforce()
    made = _state(
        contest, scrutineer, CountSignature.Statement.MISSING, because, at or timezone.now()
    )
    record("elections.signature_missing", contest, by=by, data={"scrutineer": scrutineer.pk})
    return made


def _state(
    contest: Contest, scrutineer: Scrutineer, statement: str, words: str, now: dt.datetime
) -> CountSignature:
    words = words.strip()
    count = Count.objects.filter(contest=contest).first()
    stated = contest.signatures.standing().filter(scrutineer=scrutineer)
    if statement == CountSignature.Statement.MISSING:
        stated = stated.exclude(statement=CountSignature.Statement.REFUSES)
    else:  # a scrutineer may sign later what the returning officer recorded as missing
        stated = stated.exclude(statement=CountSignature.Statement.MISSING)
    rules.scrutiny.may_sign(contest.election, contest, count, stated=stated.exists()).enforce()
    rules.scrutiny.statement_has_words(statement, words).enforce()
    made = CountSignature(
        contest=contest,
        scrutineer=scrutineer,
        statement=statement,
        words=words,
        signed_at=now,
        rankings_commitment=contest.count_result.rankings_commitment,
        commitment=contest.count_result.commitment,
        # It was compared with the full rankings.
        published_sha256=CountSheet(contest, contest.count_result).ballot_file_sha256,
        counted_at=contest.count_result.counted_at,
    )
    made.full_clean()
    made.save()
    return made
