"""A draft is adopted: one side records what the meeting decided, the other confirms it, and then it is published."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from assembly.accounts import offices
from assembly.accounts.models import User
from assembly.compact.models import Adoption, Edition, Present
from assembly.core.events import record
from assembly.core.roles import COMPACT_BOARD
from assembly.core.rules import Ruling

from . import adoption_rules, drafts, rules
from .seated import seated
from .services import held, publish


@dataclass(frozen=True, slots=True)
class Decision:
    """What the meeting decided, of which words, and who was there for which side, by the number of the account."""

    of_edit: int
    adopted_on: dt.date
    in_force_from: dt.date
    meeting: str
    present: Mapping[int, str]


@transaction.atomic
def record_adoption(
    edition: Edition, decision: Decision, *, by: User, at: dt.datetime | None = None
) -> Adoption:
    """Record it for one side. It is published once the other side confirms it, if nothing was changed meanwhile."""
    edition, at = held(edition), at or timezone.now()
    before = drafts.adoption_of(edition)
    adoption_rules.is_not_recorded(before, edition).enforce()
    adoption_rules.is_of_these_words(edition, decision.of_edit).enforce()
    members = set(offices.holders(COMPACT_BOARD).values_list("pk", flat=True))
    adoption_rules.may_record(
        decision.present, members=members, by=by, seated=seated(timezone.localdate(at))
    ).enforce()
    may_be_adopted(edition, decision.adopted_on, decision.in_force_from, at).enforce()
    if before:
        before.delete()
    adoption = Adoption.objects.create(
        edition=edition,
        of_edit=edition.edit,
        adopted_on=decision.adopted_on,
        in_force_from=decision.in_force_from,
        meeting=decision.meeting.strip(),
        recorded_by=by,
        recorded_at=at,
    )
    Present.objects.bulk_create(
        Present(adoption=adoption, user_id=key, side=side) for key, side in decision.present.items()
    )
    sides = list(decision.present.values())
    data = {
        "edition": edition.number,
        "edit": edition.edit,
        "sector": sides.count(Present.Side.SECTOR),
        "public_bodies": sides.count(Present.Side.PUBLIC_BODIES),
    }
    record("compact.adoption_recorded", edition, by=by, data=data)
    return adoption


@transaction.atomic
def confirm_adoption(
    edition: Edition, *, by: User, shown: int | None = None, at: dt.datetime | None = None
) -> Edition:
    """The other side says so too: the edition is published with its days.

    `shown` is the key of the record that the page showed: it may have been taken back and recorded again since.
    """
    found = Edition.objects.select_for_update().get(pk=edition.pk)
    adoption = drafts.adoption_of(found)
    at = at or timezone.now()
    adoption_rules.may_confirm(
        adoption,
        found,
        drafts.present_at(adoption),
        by=by,
        seated=seated(timezone.localdate(at)),
    ).enforce()
    adoption_rules.is_as_shown(adoption, shown).enforce()
    members = set(offices.holders(COMPACT_BOARD).values_list("pk", flat=True))
    adoption_rules.is_a_member(by, members).enforce()
    if adoption is None:
        return found
    may_be_adopted(found, adoption.adopted_on, adoption.in_force_from, at).enforce()
    adoption.confirmed_by, adoption.confirmed_at = by, at
    adoption.save(update_fields=["confirmed_by", "confirmed_at"])
    return publish(
        found, adopted_on=adoption.adopted_on, in_force_from=adoption.in_force_from, by=by, at=at
    )


@transaction.atomic
def take_back_adoption(edition: Edition, *, by: User) -> None:
    """What was recorded is deleted; the draft stays."""
    found = Edition.objects.select_for_update().get(pk=edition.pk)
    adoption = drafts.adoption_of(found)
    present = drafts.present_at(adoption)
    adoption_rules.may_take_back(adoption, found, present, by=by).enforce()
    if adoption:
        adoption.delete()
    record("compact.adoption_taken_back", found, by=by, data={"edition": found.number})


def may_be_adopted(
    edition: Edition, adopted_on: dt.date, in_force_from: dt.date, at: dt.datetime
) -> Ruling:
    """The days, the time for comments, and that the draft says something."""
    before = Edition.objects.adopted().order_by("-number").first()
    return (
        rules.may_be_edited(edition)
        and rules.may_come_into_force(
            before,
            adopted_on=adopted_on,
            in_force_from=in_force_from,
            on=timezone.localdate(at),
        )
        and adoption_rules.comments_are_over(edition, adopted_on=adopted_on)
        and drafts.is_ready(edition)
    )
