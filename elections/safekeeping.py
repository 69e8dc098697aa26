"""What the operator is told of polls before the site is closed, and beside a backup or a restore."""

import datetime as dt
from collections.abc import Iterator

from django.utils import timezone

from assembly.core.templatetags.assembly import moment

from .models import Election
from .rules.moments import closing


def open_polls(at: dt.datetime) -> Iterator[str]:
    """What a closed site keeps people from: voting, and until when they can."""
    for election in Election.objects.polling(at):
        yield f"Voting in “{election.title}” closes at {closing(election.poll_closes_at)}."


def polls_in_a_backup(at: dt.datetime) -> Iterator[str]:
    """What the keeper of a backup must know: the polls whose sealed ballots it holds beside the marks."""
    unopened = Election.objects.filter(poll_opens_at__lte=at, box_rewritten_at=None)
    for election in unopened.exclude(roll_frozen_at=None):
        yield (
            f"This backup holds sealed ballots of “{election.title}” that can still be paired with who cast them. "
            "Keep it in a place of its own, away from the key, and destroy it when the ballots are destroyed."
        )
    for election in Election.objects.with_traces():
        yield (
            f"This backup may hold deleted ballots of “{election.title}”, because their traces in the database files "
            "are not wiped yet. Run “manage.py wipe_traces”, make another backup, and destroy this one."
        )


def polls_since_a_backup(made_at: dt.datetime) -> Iterator[str]:
    """What a restore means for polls that were open after the backup was made: votes with receipts are gone."""
    for election in Election.objects.filter(
        poll_opens_at__lte=timezone.now(), poll_closes_at__gt=made_at
    ).exclude(roll_frozen_at=None):
        yield (
            f"Votes in “{election.title}” cast after {moment(timezone.localtime(made_at))} are gone, with their "
            "marks on the roll, though their voters hold receipts. They can vote again while the poll is open. "
            "Tell the returning officer now: docs/operations.md, “A restore during a poll”."
        )


def receipts_unsigned_since_a_backup(made_at: dt.datetime) -> Iterator[str]:
    """After a restore no receipt is signed: the key that signs is in no backup, also where voting opens later."""
    coming = Election.objects.filter(
        poll_closes_at__gt=timezone.now(), voided_at=None, receipt_key=None
    )
    for election in coming.exclude(receipt_public_key=""):
        yield (
            f"The key that signs the receipts of “{election.title}” is in no backup, so anybody who votes from now on "
            "gets a receipt without a signature. The signatures given before can still be checked. Tell the returning "
            "officer."
        )
