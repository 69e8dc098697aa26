"""The key of an election: made, shown once, and typed back by its holder before notice of poll."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from assembly.accounts.models import User
from assembly.core.events import record
from assembly.core.rules import RuleBroken
from elections import rules, sealing
from elections.models import Election


@sensitive_variables()
@transaction.atomic
def make_key(election: Election, *, by: User, at: dt.datetime | None = None) -> str:
    """Make the key and return its share as text, which is kept nowhere. A key made earlier is replaced."""
    election = Election.objects.select_for_update().get(pk=election.pk)
    rules.may_run(election, by).enforce()
    rules.may_make_key(election).enforce()
    share = sealing.make_share()
    election.public_key = sealing.public_key_of(share.secret)
    election.save(update_fields=["public_key"])
    election.key_shares.all().delete()
    election.key_shares.create(
        number=share.number,
        holder=by,
        fingerprint=share.fingerprint,
        made_at=at or timezone.now(),
    )
    record("elections.key_made", election, by=by, data={"public_key": election.public_key})
    return share.text


@sensitive_variables("typed", "share")
@transaction.atomic
def prove_share(election: Election, typed: str, *, by: User, at: dt.datetime | None = None) -> None:
    """The holder types the share back, so that nobody votes in a box that cannot be opened."""
    election = Election.objects.select_for_update().get(pk=election.pk)
    rules.may_run(election, by).enforce()
    rules.may_prove_share(election, list(election.key_shares.all())).enforce()
    share = read_share(election, typed)
    proved = election.key_shares.filter(number=share.number, proved_at=None).update(
        proved_at=at or timezone.now()
    )
    if proved:
        record("elections.share_proved", election, by=by, data={"share": share.number})


@sensitive_variables("typed", "share")
def read_share(election: Election, typed: str) -> sealing.Share:
    """Return a typed share of this election; a typing error and a wrong share are each named."""
    try:
        share = sealing.Share.from_text(typed)
    except sealing.ShareError as error:
        raise RuleBroken(str(error)) from None
    rules.is_share_of(
        share.number, share.fingerprint, list(election.key_shares.all()), election
    ).enforce()
    return share
