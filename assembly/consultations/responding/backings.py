"""Acts on the organisations behind a group's response: named by the convenor, told, and free to take the name off."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from assembly.accounts.models import User
from assembly.consultations.asking.said import said_in
from assembly.consultations.models import Backing, Consultation, ResponseVersion
from assembly.core.events import record
from assembly.membership.models import Delegate, Organisation
from assembly.notifications.services import notify

from . import rules

TOLD = "consultations/backing_named"


@transaction.atomic
def name_backings(
    version: ResponseVersion,
    agreed: Iterable[Organisation],
    *,
    by: User,
    is_new: bool,
    at: dt.datetime | None = None,
) -> None:
    """Those that agreed with this response, instead of those named before. What took its name off keeps it off.

    Each is told that is named for the first time, and all of them when the words are new.
    """
    at, response = at or timezone.now(), version.response
    wanted = {one.pk: one for one in agreed}
    before = {one.organisation_id: one for one in response.backings.all()}
    # The row of one that took its name off stays, or it would be on again when it is named the next time.
    gone = response.backings.filter(taken_off_at=None).exclude(organisation__in=wanted).delete()[0]
    new = [
        Backing(response=response, organisation=one, named_at=at)
        for pk, one in wanted.items()
        if pk not in before
    ]
    Backing.objects.bulk_create(new)
    if new or gone:
        record(
            "consultations.backings_named",
            response.consultation,
            by=by,
            data={"response": response.pk, "organisations": len(wanted)},
        )
    for backing in response.backings.filter(taken_off_at=None).select_related("organisation"):
        if is_new or backing.organisation_id not in before:
            _tell(backing, version, at)


@transaction.atomic
def take_name_off(backing: Backing, *, by: User, at: dt.datetime | None = None) -> None:
    _change(backing, by=by, at=at, is_taken_off=True)


@transaction.atomic
def put_name_back(backing: Backing, *, by: User, at: dt.datetime | None = None) -> None:
    _change(backing, by=by, at=at, is_taken_off=False)


def readable_by(user: User) -> QuerySet[Backing]:
    """Those of the organisations this person acts for."""
    acting = Delegate.objects.current().filter(user=user)
    return Backing.objects.filter(
        organisation__in=acting.values("organisation"),
        response__consultation__published_at__isnull=False,
    ).select_related(
        "organisation", "response__consultation__page", "response__consultation__body__page"
    )


def page_of(backing: Backing) -> str:
    consultation = backing.response.consultation
    slugs = [consultation.body.page.slug, consultation.page.slug]
    return reverse("consultations:backing", args=[*slugs, backing.pk])


def _change(backing: Backing, *, by: User, at: dt.datetime | None, is_taken_off: bool) -> None:
    """The clock is read under the lock of the consultation, as for a response; done twice it is done once."""
    consultation = Consultation.objects.select_for_update().get(responses__backings=backing.pk)
    locked = Backing.objects.select_for_update().get(pk=backing.pk)
    at = at or timezone.now()
    acts_for = Delegate.objects.of(locked.organisation).filter(user=by).exists()
    rules.may_change_backing(consultation, locked.organisation, acts_for=acts_for, at=at).enforce()
    if (locked.taken_off_at is not None) == is_taken_off:
        return
    locked.taken_off_at, locked.taken_off_by = (at, by) if is_taken_off else (None, None)
    locked.save(update_fields=["taken_off_at", "taken_off_by"])
    record(
        "consultations.backing_taken_off" if is_taken_off else "consultations.backing_put_back",
        consultation,
        by=by,
        acting_for=locked.organisation,
        data={"response": locked.response_id},
    )


def _tell(backing: Backing, version: ResponseVersion, at: dt.datetime) -> None:
    consultation = version.response.consultation
    people = [one.user for one in Delegate.objects.of(backing.organisation).select_related("user")]
    notify(
        people,
        TOLD,
        about=consultation,
        context={
            "consultation": consultation,
            "group": version.response.group_name,
            "organisation": backing.organisation,
            "said": said_in(version),
        },
        url=page_of(backing),
        at=at,
    )
