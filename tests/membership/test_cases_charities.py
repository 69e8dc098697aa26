"""The small files of charities from real trouble, each with what must become of it."""

from decimal import Decimal

import pytest

from assembly.membership import comparing
from assembly.membership.models import RegisterEntry
from tests.factories.membership import OrganisationFactory, UserFactory

from .test_import_charities import run

pytestmark = [pytest.mark.django_db, pytest.mark.shared_data]

CASES = {
    "charity-01-unbalanced-quote.txt",
    "charity-03-quoted-name.txt",
    "charity-05a-before.txt",
    "charity-05b-after-moved-to-linked.txt",
    "charity-07-odd-web-postcode-income.txt",
    "charity-08-negative-income.txt",
    "charity-09-uk-date.txt",
    "charity-10-one-json.json",
    "charity-11-json-bom.json",
    "charity-12-json-lines.json",
    "charity-13-five-digit-number.txt",
}


@pytest.fixture
def load(shared_cases):
    """Loads one of the files; returns what was complained of and how it ended."""
    return lambda name: run(shared_cases / "charities" / name)[1:]


def entry(number):
    return RegisterEntry.objects.get(number=str(number))


def test_no_file_is_left_out(shared_cases):
    assert {path.name for path in (shared_cases / "charities").iterdir()} == CASES


def test_a_description_that_begins_with_a_quotation_mark_is_one_cell(load):
    assert load("charity-01-unbalanced-quote.txt") == ("", 0)
    assert RegisterEntry.objects.count() == 6
    assert entry(203460).activities == '"PROVIDING SUPPORT AND ADVICE TO FAMILIES'
    assert entry(207237).activities.startswith("Quidem minus iure")


def test_names_keep_their_quotation_marks(load):
    assert load("charity-03-quoted-name.txt") == ("", 0)
    assert RegisterEntry.objects.count() == 6
    assert (entry(203460).name, entry(207237).name) == (
        '"SMILE" CHARITY',
        'THE "OPEN DOOR" TRUST',
    )


def test_who_became_a_linked_charity_has_left_the_register_and_staff_are_told(load):
    UserFactory(office="Support Unit")
    ours = OrganisationFactory(org_id="GB-CHC-216865", member=True)
    assert load("charity-05a-before.txt") == ("", 0)
    assert {one.status for one in RegisterEntry.objects.all()} == {"registered"}
    assert load("charity-05b-after-moved-to-linked.txt") == ("", 0)
    assert entry(216865).status == "gone"
    assert RegisterEntry.objects.registered().count() == 4
    found = comparing.differences(kind="removed")
    assert [difference.organisation for difference in found] == [ours]


def test_an_odd_website_postcode_and_income_are_taken_as_far_as_they_are_right(load):
    assert load("charity-07-odd-web-postcode-income.txt") == ("", 0)
    assert entry(207237).latest_income == Decimal("12345.68")
    odd = entry(208791)
    assert odd.name == "Olivia burgh Disaster Relief Association"
    assert odd.postcode == "", "SN10 1A is no postcode, and none is made of it"
    assert "\\" not in odd.website


def test_an_income_below_nothing_is_taken(load):
    assert load("charity-08-negative-income.txt") == ("", 0)
    assert entry(207237).latest_income == Decimal(-250)


def test_a_british_date_is_named_by_its_field_with_what_to_write(load):
    err, code = load("charity-09-uk-date.txt")
    assert code == 1
    assert "line 2: date_of_registration “13/12/2013” is not a date such as 2008-11-30." in err
    assert "It looks like 13 December 2013: write 2013-12-13." in err
    assert not RegisterEntry.objects.exists()


@pytest.mark.parametrize("name", ["charity-10-one-json.json", "charity-11-json-bom.json"])
def test_json_is_taken_with_and_without_a_mark(load, name):
    assert load(name) == ("", 0)
    assert entry(207237).name == "Raymond ton Children Society"


def test_objects_line_by_line_are_refused_in_a_sentence(load):
    err, code = load("charity-12-json-lines.json")
    assert code == 2
    assert "charity-12-json-lines.json" in err
    assert "one list" in err
    assert not RegisterEntry.objects.exists()


def test_an_old_number_of_five_digits_is_one(load):
    assert load("charity-13-five-digit-number.txt") == ("", 0)
    assert entry(99999).org_id == "GB-CHC-99999"
