"""A lead changes the profile of the organisation, section by section."""

import datetime as dt
from decimal import Decimal

from django.db import IntegrityError, transaction

import pytest

from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.membership import income, profiles
from assembly.membership.models import (
    Consortium,
    ConsortiumPlace,
    Delegate,
    Offer,
    Organisation,
    Profile,
    QualityMark,
)
from assembly.membership.rules.profile import may_edit_profile
from assembly.membership.services import profile as services
from tests.factories.membership import (
    DelegateFactory,
    DistrictFactory,
    OrganisationFactory,
    ThemeFactory,
)
from tests.factories.profiles import (
    ActivityTagFactory,
    IncomeYearFactory,
    OfferFactory,
    ProfileFactory,
    QualityMarkFactory,
    WardFactory,
)

pytestmark = pytest.mark.django_db

ON = dt.date(2008, 9, 15)


def section(organisation, name):
    organisation = Organisation.objects.get(pk=organisation.pk)
    return dict(
        next(
            shown.rows for shown in profiles.sections(organisation, on=ON) if shown.section == name
        )
    )


WHO = [
    # role      ended  status       allowed, or why not
    ("lead",    False, "member",    ""),
    ("lead",    False, "applied",   ""),
    ("lead",    False, "suspended", ""),
    ("lead",    False, "lapsed",    ""),
    ("lead",    False, "listed",    ""),
    ("lead",    False, "left",      "not on the register"),
    ("lead",    False, "refused",   "not on the register"),
    ("member",  False, "member",    "Only a lead"),
    ("lead",    True,  "member",    "You do not act for"),
    (None,      False, "member",    "You do not act for"),
]  # fmt: skip


@pytest.mark.parametrize(("role", "ended", "status", "reason"), WHO)
def test_who_may_change_a_profile(member, carys, role, ended, status, reason):
    member.status = status
    delegates = [Delegate(user=carys, role=role, ended_on=ON if ended else None)] if role else []
    ruling = may_edit_profile(carys, member, delegates)
    assert bool(ruling) is not bool(reason)
    assert reason in ruling.reason


ACTS = [
    lambda organisation, by: services.describe(
        organisation, legal_form="cio", description="New.", website="", by=by
    ),
    lambda organisation, by: services.set_places(
        organisation, districts=[], wards=[], postcode="", by=by
    ),
    lambda organisation, by: services.set_work(organisation, themes=[], roles=[], fields=[], by=by),
    lambda organisation, by: services.set_tags(organisation, tags=[], by=by),
    lambda organisation, by: services.report_income(
        organisation, report=income.Report(ON, "small"), by=by
    ),
    lambda organisation, by: services.report_people(
        organisation, staff=1, volunteers=None, volunteer_hours=None, counted_on=ON, by=by
    ),
    lambda organisation, by: services.add_number(organisation, org_id="GB-CHC-1090095", by=by),
    lambda organisation, by: services.remove_number(organisation, org_id="GB-CHC-1090095", by=by),
    lambda organisation, by: services.save_mark(
        QualityMarkFactory.build(organisation=organisation), by=by
    ),
    lambda organisation, by: services.save_offer(
        OfferFactory.build(organisation=organisation), by=by
    ),
    lambda organisation, by: services.remove_mark(
        QualityMarkFactory(organisation=organisation), by=by
    ),
    lambda organisation, by: services.remove_offer(OfferFactory(organisation=organisation), by=by),
]


@pytest.mark.parametrize("act", ACTS)
def test_a_delegate_who_is_no_lead_changes_nothing(act, member, carys):
    DelegateFactory(organisation=member, user=carys)
    with pytest.raises(RuleBroken, match="Only a lead"):
        act(member, carys)
    assert not Event.objects.exists()


@pytest.mark.parametrize("act", ACTS)
def test_every_change_is_recorded_with_its_section_and_nothing_that_was_written(act, member, asha):
    act(member, asha)
    event = Event.objects.get(name="membership.profile_changed")
    assert (event.actor_id, event.acting_for, event.subject_id) == (asha.pk, member.pk, member.pk)
    assert list(event.data) == ["section"]
    assert event.data["section"] in set(profiles.Section)


def test_what_it_is(member, asha):
    services.describe(
        member, legal_form="cio", description="Time off.", website="https://a.example.org", by=asha
    )
    assert section(member, "about") == {
        "Legal form": "Charitable incorporated organisation",
        "In its own words": "Time off.",
        "Website": "https://a.example.org",
    }


