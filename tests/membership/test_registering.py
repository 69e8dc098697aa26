"""The form with which an organisation applies."""

import pytest

from assembly.membership.models import Organisation
from tests.factories.membership import DelegateFactory, DistrictFactory, OrganisationFactory

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


def test_registering_needs_an_account(client):
    assert client.get(URL).url == f"/accounts/login/?next={URL}"


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
    declared = Organisation.objects.get().findings.get(limb="self-governing").declared
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
    # answer        social enterprise  limb                  declared
    ("committee",   False,             "unpaid-committee",   True),
    ("enterprise",  True,              "reinvests-surplus",  True),
    ("neither",     False,             "unpaid-committee",   False),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "enterprise", "limb", "declared"), HOW_IT_IS_RUN)
def test_unpaid_committee_or_social_enterprise(
    signed_in, answers, answer, enterprise, limb, declared
):
    signed_in.post(URL, {**answers, "run_by": answer})
    organisation = Organisation.objects.get()
    assert organisation.social_enterprise is enterprise
    assert organisation.findings.get(limb=limb).declared is declared
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
        assert Organisation.objects.filter(status="applied").exists()


def test_name_of_common_words_alone_is_not_compared(signed_in, answers):
    OrganisationFactory(name="The Charity", member=True)
    signed_in.post(URL, {**answers, "name": "The Association"})
    assert Organisation.objects.filter(status="applied").exists()


def test_somebody_elses_application_is_not_given_away(signed_in, answers, carys):
    waiting = OrganisationFactory(name="Hazelmarsh Jam Makers", applied=True)
    assert "Is it one of these" not in signed_in.post(URL, answers).content.decode()
    Organisation.objects.exclude(pk=waiting.pk).delete()
    DelegateFactory(organisation=waiting, user=carys)
    assert "Is it one of these" in signed_in.post(URL, answers).content.decode()
