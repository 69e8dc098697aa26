"""The short forms of a profile: what is public stands beside each field, and nothing typed is lost."""

import datetime as dt

from django.utils import timezone

import pytest

from assembly.membership import profiles, to_do
from assembly.membership.models import Organisation, QualityMark
from assembly.membership.views.profile import FORMS
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
    QualityMarkFactory,
    WardFactory,
)

pytestmark = pytest.mark.django_db

NOW = timezone.localdate()
TODAY = NOW.isoformat()


@pytest.fixture
def lead(client, asha):
    client.force_login(asha)
    return client


@pytest.fixture
def at(member):
    def address(section="", pk=""):
        parts = filter(None, [section, str(pk)])
        return "/".join([f"/my/organisations/{member.slug}/profile", *parts, ""])

    return address


def words(response):
    return response.content.decode()


def test_the_overview_leads_to_every_section(lead, at):
    page = words(lead.get(at()))
    for section in profiles.Section:
        assert f'href="{at(section)}"' in page
    assert at() in words(lead.get("/my/"))


@pytest.mark.parametrize("section", list(profiles.Section))
def test_beside_every_field_stands_whether_it_is_public(lead, at, member, section):
    member.districts.add(WardFactory().district)
    form = lead.get(at(section)).context["form"]
    hidden = {"postcode"} if section == "places" else set()
    assert form.fields
    for name, field in form.fields.items():
        assert field.help_text.endswith("Not public." if name in hidden else "Public."), name
    assert not [name for name in form.fields if name in hidden and name not in form.not_public]


def test_the_postcode_is_the_only_thing_not_shown(lead, at, member):
    lead.post(at("places"), {"districts": [DistrictFactory().pk], "postcode": "sp11aa"})
    member.refresh_from_db()
    assert member.postcode == "SP1 1AA"
    assert "SP1 1AA" not in words(lead.get(member.get_absolute_url()))
    assert "SP1 1AA" not in words(lead.get(f"/api/v1/organisations/{member.slug}"))


def test_wards_are_those_of_the_districts_where_it_works(lead, at, member):
    assert "wards" not in lead.get(at("places")).context["form"].fields
    ward, elsewhere = WardFactory(), WardFactory()
    member.districts.add(ward.district)
    form = lead.get(at("places")).context["form"]
    assert list(form.fields["wards"].queryset) == [ward]
    sent = {"districts": [ward.district.pk], "wards": [elsewhere.pk]}
    assert "is not one of the available choices" in words(lead.post(at("places"), sent))
    lead.post(at("places"), {**sent, "wards": [ward.pk]})
    assert member.profile.wards.get() == ward


def test_a_section_that_is_saved_stands_on_the_public_page(lead, at, member):
    theme = ThemeFactory(name="Health")
    for section, data in {
        "about": {"legal_form": "cio", "description": "Time off for carers."},
        "work": {"themes": [theme.pk], "roles": ["voice"], "fields_of_activity": ["faith"]},
        "income": {"ends_on": NOW - dt.timedelta(days=200), "amount": "12000"},
        "people": {"staff": "3", "volunteers": "12", "counted_on": TODAY},
        "marks": {"scheme": "PQASSO", "level": "Level 1", "awarded_on": TODAY},
        "offers": {"need": "ict", "description": "A repair bench.", "cost": "charged"},
        "numbers": {"register": "GB-SC", "number": "042386"},
    }.items():
        assert lead.post(at(section), data).status_code == 302, section
    page = words(lead.get(member.get_absolute_url()))
    for shown in (
        "Time off for carers.",
        "Giving communities a voice",
        "I10, I90",
        "£10,000 to £100,000 (£12,000)",
        "PQASSO Level 1",
        "A repair bench. There is a charge.",
        "GB-SC-SC042386",
    ):
        assert shown in page


WRONG = [
    ("about", {"legal_form": "cio", "description": "x" * 10_001}, "at most 10000 characters"),
    ("about", {"legal_form": "guild", "description": "A"}, "guild is not one of the available"),
    ("places", {"postcode": "Devizes"}, "Enter a whole postcode, such as SN10 1AA."),
    ("work", {"roles": []}, "Choose at least one of the three roles."),
    ("income", {"ends_on": "2999-03-31", "band": "small"}, "This year has not ended yet."),
    ("income", {"ends_on": "1999-03-31", "band": "small"}, "more than ten years ago"),
    ("income", {"ends_on": TODAY}, "Choose about how much it was"),
    ("income", {"ends_on": TODAY, "amount": "-1"}, "greater than or equal to 0"),
    ("income", {"ends_on": TODAY, "amount": "lots"}, "Enter a number"),
    ("income", {"ends_on": TODAY, "amount": "1", "share_trading": "little"}, "less than the whole"),
    ("people", {"staff": "-1", "counted_on": TODAY}, "greater than or equal to 0"),
    ("people", {"staff": "1", "counted_on": "2999-01-01"}, "This day is still to come."),
    (
        "people",
        {"volunteers": "0", "volunteer_hours": "5", "counted_on": TODAY},
        "There are hours of volunteers below",
    ),
    (
        "numbers",
        {"register": "GB-CHC", "number": "12"},
        "is not a number of the Charity Commission",
    ),
    ("numbers", {"register": "GB-CHC", "number": "٣٣٣٣٣٣٣"}, "is not a number of the Charity"),
    ("marks", {"scheme": "PQASSO", "awarded_on": "2999-01-01"}, "This day is still to come."),
    (
        "marks",
        {"scheme": "PQASSO", "awarded_on": "2008-01-02", "expires_on": "2008-01-01"},
        "before the day on which it was awarded",
    ),
    ("offers", {"need": "governance", "description": "Two.", "cost": "free"}, "offered already"),
]


