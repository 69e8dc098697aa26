"""An organisation's lead or an officer of a public body pledges here, names a champion, and withdraws it."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.compact.models import Edition, Signature
from assembly.core.events import record
from assembly.core.rules import ALLOWED, RuleBroken, Ruling, refused
from assembly.membership import rules as membership
from assembly.membership.selectors import current_delegates
from assembly.partners.models import Officer, PublicBody

from . import champions, rules, services
from .rules import Signatory
from .services import Facts

Champion = User | Officer | None
NOTHING_ADOPTED = (
    "No edition of the Compact has been adopted here yet, so you cannot pledge yet. We will announce it in the "
    "news."
)


def may_speak_for(user: User, signatory: Signatory, on: dt.date) -> Ruling:
    """A lead for an organisation, an officer for the public body for which they hold the office."""
    if isinstance(signatory, PublicBody):
        if Officer.objects.acting(on).filter(user=user, body=signatory).exists():
            return ALLOWED
        return refused(f"You do not act for {signatory}. Its officers can sign for it.")
    return membership.people.must_be_lead(user, signatory, current_delegates(signatory))


def may_pledge(user: User, signatory: Signatory, edition: Edition | None, on: dt.date) -> Ruling:
    """Whether the button is shown, and whether it does anything."""
    if edition is None:
        return refused(NOTHING_ADOPTED)
    return (
        may_speak_for(user, signatory, on)
        and rules.was_there(signatory, on, on=on)
        and rules.is_signed_once(signatory, edition, on, others=signatory.signatures.all())
    )


def to_pledge_to(on: dt.date) -> Edition | None:
    """The newest edition that was adopted and whose day has come."""
    return Edition.objects.adopted().in_force(on).first()


@transaction.atomic
def pledge(
    signatory: Signatory,
    *,
    champion: Champion,
    decided_by: str = "",
    by: User,
    at: dt.datetime | None = None,
) -> Signature:
    """Sign the edition in force on this site. Pressed twice it is signed once."""
    signatory = services.held(signatory)
    at = at or timezone.now()
    on = timezone.localdate(at)
    edition = to_pledge_to(on)
    if edition is None:
        raise RuleBroken(NOTHING_ADOPTED)
    mine = signatory.signatures.filter(edition=edition, ended_on=None, entered_by=by)
    if found := mine.filter(way=Signature.Way.PLEDGED, signed_on=on).first():
        return found
    may_pledge(by, signatory, edition, on).enforce()
    if isinstance(signatory, PublicBody) and not decided_by.strip():
        raise RuleBroken("Say who decided to sign, such as: Cabinet, 14 June 2005.")
    if champion is None:
        raise RuleBroken("Choose a champion: the person who makes sure that the Compact is kept.")
    user, officer = _named(champion)
    facts = Facts(signed_on=on, decided_by=decided_by, champion=user, champion_officer=officer)
    signature = services.create(edition, signatory, Signature.Way.PLEDGED, facts, by=by, at=at)
    record(
        "compact.pledged",
        signature,
        by=by,
        acting_for=signature.organisation,
        data={"edition": edition.number},
    )
    champions.tell(signature, by=by)
    return signature


@transaction.atomic
def withdraw(signature: Signature, because: str, *, by: User) -> Signature:
    """End it from today, with a reason that everybody reads. It stays listed."""
    signature = _held(signature, by)
    on = timezone.localdate()
    rules.may_be_ended(signature, on, because, on=on).enforce()
    services.write_end(signature, on, because)
    record("compact.pledge_withdrawn", signature, by=by, acting_for=signature.organisation)
    return signature


@transaction.atomic
def name_champion(signature: Signature, champion: Champion, *, by: User) -> Signature:
    """Name another one, who is told."""
    signature = _held(signature, by)
    rules.may_be_corrected(signature).enforce()
    before = champions.key_of(signature)
    signature.champion, signature.champion_officer = _named(champion)
    if champions.key_of(signature) == before:
        return signature
    champions.may_be_named(signature, on=timezone.localdate()).enforce()
    signature.save(update_fields=["champion", "champion_officer"])
    record("compact.champion_named", signature, by=by, acting_for=signature.organisation)
    champions.tell(signature, by=by)
    return signature


def _named(champion: Champion) -> tuple[User | None, Officer | None]:
    if isinstance(champion, Officer):
        return None, champion
    return champion, None


def _held(signature: Signature, by: User) -> Signature:
    signature = Signature.objects.select_for_update(of=("self",)).get(pk=signature.pk)
    may_speak_for(by, signature.signatory, timezone.localdate()).enforce()
    return signature
