"""Enter a public body, with its departments and named contacts, and change it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from assembly.accounts.models import User
from assembly.core import in_use
from assembly.core.addressed import may_be_renamed
from assembly.core.events import change, record
from assembly.partners.models import Department, Officer, PublicBody

from . import consequences, rules

Part = Department | Officer


@dataclass(frozen=True, slots=True)
class Parts:
    """Departments or officers of a body: those to add, those changed with the names of the fields, those to remove."""

    added: Sequence[Part] = ()
    changed: Sequence[tuple[Part, Iterable[str]]] = ()
    removed: Sequence[Part] = ()


@transaction.atomic
def enter_body(body: PublicBody, *parts: Parts, by: User | None) -> PublicBody:
    """Enter a body; what other apps keep for each, such as its page and the rights of its officers, is made at once."""
    rules.may_have_address(body.slug).enforce()
    body.save(force_insert=True)
    record(change(PublicBody, "added"), body, by=by)
    _keep(body, parts, by=by)
    consequences.carry_out(body)
    return body


@transaction.atomic
def change_body(
    body: PublicBody, fields: Iterable[str], *parts: Parts, by: User | None
) -> PublicBody:
    """Store what was changed of a body; its address stays."""
    fields = list(fields)
    former = PublicBody.objects.select_for_update().get(pk=body.pk)
    if "name" in fields:
        may_be_renamed(former).enforce()
    rules.may_end(body, body.ended_on, body.successor).enforce()
    if fields:
        body.save(update_fields=fields)
        record(change(PublicBody, "changed"), body, by=by, data=dict.fromkeys(fields, True))
    _keep(body, parts, by=by)
    consequences.carry_out(body)
    return body


def _keep(body: PublicBody, kinds: Iterable[Parts], *, by: User | None) -> None:
    for parts in kinds:
        for one in parts.removed:
            in_use.delete(one, by=by)
        for one, fields in parts.changed:
            one.save()
            record(change(type(one), "changed"), one, by=by, data=dict.fromkeys(fields, True))
        for one in parts.added:
            one.body = body
            one.save()
            record(change(type(one), "added"), one, by=by)
