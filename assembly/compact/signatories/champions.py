"""Who sees to it that a signatory keeps the Compact: among those who act for it, named in public, and told so."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from assembly.accounts.models import User
from assembly.compact.models import Signature
from assembly.core.events import record
from assembly.core.rules import ALLOWED, RuleBroken, Ruling, refused
from assembly.membership.models import Delegate
from assembly.notifications.services import notify


def key_of(signature: Signature) -> tuple[int | None, int | None]:
    return signature.champion_id, signature.champion_officer_id


def person_of(signature: Signature) -> User | None:
    """The account of the champion; a contact of a public body need not have one."""
    officer = signature.champion_officer
    return signature.champion or (officer.user if officer else None)


def named(user: User) -> QuerySet[Signature]:
    """The signatures whose champion this person is."""
    return Signature.objects.filter(Q(champion=user) | Q(champion_officer__user=user))


def may_be_named(signature: Signature, *, on: dt.date) -> Ruling:
    """Those who act for the signatory, and nobody else."""
    officer, user = signature.champion_officer, signature.champion
    if officer and (signature.body_id != officer.body_id or not _is_in_post(signature, on)):
        return refused(
            f"{officer.name} is not a contact of {signature.signatory}. Choose one of its contacts."
        )
    if user and not _acts(user, signature):
        return refused(
            f"{user} does not act for {signature.signatory}. Choose one of the people who do."
        )
    return ALLOWED


def _is_in_post(signature: Signature, on: dt.date) -> bool:
    officer = signature.champion_officer
    return officer is not None and (officer.ends_on is None or officer.ends_on > on)


def _acts(user: User, signature: Signature) -> bool:
    current = Delegate.objects.current().filter(organisation=signature.organisation_id)
    return current.filter(user=user).exists()


def shown(signatures: Iterable[Signature], on: dt.date) -> dict[int, str]:
    """The names that are shown, by signature: of those who still act for the signatory. One query."""
    signatures = list(signatures)
    acting = set(
        Delegate.objects.current()
        .filter(
            organisation__in=[one.organisation_id for one in signatures if one.organisation_id],
            user__in=[one.champion_id for one in signatures if one.champion_id],
        )
        .values_list("organisation", "user")
    )
    names = {}
    for one in signatures:
        if one.champion_officer and _is_in_post(one, on):
            names[one.pk] = str(one.champion_officer)
        elif one.champion and (one.organisation_id, one.champion_id) in acting:
            names[one.pk] = str(one.champion)
    return names


def tell(signature: Signature, *, by: User | None) -> None:
    """They are named in public, so they learn of it at once."""
    person = person_of(signature)
    if person is None:
        return
    notify(
        [person],
        "compact/champion_named",
        about=signature,
        context={"signature": signature, "signatory": signature.signatory, "by": by},
        url=reverse("compact:pledges"),
    )


@transaction.atomic
def step_down(signature: Signature, *, by: User) -> Signature:
    """The champion stops being one: one button, no reason asked. Pressed twice it is once."""
    signature = Signature.objects.select_for_update(of=("self",)).get(pk=signature.pk)
    person = person_of(signature)
    if person is None:
        return signature
    if person.pk != by.pk:
        raise RuleBroken(
            "Only the champion can do this. A lead or an officer can name another one."
        )
    signature.champion = signature.champion_officer = None
    signature.save(update_fields=["champion", "champion_officer"])
    record("compact.champion_stopped", signature, by=by)
    return signature


def forget(on: dt.date) -> int:
    """Part from a signature the champions who no longer act for its signatory (`retention`)."""
    today = timezone.localdate()
    acting = Delegate.objects.current().values("user", "organisation")
    pairs = {(one["user"], one["organisation"]) for one in acting}
    gone = [
        one.pk
        for one in Signature.objects.filter(champion__isnull=False).only("champion", "organisation")
        if (one.champion_id, one.organisation_id) not in pairs
    ]
    officers = Signature.objects.filter(champion_officer__ends_on__lte=min(on, today))
    number = Signature.objects.filter(pk__in=gone).update(champion=None)
    return number + officers.update(champion_officer=None)
