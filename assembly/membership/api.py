"""Organisations as open data: what the public register shows of them, and no more."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from ninja import Router, Schema

from assembly.core.open_data import REFUSALS, After, Limit, Listing, Slug, listing, whole_address

from .classification import codes_of
from .models import District, Organisation
from .profiles import numbers_of, roles_of

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
    numbers: list[str]
    wards: list[str]
    roles: list[str]
    fields: list[str]
    icnptso: list[str]
    tags: list[str]
    income_year_ends_on: dt.date | None
    income_amount: Decimal | None
    staff: int | None
    volunteers: int | None
    volunteer_hours: int | None
    people_counted_on: dt.date | None
    quality_marks: list[str]
    offers: list[str]
    page: str


def to_schema(organisation: Organisation) -> OrganisationOut:
    """What everybody may read of it. It comes with `Organisation.SHOWN` and its profile, or asks for them."""
    profile = getattr(organisation, "profile", None)
    years = list(organisation.income_years.all())
    fields = list(organisation.fields.all())
    codes = dict.fromkeys(code for field in fields for code in codes_of(field.field))
    return OrganisationOut(
        numbers=numbers_of(organisation),
        wards=[ward.name for ward in profile.wards.all()] if profile else [],
        roles=[role.value for role in roles_of(profile)] if profile else [],
        fields=[field.field for field in fields],
        icnptso=list(codes),
        tags=[tag.name for tag in profile.tags.all()] if profile else [],
        income_year_ends_on=years[0].ends_on if years else None,
        income_amount=years[0].amount if years else None,
        staff=profile.staff if profile else None,
        volunteers=profile.volunteers if profile else None,
        volunteer_hours=profile.volunteer_hours if profile else None,
        people_counted_on=profile.people_counted_on if profile else None,
        quality_marks=[str(mark) for mark in organisation.quality_marks.all()],
        offers=[offer.need for offer in organisation.offers.all()],
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


class DistrictOut(Schema):
    """An area; one that ended has its last day, and the district that followed it."""

    slug: str
    name: str
    code: str
    in_county: bool
    starts_on: dt.date | None
    ends_on: dt.date | None
    successor: str | None


def _district(district: District) -> DistrictOut:
    return DistrictOut(
        slug=district.slug,
        name=district.name,
        code=district.code,
        in_county=district.in_county,
        starts_on=district.starts_on,
        ends_on=district.ends_on,
        successor=district.successor.slug if district.successor else None,
    )


@router.get("/districts", response={200: Listing[DistrictOut], **REFUSALS})
def districts(request: HttpRequest, after: After = 0, limit: Limit = 50) -> dict[str, Any]:
    """Every district in which organisations work, those that ended too."""
    known = District.objects.select_related("successor")
    return listing(request, known, _district, after=after, limit=limit)


@router.get("/organisations", response={200: Listing[OrganisationOut], **REFUSALS})
def organisations(request: HttpRequest, after: After = 0, limit: Limit = 50) -> dict[str, Any]:
    """The public register: every organisation that has a page on the site."""
    known = Organisation.objects.public().prefetch_related(*Organisation.SHOWN)
    known = known.select_related("profile")
    return listing(request, known, to_schema, after=after, limit=limit)


@router.get("/organisations/{slug}", response={200: OrganisationOut, **REFUSALS})
def organisation(request: HttpRequest, slug: Slug) -> OrganisationOut:
    """One organisation of the public register; the address of a merged record gives the one that is kept."""
    found = Organisation.objects.public().filter(slug=slug).first()
    return to_schema(found or get_object_or_404(Organisation.objects.public(), merged__slug=slug))
