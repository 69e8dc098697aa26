"""The small 360Giving JSON files from real trouble, each with what must become of it."""

import datetime as dt
from decimal import Decimal

import pytest

from assembly.funding.models import Award

from .test_import_grants import run

pytestmark = [pytest.mark.django_db, pytest.mark.shared_data]

# Taken as they are: how many awards.
TAKEN = {
    "grant-05-zero.json": 1,
    "grant-08-datetime-offset.json": 1,
    "grant-09-datetime-Z.json": 1,
    "grant-14-usd.json": 2,
    "grant-17-individual-with-organisation-null.json": 1,
    "grant-18-individual-department.json": 1,
    "grant-21-extension-and-nested.json": 1,
    "grant-22-1e3-amount.json": 1,
    "grant-25-html-title.json": 1,
    "grant-28-amount-applied-nulls.json": 1,
    "grant-29-regrant-double-count.json": 2,
}
# Taken once the warning is accepted: a part of each warning.
WARNED = {
    "grant-01-id-with-slashes.json": ["360G-wellcome-105177/Z/14/Z” holds a slash or a space"],
    "grant-02-id-with-space-inside.json": ["“GB-CHC- 1153055” holds a slash or a space"],
    "grant-04-negative.json": ["-500.00 is below zero. It is taken as a correction"],
    "grant-07-end-before-start.json": ["It ends on 2000-12-31, before it starts on 2017-12-21."],
    "grant-15-future-award.json": ["Award Date 2031-01-01 lies in the future."],
    "grant-16-duplicate-id-case.json": ["“360g-TEST-1” differs from that of row 1 in capitals alone."],
    "grant-33-duration-partial-dates.json": [
        "“2016” is a part of a date, and was read as 2016-01-01.",
        "“2017-06” is a part of a date, and was read as 2017-06-30.",
    ],
}  # fmt: skip
REFUSED = {
    "grant-06-two-recipients.json": (1, "row 1: recipientOrganization lists 2 organisations"),
    "grant-10-impossible-date.json": (1, "row 1: Award Date “2019-02-30” is not a date"),
    "grant-11-amount-as-text.json": (1, "row 1: Amount Awarded “£1,250.50” is not a plain number"),
    "grant-12-lower-case-currency.json": (1, "row 1: Currency “gbp” is not a code of three capitals"),
    "grant-13-unknown-currency.json": (1, "row 1: Currency “XYZ” is no currency of ISO 4217"),
    "grant-19-list-not-wrapped.json": (2, "grant-19-list-not-wrapped.json"),
    "grant-20-recipient-without-id.json": (1, "row 1: Recipient Org:Identifier is missing."),
    "grant-23-title-number.json": (1, "row 1: Title should be text, and is 9001."),
    "grant-24-long-title.json": (1, "row 1: Title has "),
}  # fmt: skip
# Read beside the others: two awards of one identifier, of two funders.
OF_TWO_FUNDERS = "grant-30-same-id-two-funders.json"


@pytest.fixture
def load(shared_cases):
    return lambda name, **options: run(shared_cases / "grants" / name, **options)


def test_no_file_is_left_out(shared_cases):
    there = {path.name for path in (shared_cases / "grants").glob("*.json")}
    assert there == TAKEN.keys() | WARNED.keys() | REFUSED.keys() | {OF_TWO_FUNDERS}


@pytest.mark.parametrize("name", TAKEN)
def test_it_is_taken(load, name):
    _, err, code = load(name)
    assert (err, code) == ("", 0)
    assert Award.objects.count() == TAKEN[name]


@pytest.mark.parametrize("name", WARNED)
def test_it_is_taken_once_the_warnings_are_accepted(load, name):
    _, err, code = load(name)
    assert code == 1
    for warning in WARNED[name]:
        assert f"warning: {warning}" in err or warning in err
    assert err.count("warning:") == len(WARNED[name])
    assert not Award.objects.exists()
    _, _, code = load(name, accept_warnings=True)
    assert code == 0
    assert Award.objects.exists()


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused(load, name):
    code, sentence = REFUSED[name]
    _, err, found = load(name)
    assert found == code
    assert sentence in err
    assert not Award.objects.exists()


def test_the_same_identifier_of_two_funders_is_two_awards(load):
    assert load(OF_TWO_FUNDERS)[2] == 0
    assert Award.objects.values("funder_org_id", "grant_id").distinct().count() == 2


def test_what_was_taken_is_what_was_written(load):
    load("grant-08-datetime-offset.json")
    assert Award.objects.get().awarded_on == dt.date(2016, 10, 25)
    load("grant-09-datetime-Z.json")
    assert Award.objects.get().awarded_on == dt.date(2016, 10, 26), "half past midnight in London"
    load("grant-22-1e3-amount.json")
    assert Award.objects.get().amount == Decimal("1250.00")
    load("grant-21-extension-and-nested.json")
    assert Award.objects.get().recipient_name == "A Charity"


@pytest.mark.parametrize(
    ("name", "reason", "counted"),
    [
        ("grant-04-negative.json", "correction", 0),
        ("grant-14-usd.json", "currency", 1),
        ("grant-15-future-award.json", "future", 0),
        ("grant-29-regrant-double-count.json", "regrant", 1),
    ],
)
def test_it_is_shown_apart_and_count_and_sum_are_of_one_set(load, client, name, reason, counted):
    load(name, accept_warnings=True)
    assert Award.objects.counted().count() == counted
    apart = Award.objects.with_reason_apart().exclude(reason_apart="").get()
    assert apart.reason_apart == reason
    page = client.get("/funding/").content.decode()
    assert str(apart.apart_shown) in page
    listed = client.get(f"/funding/awards/?apart={reason}").content.decode()
    assert "1 award, listed but not added up" in listed


def test_a_regrant_is_not_counted_twice_in_the_headline(load, client):
    load("grant-29-regrant-double-count.json")
    page = client.get("/funding/").content.decode()
    assert "£40,000" in page
    assert "£140,000" not in page


def test_markup_in_a_title_is_shown_as_it_is_written(load, client):
    load("grant-25-html-title.json")
    page = client.get(Award.objects.get().get_absolute_url()).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert(1)" not in page


@pytest.mark.parametrize(
    "name",
    ["grant-17-individual-with-organisation-null.json", "grant-18-individual-department.json"],
)
def test_an_individual_is_named_nowhere(load, client, name):
    load(name)
    load(name)  # found again by its fingerprint
    award = Award.objects.get()
    assert award.to_individual
    for address in (
        "/funding/",
        "/funding/awards/",
        "/funding/awards.csv",
        award.get_absolute_url(),
        "/api/v1/awards",
        "/search/?q=JaneDoe",
        "/search/?q=Jane",
    ):
        response = client.get(address)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        shown = body.decode().replace("q=JaneDoe", "").replace('value="JaneDoe"', "")
        assert "Jane Doe" not in shown, address
        assert "360G-test" not in shown, address
        assert "IND-1" not in shown, address
