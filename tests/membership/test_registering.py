"""The form with which an organisation applies."""

import pytest

from assembly.core.rules import RuleBroken
from assembly.membership.models import Organisation, RegistrationDraft
from assembly.membership.services.joining import apply_for_listed, register_organisation
from tests.factories.membership import (
    DelegateFactory,
    DistrictFactory,
    OrganisationFactory,
    RegisterEntryFactory,
)

pytestmark = pytest.mark.django_db

URL = "/members/register/"


@pytest.fixture
def answers():
    return {
        "name": "Hazelmarsh Jam Makers",
        "description": "Jam from fruit that would rot.",
        "legal_form": "group",
        "districts": [DistrictFactory().pk],
        "declares_not_for_profit": "yes",
        "declares_not_statutory": "yes",
        "declares_self_governing": "yes",
        "run_by": "committee",
        "declares_active_here": "yes",
    }


@pytest.fixture
def signed_in(client, carys):
    client.force_login(carys)
    return client


def errors(response):
    return response.context["form"].errors


def test_nothing_is_registered_without_an_account(client, answers):
    assert client.get(URL).status_code == 200
    assert client.post(URL, answers).url.startswith("/accounts/signup/")
    assert not Organisation.objects.filter(name="Hazelmarsh Jam Makers").exists()


def test_account_holder_becomes_lead_of_the_applicant(signed_in, carys, answers):
    response = signed_in.post(URL, answers, follow=True)
    organisation = Organisation.objects.get(name="Hazelmarsh Jam Makers")
    assert organisation.status == "applied"
    assert organisation.delegates.get().user == carys
    assert organisation.districts.count() == 1
    assert "has applied for membership" in response.content.decode()
    assert response.context["acting_for"] == organisation


def test_status_cannot_be_sent_with_the_form(signed_in, answers):
    signed_in.post(URL, {**answers, "status": "member", "admitted_on": "2008-01-01"})
    assert Organisation.objects.get().status == "applied"
    assert Organisation.objects.get().admitted_on is None


def test_no_is_an_answer_that_is_recorded_and_not_turned_away(signed_in, answers):
    signed_in.post(URL, {**answers, "declares_self_governing": "no"})
    declared = Organisation.objects.get().findings.get(criterion="self-governing").declared
    assert declared is False


@pytest.mark.parametrize(
    "missing",
    ["name", "description", "legal_form", "districts", "declares_not_statutory", "run_by"],
)
def test_what_must_be_answered(signed_in, answers, missing):
    del answers[missing]
    assert missing in errors(signed_in.post(URL, answers))
    assert not Organisation.objects.exists()


HOW_IT_IS_RUN = [
    # answer        social enterprise  criterion                  declared
    ("committee",   False,             "unpaid-committee",   True),
    ("enterprise",  True,              "reinvests-surplus",  True),
    ("neither",     False,             "unpaid-committee",   False),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "enterprise", "criterion", "declared"), HOW_IT_IS_RUN)
def test_unpaid_committee_or_social_enterprise(
    signed_in, answers, answer, enterprise, criterion, declared
):
    signed_in.post(URL, {**answers, "run_by": answer})
    organisation = Organisation.objects.get()
    assert organisation.social_enterprise is enterprise
    assert organisation.findings.get(criterion=criterion).declared is declared
    assert organisation.findings.count() == 5


def test_number_is_joined_with_its_register(signed_in, answers):
    signed_in.post(URL, {**answers, "number_register": "GB-COH", "number": "445160"})
    assert Organisation.objects.get().org_id == "GB-COH-00445160"


NUMBER_PROBLEMS = [
    ("GB-CHC", "", "number", "Enter the number"),
    ("", "1090095", "number_register", "Choose the register"),
    ("GB-CHC", "12", "number", "is not a number of the Charity Commission"),
    ("GB-CHC", "1090095", "number", "on the register already"),
]


@pytest.mark.parametrize(("register", "number", "field", "words"), NUMBER_PROBLEMS)
def test_problems_with_the_number_are_named(signed_in, answers, register, number, field, words):
    OrganisationFactory(org_id="GB-CHC-1090095")
    response = signed_in.post(URL, {**answers, "number_register": register, "number": number})
    assert words in errors(response)[field][0]


POSTCODES = [("sn101aa", "SN10 1AA"), ("", ""), ("SP1 1AB", "SP1 1AB"), ("nowhere", None)]


