"""Organisations as open data: what the public register shows of them, and no more."""

import datetime as dt
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from ninja import Router, Schema

from assembly.core.open_data import REFUSALS, After, Limit, Listing, Slug, listing, whole_address

from .models import Organisation

router = Router(tags=["Organisations"])


class OrganisationOut(Schema):
    slug: str
    name: str
    status: str
    org_id: str
    legal_form: str
    social_enterprise: bool
    infrastructure: bool
    income_band: str
    description: str
    website: str
    districts: list[str]
    themes: list[str]
    member_since: dt.date | None
    page: str


def shown(organisation: Organisation) -> OrganisationOut:
    return OrganisationOut(
        slug=organisation.slug,
        name=organisation.name,
        status=organisation.status,
        org_id=organisation.org_id,
        legal_form=organisation.legal_form,
        social_enterprise=organisation.social_enterprise,
        infrastructure=organisation.infrastructure,
        income_band=organisation.income_band,
        description=organisation.description,
        website=organisation.website,
        districts=[district.slug for district in organisation.districts.all()],
        themes=[theme.slug for theme in organisation.themes.all()],
        member_since=organisation.admitted_on if organisation.is_member else None,
        page=whole_address(organisation.get_absolute_url()),
    )


@router.get("/organisations", response={200: Listing[OrganisationOut], **REFUSALS})
def organisations(request: HttpRequest, after: After = 0, limit: Limit = 50) -> dict[str, Any]:
    """The public register: every organisation that has a page on the site."""
    known = Organisation.objects.public().prefetch_related("districts", "themes")
    return listing(request, known, shown, after=after, limit=limit)


@router.get("/organisations/{slug}", response={200: OrganisationOut, **REFUSALS})
def organisation(request: HttpRequest, slug: Slug) -> OrganisationOut:
    """One organisation of the public register."""
    return shown(get_object_or_404(Organisation.objects.public(), slug=slug))