def test_a_ward_brings_its_district_with_it(member, asha):
    kennet, salisbury = DistrictFactory(name="Kennet"), DistrictFactory(name="Salisbury")
    ward = WardFactory(district=salisbury, name="Fisherton")
    services.set_places(member, districts=[kennet], wards=[ward], postcode="SP1 1AA", by=asha)
    assert section(member, "places") == {"Districts": "Kennet, Salisbury", "Wards": "Fisherton"}
    services.set_places(member, districts=[kennet], wards=[], postcode="", by=asha)
    assert section(member, "places") == {"Districts": "Kennet"}


def test_work_stands_in_the_standard_classification_too(member, asha):
    services.set_work(
        member,
        themes=[ThemeFactory(name="Health")],
        roles=["services", "voice"],
        fields=["disability", "faith", "disability"],
        by=asha,
    )
    assert section(member, "work") == {
        "Themes": "Health",
        "Roles in the sector": "Providing services, Giving communities a voice",
        "Fields of activity": "Disability, Faith",
        "In the standard classification (ICNP/TSO)": "D10, I10, I90",
    }
    services.set_work(member, themes=[], roles=["social-capital"], fields=[], by=asha)
    assert section(member, "work") == {"Roles in the sector": "Building social capital"}


def test_tags_are_those_that_were_confirmed(member, asha):
    carers = ActivityTagFactory(name="Carers")
    services.set_tags(member, tags=[carers], by=asha)
    assert section(member, "tags") == {"Tags": "Carers"}
    services.set_tags(member, tags=[], by=asha)
    assert section(member, "tags") == {}


def test_income_of_the_newest_year_is_shown_and_filtered_by(member, asha):
    for year, amount in [(2007, "120000"), (2008, "9999.99"), (2006, "5000000")]:
        services.report_income(
            member,
            report=income.Report(
                dt.date(year, 3, 31),
                amount=Decimal(amount),
                shares={"trading": "most", "trusts": "little", "donations": "none"},
            ),
            by=asha,
            on=ON,
        )
    member.refresh_from_db()
    assert member.income_band == "micro"
    assert section(member, "income") == {
        "Yearly income": "Under £10,000 (£9,999.99)",
        "In the year to": "31 March 2008",
        "Trading and charges": "Three quarters or more",
        "Grants from trusts and the Lottery": "Under a quarter",
    }


def test_the_same_year_reported_again_replaces_it(member, asha):
    for band in ("small", "medium"):
        services.report_income(member, report=income.Report(dt.date(2008, 3, 31), band), by=asha)
    assert member.income_years.get().band == "medium"
    assert section(member, "income")["Yearly income"] == "£100,000 to £1 million"


def test_shares_that_cannot_be_are_refused_and_nothing_is_kept(member, asha):
    with pytest.raises(RuleBroken, match="more than the whole"):
        services.report_income(
            member,
            report=income.Report(ON, "small", shares={"trading": "most", "trusts": "most"}),
            by=asha,
        )
    assert not member.income_years.exists()


def test_old_income_says_that_it_is_old(member):
    IncomeYearFactory(organisation=member, ends_on=dt.date(2006, 3, 31))
    assert "more than two years old" in section(member, "income")["In the year to"]


def test_band_from_registering_is_shown_until_a_year_is_reported(member):
    Organisation.objects.filter(pk=member.pk).update(income_band="small")
    assert section(member, "income") == {"Yearly income": "£10,000 to £100,000"}