@pytest.mark.parametrize(("typed", "stored"), POSTCODES)
def test_postcode_is_written_one_way(signed_in, answers, typed, stored):
    response = signed_in.post(URL, {**answers, "postcode": typed})
    if stored is None:
        assert "postcode" in errors(response)
    else:
        assert Organisation.objects.get().postcode == stored


SIMILAR = [
    # on the register                 warned
    ("The Hazelmarsh Jam Makers Ltd", True),
    ("Hazelmarsh Jam-Makers",         True),
    ("HAZELMARSH JAM MAKERS CIO",     True),
    ("Hazelmarsh Bell Ringers",       False),
    ("Trowhill Jam Makers",           False),
]  # fmt: skip


@pytest.mark.parametrize(("name", "warned"), SIMILAR)
def test_similar_name_is_asked_about_once(signed_in, answers, name, warned):
    OrganisationFactory(name=name, member=True)
    response = signed_in.post(URL, answers)
    assert Organisation.objects.filter(status="applied").exists() is not warned
    if warned:
        assert name in response.content.decode()
        signed_in.post(URL, {**answers, "is_another": "on"})
        assert not Organisation.objects.filter(status="applied").exists(), "nothing was shown yet"
        shown = response.context["form"]["shown"].value()
        signed_in.post(URL, {**answers, "is_another": "on", "shown": shown})
        assert Organisation.objects.filter(status="applied").exists()


def test_name_of_common_words_alone_is_not_compared(signed_in, answers):
    OrganisationFactory(name="The Charity", member=True)
    signed_in.post(URL, {**answers, "name": "The Association"})
    assert Organisation.objects.filter(status="applied").exists()


def test_somebody_elses_application_is_not_given_away(signed_in, answers, carys):
    waiting = OrganisationFactory(name="Hazelmarsh Jam Makers", applied=True)
    page = signed_in.post(URL, answers)
    assert "Is it one of these" not in page.content.decode()
    assert waiting.get_absolute_url() not in page.content.decode()
    Organisation.objects.exclude(pk=waiting.pk).delete()
    DelegateFactory(organisation=waiting, user=carys)
    assert "Is it one of these" in signed_in.post(URL, answers).content.decode()


# Twice the same


def test_a_removed_charitys_number_has_a_clear_answer(signed_in, answers):
    RegisterEntryFactory(org_id="GB-CHC-9900001", name="HAZELMARSH JAM", removed=True)
    number = {"number_register": "GB-CHC", "number": "9900001"}
    [words] = errors(signed_in.post(URL, {**answers, **number}))["number"]
    assert words == (
        "HAZELMARSH JAM with this number was removed from its register on 3 May 2007. If your organisation goes on "
        "without a number, leave the field empty; if it has a new number, give that one."
    )
    assert not Organisation.objects.exists()


def test_a_charity_removed_on_a_day_not_given_and_its_company(signed_in, answers):
    RegisterEntryFactory(status="removed", company_number="01234567", name="HAZELMARSH JAM")
    number = {"number_register": "GB-COH", "number": "1234567"}
    [words] = errors(signed_in.post(URL, {**answers, **number}))["number"]
    assert "was removed from its register. If" in words


SAME = [
    # the other's name         status     postcode     ours         refused
    ("HAZELMARSH Jam-Makers",  "applied", "SN10 1AA",  "SN10 1AA",  True),
    ("Hazelmarsh Jam Makers",  "member",  "SN10 1AA",  "SN10 1AA",  True),
    ("Hazelmarsh Jam Makers",  "applied", "SN10 1AA",  "SP1 1AA",   False),
    ("Hazelmarsh Jam Makers",  "applied", "",          "",          True),
    ("Hazelmarsh Jam Makers",  "applied", "",          "SP1 1AA",   False),
    ("Hazelmarsh Jam Makers",  "member",  "",          "",          False),
    ("Hazelmarsh Jam Makers",  "refused", "SN10 1AA",  "SN10 1AA",  False),
    ("Hazelmarsh Jam Makers",  "left",    "SN10 1AA",  "SN10 1AA",  False),
    ("Hazelmarsh Bread",       "applied", "SN10 1AA",  "SN10 1AA",  False),
]  # fmt: skip


