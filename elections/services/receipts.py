"""Signing receipts: the key is made at notice of poll, signs after each vote cast online, and goes with the ballots."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError
from django.views.decorators.debug import sensitive_variables

from assembly.accounts.models import User
from assembly.membership.models import Organisation
from elections import receipts
from elections.models import Contest, Election, ReceiptKey

from .voting import cast_ballot


@dataclass(frozen=True, slots=True)
class Given:
    """What a voter is given: the receipt, and its signature where the site could sign."""

    code: str
    signed: receipts.SignedReceipt | None

    def __repr__(self) -> str:
        return "Given(…)"  # a receipt must not reach a log through its repr


@sensitive_variables("private", "public")
def make_receipt_key(election: Election) -> None:
    """Make the key that signs the receipts of this poll. Inside the transaction that gives notice of it."""
    private, public = receipts.make_key()
    sealed = receipts.seal_key(private, settings.RECEIPT_SECRET)
    ReceiptKey.objects.update_or_create(election=election, defaults={"sealed": sealed})
    election.receipt_public_key = public
    election.save(update_fields=["receipt_public_key"])


@sensitive_variables()
def cast_online(
    contest: Contest, organisation: Organisation, *, ranking: Sequence[int], by: User
) -> Given:
    """Cast a vote, and sign its receipt once the vote is in the box for good.

    After the commit, so that no signature is ever given for a ballot that the database did not keep. A crash in
    between leaves a mark without a receipt; a key that is not there leaves a receipt without a signature.
    """
    code = cast_ballot(contest, organisation, ranking=ranking, by=by)
    return Given(code, sign_receipt(contest, code))


@sensitive_variables()
def sign_receipt(contest: Contest, code: str) -> receipts.SignedReceipt | None:
    """The receipt signed; None where the key is not here or cannot be used: the vote is cast and must be told of.

    Without a line in the log, which would hold the time of the vote: the officer's page asks `signs_receipts`.
    """
    try:
        private = _private_key(contest.election)
        receipt = receipts.Receipt(contest.election_id, contest.pk, contest.poll_number, code)
    except (ReceiptKey.DoesNotExist, receipts.KeyIsClosed, DatabaseError):
        return None
    return receipts.sign(receipt, private)


def signs_receipts(election: Election) -> bool:
    """Whether the receipts of this election can be signed now: its key is here, and opens."""
    try:
        _private_key(election)
    except (ReceiptKey.DoesNotExist, receipts.KeyIsClosed):
        return False
    return True


def destroy_receipt_key(election: Election) -> None:
    """Nothing of this election is signed any more. What was signed can still be checked with the public half."""
    ReceiptKey.objects.filter(election=election).delete()


def _private_key(election: Election) -> bytes:
    sealed = ReceiptKey.objects.get(election=election).sealed
    return receipts.open_key(bytes(sealed), settings.RECEIPT_SECRET)