def test_people_are_counted_on_a_day(member, asha):
    services.report_people(
        member, staff=0, volunteers=1_200, volunteer_hours=None, counted_on=ON, by=asha
    )
    assert section(member, "people") == {
        "People employed": "0",
        "Volunteers": "1,200",
        "Counted on": "15 September 2008",
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Profile.objects.update(people_counted_on=None)


def test_numbers_are_several_and_the_first_stands_in_the_entry(member, asha):
    for number in ("GB-CHC-1090095", "GB-COH-05551234", "GB-SC-SC042386"):
        services.add_number(member, org_id=number, by=asha)
    member.refresh_from_db()
    assert member.org_id == "GB-CHC-1090095"
    assert section(member, "numbers") == {
        "Charity Commission for England and Wales": "GB-CHC-1090095",
        "Companies House": "GB-COH-05551234",
        "Scottish Charity Register (OSCR)": "GB-SC-SC042386",
    }
    services.remove_number(member, org_id="GB-CHC-1090095", by=asha)
    services.remove_number(member, org_id="GB-SC-SC042386", by=asha)
    member.refresh_from_db()
    assert profiles.numbers_of(member) == ["GB-COH-05551234"]
    services.remove_number(member, org_id="GB-COH-05551234", by=asha)
    member.refresh_from_db()
    assert profiles.numbers_of(member) == []


@pytest.mark.parametrize("as_first", [True, False])
def test_a_number_belongs_to_one_organisation(member, asha, as_first):
    other = OrganisationFactory(org_id="GB-CHC-1090095" if as_first else "GB-CHC-200000")
    if not as_first:
        other.numbers.create(org_id="GB-CHC-1090095")
    with pytest.raises(RuleBroken, match="on the register already"):
        services.add_number(member, org_id="GB-CHC-1090095", by=asha)
    services.add_number(member, org_id="GB-CHC-300000", by=asha)
    with pytest.raises(RuleBroken, match="on the profile already"):
        services.add_number(member, org_id="GB-CHC-300000", by=asha)


def test_organisations_are_found_by_every_number():
    one, other = OrganisationFactory(org_id="GB-CHC-1090095"), OrganisationFactory()
    other.numbers.create(org_id="GB-COH-05551234")
    asked = ["GB-CHC-1090095", "GB-COH-05551234", "GB-CHC-999999"]
    assert Organisation.objects.keys_by_number(asked) == {
        "GB-CHC-1090095": one.pk,
        "GB-COH-05551234": other.pk,
    }


def test_marks_of_any_scheme_say_whether_they_still_hold(member, asha):
    services.save_mark(
        QualityMark(
            organisation=member,
            scheme="PQASSO",
            edition="3rd edition",
            level="Level 1",
            awarded_on=dt.date(2005, 9, 15),
            expires_on=dt.date(2008, 9, 14),
        ),
        by=asha,
    )
    services.save_mark(
        QualityMark(
            organisation=member,
            scheme="A local standard",
            awarded_on=dt.date(2007, 9, 15),
            expires_on=ON,
        ),
        by=asha,
    )
    assert section(member, "marks") == {
        "A local standard": "Awarded on 15 September 2007. Valid until 15 September 2008.",
        "PQASSO 3rd edition Level 1": (
            "Awarded on 15 September 2005. Expired on 14 September 2008."
        ),
    }
    services.remove_mark(QualityMark.objects.get(scheme="PQASSO"), by=asha)
    assert list(section(member, "marks")) == ["A local standard"]


def test_offers_are_one_a_need(member, asha):
    offer = Offer(organisation=member, need="ict", description="A repair bench.")
    services.save_offer(offer, by=asha)
    assert section(member, "offers") == {"Computers and data": "A repair bench. Free."}
    with pytest.raises(IntegrityError), transaction.atomic():
        OfferFactory(organisation=member, need="ict")
    services.remove_offer(offer, by=asha)
    assert section(member, "offers") == {}


def test_a_consortium_has_one_organisation_for_each_district():
    consortium = Consortium.objects.create(name="Infrastructure Consortium", slug="consortium")
    kennet = DistrictFactory()

    def place(**more):
        organisation = OrganisationFactory(infrastructure=True)
        return ConsortiumPlace.objects.create(
            consortium=consortium, organisation=organisation, **more
        )

    place(part="district", district=kennet)
    place(part="county")
    place(part="specialist")
    for wrong in (
        {"part": "district", "district": kennet},
        {"part": "district"},
        {"part": "county", "district": kennet},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            place(**wrong)


def test_sections_ask_the_same_number_of_queries_however_much_they_say(
    member, django_assert_num_queries, django_assert_max_num_queries
):
    def fill(number):
        profile = Profile.objects.get_or_create(organisation=member)[0]
        for n in range(number):
            profile.wards.add(WardFactory())
            profile.tags.add(ActivityTagFactory())
            QualityMarkFactory(organisation=member, edition=f"{number}.{n}")
            member.numbers.create(org_id=f"GB-CHC-{number}{n:05}")
            year = IncomeYearFactory(organisation=member, ends_on=dt.date(1900 + number + n, 1, 1))
            year.shares.create(source="trading", share="most")

    fill(2)
    with django_assert_max_num_queries(13) as queries:
        profiles.sections(Organisation.objects.get(pk=member.pk))
    fill(20)
    with django_assert_num_queries(len(queries)):
        profiles.sections(Organisation.objects.get(pk=member.pk))


def test_an_empty_profile_is_read_without_being_made(member):
    assert section(member, "people") == {}
    assert not Profile.objects.exists()
    assert str(ProfileFactory(organisation=member)) == "Profile of Kennet Carers"
