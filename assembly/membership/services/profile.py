"""A lead changes what the organisation says of itself, one short section at a time.

The record keeps which section was changed, by whom and for whom, and nothing of what was written.
"""

import datetime as dt
from collections.abc import Collection, Iterable

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.events import record
from assembly.core.rules import RuleBroken
from assembly.membership import income
from assembly.membership.classification import SectorRole
from assembly.membership.models import (
    ActivityTag,
    Delegate,
    District,
    FieldOfActivity,
    IncomeShare,
    IncomeYear,
    Offer,
    OfficialNumber,
    Organisation,
    Profile,
    QualityMark,
    Theme,
    Ward,
)
from assembly.membership.rules.profile import may_edit_profile

TAKEN = "An organisation with the number {} is on the register already. Ask the Support Unit to look into it."
OWN = "This number is on the profile already."


@transaction.atomic
def describe(
    organisation: Organisation, *, legal_form: str, description: str, website: str, by: User
) -> None:
    """Say what the organisation is, in its own words."""
    organisation = _begin(organisation, by)
    organisation.legal_form = legal_form
    organisation.description = description
    organisation.website = website
    organisation.save(update_fields=["legal_form", "description", "website"])
    _changed(organisation, "about", by)


@transaction.atomic
def set_places(
    organisation: Organisation,
    *,
    districts: Iterable[District],
    wards: Iterable[Ward],
    postcode: str,
    by: User,
) -> None:
    """Say where it works. A ward of a district brings that district with it, so that no search misses it."""
    organisation = _begin(organisation, by)
    wards = list(wards)
    organisation.postcode = postcode
    organisation.save(update_fields=["postcode"])
    organisation.districts.set({*districts, *(ward.district for ward in wards)})
    _profile(organisation).wards.set(wards)
    _changed(organisation, "places", by)


@transaction.atomic
def set_work(
    organisation: Organisation,
    *,
    themes: Iterable[Theme],
    roles: Collection[str],
    fields: Iterable[str],
    by: User,
) -> None:
    """Say what it works on: themes, the three roles of the sector, fields of activity."""
    organisation = _begin(organisation, by)
    organisation.themes.set(themes)
    profile = _profile(organisation)
    profile.builds_social_capital = SectorRole.SOCIAL_CAPITAL in roles
    profile.provides_services = SectorRole.SERVICES in roles
    profile.gives_voice = SectorRole.VOICE in roles
    profile.save(update_fields=["builds_social_capital", "provides_services", "gives_voice"])
    organisation.fields.all().delete()
    FieldOfActivity.objects.bulk_create(
        FieldOfActivity(organisation=organisation, field=field) for field in dict.fromkeys(fields)
    )
    _changed(organisation, "work", by)


@transaction.atomic
def set_tags(organisation: Organisation, *, tags: Iterable[ActivityTag], by: User) -> None:
    """Keep the narrow words for what it does that somebody of the organisation has confirmed."""
    organisation = _begin(organisation, by)
    _profile(organisation).tags.set(tags)
    _changed(organisation, "tags", by)


@transaction.atomic
def report_income(
    organisation: Organisation, *, report: income.Report, by: User, on: dt.date | None = None
) -> IncomeYear:
    """Report the income of one financial year; the same year reported again replaces it.

    The newest year's band is the one that the register shows and filters by.
    """
    organisation = _begin(organisation, by)
    income.may_be_shares(report.shares.values()).enforce()
    band = report.band if report.amount is None else income.band_of(report.amount)
    year, _ = IncomeYear.objects.update_or_create(
        organisation=organisation,
        ends_on=report.ends_on,
        defaults={
            "band": band,
            "amount": report.amount,
            "reported_on": on or timezone.localdate(),
        },
    )
    year.shares.all().delete()
    IncomeShare.objects.bulk_create(
        IncomeShare(year=year, source=source, share=share)
        for source, share in report.shares.items()
    )
    organisation.income_band = organisation.income_years.latest("ends_on").band
    organisation.save(update_fields=["income_band"])
    _changed(organisation, "income", by)
    return year


@transaction.atomic
def report_people(
    organisation: Organisation,
    *,
    staff: int | None,
    volunteers: int | None,
    volunteer_hours: int | None,
    counted_on: dt.date,
    by: User,
) -> None:
    """Say how many people work in it, paid and unpaid, and on which day that was so."""
    organisation = _begin(organisation, by)
    profile = _profile(organisation)
    profile.staff = staff
    profile.volunteers = volunteers
    profile.volunteer_hours = volunteer_hours
    profile.people_counted_on = counted_on
    profile.save(update_fields=["staff", "volunteers", "volunteer_hours", "people_counted_on"])
    _changed(organisation, "people", by)


@transaction.atomic
def add_number(organisation: Organisation, *, org_id: str, by: User) -> None:
    """Add an official number. The first one stands in the entry of the register, the others beside it."""
    organisation = _begin(organisation, by)
    holder = Organisation.objects.with_number(org_id).first()
    if holder:
        raise RuleBroken(OWN if holder == organisation else TAKEN.format(org_id))
    if organisation.org_id:
        OfficialNumber.objects.create(organisation=organisation, org_id=org_id)
    else:
        organisation.org_id = org_id
        organisation.save(update_fields=["org_id"])
    _changed(organisation, "numbers", by)


@transaction.atomic
def remove_number(organisation: Organisation, *, org_id: str, by: User) -> None:
    """Take a number off; when it was the one of the entry, the next one takes its place."""
    organisation = _begin(organisation, by)
    if organisation.org_id == org_id:
        following = organisation.numbers.first()
        organisation.org_id = following.org_id if following else ""
        if following:
            following.delete()
        organisation.save(update_fields=["org_id"])
    else:
        organisation.numbers.filter(org_id=org_id).delete()
    _changed(organisation, "numbers", by)


def save_mark(mark: QualityMark, *, by: User) -> None:
    """Add a quality mark, or change one."""
    _save(mark, "marks", by)


def save_offer(offer: Offer, *, by: User) -> None:
    """Add what the organisation offers to others for a need, or change it."""
    _save(offer, "offers", by)


def remove_mark(mark: QualityMark, *, by: User) -> None:
    _remove(mark, "marks", by)


def remove_offer(offer: Offer, *, by: User) -> None:
    _remove(offer, "offers", by)


@transaction.atomic
def _save(line: QualityMark | Offer, section: str, by: User) -> None:
    organisation = _begin(line.organisation, by)
    try:
        line.validate_constraints()
    except ValidationError as problem:
        raise RuleBroken(" ".join(problem.messages)) from None
    line.save()
    _changed(organisation, section, by)


@transaction.atomic
def _remove(line: QualityMark | Offer, section: str, by: User) -> None:
    organisation = _begin(line.organisation, by)
    line.delete()
    _changed(organisation, section, by)


def _begin(organisation: Organisation, by: User) -> Organisation:
    """Lock the organisation, and ask whether this person may change its profile."""
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    may_edit_profile(by, organisation, Delegate.objects.of(organisation)).enforce()
    return organisation


def _profile(organisation: Organisation) -> Profile:
    return Profile.objects.get_or_create(organisation=organisation)[0]


def _changed(organisation: models.Model, section: str, by: User) -> None:
    record(
        "membership.profile_changed",
        organisation,
        by=by,
        acting_for=organisation,
        data={"section": section},
    )
