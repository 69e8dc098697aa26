"""What the profile of an organisation shows, section by section: on its public page, and to the lead who changes it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils import timezone

from assembly.core.figures import in_words
from assembly.core.templatetags.assembly import pounds, short_day

from . import identifiers, income
from .classification import SectorRole, codes_of
from .models import ConsortiumPlace, IncomeYear, Organisation, Profile, QualityMark

Rows = tuple[tuple[str, str], ...]
INCOME_IS_OLD_AFTER = dt.timedelta(days=2 * 365)


class Section(StrEnum):
    """The short forms of a profile; the values are part of addresses and codes of the record."""

    ABOUT = "about"
    NUMBERS = "numbers"
    PLACES = "places"
    WORK = "work"
    TAGS = "tags"
    INCOME = "income"
    PEOPLE = "people"
    MARKS = "marks"
    OFFERS = "offers"


TITLES = {
    Section.ABOUT: "What it is",
    Section.NUMBERS: "Official numbers",
    Section.PLACES: "Where it works",
    Section.WORK: "What it works on",
    Section.TAGS: "In narrower words",
    Section.INCOME: "Income",
    Section.PEOPLE: "Staff and volunteers",
    Section.MARKS: "Quality marks",
    Section.OFFERS: "What it offers to others",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One section with what stands in it."""

    section: Section
    rows: Rows

    @property
    def title(self) -> str:
        return TITLES[self.section]


def profile_of(organisation: Organisation) -> Profile:
    """Its profile; an empty one, not saved, as long as nobody has filled anything in."""
    found = Profile.objects.filter(organisation=organisation)
    return found.prefetch_related("wards", "tags").first() or Profile(organisation=organisation)


def roles_of(profile: Profile) -> list[SectorRole]:
    held = {
        SectorRole.SOCIAL_CAPITAL: profile.builds_social_capital,
        SectorRole.SERVICES: profile.provides_services,
        SectorRole.VOICE: profile.gives_voice,
    }
    return [role for role, holds in held.items() if holds]


def numbers_of(organisation: Organisation) -> list[str]:
    """Every official number, that of its entry first."""
    further = [number.org_id for number in organisation.numbers.all()]
    return [*filter(None, [organisation.org_id]), *further]


def sections(organisation: Organisation, *, on: dt.date | None = None) -> list[Shown]:
    """Everything the profile says, as everybody may read it. A fixed number of queries, however much that is."""
    on = on or timezone.localdate()
    profile = profile_of(organisation)
    saved = profile.organisation_id is not None and not profile._state.adding
    wards = [ward.name for ward in profile.wards.all()] if saved else []
    tags = [tag.name for tag in profile.tags.all()] if saved else []
    rows: dict[Section, Rows] = {
        Section.ABOUT: (
            ("Legal form", organisation.get_legal_form_display()),
            ("In its own words", organisation.description),
            ("Website", organisation.website),
        ),
        Section.NUMBERS: tuple(_numbers(organisation)),
        Section.PLACES: (
            ("Districts", organisation.district_names),
            ("Wards", ", ".join(wards)),
        ),
        Section.WORK: tuple(_work(organisation, profile)),
        Section.TAGS: (("Tags", ", ".join(tags)),),
        Section.INCOME: tuple(_income(organisation, on)),
        Section.PEOPLE: tuple(_people(profile)),
        Section.MARKS: tuple(_marks(organisation.quality_marks.all(), on)),
        Section.OFFERS: tuple(
            (offer.get_need_display(), f"{offer.description} {offer.get_cost_display()}.")
            for offer in organisation.offers.all()
        ),
    }
    return [
        Shown(section, tuple((label, value) for label, value in found if value))
        for section, found in rows.items()
    ]


def standing(organisation: Organisation) -> Rows:
    """What the Support Unit has entered of the organisation, and nobody else may change."""
    places = organisation.consortium_places.select_related("consortium", "district")
    rows = [
        ("Consortium", ", ".join(_place(place) for place in places)),
        (
            "Infrastructure",
            "It supports other voluntary and community organisations."
            if organisation.infrastructure
            else "",
        ),
        (
            "Social enterprise",
            "A business with a social purpose, which reinvests its surplus."
            if organisation.social_enterprise
            else "",
        ),
        ("Member since", short_day(organisation.admitted_on) if organisation.is_member else ""),
    ]
    return tuple((label, value) for label, value in rows if value)


def on_its_page(organisation: Organisation) -> list[Shown]:
    """What its public page shows below its own words: the sections in which something stands."""
    found = sections(organisation)
    return [shown for shown in found if shown.rows and shown.section is not Section.ABOUT]


def _place(place: ConsortiumPlace) -> str:
    part = f"for {place.district}" if place.district else place.get_part_display().lower()
    return f"{place.consortium} ({part})"


def _numbers(organisation: Organisation) -> Iterable[tuple[str, str]]:
    for number in numbers_of(organisation):
        yield identifiers.register_of(number) or "Official number", number


def _work(organisation: Organisation, profile: Profile) -> Iterable[tuple[str, str]]:
    fields = list(organisation.fields.all())
    codes = dict.fromkeys(code for field in fields for code in codes_of(field.field))
    yield "Themes", organisation.theme_names
    yield "Roles in the sector", ", ".join(role.label for role in roles_of(profile))
    yield "Fields of activity", ", ".join(field.get_field_display() for field in fields)
    yield "In the standard classification (ICNP/TSO)", ", ".join(codes)


def _income(organisation: Organisation, on: dt.date) -> Iterable[tuple[str, str]]:
    year: IncomeYear | None = organisation.income_years.prefetch_related("shares").first()
    if year is None:
        band = organisation.get_income_band_display() if organisation.income_band else ""
        yield "Yearly income", band
        return
    amount = f" ({pounds(year.amount)})" if year.amount is not None else ""
    age = in_words(INCOME_IS_OLD_AFTER, "years", spelt=True)
    old = f". These figures are more than {age} old." if is_old(year, on) else ""
    yield "Yearly income", f"{year.get_band_display()}{amount}"
    yield "In the year to", f"{short_day(year.ends_on)}{old}"
    for share in year.shares.all():
        if share.share != income.Share.NONE:
            yield income.Source(share.source).label, income.Share(share.share).label


def is_old(year: IncomeYear, on: dt.date) -> bool:
    return year.ends_on < on - INCOME_IS_OLD_AFTER


def _people(profile: Profile) -> Iterable[tuple[str, str]]:
    figures = (
        ("People employed", profile.staff),
        ("Volunteers", profile.volunteers),
        ("Hours of volunteers in a usual week", profile.volunteer_hours),
    )
    yield from ((label, f"{figure:,}") for label, figure in figures if figure is not None)
    yield "Counted on", short_day(profile.people_counted_on)


def _marks(marks: Iterable[QualityMark], on: dt.date) -> Iterable[tuple[str, str]]:
    for mark in marks:
        until = ""
        if mark.expires_on:
            word = "Expired on" if mark.expires_on < on else "Valid until"
            until = f" {word} {short_day(mark.expires_on)}."
        yield str(mark), f"Awarded on {short_day(mark.awarded_on)}.{until}"
