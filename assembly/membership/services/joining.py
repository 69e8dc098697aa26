"""An organisation applies for membership."""

import datetime as dt
import itertools
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from assembly.accounts import consents
from assembly.accounts.models import User
from assembly.core.events import record
from assembly.membership import rules, selectors
from assembly.membership.models import (
    Delegate,
    District,
    EligibilityFinding,
    Limb,
    Organisation,
    Theme,
)
from assembly.notifications.services import notify

# Addresses below /members/ that are not an organisation.
RESERVED = {"register"}


@transaction.atomic
def register_organisation(
    organisation: Organisation,
    *,
    declarations: Mapping[Limb, bool],
    districts: Iterable[District],
    themes: Iterable[Theme],
    by: User,
    on: dt.date | None = None,
) -> Organisation:
    """Enter a new organisation as an applicant, with what it declared. The person who does it becomes its lead."""
    on = on or timezone.localdate()
    organisation.slug = free_slug(organisation.name)
    organisation.status = Organisation.Status.APPLIED
    organisation.applied_on = on
    organisation.save(force_insert=True)
    organisation.districts.set(districts)
    organisation.themes.set(themes)
    EligibilityFinding.objects.bulk_create(
        EligibilityFinding(
            organisation=organisation, limb=limb, declared=declarations.get(limb, False)
        )
        for limb in rules.limbs_for(social_enterprise=organisation.social_enterprise)
    )
    Delegate.objects.create(
        organisation=organisation, user=by, role=Delegate.Role.LEAD, started_on=on
    )
    consents.give(by, "acting")
    record("membership.applied", organisation, by=by, acting_for=organisation, data={"on": on})
    notify(
        selectors.eligibility_checkers(),
        "membership/applied",
        about=organisation,
        context={"organisation": organisation},
        url=reverse("membership_staff:application_check", args=[organisation.pk]),
    )
    return organisation


def free_slug(name: str) -> str:
    """The name as an address; with a number behind it when that address is taken."""
    wanted = slugify(name)[:200].strip("-") or "organisation"
    taken = {*RESERVED, *_slugs_like(wanted)}
    numbered = (f"{wanted}-{number}" for number in itertools.count(2))
    return next(slug for slug in itertools.chain([wanted], numbered) if slug not in taken)


def _slugs_like(wanted: str) -> Iterable[str]:
    return Organisation.objects.filter(slug__startswith=wanted).values_list("slug", flat=True)