@pytest.mark.parametrize(("section", "data", "problem"), WRONG)
def test_what_is_wrong_is_said_above_and_beside_and_what_was_typed_stays(
    lead, at, member, section, data, problem
):
    OfferFactory(organisation=member, need="governance")
    response = lead.post(at(section), data)
    page = words(response)
    assert response.status_code == 200
    assert "There is a problem" in page
    assert page.count(problem) >= 2
    for name, typed in data.items():
        assert response.context["form"][name].value() in (typed, [typed])
    assert not QualityMark.objects.exists()


def test_a_number_that_another_organisation_has_is_refused_above_the_form(lead, at):
    OrganisationFactory(org_id="GB-CHC-1090095")
    page = words(lead.post(at("numbers"), {"register": "GB-CHC", "number": "1090095"}))
    assert "on the register already. Ask the Support Unit" in page


def test_a_number_is_taken_off(lead, at, member):
    Organisation.objects.filter(pk=member.pk).update(org_id="GB-CHC-1090095")
    assert "GB-CHC-1090095" in words(lead.get(at("numbers")))
    lead.post(at("numbers"), {"remove": "GB-CHC-1090095"}, follow=True)
    assert "GB-CHC-1090095" not in words(lead.get(at("numbers")))
    member.refresh_from_db()
    assert member.org_id == ""


def test_a_line_is_changed_and_taken_off(lead, at, member):
    mark = QualityMarkFactory(organisation=member)
    assert at("marks", mark.pk) in words(lead.get(at("marks")))
    lead.post(at("marks", mark.pk), {"scheme": "Trusted Charity", "awarded_on": "2019-01-01"})
    mark.refresh_from_db()
    assert mark.scheme == "Trusted Charity"
    lead.post(at("marks", mark.pk), {"act": "remove"})
    assert not QualityMark.objects.exists()


def test_a_line_of_another_organisation_is_not_there(lead, at):
    mark = QualityMarkFactory()
    for response in (lead.get(at("marks", mark.pk)), lead.post(at("marks", mark.pk))):
        assert response.status_code == 404


def test_tags_are_suggested_from_the_organisations_own_words(lead, at, member):
    carers = ActivityTagFactory(name="Carers", pattern=r"\bcarers?\b")
    ActivityTagFactory(name="Cats", pattern=r"\bcats?\b")
    boats = ActivityTagFactory(name="Boats")
    page = words(lead.get(at("tags")))
    assert "Carers (you write “Carers”)" in page
    assert "Cats" not in page
    assert "Boats" in words(lead.get(at("tags"), {"q": "boat"}))
    lead.post(at("tags"), {"tags": [carers.pk, boats.pk]})
    assert set(member.profile.tags.all()) == {carers, boats}


def test_a_retired_tag_is_not_offered(lead, at):
    ActivityTagFactory(name="Carers", pattern=r"\bcarers?\b", is_retired=True)
    assert "We found none" in words(lead.get(at("tags")))


@pytest.mark.parametrize("section", list(profiles.Section))
def test_a_delegate_who_is_no_lead_is_told_to_ask_one(client, carys, member, at, section):
    DelegateFactory(organisation=member, user=carys)
    client.force_login(carys)
    for response in (client.get(at(section), follow=True), client.post(at(section), follow=True)):
        assert "Only a lead of Kennet Carers may change its profile." in words(response)


def test_a_lead_who_is_replaced_meanwhile_is_told(lead, at, member, asha, monkeypatch):
    """The rule is asked again behind the lock."""
    monkeypatch.setattr("assembly.membership.views.profile._refused", lambda *_: None)
    mark = QualityMarkFactory(organisation=member)
    member.delegates.update(role="member")
    page = words(lead.post(at("about"), {"legal_form": "cio", "description": "Typed."}))
    assert "Only a lead" in page
    assert "Typed." in page
    assert "Only a lead" in words(lead.post(at("marks", mark.pk), {"act": "remove"}, follow=True))
    assert QualityMark.objects.exists()


def test_every_section_that_is_one_form_is_known():
    assert set(FORMS) | {"numbers", "marks", "offers"} == set(profiles.Section)


def test_income_is_to_be_renewed_a_year_after_it_was_reported(member, asha, carys):
    now = timezone.now()
    today = timezone.localdate(now)
    year = IncomeYearFactory(organisation=member, reported_on=today - dt.timedelta(days=364))
    DelegateFactory(organisation=member, user=carys)
    assert not list(to_do.income_to_renew(asha, now))
    year.reported_on = today - dt.timedelta(days=365)
    year.save()
    [task] = to_do.income_to_renew(asha, now)
    assert task.url == f"/my/organisations/{member.slug}/profile/income/"
    assert timezone.localdate(task.by) == today
    assert not list(to_do.income_to_renew(carys, now))
    IncomeYearFactory(organisation=member, ends_on=dt.date(2009, 3, 31), reported_on=today)
    assert not list(to_do.income_to_renew(asha, now))