@pytest.mark.parametrize(("name", "status", "postcode", "ours", "refused"), SAME)
def test_the_same_name_at_the_same_place_is_the_same_organisation(
    signed_in, answers, name, status, postcode, ours, refused
):
    other = OrganisationFactory(
        name=name, status=status, postcode=postcode, admitted_on="2008-03-03"
    )
    answered = {"is_another": "on", "shown": other.pk}
    response = signed_in.post(URL, {**answers, "postcode": ours, **answered})
    assert Organisation.objects.count() == (1 if refused else 2)
    if refused:
        assert "registered already, perhaps by a colleague" in errors(response)["__all__"][0]
        assert response.context["form"]["name"].value() == "Hazelmarsh Jam Makers"
        assert RegistrationDraft.objects.exists()


def test_a_number_taken_a_moment_ago_is_refused_under_the_lock(answers, carys):
    OrganisationFactory(org_id="GB-CHC-9900001", applied=True)
    late = Organisation(name="Jam", legal_form="group", org_id="GB-CHC-9900001")
    with pytest.raises(RuleBroken, match="An organisation with this number"):
        register_organisation(late, declarations={}, districts=[], themes=[], by=carys)


NAMES = ["Ελληνική Λέσχη", "জাগরণী সংঘ", "جمعية الرحمة", "日本語学校", "Bàn tay Việt", "🎶 Singers"]


@pytest.mark.parametrize("name", NAMES)
def test_names_in_any_script(signed_in, answers, name):
    signed_in.post(URL, {**answers, "name": f" {name}\u202e "})
    organisation = Organisation.objects.get()
    assert organisation.name == name
    assert signed_in.get(f"/members/{organisation.slug}/").status_code == 404  # an applicant
    Organisation.objects.update(status="listed")
    assert name in signed_in.get(f"/members/{organisation.slug}/").content.decode()


@pytest.mark.parametrize("name", ["\u202e\u200b", "🎶", "--- !!!"])
def test_a_name_of_signs_alone_is_none(signed_in, answers, name):
    assert "name" in errors(signed_in.post(URL, {**answers, "name": name}))


def test_a_slug_is_never_an_address_of_ours(signed_in, answers):
    signed_in.post(URL, {**answers, "name": "Join"})
    assert Organisation.objects.get().slug == "join-2"


# An organisation that was only listed


@pytest.fixture
def listed(carys):
    organisation = OrganisationFactory(name="Bell Ringers", slug="bells", org_id="GB-CHC-9900009")
    DelegateFactory(organisation=organisation, user=carys, role="lead")
    return organisation


def test_a_listed_organisation_applies_through_its_lead(signed_in, answers, listed):
    page = signed_in.get("/members/bells/apply/")
    assert page.context["form"]["number"].value() == "9900009"
    number = {"number_register": "GB-CHC", "number": "9900009"}
    signed_in.post("/members/bells/apply/", {**answers, **number, "name": "The Bell Ringers"})
    listed.refresh_from_db()
    assert (listed.status, listed.name, listed.slug) == ("applied", "The Bell Ringers", "bells")
    assert listed.findings.count() == 5
    assert signed_in.get("/members/bells/apply/").status_code == 404


def test_an_error_leaves_the_listed_organisation_as_it_was(signed_in, answers, listed):
    page = signed_in.post("/members/bells/apply/", {**answers, "name": ""})
    assert "Apply for Bell Ringers" in page.content.decode()
    listed.refresh_from_db()
    assert (listed.status, listed.name) == ("listed", "Bell Ringers")


def test_only_a_lead_applies_for_it(signed_in, answers, listed):
    listed.delegates.update(role="member")
    response = signed_in.post("/members/bells/apply/", answers, follow=True)
    assert "Only a lead of Bell Ringers may apply for it." in response.content.decode()


def test_one_that_applied_meanwhile_is_told_so(answers, listed, carys):
    Organisation.objects.update(status="applied")
    with pytest.raises(RuleBroken, match="has applied already"):
        apply_for_listed(listed, declarations={}, districts=[], themes=[], by=carys)


def test_keys_of_names_that_were_there_before():
    from importlib import import_module

    from django.apps import apps

    OrganisationFactory(name="Wylden Men's Shed")
    Organisation.objects.update(name_key="")
    import_module("assembly.membership.migrations.0005_fill_name_keys").fill_keys(apps, None)
    assert Organisation.objects.get().name_key == "mens shed wylden"


def test_a_changed_name_changes_its_key():
    organisation = OrganisationFactory(name="Wylden Men's Shed")
    organisation.name = "Wylden Workshop"
    organisation.save(update_fields=["name"])
    assert Organisation.objects.get().name_key == "workshop wylden"
