"""Acts on the register of signatures: entered, corrected while they hold, ended with a reason; and exceptions."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.compact.models import Edition, Signature, SignatureException
from assembly.core.clean_text import clean
from assembly.core.events import record
from assembly.core.rules import RuleBroken
from assembly.membership.models import Consortium, Organisation
from assembly.partners.models import Officer, PublicBody

from . import champions, inheriting, rules
from .rules import Signatory

Way = Signature.Way


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of a signature, apart from who gave it and to which edition."""

    signed_on: dt.date
    name: str = ""  # as it was signed; empty: as the signatory is called
    decided_by: str = ""
    apart_from: Consortium | None = None
    inherited_from: Sequence[Signature] = ()
    predecessors: str = ""
    champion: User | None = None
    champion_officer: Officer | None = None

    @property
    def is_inherited(self) -> bool:
        return bool(self.inherited_from or self.predecessors.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Exempt:
    """Who did not sign an edition, with the group whose others did."""

    edition: Edition
    name: str
    organisation: Organisation | None = None
    group: Consortium | None = None
    note: str = ""


@transaction.atomic
def enter(
    edition: Edition,
    facts: Facts,
    *,
    body: PublicBody | None = None,
    organisation: Organisation | None = None,
    by: User | None,
    at: dt.datetime | None = None,
) -> Signature:
    """Enter a signature that was given on paper, or inherited. What a body that has ended signed, its heir inherits."""
    rules.is_one_signatory(body, organisation).enforce()
    signatory = held(body or organisation)
    at = at or timezone.now()
    way = Way.INHERITED if facts.is_inherited else Way.SIGNED
    signature = create(edition, signatory, way, facts, by=by, at=at)
    record("compact.signature_entered", signature, by=by, data={"edition": edition.number})
    champions.tell(signature, by=by)
    if signature.body:
        inheriting.pass_on(signature.body, on=timezone.localdate(at))
    return signature


def create(
    edition: Edition,
    signatory: Signatory,
    way: Way,
    facts: Facts,
    *,
    by: User | None,
    at: dt.datetime,
) -> Signature:
    """Write the row of a signatory that is `held`; the act around it records it."""
    on = timezone.localdate(at)
    rules.may_sign(
        signatory, edition, facts.signed_on, others=signatory.signatures.all(), on=on
    ).enforce()
    rules.may_inherit(
        signatory, edition, facts.signed_on, inherited_from=facts.inherited_from
    ).enforce()
    signature = Signature(
        edition=edition,
        body=signatory if isinstance(signatory, PublicBody) else None,
        organisation=signatory if isinstance(signatory, Organisation) else None,
        way=way,
        entered_by=by,
        entered_at=at,
    )
    _write(signature, facts)
    champions.may_be_named(signature, on=on).enforce()
    signature.save(force_insert=True)
    signature.inherited_from.set(facts.inherited_from)
    return signature


@transaction.atomic
def correct(signature: Signature, facts: Facts, *, by: User | None) -> Signature:
    """Put right what was entered, while it holds. Who signed and which edition stay: that is another signature."""
    signatory = held(signature.signatory)
    signature = Signature.objects.select_for_update(of=("self",)).get(pk=signature.pk)
    rules.may_be_corrected(signature).enforce()
    before, champion = _facts_of(signature), champions.key_of(signature)
    on = timezone.localdate()
    others = signatory.signatures.exclude(pk=signature.pk)
    rules.may_sign(signatory, signature.edition, facts.signed_on, others=others, on=on).enforce()
    rules.may_inherit(
        signatory, signature.edition, facts.signed_on, inherited_from=facts.inherited_from
    ).enforce()
    _write(signature, facts)
    if signature.way != Way.PLEDGED:
        signature.way = Way.INHERITED if facts.is_inherited else Way.SIGNED
    after = _facts_of(signature) | {
        "inherited_from": sorted(one.pk for one in facts.inherited_from)
    }
    changed = [name for name in after if after[name] != before[name]]
    if not changed:
        return signature
    if champions.key_of(signature) != champion:
        champions.may_be_named(signature, on=on).enforce()
    signature.save()
    signature.inherited_from.set(facts.inherited_from)
    record("compact.signature_corrected", signature, by=by, data=dict.fromkeys(changed, True))
    if champions.key_of(signature) != champion:
        champions.tell(signature, by=by)
    return signature


@transaction.atomic
def end(signature: Signature, ended_on: dt.date, because: str, *, by: User | None) -> Signature:
    """Write on it from which day it no longer holds, and why. It stays listed."""
    signature = Signature.objects.select_for_update(of=("self",)).get(pk=signature.pk)
    rules.may_be_ended(signature, ended_on, because, on=timezone.localdate()).enforce()
    write_end(signature, ended_on, because)
    record("compact.signature_ended", signature, by=by, data={"on": ended_on})
    return signature


def write_end(signature: Signature, ended_on: dt.date, because: str) -> None:
    longest = Signature._meta.get_field("ended_because").max_length or 0
    signature.ended_on, signature.ended_because = ended_on, clean(because).strip()[:longest]
    signature.save(update_fields=["ended_on", "ended_because"])


@transaction.atomic
def except_from(
    listed: Exempt, *, exception: SignatureException | None = None, by: User | None
) -> SignatureException:
    """List who did not sign with the others of their group, or correct what is listed."""
    rules.is_an_exception(listed.edition, listed.name).enforce()
    Edition.objects.select_for_update().get(pk=listed.edition.pk)  # two who enter the same one
    what = "exception_corrected" if exception else "exception_entered"
    exception = _held_exception(exception) if exception else SignatureException()
    facts: dict[str, Any] = {
        "edition": listed.edition,
        "name": clean(listed.name).strip(),
        "organisation": listed.organisation,
        "group": listed.group,
        "note": clean(listed.note).strip(),
    }
    if exception.pk and all(getattr(exception, name) == facts[name] for name in facts):
        return exception
    for name, value in facts.items():
        setattr(exception, name, value)
    same = SignatureException.objects.filter(edition=exception.edition, name=exception.name)
    if same.exclude(pk=exception.pk).exists():
        raise RuleBroken(f"{exception.name} is listed as an exception to this edition already.")
    exception.save()
    record(f"compact.{what}", exception, by=by, data={"edition": listed.edition.number})
    return exception


def _held_exception(exception: SignatureException) -> SignatureException:
    found = SignatureException.objects.select_for_update(of=("self",)).filter(pk=exception.pk)
    if held := found.first():
        return held
    raise RuleBroken(
        "Another person has removed this exception. Enter it again if it still applies."
    )


@transaction.atomic
def remove_exception(exception: SignatureException, *, by: User | None) -> None:
    """Take away one that was entered by mistake; pressed twice it is gone once."""
    found = SignatureException.objects.select_for_update(of=("self",)).filter(pk=exception.pk)
    if exception := found.first():  # type: ignore[assignment]  # none where somebody was faster
        record("compact.exception_removed", exception, by=by)
        exception.delete()


def held(signatory: Signatory | None) -> Any:
    """The body or organisation, locked, so that of two who sign for it at once one is told."""
    assert signatory is not None  # noqa: S101 - `is_one_signatory` refuses it
    model = type(signatory)
    return model._default_manager.select_for_update().get(pk=signatory.pk)


def _write(signature: Signature, facts: Facts) -> None:
    signature.signed_on = facts.signed_on
    signature.name = clean(facts.name).strip() or str(signature.signatory)
    signature.decided_by = clean(facts.decided_by).strip()
    signature.apart_from = facts.apart_from
    signature.predecessors = clean(facts.predecessors).strip()
    signature.champion = facts.champion
    signature.champion_officer = facts.champion_officer


def _facts_of(signature: Signature) -> dict[str, Any]:
    found = {one.name: getattr(signature, one.name) for one in fields(Facts)}
    heirs = signature.inherited_from.values_list("pk", flat=True)
    return found | {"inherited_from": sorted(heirs)}
