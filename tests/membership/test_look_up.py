"""“Is your organisation already here?”, and what a registration begins with."""

from decimal import Decimal

import pytest

from assembly.membership import lookup, naming
from tests.factories.membership import DelegateFactory, OrganisationFactory, RegisterEntryFactory

pytestmark = pytest.mark.django_db

JOIN = "/members/join/"
REGISTER = "/members/register/"


@pytest.fixture
def entry():
    return RegisterEntryFactory(
        org_id="GB-CHC-9900001",
        name="ASHMERE CARERS' CIRCLE OF WILTSHIRE CIO",
        company_number="01234567",
        website="https://ashmere.example.org",
        postcode="SN10 1AA",
        activities="Time off for carers.",
        latest_income=Decimal("12500.00"),
        legal_form="cio",
    )


def page(client, typed):
    return client.get(JOIN, {"q": typed}).content.decode()


@pytest.mark.parametrize(
    "typed",
    ["ashmere", "Carers, Ashmere!", "9900001", "GB-CHC-9900001", "1234567", "GB-COH-01234567"],
)
def test_an_entry_is_found_by_words_and_by_either_number(client, entry, typed):
    found = page(client, typed)
    assert entry.name.replace("'", "&#x27;") in found
    assert f"{REGISTER}?entry=GB-CHC-9900001" in found


@pytest.mark.parametrize(
    ("org_id", "typed"),
    [("GB-SC-SC042386", "SC042386"), ("GB-NIC-100019", "NI100019"), ("GB-CHC-9900002", "990 0002")],
)
def test_numbers_are_known_as_people_write_them(client, org_id, typed):
    RegisterEntryFactory(org_id=org_id, name="A CHARITY", number=org_id.rpartition("-")[2])
    assert "A CHARITY" in page(client, typed)


@pytest.mark.parametrize("org_id", ["GB-CHC-9900001", "GB-COH-01234567"])
@pytest.mark.parametrize("typed", ["ashmere carers", "9900001", "01234567"])
def test_one_that_is_ours_already_is_shown_once_and_can_be_claimed(client, entry, org_id, typed):
    ours = OrganisationFactory(name="Carers of Ashmere", org_id=org_id, member=True)
    found = lookup.look_up(typed, None)
    assert (found.organisations, found.entries) == ([ours], [])
    assert f"/members/{ours.slug}/claim/" in page(client, typed)


def test_names_are_found_whatever_their_script_case_and_apostrophes(client):
    for name in ("Wylden Men's Shed", "Ελληνική Λέσχη", "Кафе Дружба", "ÉCOLE du Samedi"):
        ours = OrganisationFactory(name=name, member=True)
        for typed in (name.lower(), name.upper(), name.replace("'", "")):
            assert lookup.look_up(typed, None).organisations == [ours]


def test_somebody_elses_application_is_not_given_away(client, carys):
    waiting = OrganisationFactory(name="Hazelmarsh Jam Makers", applied=True)
    client.force_login(carys)
    assert waiting.name not in page(client, "hazelmarsh jam")
    DelegateFactory(organisation=waiting, user=carys)
    assert "You act for it" in page(client, "hazelmarsh jam")


def test_a_removed_charity_is_shown_last_with_what_to_do(client, entry):
    RegisterEntryFactory(name="ASHMERE CARERS", removed=True)
    found = page(client, "ashmere carers")
    assert found.index("WILTSHIRE") < found.index("was removed from the register")


def test_what_is_not_found_is_registered_under_the_name_that_was_typed(client):
    assert f"{REGISTER}?name=Jam%20%26%20Bread" in page(client, "Jam & Bread")
    assert "Nothing of this name" in page(client, "Jam & Bread")
    assert "Nothing of this name" in page(client, "the")


def test_of_many_the_first_twenty_are_shown(client):
    for n in range(lookup.MOST + 1):
        RegisterEntryFactory(name=f"ASHMERE {n}")
    assert page(client, "ashmere").count("asm-card__heading") <= lookup.MOST
    assert "There are more matches." in page(client, "ashmere")


def test_an_empty_search_asks_for_words(client):
    assert "This field is required" in client.get(JOIN, {"q": ""}).content.decode()
    assert "There is a problem" not in client.get(JOIN).content.decode()


def test_the_form_is_filled_in_from_the_register(client, carys, entry):
    client.force_login(carys)
    form = client.get(REGISTER, {"entry": entry.org_id}).context["form"]
    assert {name: form[name].value() for name in lookup.filled_in(entry)} == {
        "name": "Ashmere Carers' Circle of Wiltshire CIO",
        "description": "Time off for carers.",
        "legal_form": "cio",
        "number_register": "GB-CHC",
        "number": "9900001",
        "income_band": "small",
        "postcode": "SN10 1AA",
        "website": "https://ashmere.example.org",
    }


def test_an_entry_that_is_none_leaves_the_form_empty(client, carys):
    client.force_login(carys)
    assert client.get(REGISTER, {"entry": "GB-CHC-1"}).status_code == 200


@pytest.mark.parametrize(
    ("income", "band"),
    [
        (None, ""),
        (Decimal(0), "micro"),
        (Decimal("9999.99"), "micro"),
        (Decimal(10_000), "small"),
        (Decimal(100_000), "medium"),
        (Decimal(1_000_000), "large"),
        (Decimal(10_000_000), "major"),
    ],
)
def test_the_band_of_an_income(income, band):
    assert lookup.income_band(income) == band


@pytest.mark.parametrize(
    ("written", "readable"),
    [
        ("THE FRIENDS OF ASHMERE UK", "The Friends of Ashmere UK"),
        ("UK AID", "UK Aid"),
        ("Ashmere FC", "Ashmere FC"),
    ],
)
def test_capitals_are_made_readable(written, readable):
    assert naming.readable(written) == readable


def test_a_removed_number_has_a_clear_answer_before_anything_is_typed(client, carys):
    gone = RegisterEntryFactory(name="GONE", removed=True)
    client.force_login(carys)
    shown = client.get(REGISTER, {"entry": gone.org_id}).content.decode()
    assert "This number was removed from its register" in shown
    assert 'value="GONE"' not in shown


def test_the_number_of_an_organisation_in_two_fields():
    assert lookup.number_fields("GB-SC-SC1") == {"number_register": "GB-SC", "number": "SC1"}
    assert lookup.number_fields("XX-DEMO-1") == {}
