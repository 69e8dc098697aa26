"""The key of an election: made for its scrutineers, shown to be held, reported lost, destroyed at the end."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from assembly.accounts.models import User
from assembly.core.events import record
from assembly.core.rules import RuleBroken
from assembly.notifications.services import notify
from elections import rules, shares
from elections.key_statement import KeyStatement
from elections.models import Election, KeyShare, Scrutineer

NEEDED = 2  # of the usual three


@dataclass(frozen=True, slots=True)
class HandedShare:
    """A share that is handed to its holder: the only moment at which it is text."""

    scrutineer: Scrutineer
    text: str

    def __repr__(self) -> str:
        return f"HandedShare({self.scrutineer!r}, …)"


@sensitive_variables()
@transaction.atomic
def make_key(
    election: Election, *, by: User, needed: int = NEEDED, at: dt.datetime | None = None
) -> list[HandedShare]:
    """Make the key here and return a share for each scrutineer, which is kept nowhere. It replaces an earlier one.

    Second best: for a moment the whole key is in the memory of the server. `register_key` is better.
    """
    election, scrutineers = _lock(election, by, needed)
    made = shares.make_key(needed=needed, holders=len(scrutineers))
    statement = KeyStatement(
        public_key=made.public_key,
        needed=needed,
        fingerprints={share.number: share.fingerprint for share in made.shares},
    )
    _store(election, scrutineers, statement, by, at, offline=False)
    return [
        HandedShare(scrutineer, share.text)
        for scrutineer, share in zip(scrutineers, made.shares, strict=True)
    ]


@transaction.atomic
def register_key(
    election: Election, statement: KeyStatement, *, by: User, at: dt.datetime | None = None
) -> Election:
    """Take what is public of a key that was made on a computer without network. Its shares never come here."""
    election, scrutineers = _lock(election, by, statement.needed)
    rules.key.statement_fits(statement.needed, list(statement.fingerprints), scrutineers).enforce()
    if election.public_key == statement.public_key:
        return election  # sent twice
    _store(election, scrutineers, statement, by, at, offline=True)
    return election


@sensitive_variables("typed", "proof")
@transaction.atomic
def prove_share(election: Election, typed: str, *, by: User, at: dt.datetime | None = None) -> None:
    """A scrutineer shows that they hold their share, so that nobody votes in a box that cannot be opened."""
    election = Election.objects.select_for_update().get(pk=election.pk)
    own = election.key_shares.filter(holder=by).first()
    rules.key.may_prove_share(election, own).enforce()
    proof = _read_proof(election, typed)
    rules.key.is_share_of(proof.number, proof.fingerprint, [own] if own else [], election).enforce()
    if election.key_shares.filter(holder=by, proved_at=None).update(proved_at=at or timezone.now()):
        record("elections.share_proved", election, by=by, data={"share": proof.number})


@transaction.atomic
def report_lost(election: Election, *, by: User, at: dt.datetime | None = None) -> KeyShare:
    """A scrutineer says that their share is lost, or no longer theirs alone. The returning officer is told."""
    election = Election.objects.select_for_update().get(pk=election.pk)
    share = get_object_or_404(election.key_shares, holder=by)
    rules.key.may_report_lost(share, election).enforce()
    share.lost_at = at or timezone.now()
    share.save(update_fields=["lost_at"])
    record("elections.share_lost", election, by=by, data={"share": share.number})
    notify(
        [election.returning_officer],
        "elections/share_lost",
        about=election,
        context={
            "election": election,
            "share": share,
            "left": election.key_shares.usable().count(),
        },
        url=election.get_absolute_url(),
    )
    return share


@transaction.atomic
def say_destroyed(election: Election, *, by: User, at: dt.datetime | None = None) -> KeyShare:
    """A scrutineer says that their share, and what they took of the box, are destroyed. It is minuted."""
    election = Election.objects.select_for_update().get(pk=election.pk)
    share = get_object_or_404(election.key_shares, holder=by)
    rules.key.may_say_destroyed(share, election).enforce()
    share.destroyed_at = at or timezone.now()
    share.save(update_fields=["destroyed_at"])
    record("elections.share_destroyed", election, by=by, data={"share": share.number})
    return share


@sensitive_variables("typed", "read")
def read_shares(election: Election, typed: Sequence[str]) -> list[shares.Share]:
    """Return the typed shares, as many as open the box; each that is mistyped, wrong or double is named."""
    known = list(election.key_shares.all())
    problems, read = [], []
    for place, text in enumerate(typed, 1):
        if not text.strip():
            continue
        try:
            share = shares.read_share(text)
            rules.key.is_share_of(share.number, share.fingerprint, known, election).enforce()
        except (shares.ShareError, RuleBroken) as error:
            problems.append(f"In field {place}: {error}")
        else:
            read.append(share)
    problems += [
        f"Share {number} was typed more than once: {election.shares_needed} different shares are needed."
        for number in shares.repeated(read)
    ]
    if not problems and len(read) < (election.shares_needed or 0):
        problems.append(
            f"{len(read)} of the {election.shares_needed} shares that open the box were typed."
        )
    if problems:
        raise RuleBroken(*problems)
    return read


@sensitive_variables("typed")
def _read_proof(election: Election, typed: str) -> shares.Proof:
    """A proof, or the share itself where the server made it."""
    try:
        if typed.strip()[:1].upper() == shares.PROOF_LETTER:
            return shares.read_proof(typed)
        rules.key.may_type_share(election).enforce()
        return shares.read_share(typed).proof
    except shares.ShareError as error:
        raise RuleBroken(str(error)) from None


def _lock(election: Election, by: User, needed: int) -> tuple[Election, list[Scrutineer]]:
    election = Election.objects.select_for_update().get(pk=election.pk)
    scrutineers = list(election.scrutineers.order_by("pk").select_related("user"))
    rules.preparing.may_run(election, by).enforce()
    rules.key.may_make_key(election, scrutineers, needed).enforce()
    return election, scrutineers


def _store(
    election: Election,
    scrutineers: Sequence[Scrutineer],
    statement: KeyStatement,
    by: User,
    at: dt.datetime | None,
    *,
    offline: bool,
) -> None:
    """Keep what is public of the key, and tell each scrutineer that their share waits to be shown."""
    election.public_key = statement.public_key
    election.shares_needed = statement.needed
    election.key_made_offline = offline
    election.save(update_fields=["public_key", "shares_needed", "key_made_offline"])
    election.key_shares.all().delete()
    KeyShare.objects.bulk_create(
        KeyShare(
            election=election,
            number=number,
            holder=scrutineer.user,
            fingerprint=statement.fingerprints[number],
            made_at=at or timezone.now(),
        )
        for number, scrutineer in enumerate(scrutineers, 1)
    )
    record(
        "elections.key_made",
        election,
        by=by,
        data={
            "public_key": statement.public_key,
            "needed": statement.needed,
            "shares": len(scrutineers),
            "offline": offline,
        },
    )
