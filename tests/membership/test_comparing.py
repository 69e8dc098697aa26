"""Where a member and the register say different things: the list that staff read."""

import datetime as dt

import pytest

from assembly.membership import comparing
from tests.factories.membership import OrganisationFactory, RegisterEntryFactory

pytestmark = pytest.mark.django_db

URL = "/cms/register-and-members/"


def found(**choice):
    return [(each.what, each.ours, each.theirs) for each in comparing.differences(**choice)]


def organisation(**facts):
    return OrganisationFactory(
        **{
            "name": "The Ashmere Carers' Circle Ltd",
            "org_id": "GB-CHC-9900001",
            "website": "https://ashmere.example.org",
            "postcode": "SN10 1AA",
            "member": True,
            **facts,
        }
    )


@pytest.fixture
def entry():
    return RegisterEntryFactory(
        org_id="GB-CHC-9900001",
        name="ASHMERE CARERS CIRCLE",
        website="http://WWW.ashmere.example.org/",
        postcode="SN101AA",
    )


def test_what_is_only_written_otherwise_is_no_difference(entry):
    organisation()
    assert found() == []


def test_what_one_of_the_two_does_not_say_is_no_difference(entry):
    organisation(website="", postcode="")
    assert found() == []


DIFFERENT = [
    ({"name": "Ashmere Friends"}, "name", "Ashmere Friends", "ASHMERE CARERS CIRCLE"),
    ({"postcode": "SP1 1AA"}, "postcode", "SP1 1AA", "SN101AA"),
    (
        {"website": "https://other.example.org"},
        "website",
        "https://other.example.org",
        "http://WWW.ashmere.example.org",
    ),
]


@pytest.mark.parametrize(("facts", "what", "ours", "theirs"), DIFFERENT)
def test_what_differs_is_said_with_both_words(entry, facts, what, ours, theirs):
    organisation(**facts)
    assert found() == [(what, ours, theirs)]


@pytest.mark.parametrize(
    ("removed_on", "words"),
    [(dt.date(2015, 5, 3), "Removed, 3 May 2015"), (None, "Removed, day not given")],
)
def test_a_removal_comes_first(entry, removed_on, words):
    type(entry).objects.update(status="removed", removed_on=removed_on)
    organisation(name="Ashmere Friends")
    assert [line[0] for line in found()] == ["removed", "name"]
    assert found(kind="removed") == [("removed", "Member", words)]


@pytest.mark.parametrize("status", ["left", "refused"])
def test_one_that_has_gone_is_not_compared(entry, status):
    organisation(name="Ashmere Friends", member=False, status=status)
    assert found() == []


def test_an_organisation_is_found_by_its_company_number():
    RegisterEntryFactory(org_id="GB-CHC-9900001", company_number="01234567")
    ours = OrganisationFactory(org_id="GB-COH-01234567")
    assert comparing.entry_of(ours).org_id == "GB-CHC-9900001"
    assert comparing.entry_of(OrganisationFactory(org_id="GB-COH-01234568")) is None


def test_the_number_of_queries_does_not_grow(entry, django_assert_num_queries):
    organisation(name="Ashmere Friends")
    with django_assert_num_queries(2):
        comparing.differences()
    for n in range(20):
        RegisterEntryFactory(org_id=f"GB-CHC-88{n:05}", name="X")
        organisation(name=f"Friends {n}", org_id=f"GB-CHC-88{n:05}")
    with django_assert_num_queries(2):
        comparing.differences()


# The screen


@pytest.fixture
def support_unit(client, dev):
    client.force_login(dev)
    return client


def test_staff_read_the_list_and_narrow_it(support_unit, entry):
    assert "No official register has been loaded" not in support_unit.get(URL).content.decode()
    assert "No difference was found" in support_unit.get(URL).content.decode()
    organisation(name="Ashmere Friends")
    page = support_unit.get(URL).content.decode()
    assert "Ashmere Friends" in page
    assert "ASHMERE CARERS CIRCLE" in page
    assert "No such difference" in support_unit.get(f"{URL}?kind=removed").content.decode()


def test_the_list_as_csv_is_safe_for_a_spreadsheet(support_unit, entry):
    organisation(name='=HYPERLINK("http://x")')
    response = support_unit.get(f"{URL}differences.csv?kind=name")
    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Organisation,Official number")
    assert lines[1].startswith("\"'=HYPERLINK")
